//! Any architecture that is accepted can be computed with.

use proptest::prelude::*;
use zonescope_model::{
    contiguity, evaluate, Arch, BootWords, Flags, Kernel, MemoryMap, Nid, PatchSet, PhysAddr,
    Region, Setup, Variant,
};

fn arch() -> impl Strategy<Value = Arch> {
    let end = prop_oneof![
        2 => Just(0_u64),
        2 => Just(1 << 60),
        4 => (18..=60_u32).prop_map(|shift| 1 << shift),
        2 => (0..1_u64 << 42).prop_map(|pages| pages << 18),
    ];
    (12..=18_u32, 0..=28_u32, 0..=28_u32, end.clone(), end).prop_filter_map(
        "not accepted",
        |(page_shift, order, more, dma, dma32)| {
            let section = page_shift + order + more;
            Arch::custom(page_shift, order, section, PhysAddr::new(dma), PhysAddr::new(dma32)).ok()
        },
    )
}

/// Regions anywhere below 2^60, of any size down to a byte.
fn memory() -> impl Strategy<Value = MemoryMap> {
    let bound = prop_oneof![
        (0..=60_u32, -2..=2_i64)
            .prop_map(|(shift, off)| (1_u64 << shift).saturating_add_signed(off)),
        0..=1_u64 << 60,
        (0..1_u64 << 20).prop_map(|pages| pages << 12),
        (0..1_u64 << 10).prop_map(|gib| gib << 30),
    ];
    let row = (0..4_u64, prop_oneof![Just(0), Just(2_u64), 0..128_u64]);
    (prop::collection::btree_set(bound, 2..24), prop::collection::vec(row, 24)).prop_filter_map(
        "past the end",
        |(bounds, rows)| {
            let bounds: Vec<u64> = bounds.into_iter().filter(|bound| *bound <= 1 << 60).collect();
            let pairs = bounds.windows(2).zip(rows).enumerate();
            let regions = pairs
                // Every third gap is a hole.
                .filter(|(place, _)| place % 3 != 2)
                .map(|(_, (pair, (nid, flags)))| Region {
                    base: PhysAddr::new(pair[0]),
                    end: PhysAddr::new(pair[1]),
                    nid: Nid::new(nid).unwrap(),
                    flags: Flags::new(flags),
                });
            MemoryMap::new(regions.collect()).ok()
        },
    )
}

fn words() -> impl Strategy<Value = BootWords> {
    prop::sample::select(vec![
        "",
        "kernelcore=mirror",
        "kernelcore=mirror movable_node",
        "kernelcore=30%",
        "kernelcore=1G movablecore=7P",
        "movablecore=16E",
        "movablecore=99%",
    ])
    .prop_map(BootWords::parse)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_accepted_architecture_is_computed_with(
        arch in arch(),
        memory in memory(),
        words in words(),
        deferred_init in any::<bool>(),
        patches in 0..32_usize,
        kernel in prop::sample::select(&Kernel::ALL[..]),
    ) {
        let setup = Setup { memory, words, arch, deferred_init };
        let patches = PatchSet::every().nth(patches).unwrap();
        let outcome = evaluate(&setup, Variant { kernel, patches }, &mut ());
        // Spans are what they hold and what they lack, whatever the constants.
        for zone in outcome.nodes.iter().flat_map(|node| &node.zones) {
            prop_assert_eq!(
                i128::from(zone.range.pages()),
                i128::from(zone.present) + i128::from(zone.absent)
            );
        }
        contiguity(&setup, &outcome);
        let arch: Result<Arch, _> = setup.arch.to_string().parse();
        prop_assert_eq!(arch, Ok(setup.arch));
    }
}
