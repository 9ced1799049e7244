//! zone->contiguous by ranges against a walk over every pageblock.

use proptest::prelude::*;
use zonescope_golden::{sample, Line};
use zonescope_model::{
    contiguity, evaluate, pageblock_order, Arch, Contiguity, MemoryMap, NotInZone, Outcome, Owner,
    Patch, PatchSet, Pfn, PfnRange, Setup, Variant, Zone,
};
use zonescope_scenario::CASES;

/// A pfn's owner, looked up one by one; `Err` without a struct page.
fn owner(setup: &Setup, outcome: &Outcome, pfn: u64) -> Result<Option<Owner>, ()> {
    let section = setup.arch.section_pages();
    let start = pfn / section * section;
    let page = |addr: u64| addr >> setup.arch.page_shift;
    let valid = setup.memory.regions().iter().any(|region| {
        let first = region.base.pfn_up(setup.arch.page_shift).get();
        let end = page(region.end.get());
        first < end && first < start + section && end > start
    });
    if !valid {
        return Err(());
    }
    let holds = |range: PfnRange| range.contains(Pfn::new(pfn));
    let last = outcome.paints.iter().rev().find(|paint| holds(paint.range));
    Ok(last.map(|paint| paint.owner))
}

/// Block by block: how many were looked at, and the first wrong pfn.
fn walk(
    setup: &Setup,
    outcome: &Outcome,
    of: Owner,
    span: PfnRange,
) -> (u64, Option<(u64, NotInZone)>) {
    let pages = 1u64 << pageblock_order(&setup.arch);
    let (mut start, end) = (span.start().get(), span.end().get());
    let mut blocks = 0;
    while start < end {
        let block_end = ((start / pages + 1) * pages).min(end);
        blocks += 1;
        let (first, last) = (owner(setup, outcome, start), owner(setup, outcome, block_end - 1));
        let not = |at, found: Result<Option<Owner>, ()>| match found {
            Err(()) => Some((at, NotInZone::NoStructPage)),
            Ok(None) => Some((at, NotInZone::NeverInitialised)),
            Ok(Some(owner)) if owner != of => Some((at, NotInZone::LinkedTo(owner))),
            Ok(_) => None,
        };
        let wrong = match (first, last) {
            (_, Err(())) => not(block_end - 1, last),
            _ => not(start, first).or(not(block_end - 1, last)),
        };
        if wrong.is_some() {
            return (blocks, wrong);
        }
        start = block_end;
    }
    (blocks, None)
}

fn agrees(setup: &Setup, variant: Variant, at: &str) {
    let outcome = evaluate(setup, variant, &mut ());
    for found in contiguity(setup, &outcome) {
        let zone = outcome.node(found.nid).unwrap().zone(found.zone).unwrap();
        let of = Owner { nid: found.nid, zone: found.zone };
        if zone.present == 0 {
            assert_eq!(found.contiguity, Contiguity::NotPopulated, "{at}");
            continue;
        }
        let (blocks, wrong) = walk(setup, &outcome, of, zone.range);
        assert_eq!(found.blocks, blocks, "{at}: {of:?}");
        match (found.contiguity, wrong) {
            (Contiguity::Contiguous, None) => {}
            (Contiguity::Broken { block, pfn, found }, Some(wrong)) => {
                assert_eq!((pfn.get(), found), wrong, "{at}: {of:?}");
                assert!(block.contains(pfn), "{at}");
            }
            other => panic!("{at}: {of:?}: {other:?}"),
        }
    }
}

#[test]
fn as_a_walk_over_the_sample_finds() {
    let mut walked = 0;
    for Line { place, scenario, .. } in sample() {
        let end = scenario.setup.memory.regions().last().unwrap().end.get();
        // The walk takes its time: a machine of TiBs has millions of blocks.
        if end <= 64 << 30 {
            agrees(&scenario.setup, scenario.variants[0].variant, &place);
            walked += 1;
        }
    }
    assert!(walked > 50, "{walked}");
}

#[test]
fn as_a_walk_finds_on_uneven_borders() {
    // Borders that fall on, one before and one after a block's, and on a section's.
    const BLOCK: u64 = 2 << 20;
    const PAGE: u64 = 4096;
    let at = 4 << 30;
    let mut cases = 0;
    for shift in [0, PAGE, BLOCK - PAGE, 3 * PAGE, 128 << 20] {
        for hole in [0, PAGE, 2 * PAGE, BLOCK, BLOCK + PAGE, 300 << 20] {
            for patches in PatchSet::every().step_by(5) {
                let region = |base: u64, end: u64, nid, mirrored: bool| zonescope_model::Region {
                    base: base.into(),
                    end: end.into(),
                    nid: zonescope_model::Nid::new(nid).unwrap(),
                    flags: zonescope_model::Flags::new(if mirrored { 2 } else { 0 }),
                };
                let middle = at + (1 << 30) + shift;
                let setup = Setup {
                    memory: MemoryMap::new(vec![
                        region(1 << 20, 2 << 30, 0, true),
                        region(at, middle, 0, true),
                        region(middle + hole, middle + hole + (1 << 30), 0, false),
                        region(middle + hole + (1 << 30), at + (4 << 30), 1, true),
                        region(at + (4 << 30), at + (5 << 30) - shift, 1, false),
                    ])
                    .unwrap(),
                    words: zonescope_model::BootWords::parse("kernelcore=mirror"),
                    arch: Arch::X86_64,
                    deferred_init: true,
                };
                let variant = Variant { patches, ..Variant::default() };
                agrees(&setup, variant, &format!("{shift:#x} {hole:#x} {patches}"));
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 5 * 6 * PatchSet::COUNT.div_ceil(5));
}

#[test]
fn as_a_walk_finds_where_zones_begin_and_end_inside_a_block() {
    let region = |base: u64, end: u64, nid| zonescope_model::Region {
        base: (base << 12).into(),
        end: (end << 12).into(),
        nid: zonescope_model::Nid::new(nid).unwrap(),
        flags: zonescope_model::Flags::NONE,
    };
    let low = region(1, 0xe00, 0);
    let high = region(0x2000, 0x3000, 0);
    let cases = [
        // DMA's last pages, in its last block, are a hole that DMA32 gets; or node 1 has them.
        vec![low, region(0xfff, 0x1001, 0), region(0x1100, 0x2000, 0)],
        vec![low, region(0xe00, 0x1001, 0), region(0x1001, 0x1002, 1), region(0x1002, 0x2000, 0)],
        // DMA32's first page is node 1's, or its own with another's behind.
        vec![low, region(0x1003, 0x1203, 1), high],
        vec![low, region(0x1003, 0x1004, 1), region(0x1004, 0x3000, 0)],
        vec![low, region(0x1003, 0x1004, 0), region(0x1004, 0x1203, 1), high],
        vec![low, region(0x1001, 0x1400, 1), high],
    ];
    for (place, regions) in cases.into_iter().enumerate() {
        let setup = Setup {
            memory: MemoryMap::new(regions).unwrap(),
            words: zonescope_model::BootWords::default(),
            arch: Arch { dma_end: (0x1003 << 12).into(), ..Arch::X86_64 },
            deferred_init: true,
        };
        agrees(&setup, Variant::default(), &format!("case {place}"));
    }
}

proptest! {
    /// Regions of a few pages on nodes that take turns within blocks of 32.
    #[test]
    fn as_a_walk_finds_where_nodes_interleave(
        pieces in prop::collection::vec((0..3_u64, 1..40_u64, 0..5_u64, any::<bool>()), 1..30),
        patches in prop::sample::select(PatchSet::every().collect::<Vec<_>>()),
    ) {
        let arch = Arch::from_name("ppc64le").unwrap();
        let mut end = arch.four_gib().get() - 60;
        let regions = pieces.into_iter().map(|(hole, pages, nid, mirrored)| {
            let base = end + hole;
            end = base + pages;
            zonescope_model::Region {
                base: (base << arch.page_shift).into(),
                end: (end << arch.page_shift).into(),
                nid: zonescope_model::Nid::new(nid).unwrap(),
                flags: zonescope_model::Flags::new(if mirrored { 2 } else { 0 }),
            }
        });
        let setup = Setup {
            memory: MemoryMap::new(regions.collect()).unwrap(),
            words: zonescope_model::BootWords::parse("kernelcore=mirror"),
            arch,
            deferred_init: true,
        };
        agrees(&setup, Variant { patches, ..Variant::default() }, "drawn");
    }
}

/// The zones of node 0 that are contiguous.
fn contiguous(case: usize, patches: &[Patch]) -> Vec<Zone> {
    let setup = CASES[case].scenario().unwrap().setup;
    let variant = Variant { patches: patches.iter().copied().collect(), ..Variant::default() };
    contiguity(&setup, &evaluate(&setup, variant, &mut ()))
        .into_iter()
        .filter(|zone| zone.nid.get() == 0 && zone.contiguity == Contiguity::Contiguous)
        .map(|zone| zone.zone)
        .collect()
}

macro_rules! contiguous {
    ($($name:ident: $case:expr, $patches:expr => $zones:expr;)*) => {
        $(#[test] fn $name() {
            assert_eq!(contiguous($case, &$patches), $zones);
        })*
    };
}

contiguous! {
    an_overlapped_normal_is_not: 1, [] => [Zone::Dma, Zone::Movable];
    a_cut_normal_is: 1, [Patch::ClipNormal] => [Zone::Dma, Zone::Normal, Zone::Movable];
    lost_pages_break_normal: 1, [Patch::NodeExtentSpan] => [Zone::Dma, Zone::Movable];
}

#[test]
fn pageblocks_have_the_order_of_a_huge_page() {
    let orders: Vec<(&str, u32)> =
        Arch::ALL.iter().map(|arch| (arch.name, pageblock_order(arch))).collect();
    assert_eq!(
        orders,
        [
            ("x86_64", 9),
            ("arm64", 9),
            ("arm64-16k", 11),
            ("arm64-64k", 13),
            ("riscv64", 9),
            ("ppc64le", 5),
            ("s390x", 8),
            ("s390x-6.13", 9),
            ("loongarch64", 11),
        ]
    );
}
