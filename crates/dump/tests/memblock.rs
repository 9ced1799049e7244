//! memblock=debug, in all its generations.

mod common;

use common::check;

#[test]
fn a_dump_with_nodes_and_flags() {
    check(
        "MEMBLOCK configuration:
 memory size = 0x00000001fff75c00 reserved size = 0x0000000000061000
 memory.cnt  = 0x2
 memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes on node 0 flags: 0x2
 memory[0x1]\t[0x0000000140000000-0x000000023fffffff], 0x0000000100000000 bytes on node 1 flags: 0x0
 reserved.cnt  = 0x2
 reserved[0x0]\t[0x0000000000000000-0x0000000000000fff], 0x0000000000001000 bytes flags: 0x0
 reserved[0x1]\t[0x0000000000001000-0x00000000000fffff], 0x00000000000ff000 bytes on node 0 flags: 0x0
",
        &[
            "memory 0x1000-0x9f000 node 0 flags 0x2",
            "memory 0x140000000-0x240000000 node 1 flags 0x0",
            "reserved 0x0-0x1000 flags 0x0",
            "reserved 0x1000-0x100000 node 0 flags 0x0",
        ],
    );
}

#[test]
fn older_numbers_are_narrower() {
    check(
        " memory.cnt  = 0x2
 memory[0x0]     [0x00000001400000-0x000000fffdffff], 0xfebe0000 bytes on node 0 flags: 0x0
 memory[0x1]     [0x000000fffe0000-0x000000ffffffff], 0x20000 bytes on node 0 flags: 0x4
",
        &[
            "memory 0x1400000-0xfffe0000 node 0 flags 0x0",
            "memory 0xfffe0000-0x100000000 node 0 flags 0x4",
        ],
    );
}

#[test]
fn thirty_two_bit_numbers_are_narrower_still() {
    check(
        " memory[0x0]\t[0x80000000-0x9fffffff], 0x20000000 bytes flags: 0x0\n",
        &["memory 0x80000000-0xa0000000 flags 0x0"],
    );
}

#[test]
fn kernels_before_3_16_have_no_flags() {
    check(
        " memory[0x0]\t[0x00000000010000-0x0000000009cfff], 0x8d000 bytes on node 0
 memory[0x1]\t[0x00000000100000-0x000000bffdffff], 0xbfee0000 bytes on node 0
\n",
        &["memory 0x10000-0x9d000 node 0", "memory 0x100000-0xbffe0000 node 0"],
    );
}

#[test]
fn kernels_before_3_5_have_no_brackets() {
    check(
        " memory.cnt  = 0x1
 memory[0x0]\t0x0000000000010000 - 0x000000000009cfff, 0x8d000 bytes
 reserved.cnt  = 0x1
 reserved[0x0]\t0x0000000001000000 - 0x0000000001a57fff, 0xa58000 bytes
\n",
        &["memory 0x10000-0x9d000", "reserved 0x1000000-0x1a58000"],
    );
}

#[test]
fn remarks_behind_a_row_are_not_its() {
    check(
        " memory[0x0]     [0x0000000018000000-0x00000000180fffff], 0x0000000000100000 bytes flags: 0x0  
 reserved[0x0]   [0x0000000018000000-0x00000000180fffff], 0x0000000000100000 bytes flags: 0x0 fdt
 reserved[0x1]   [0x0000000083000000-0x000000008affffff], 0x0000000008000000 bytes flags: 0x0 //页表
 reserved[0x2]   [0x0000000090000000-0x0000000090ffffff], 0x0000000001000000 bytes flags: 0x0 !!!!here
",
        &[
            "memory 0x18000000-0x18100000 flags 0x0",
            "reserved 0x18000000-0x18100000 flags 0x0",
            "reserved 0x83000000-0x8b000000 flags 0x0",
            "reserved 0x90000000-0x91000000 flags 0x0",
        ],
    );
}

#[test]
fn an_array_without_regions_is_one_empty_row() {
    let log = zonescope_dump::read(
        " reserved[0x0]\t[0x0000000000000000-0xffffffffffffffff], 0x0000000000000000 bytes flags: 0x0\n",
    );
    assert_eq!(common::rows(&log), ["reserved 0x0-0x0 flags 0x0"]);
}

#[test]
fn lines_of_other_calls_stand_between() {
    check(
        "[    0.000000] memblock_reserve: [0x00000088008000-0x0000008802bf3b] flags 0x0 arm_memblock_init+0xf/0x48
[    0.000000]  memory[0x0]\t[0x00000088000000-0x000000883fffff], 0x400000 bytes flags: 0x0
[    0.000000] memblock_reserve: [0x0000000000000000-0x0000000000ffff] setup_arch+0xaae/0xc00
[    0.000000]  memory[0x1]\t[0x00000089000000-0x000000893fffff], 0x400000 bytes flags: 0x0
",
        &[
            "memory 0x88000000-0x88400000 flags 0x0",
            "memory 0x89000000-0x89400000 flags 0x0",
        ],
    );
}

#[test]
fn prose_about_rows_is_no_row() {
    check(
        "If you give memmap=1G!4G (so it just covers memory[0x2]),
the range [0x100000000-0x13fffffff] is gone:
memory region \"0x0-0x1fffff\" paired with memory-reserved region
memory[0x1] and reserved[0x2] overlap
",
        &[],
    );
}

#[test]
fn two_dumps_are_two_sources() {
    let row = |index| {
        format!(
            " memory[{index:#x}] [0x{index}000-0x{index}fff], 0x1000 bytes on node 0 flags: 0x0\n"
        )
    };
    let header = "MEMBLOCK configuration:\n memory.cnt  = 0x2\n";
    let sources = |text: &str| {
        zonescope_dump::read(text)
            .sources
            .iter()
            .map(|source| (source.first_line, source.last_line, source.rows.len()))
            .collect::<Vec<_>>()
    };
    let dump = row(0) + &row(1);
    let twice = format!("{header}{dump}{header}{dump}");
    assert_eq!(sources(&twice), [(1, 4, 2), (5, 8, 2)], "told apart by headers");
    assert_eq!(sources(&format!("{dump}{dump}")), [(1, 2, 2), (3, 4, 2)], "told apart by numbers");
}
