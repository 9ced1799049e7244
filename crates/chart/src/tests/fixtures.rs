//! Machines, from the mail's to the extreme.

use std::sync::LazyLock;

use zonescope_model::{Arch, BootWords, Flags, Kernel, MemoryMap, Nid, PfnRange, Region, Setup};
use zonescope_scenario::{Evaluated, NamedVariant};

const GIB: u64 = 1 << 30;
const MIB: u64 = 1 << 20;

/// Base, end, node, flags.
type Row = (u64, u64, u64, u64);

pub(super) fn setup(rows: &[Row]) -> Setup {
    let regions = rows.iter().map(|&(base, end, nid, flags)| Region {
        base: base.into(),
        end: end.into(),
        nid: Nid::new(nid).unwrap(),
        flags: Flags::new(flags),
    });
    Setup {
        memory: MemoryMap::new(regions.collect()).unwrap(),
        words: BootWords { mirror: true, ..BootWords::default() },
        arch: Arch::X86_64,
        deferred_init: true,
    }
}

pub(super) fn evaluate(setup: &Setup, kernel: Kernel) -> Vec<Evaluated> {
    let variants = NamedVariant::default_set(kernel).into_iter();
    let evaluated = variants.map(|named| Evaluated {
        name: named.name,
        variant: named.variant,
        outcome: zonescope_model::evaluate(setup, named.variant, &mut ()),
    });
    evaluated.collect()
}

/// The mail's case 2: 25 % of each node is mirrored.
pub(super) fn case_2() -> Setup {
    setup(&[
        (0x1000, 0x9e000, 0, 2),
        (0x9f000, 0xa0000, 0, 2),
        (0x100000, 0x66417000, 0, 2),
        (0x777ff000, 0x77800000, 0, 2),
        (0x100000000, 0x20c0000000, 0, 2),
        (0x20c0000000, 0x6040000000, 0, 0),
        (0x6040000000, 0x8040000000, 1, 2),
        (0x8040000000, 0xc040000000, 1, 0),
    ])
}

/// Sixteen nodes of 256 regions, every third mirrored, with holes.
pub(super) fn sixteen_nodes() -> Setup {
    let mut rows = Vec::new();
    let mut at = MIB;
    for nid in 0..16 {
        for place in 0..256 {
            let size = match place % 7 {
                0 => GIB,
                _ => (place % 5 + 1) * 64 * MIB,
            };
            rows.push((at, at + size, nid, if place % 3 == 0 { 2 } else { 0 }));
            at += size + (place % 2) * MIB;
        }
    }
    setup(&rows)
}

/// Four nodes that take turns.
fn interleaved() -> Setup {
    let row = |place: u64| {
        let base = MIB + place * 5 * GIB;
        let flags = if place < 16 { 2 } else { 0 };
        (base, base + 4 * GIB, place % 4, flags)
    };
    setup(&(0..48).map(row).collect::<Vec<_>>())
}

/// Outcomes no kernel gives: a zone that spans nothing, one whose present is negative, spans off
/// the axis, names that are XML and longer than the picture.
fn impossible(setup: &Setup) -> Vec<Evaluated> {
    let mut evaluated = evaluate(setup, Kernel::V6_12);
    let names = ["<b> & \"c\"'\u{1}", "", "+++", "very long name ".repeat(40).leak()];
    for (place, e) in evaluated.iter_mut().enumerate() {
        if let Some(name) = names.get(place) {
            e.name = (*name).to_owned();
        }
        for node in &mut e.outcome.nodes {
            node.first_deferred_pfn = Some((place as u64 * (u64::MAX / 5)).into());
            for (number, zone) in node.zones.iter_mut().enumerate() {
                zone.present = -1 - number as i64;
                zone.absent = u64::MAX >> (place * 9);
                zone.range = match (place + number) % 3 {
                    0 => PfnRange::default(),
                    1 => PfnRange::new(0, 1u64 << 56),
                    _ => zone.range,
                };
            }
        }
    }
    evaluated
}

/// What it is, the machine, and its outcomes.
type Fixture = (&'static str, Setup, Vec<Evaluated>);

/// Every fixture.
pub(super) static ALL: LazyLock<Vec<Fixture>> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut machine = |name, setup: Setup| {
        let evaluated = evaluate(&setup, Kernel::V6_12);
        all.push((name, setup, evaluated));
    };
    machine("case 2", case_2());
    machine("one region", setup(&[(MIB, 8 * GIB, 0, 0)]));
    machine("one page", setup(&[(0x5000, 0x6000, 3, 2)]));
    machine("less than a page", setup(&[(0x5001, 0x5fff, 0, 0)]));
    machine("all of it", setup(&[(0, 1 << 60, 0, 0)]));
    machine("all mirrored", setup(&[(MIB, 8 * GIB, 0, 2), (8 * GIB, 16 * GIB, 1, 2)]));
    machine("interleaved", interleaved());
    machine("sixteen nodes", sixteen_nodes());
    all.push(("6.18", case_2(), evaluate(&case_2(), Kernel::V6_18)));
    all.push(("no outcome", case_2(), Vec::new()));
    all.push(("impossible", case_2(), impossible(&case_2())));
    all
});
