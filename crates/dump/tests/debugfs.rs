//! debugfs memblock/memory, in all its generations.

mod common;

use common::check;

#[test]
fn ranges_alone() {
    check(
        "cat /sys/kernel/debug/memblock/memory
   0: 0x0000000080000000..0x00000000901fffff
   1: 0x0000000090200000..0x00000000905fffff
  15: 0x0000000880000000..0x0000000affffffff
",
        &[
            "dbgfs 0x80000000-0x90200000",
            "dbgfs 0x90200000-0x90600000",
            "dbgfs 0x880000000-0xb00000000",
        ],
    );
}

#[test]
fn flags_before_node() {
    check(
        "   0: 0x0000000080000000..0x00000000901fffff     NONE    0
   1: 0x0000000090200000..0x00000000905fffff    NOMAP    1
",
        &[
            "dbgfs 0x80000000-0x90200000 node 0 flags 0x0",
            "dbgfs 0x90200000-0x90600000 node 1 flags 0x4",
        ],
    );
}

#[test]
fn numbers_before_the_range() {
    check(
        "cnt     flags   nid     base..end
0:      0x0     0x0     0x0000000080000000..0x00000000901fffff
1:      0x4     0x1     0x0000000090200000..0x00000000905fffff
",
        &[
            "dbgfs 0x80000000-0x90200000 node 0 flags 0x0",
            "dbgfs 0x90200000-0x90600000 node 1 flags 0x4",
        ],
    );
    check(
        "cnt     flags   base..end
0:      0x0     0x0000000080000000..0x00000000901fffff
1:      0x4     0x0000000090200000..0x00000000905fffff
",
        &["dbgfs 0x80000000-0x90200000 flags 0x0", "dbgfs 0x90200000-0x90600000 flags 0x4"],
    );
}

#[test]
fn numbers_behind_the_range() {
    check(
        "cnt     base..end       flags   nid
0:      0x0000000080000000..0x00000000901fffff  0x0     0x0
1:      0x0000000090200000..0x00000000905fffff  0x4     0x1
",
        &[
            "dbgfs 0x80000000-0x90200000 node 0 flags 0x0",
            "dbgfs 0x90200000-0x90600000 node 1 flags 0x4",
        ],
    );
}

#[test]
fn node_before_flags() {
    check(
        "root@host:~# cat /sys/kernel/debug/memblock/memory
   0: 0x0000000064005000..0x0000000064023fff    0 NOMAP
   1: 0x0000000068000000..0x000000006fffffff    0 DRV_MNG
   2: 0x0000000088800000..0x0000000094ffefff    x NONE
   3: 0x0000000100000000..0x000000013fffffff    1 HOTPLUG
   4: 0x0000000140000000..0x000000017fffffff    1 MIRROR
",
        &[
            "dbgfs 0x64005000-0x64024000 node 0 flags 0x4",
            "dbgfs 0x68000000-0x70000000 node 0 flags 0x8",
            "dbgfs 0x88800000-0x94fff000 flags 0x0",
            "dbgfs 0x100000000-0x140000000 node 1 flags 0x1",
            "dbgfs 0x140000000-0x180000000 node 1 flags 0x2",
        ],
    );
}

#[test]
fn what_is_reserved_is_no_dump() {
    let log = zonescope_dump::read(
        "==> /sys/kernel/debug/memblock/memory <==
   0: 0x0000000080000000..0x00000000901fffff
==> /sys/kernel/debug/memblock/reserved <==
   0: 0x0000000080000000..0x00000000800fffff
",
    );
    assert_eq!(log.sources.len(), 2);
    assert_eq!(log.dumps().len(), 1);
    assert_eq!(log.dumps()[0].first_line, 1);
}

#[test]
fn a_flag_without_a_name_here_is_named_and_the_others_kept() {
    for (written, flags, named) in [
        ("NEW_FLAG", 0x0, "NEW_FLAG"),
        ("MIRROR|NEW_FLAG", 0x2, "NEW_FLAG"),
        ("NEW|HOTPLUG|NEWER", 0x1, "NEW"),
        ("NOMAP|A_NAME_WITH_MANY_LETTERS", 0x4, "A_NAME_WITH_MANY"),
    ] {
        let log = zonescope_dump::read(&format!(
            "   0: 0x0000000080000000..0x00000000901fffff    0 {written}\n"
        ));
        let row = &log.sources[0].rows[0];
        assert_eq!((row.nid, row.flags), (Some(0), Some(flags)), "{written}");
        let message = log.lines.get(0).unwrap().message.unwrap().to_string();
        assert_eq!(message, format!("the flag {named} is not known here: it is left out"));
    }
}

/// How the rows of a text are told apart: of each source its first line, its rows and whether
/// it lists memory.
macro_rules! files {
    ($($name:ident: $text:expr => $sources:expr;)*) => {$(
        #[test]
        fn $name() {
            let log = zonescope_dump::read($text);
            let sources: Vec<_> = log
                .sources
                .iter()
                .map(|source| (source.first_line, source.rows.len(), source.is_memory))
                .collect();
            assert_eq!(sources, $sources);
        }
    )*};
}

files! {
    behind_a_prompt: "root@h:/sys/kernel/debug/memblock# cat memory\n\
            0: 0x1000..0x1fff    0 NONE\n1: 0x3000..0x3fff    0 MIRROR\n\
            root@h:/sys/kernel/debug/memblock# cat reserved\n0: 0x1000..0x2fff    x NONE\n"
        => [(1, 2, true), (4, 1, false)];
    behind_a_bare_prompt: "# cat reserved\n0: 0x1000..0x1fff\n$ sudo cat memory\n0: 0x1000..0x1fff\n"
        => [(1, 1, false), (3, 1, true)];
    by_a_heading: "==> reserved <==\n0: 0x1000..0x1fff\n\n==> memory <==\n0: 0x1000..0x1fff\n"
        => [(1, 1, false), (4, 1, true)];
    grep_with_paths: "/sys/kernel/debug/memblock/memory:   0: 0x1000..0x1fff    0 NONE\n\
            /sys/kernel/debug/memblock/memory:   1: 0x3000..0x3fff    0 NONE\n\
            /sys/kernel/debug/memblock/reserved:   0: 0x1000..0x1fff    x NONE\n"
        => [(1, 2, true), (3, 1, false)];
    grep_with_names_and_numbers: "reserved:1:   0: 0x1000..0x1fff    0 NONE\n\
            memory:1:   0: 0x1000..0x1fff    0 NONE\nmemory:2:   1: 0x3000..0x3fff    0 NONE\n"
        => [(1, 1, false), (2, 2, true)];
    prose_names_no_file: "0: 0x1000..0x1fff\nthis cat has no memory\nhow much is reserved\n1: 0x3000..0x3fff\n"
        => [(1, 2, true)];
}
