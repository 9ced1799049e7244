//! The regions editor's rules: what each edit makes of the rows.
#![cfg(not(target_arch = "wasm32"))]

use zonescope_model::{Flags, MapError, MemoryMap, Nid, Region};
use zonescope_web::regions::{bytes_as_text, parse_bytes, with_boundary, Edit, Table, Which};

const G: u64 = 1 << 30;

fn nid(nid: u64) -> Nid {
    Nid::new(nid).unwrap()
}

/// Of rows in GiB: base, end, node, flags.
fn map(rows: &[(u64, u64, u64, u64)]) -> MemoryMap {
    let region = |&(base, end, node, flags): &(u64, u64, u64, u64)| Region {
        base: (base * G).into(),
        end: (end * G).into(),
        nid: nid(node),
        flags: Flags::new(flags),
    };
    MemoryMap::new(rows.iter().map(region).collect()).unwrap()
}

/// Mirrored below 4 GiB, a touching region, a hole, another node with a bit nobody knows.
fn start() -> Table {
    Table::of(&map(&[(0, 4, 0, 2), (4, 8, 0, 0), (10, 12, 1, 0x102)]))
}

fn rows(table: &Table) -> Vec<(u64, u64, u64, u64)> {
    let row = |row: &zonescope_web::regions::Row| {
        let Region { base, end, nid, flags } = row.region;
        (base.get() / G, end.get() / G, u64::from(nid.get()), flags.get())
    };
    table.rows().iter().map(row).collect()
}

macro_rules! edits {
    ($($name:ident: [$($edit:expr),*] => $rows:expr,)*) => {
        $(#[test] fn $name() {
            let mut table = start();
            $(table = table.edited($edit).unwrap();)*
            assert_eq!(rows(&table), $rows);
        })*
    };
}

edits! {
    a_start_moves_alone: [Edit::Start(1, 5 * G)] => [(0, 4, 0, 2), (5, 8, 0, 0), (10, 12, 1, 0x102)],
    an_end_moves_alone: [Edit::End(2, 20 * G)] => [(0, 4, 0, 2), (4, 8, 0, 0), (10, 20, 1, 0x102)],
    a_size_is_from_the_start: [Edit::Size(1, G)] => [(0, 4, 0, 2), (4, 5, 0, 0), (10, 12, 1, 0x102)],
    rows_sort_themselves: [Edit::End(0, 40 * G), Edit::Start(0, 30 * G)] => [(4, 8, 0, 0), (10, 12, 1, 0x102), (30, 40, 0, 2)],
    a_node: [Edit::Node(0, nid(3))] => [(0, 4, 3, 2), (4, 8, 0, 0), (10, 12, 1, 0x102)],
    unknown_bits_stay: [Edit::Flag(2, Flags::MIRROR, false), Edit::Flag(2, Flags::HOTPLUG, true)] => [(0, 4, 0, 2), (4, 8, 0, 0), (10, 12, 1, 0x101)],
    split_inside: [Edit::Split(6 * G)] => [(0, 4, 0, 2), (4, 6, 0, 0), (6, 8, 0, 0), (10, 12, 1, 0x102)],
    merge_with_the_next: [Edit::Pick(0, true), Edit::Merge] => [(0, 8, 0, 2), (10, 12, 1, 0x102)],
    merge_over_a_hole: [Edit::Pick(1, true), Edit::Merge] => [(0, 4, 0, 2), (4, 12, 0, 0)],
    merge_from_first_to_last: [Edit::Pick(0, true), Edit::Pick(2, true), Edit::Merge] => [(0, 12, 0, 2)],
    split_and_merge_are_inverse: [Edit::Split(5 * G), Edit::Pick(1, true), Edit::Merge] => [(0, 4, 0, 2), (4, 8, 0, 0), (10, 12, 1, 0x102)],
    delete_what_is_picked: [Edit::PickAll(Which::Mirrored), Edit::Delete] => [(4, 8, 0, 0)],
    delete_nothing: [Edit::Delete] => [(0, 4, 0, 2), (4, 8, 0, 0), (10, 12, 1, 0x102)],
    shift_a_node_up: [Edit::PickAll(Which::Of(nid(0))), Edit::Up(100 * G)] => [(10, 12, 1, 0x102), (100, 104, 0, 2), (104, 108, 0, 0)],
    shift_a_node_down: [Edit::PickAll(Which::Of(nid(1))), Edit::Down(2 * G)] => [(0, 4, 0, 2), (4, 8, 0, 0), (8, 10, 1, 0x102)],
    several_rows_on_a_node: [Edit::PickAll(Which::All), Edit::PickedNode(nid(7))] => [(0, 4, 7, 2), (4, 8, 7, 0), (10, 12, 7, 0x102)],
    several_rows_mirrored: [Edit::PickAll(Which::All), Edit::PickedFlag(Flags::MIRROR, true)] => [(0, 4, 0, 2), (4, 8, 0, 2), (10, 12, 1, 0x102)],
    add_above_all: [Edit::Add] => [(0, 4, 0, 2), (4, 8, 0, 0), (10, 12, 1, 0x102), (12, 13, 1, 0)],
    a_place_that_is_gone: [Edit::Start(9, 0), Edit::Node(9, nid(1)), Edit::Pick(9, true)] => [(0, 4, 0, 2), (4, 8, 0, 0), (10, 12, 1, 0x102)],
}

macro_rules! means_nothing {
    ($($name:ident: [$($before:expr),*] $edit:expr => $words:expr,)*) => {
        $(#[test] fn $name() {
            #[allow(unused_mut)]
            let mut table = start();
            $(table = table.edited($before).unwrap();)*
            assert_eq!(table.edited($edit), Err($words.to_owned()));
        })*
    };
}

means_nothing! {
    split_in_a_hole: [] Edit::Split(9 * G) => "no region holds 0x240000000 between its first byte and its end",
    split_at_a_start: [] Edit::Split(4 * G) => "no region holds 0x100000000 between its first byte and its end",
    merge_of_the_last: [Edit::Pick(2, true)] Edit::Merge => "no region follows",
    merge_of_nothing: [] Edit::Merge => "no row is picked",
    a_node_for_nothing: [] Edit::PickedNode(nid(1)) => "no row is picked",
    shift_below_zero: [Edit::Pick(0, true)] Edit::Down(1) => "0x0 is less than 0x1",
    shift_above_all: [Edit::Pick(2, true)] Edit::Up(u64::MAX) => "0xffffffffffffffff above 0x280000000 there are no addresses",
    size_above_all: [] Edit::Size(1, u64::MAX) => "0xffffffffffffffff above 0x100000000 there are no addresses",
    add_at_the_top: [Edit::End(2, 1 << 60)] Edit::Add => "nothing fits below 0x1000000000000000",
}

#[test]
fn the_model_says_what_is_no_map() {
    let error = |edit| start().edited(edit).unwrap().map().unwrap_err();
    assert!(matches!(error(Edit::End(0, 5 * G)), MapError::Overlap { index: 1, .. }));
    assert!(matches!(error(Edit::Size(1, 0)), MapError::EmptyRegion { index: 1, .. }));
    assert!(matches!(error(Edit::End(2, u64::MAX)), MapError::EndsTooHigh { index: 2, .. }));
    let all = start().edited(Edit::PickAll(Which::All)).unwrap();
    let none = all.edited(Edit::Delete).unwrap();
    assert_eq!(none.map(), Err(MapError::NoMemory));
    // From nothing, something can be built again.
    assert_eq!(rows(&none.edited(Edit::Add).unwrap()), [(0, 1, 0, 0)]);
}

#[test]
fn what_was_picked_stays_picked_in_the_next_map() {
    let table = start().edited(Edit::PickAll(Which::All)).unwrap();
    let next = table.following(&map(&[(0, 2, 0, 2), (3, 4, 0, 0), (4, 12, 1, 0)]));
    let picked: Vec<bool> = next.rows().iter().map(|row| row.picked).collect();
    assert_eq!(picked, [true, false, true]);
}

#[test]
fn bytes_are_read_in_every_notation_and_written_exactly() {
    for (text, bytes) in [
        ("0", 0),
        ("4096", 4096),
        ("0x100000000", 1 << 32),
        ("0X1F", 31),
        (" 64G ", 64 * G),
        ("64g", 64 * G),
        ("1024k", 1 << 20),
        ("0x10M", 16 << 20),
        ("0x1e", 30),
        ("15E", 15 << 60),
    ] {
        assert_eq!(parse_bytes(text), Ok(bytes), "{text}");
        assert_eq!(parse_bytes(&bytes_as_text(bytes)), Ok(bytes), "{text}");
    }
    for text in
        ["", "G", "0x", "1.5G", "-1", "+1", "16E", "1 G", "0x1g2", "4GB", "99999999999999999999"]
    {
        assert!(parse_bytes(text).is_err(), "{text}");
    }
    for (bytes, text) in [(624 << 10, "624K"), (3 << 40, "3T"), (4097, "0x1001"), (0, "0x0")] {
        assert_eq!(bytes_as_text(bytes), text);
    }
}

#[test]
fn a_boundary_stays_between_its_regions() {
    let memory = map(&[(0, 4, 0, 2), (4, 8, 0, 0), (10, 12, 1, 2)]);
    let base = |to: u64| {
        let moved = with_boundary(&memory, 1, to.into(), 12)?;
        assert_eq!(moved.regions()[0].end, moved.regions()[1].base);
        Some(moved.regions()[1].base.get())
    };
    assert_eq!(base(6 * G), Some(6 * G));
    assert_eq!(base(0), Some(4096));
    assert_eq!(base(u64::MAX), Some(8 * G - 4096));
    for place in [0, 2, 3, usize::MAX] {
        assert_eq!(with_boundary(&memory, place, G.into(), 12), None, "{place}");
    }
}
