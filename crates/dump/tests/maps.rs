//! From rows to memory maps: what is refused, and how it is said.

mod common;

use proptest::prelude::*;
use zonescope_dump::{read, write, LineFate, Note};
use zonescope_model::{Flags, MemoryMap, Nid, PhysAddr, Region};

fn row(index: usize, base: u64, end: u64, nid: u64, flags: u64) -> String {
    format!(
        " memory[{index:#x}]\t[{base:#018x}-{:#018x}], {:#018x} bytes on node {nid} flags: {flags:#x}\n",
        end - 1,
        end - base
    )
}

/// What the only dump of a text is refused with.
fn refusal(text: &str) -> String {
    let log = read(text);
    log.memory_map(0).expect_err("should be refused").to_string()
}

#[test]
fn overlapping_regions_name_both_and_their_lines() {
    let text =
        format!("A dump:\n{}{}", row(0, 0x1000, 0x9f000, 0, 0), row(1, 0x9e000, 0xa0000, 0, 0));
    let message = refusal(&text);
    for part in ["lines 2 and 3", "[0x9e000-0x9ffff]", "[0x1000-0x9efff]", "overlaps"] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn unsorted_regions_name_both() {
    let text = row(0, 0x100000, 0x200000, 0, 0) + &row(1, 0x1000, 0x2000, 0, 0);
    let message = refusal(&text);
    for part in ["lines 1 and 2", "[0x1000-0x1fff]", "[0x100000-0x1fffff]"] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn two_dumps_in_the_text_are_named() {
    let overlap = row(0, 0x1000, 0x9f000, 0, 0) + &row(1, 0x9e000, 0xa0000, 0, 0);
    let message = refusal(&overlap.repeat(2));
    assert!(message.ends_with("(2 were found, lines 1 and 3)"), "{message}");
}

#[test]
fn memory_above_2_to_the_60_is_refused() {
    let message = refusal(&row(0, 0x1000, (1 << 60) + 0x1000, 0, 0));
    assert!(message.contains("line 1") && message.contains("2^60"), "{message}");
}

#[test]
fn a_node_above_1023_is_refused() {
    let message = refusal(&row(0, 0x1000, 0x2000, 1024, 0));
    assert!(message.contains("line 1") && message.contains("1023"), "{message}");
}

#[test]
fn more_than_65536_regions_are_refused() {
    let text: String = (0..65_537)
        .map(|index| row(index, 0x2000 * index as u64, 0x2000 * index as u64 + 0x1000, 0, 0))
        .collect();
    let message = refusal(&text);
    assert!(
        message.contains("line 65537") && message.contains("65537") && message.contains("65536"),
        "{message}"
    );
}

#[test]
fn no_dump_says_what_to_paste() {
    assert!(refusal("Dear all,\n").contains("memblock=debug"));
}

#[test]
fn a_size_that_disagrees_is_a_warning() {
    let text = " memory[0x0] [0x1000-0x1fff], 0x3000 bytes on node 0 flags: 0x0\n";
    let (map, warnings) = read(text).memory_map(0).unwrap();
    assert_eq!(map.regions()[0].end, PhysAddr::new(0x2000));
    assert_eq!(
        (warnings[0].line, warnings[0].what),
        (1, Note::SizeDisagrees { said: 0x3000, range: 0x1000 })
    );
}

#[test]
fn unknown_flags_are_kept() {
    let (map, _) = read(&row(0, 0x1000, 0x2000, 0, 0x1f80)).memory_map(0).unwrap();
    assert_eq!(map.regions()[0].flags, Flags::new(0x1f80));
}

#[test]
fn rows_without_a_node_are_node_0s() {
    let (map, _) = read("memory[0x0] [0x1000-0x1fff], 0x1000 bytes\n\n").memory_map(0).unwrap();
    assert_eq!(map.regions()[0].nid, Nid::default());
}

#[test]
fn a_dump_without_memory_is_not_offered() {
    let log = read(
        " memory.cnt  = 0x1
 memory[0x0]\t[0x00000000000000-0xffffffffffffffff], 0x0 bytes on node 0 flags: 0x0\n",
    );
    assert_eq!((log.sources[0].rows.len(), log.dumps().len()), (1, 0));
}

#[test]
fn the_last_complete_dump_is_the_default() {
    let dump = |count: usize, rows: usize| -> String {
        let rows = (0..rows).map(|index| {
            row(index, 0x2000 * index as u64 + 0x1000, 0x2000 * index as u64 + 0x2000, 0, 0)
        });
        format!("MEMBLOCK configuration:\n memory.cnt  = {count:#x}\n{}", rows.collect::<String>())
    };
    let default = |text: String| read(&text).default_dump();
    assert_eq!(default(String::new()), None);
    assert_eq!(default(dump(2, 2) + &dump(2, 2)), Some(1));
    assert_eq!(default(dump(2, 2) + &dump(3, 2) + "   ...\n"), Some(0), "rows elided");
    assert_eq!(default(dump(3, 2) + &dump(4, 2)), Some(1), "none complete");
    let cut = dump(2, 2)
        + " memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x0\n memory[0x1] [0x2000";
    assert_eq!(default(cut), Some(0), "the last row cut off");
}

#[test]
fn a_broken_row_is_its_lines_trouble() {
    let text = row(0, 0x1000, 0x2000, 0, 0)
        + " memory[0x1] [0x0000zzzz-0x1fff], 0x1000 bytes flags: 0x0\n"
        + " memory[0x2] [0x0000000000100000-0x00000000bff";
    let log = read(&text);
    assert_eq!(common::rows(&log), ["memory 0x1000-0x2000 node 0 flags 0x0"]);
    let fates: Vec<_> = log.lines.iter().map(|run| (run.first, run.fate)).collect();
    assert_eq!(
        fates,
        [(1, LineFate::Understood), (2, LineFate::Unreadable), (3, LineFate::Unreadable)]
    );
    for run in log.lines.iter().skip(1) {
        let message = run.message.unwrap().to_string();
        assert!(message.contains("memory[0xN] [0xSTART-0xEND]"), "{message}");
    }
}

fn maps() -> impl Strategy<Value = MemoryMap> {
    let region = (1u64..1 << 40, 1u64..1 << 40, 0u64..1024, 0u64..256);
    prop::collection::vec(region, 1..40).prop_map(|regions| {
        let mut at = 0u64;
        let regions = regions
            .into_iter()
            .map(|(gap, size, nid, flags)| {
                let base = at + gap;
                at = base + size;
                Region {
                    base: PhysAddr::new(base),
                    end: PhysAddr::new(at),
                    nid: Nid::new(nid).unwrap(),
                    flags: Flags::new(flags),
                }
            })
            .collect();
        MemoryMap::new(regions).unwrap()
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(map in maps()) {
        let text = write(&map);
        for text in [common::wrapped(&text, 72, "> "), text] {
            let log = read(&text);
            let (again, warnings) = log.memory_map(0).unwrap();
            prop_assert_eq!(&again, &map);
            prop_assert!(warnings.is_empty());
            prop_assert!(log.sources[0].is_complete());
        }
    }
}
