//! The slow model against the real one, on small random machines: every count the same.
//!
//! `PROPTEST_CASES=1000000 cargo test -p zonescope-naive --test agree` looks longer.

use proptest::prelude::*;
use zonescope_model::{
    Amount, Arch, BootWords, Flags, Kernel, MemoryMap, Nid, Patch, PatchSet, PhysAddr, Region,
    Setup, Variant,
};
use zonescope_naive::{evaluate, Naive};

/// Pages so large that 4 GiB is only 64 of them, and all limits are a few pages apart.
const COARSE: Arch = Arch {
    name: "coarse",
    page_shift: 26,
    max_page_order: 1,
    section_size_bits: 28,
    dma_end: PhysAddr::new(5 << 26),
    dma32_end: PhysAddr::FOUR_GIB,
    checked: &[],
};

/// The machines whose layouts are drawn, and the pfn each is drawn around.
fn arch() -> impl Strategy<Value = Arch> {
    let coarse = (24..=28_u32, 0..=3_u32, 0..=4_u32, 0..4_usize, 0..6_usize).prop_map(
        |(page_shift, max_page_order, section_order, dma, dma32)| {
            let four_gib = 1_u64 << (32 - page_shift);
            let dma = [0, 1, 5, four_gib / 2][dma];
            let dma32 = [0, dma, 7, four_gib - 3, four_gib, four_gib + 9][dma32];
            Arch {
                page_shift,
                max_page_order,
                section_size_bits: page_shift + section_order,
                dma_end: PhysAddr::new(dma << page_shift),
                dma32_end: PhysAddr::new(dma32 << page_shift),
                ..COARSE
            }
        },
    );
    // x86_64 in all but its zones and sections, which lie further apart than a test can walk.
    let fine = (1..=3_u32, 14..=16_u32).prop_map(|(max_page_order, section_size_bits)| Arch {
        max_page_order,
        section_size_bits,
        ..Arch::X86_64
    });
    prop_oneof![6 => coarse, 1 => fine]
}

/// Lengths of memory and of the hole before it, in pages; a node; flags.
type Piece = (u64, u64, u64, u64);

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let hole = prop_oneof![6 => Just(0), 3 => 1..4_u64, 2 => 1..40_u64];
    let length = prop_oneof![4 => 1..4_u64, 4 => 1..20_u64, 1 => 20..80_u64];
    let flags = prop_oneof![
        6 => Just(0_u64),
        6 => Just(2),
        2 => Just(1),
        1 => Just(3),
        2 => 0..16_u64,
    ];
    prop::collection::vec((hole, length, prop_oneof![2 => Just(0), 1 => 0..4_u64], flags), 1..12)
}

/// Regions one after the other from `first`. With `by_node` a node's memory lies together.
fn memory(page_shift: u32, first: u64, by_node: bool, mut pieces: Vec<Piece>) -> MemoryMap {
    if by_node {
        pieces.sort_by_key(|piece| piece.2);
    }
    let mut pfn = first;
    let regions = pieces
        .into_iter()
        .map(|(hole, length, nid, flags)| {
            let base = pfn + hole;
            pfn = base + length;
            Region {
                base: PhysAddr::new(base << page_shift),
                end: PhysAddr::new(pfn << page_shift),
                nid: Nid::new(nid).unwrap(),
                flags: Flags::new(flags),
            }
        })
        .collect();
    MemoryMap::new(regions).unwrap()
}

fn words(page_shift: u32) -> impl Strategy<Value = BootWords> {
    let amount = move || {
        prop::option::of(prop_oneof![
            (0..200_u64).prop_map(move |pages| Amount::Bytes(pages << page_shift)),
            (0..1_u64 << 34).prop_map(Amount::Bytes),
            (0..=110_u64).prop_map(Amount::Percent),
        ])
    };
    let mirror = prop::bool::weighted(0.7);
    let kdump = prop::bool::weighted(0.05);
    let early_page_ext = prop::bool::weighted(0.03);
    let movable_node = prop::bool::weighted(0.2);
    (mirror, amount(), amount(), movable_node, early_page_ext, kdump).prop_map(
        |(mirror, kernelcore, movablecore, movable_node, early_page_ext, kdump)| BootWords {
            mirror,
            kernelcore,
            movablecore,
            movable_node,
            early_page_ext,
            kdump,
        },
    )
}

fn setup() -> impl Strategy<Value = Setup> {
    let first = (0..4_usize, 0..40_u64);
    // Quarters of pages now and then: regions that begin and end within one.
    let finer = prop_oneof![4 => Just(0_u32), 1 => Just(2)];
    let drawn = (arch(), (first, finer), any::<bool>(), pieces());
    drawn
        .prop_flat_map(|drawn| {
            let words = words(drawn.0.page_shift);
            (Just(drawn), words, prop::bool::weighted(0.8))
        })
        .prop_map(|((arch, ((around, offset), finer), by_node, pieces), words, deferred_init)| {
            let four_gib = arch.four_gib().get();
            let first = match around {
                0 if arch.page_shift > 12 => offset,
                1 if arch.page_shift > 12 => offset % 2,
                2 => four_gib + offset,
                _ => four_gib - four_gib.min(60) + offset,
            };
            Setup {
                memory: memory(arch.page_shift - finer, first << finer, by_node, pieces),
                words,
                arch,
                deferred_init,
            }
        })
}

fn variant() -> impl Strategy<Value = Variant> {
    let patches = prop::collection::vec(any::<bool>(), Patch::ALL.len()).prop_map(|applied| {
        let switches = Patch::ALL.into_iter().zip(applied);
        switches.filter_map(|(patch, applied)| applied.then_some(patch)).collect::<PatchSet>()
    });
    (patches, prop::sample::select(Kernel::ALL.to_vec()))
        .prop_map(|(patches, kernel)| Variant { kernel, patches })
}

/// x86_64 as it is: pieces of `unit` pages from just below 4 GiB, sections of 32,768 pages.
fn true_x86_64() -> impl Strategy<Value = Setup> {
    let unit = prop_oneof![Just(1024), Just(4096), 1000..5000_u64];
    let drawn = (unit, any::<bool>(), pieces());
    (drawn, words(20), any::<bool>()).prop_map(|((unit, by_node, pieces), words, deferred_init)| {
        let pieces = pieces
            .into_iter()
            .map(|(hole, length, nid, flags)| (hole * unit, length * unit, nid, flags))
            .collect();
        Setup {
            memory: memory(12, 0x100000 - 20 * unit, by_node, pieces),
            words,
            arch: Arch::X86_64,
            deferred_init,
        }
    })
}

/// Many nodes of one region or a few, apart or by turns, and amounts to spread over them: what a
/// node can't give is asked of the others in one round after the other.
fn many_nodes() -> impl Strategy<Value = Setup> {
    let piece = (0..2_u64, prop_oneof![1..4_u64, 1..60_u64], 0..24_u64, 0..4_u64);
    let pieces = prop::collection::vec(piece, 1..60);
    let words = prop_oneof![3 => Just(None), 1 => words(COARSE.page_shift).prop_map(Some)];
    let drawn = (pieces, any::<bool>(), 0..70_u64, 1..101_u64, words);
    drawn.prop_map(|(pieces, by_node, first, percent, words)| Setup {
        memory: memory(COARSE.page_shift, first, by_node, pieces),
        words: words.unwrap_or(BootWords {
            kernelcore: Some(Amount::Percent(percent)),
            ..BootWords::default()
        }),
        arch: COARSE,
        deferred_init: true,
    })
}

/// `cases`, or as many as `PROPTEST_CASES` says over `less` if that is more.
fn config(cases: u32, less: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { cases: cases.max(default.cases / less), ..default }
}

fn compare(setup: &Setup, variant: Variant) -> Result<(), TestCaseError> {
    let outcome = zonescope_model::evaluate(setup, variant, &mut ());
    let fast = Naive { nodes: outcome.nodes, memmap: outcome.memmap, warnings: outcome.warnings };
    match evaluate(setup, variant) {
        Some(slow) => prop_assert_eq!(fast, slow),
        // No region holds a whole page.
        None => prop_assert!(fast.nodes.is_empty()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(8192, 1))]

    #[test]
    fn the_models_agree_on_small_machines(setup in setup(), variant in variant()) {
        compare(&setup, variant)?;
    }
}

proptest! {
    #![proptest_config(config(512, 10))]

    #[test]
    fn the_models_agree_on_many_nodes(setup in many_nodes(), variant in variant()) {
        compare(&setup, variant)?;
    }
}

proptest! {
    #![proptest_config(config(32, 100))]

    #[test]
    fn the_models_agree_on_x86_64(setup in true_x86_64(), variant in variant()) {
        compare(&setup, variant)?;
    }
}
