//! What is odd about a dump, as its memory map says it: rows that can't be read, rows left out,
//! rows that lost their end.

use zonescope_dump::{read, Log};

const HEAD: &str = "MEMBLOCK configuration:\n memory.cnt  = 0x3\n";
const ROW_0: &str = " memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x2\n";
const ROW_1: &str = " memory[0x1] [0x3000-0x3fff], 0x1000 bytes on node 1 flags: 0x0\n";
const ROW_2: &str = " memory[0x2] [0x5000-0x5fff], 0x1000 bytes on node 1 flags: 0x0\n";

/// The remarks on the first dump, each behind its line.
fn remarks(log: &Log) -> Vec<String> {
    let (_, warnings) = log.memory_map(0).unwrap();
    warnings.iter().map(|found| format!("{}: {}", found.line, found.what)).collect()
}

/// A dump's text, and how the remarks on it begin.
macro_rules! remarks {
    ($($name:ident: [$($part:expr),*] => [$($remark:expr),*];)*) => {$(
        #[test]
        fn $name() {
            let text = [$($part),*].concat();
            let got = remarks(&read(&text));
            let expected: &[&str] = &[$($remark),*];
            let is_alike = got.len() == expected.len()
                && got.iter().zip(expected).all(|(got, begins)| got.starts_with(begins));
            assert!(is_alike, "{got:#?}");
        }
    )*};
}

remarks! {
    all_is_well: [HEAD, ROW_0, ROW_1, ROW_2] => [];
    a_row_in_the_middle_is_unreadable:
        [HEAD, ROW_0, " memory[0x1] [0x(ptrval)-0x3fff], 0x1000 bytes flags: 0x0\n", ROW_2]
        => ["4: looks like a row but can't be read"];
    the_last_row_is_cut: [HEAD, ROW_0, ROW_1, " memory[0x2] [0x0000000140000000-0x000000"]
        => ["5: the row is cut off"];
    the_first_row_is_backwards:
        [HEAD, " memory[0x0] [0x2000-0x1000], 0x1000 bytes on node 0 flags: 0x2\n", ROW_1, ROW_2]
        => ["3: the range [0x2000-0x1000] ends before it starts"];
    another_dumps_rows_are_its_own:
        [HEAD, ROW_0, ROW_1, ROW_2, HEAD, " memory[0x0] [0x1000-0x20000000000000000], 0x0\n", ROW_1]
        => [];
    fewer_than_counted: [HEAD, ROW_0, ROW_1] => ["1: memory.cnt says 3 regions, 2 were read"];
    left_out_and_said: [HEAD, ROW_0, "  ...\n"] => [];
    left_out_between: [HEAD, ROW_0, " [...]\n", ROW_2] => [];
    left_out_at_the_top: [HEAD, "> <snip>\n", ROW_2] => [];
    left_out_elsewhere: ["Hello...\n...\n", HEAD, ROW_0, ROW_1]
        => ["3: memory.cnt says 3 regions, 2 were read"];
    flags_cut_off: [HEAD, ROW_0, " memory[0x1] [0x3000-0x3fff], 0x1000 bytes on node 1\n", ROW_2]
        => ["4: no flags here though other rows have them"];
    flags_of_the_last_row_cut_off:
        [HEAD, ROW_0, ROW_1, " memory[0x2] [0x5000-0x5fff], 0x1000 bytes on node 1\n"]
        => ["5: no flags here"];
    flags_of_the_first_row_cut_off:
        [HEAD, " memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0\n", ROW_1, ROW_2]
        => ["3: no flags here"];
    node_lost: [HEAD, ROW_0, " memory[0x1] [0x3000-0x3fff], 0x1000 bytes flags: 0x0\n", ROW_2]
        => ["4: no node here though other rows have one"];
    both_lost: [HEAD, ROW_0, ROW_1, " memory[0x2] [0x5000-0x5fff], 0x1000 bytes\n"]
        => ["5: neither node nor flags here"];
    no_row_has_flags: [" memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0\n\n"] => [];
    debugfs_without_flags: ["0: 0x1000..0x1fff    0 MIRROR\n1: 0x3000..0x3fff    1\n"]
        => ["2: no flags here"];
    debugfs_without_node: ["0: 0x1000..0x1fff MIRROR 0\n1: 0x3000..0x3fff NONE\n"]
        => ["2: no node here"];
    debugfs_with_half_a_word: ["0: 0x1000..0x1fff    0 MIRROR\n1: 0x3000..0x3fff    1 NON\n"]
        => ["2: the flag NON is not known here"];
}

#[test]
fn the_lines_say_so_too() {
    let log = read(&format!(
        "{HEAD}{ROW_0} memory[0x1] [0x3000-0x3fff],\n0x1000 bytes on node 1\n{ROW_2}"
    ));
    let runs: Vec<_> =
        log.lines.iter().map(|run| (run.first, run.last, run.message.is_some())).collect();
    assert_eq!(runs, [(1, 3, false), (4, 5, true), (6, 6, false)]);
}

#[test]
fn many_remarks_are_counted() {
    let bad = " memory[0x1] [0x0000zzzz-0x1fff], 0x1000 bytes flags: 0x0\n".repeat(25);
    let got = remarks(&read(&format!("{ROW_0}{bad}")));
    assert_eq!(got.len(), 21);
    assert_eq!(got[20], "22: and 5 more lines have remarks");
}

#[test]
fn without_a_row_that_can_be_read_the_first_line_says_why() {
    let node =
        "memory[0x0]\t[0x1000-0x1fff], 0x1000 bytes on node 18446744073709551616 flags: 0x0\n";
    for (text, begins) in [
        (
            format!("A dump:\n {node} {node}"),
            "no row of memory could be read; line 2: a number here needs more than 64 bits",
        ),
        (
            "0: 0x2000..0x1000 0 NONE\n".to_owned(),
            "no row of memory could be read; line 1: the range [0x2000-0x1000] ends",
        ),
        (
            " reserved[0x0] [0x2000-0x1000], 0x1000 bytes flags: 0x0\n".to_owned(),
            "no memory map was found",
        ),
    ] {
        let fault = read(&text).memory_map(0).unwrap_err();
        assert!(fault.to_string().starts_with(begins), "{fault}");
    }
}

#[test]
fn of_many_dumps_some_are_named() {
    let dump = " memory[0x0] [0x1000-0x9ffff], 0x9f000 bytes on node 0 flags: 0x0
 memory[0x1] [0x9e000-0xa0000], 0x2001 bytes on node 0 flags: 0x0\n";
    for (dumps, names) in [
        (4, "(4 were found, lines 1, 3, 5 and 7)"),
        (5, "(5 were found, lines 1, 3, 5 … and 2 more)"),
        (30_001, "(30001 were found, lines 1, 3, 5 … and 29998 more)"),
    ] {
        let fault = read(&dump.repeat(dumps)).memory_map(0).unwrap_err();
        assert!(fault.to_string().ends_with(names), "{fault}");
    }
}
