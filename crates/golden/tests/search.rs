//! The family of layouts, and which variants hold on it.

use zonescope_model::{
    evaluate, named_patches, FindingKind, Kernel, PhysAddr, Search, Setup, Severity, Variant,
    Verdict, NAMED_VARIANTS,
};
use zonescope_scenario::CASES;

fn case(place: usize) -> Setup {
    CASES[place].scenario().unwrap().setup
}

fn variant(name: &str) -> Variant {
    Variant { kernel: Kernel::V6_12, patches: named_patches(name).unwrap() }
}

fn finished(setup: &Setup, names: &[&str]) -> Search {
    let variants: Vec<Variant> = names.iter().map(|name| variant(name)).collect();
    let mut search = Search::new(setup, &variants);
    while search.step(500) {}
    search
}

#[test]
fn the_family_has_every_pattern_once() {
    let search = Search::new(&case(1), &[]);
    let patterns = search.family().patterns();
    let of_nodes = |count| patterns.iter().filter(|p| p.nodes.len() == count).count();
    // Each with low memory mirrored and not.
    assert_eq!([1, 2, 3, 4].map(of_nodes), [2 * 8, 2 * 64, 2 * 512, 2 * 4096]);
    let mut distinct = patterns.to_vec();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 2 * 4680);
}

#[test]
fn layouts_come_by_nodes_runs_and_bytes() {
    let search = Search::new(&case(1), &[]);
    let keys: Vec<(usize, u32, u64)> = search
        .family()
        .patterns()
        .iter()
        .map(|pattern| {
            let setup = search.family().setup(pattern).unwrap();
            let bytes = setup.memory.regions().iter().map(|r| r.end.get() - r.base.get());
            (pattern.nodes.len(), pattern.runs(), bytes.sum())
        })
        .collect();
    assert!(keys.is_sorted());
}

#[test]
fn layouts_alternate_as_their_pattern_says() {
    let search = Search::new(&case(1), &[]);
    for pattern in search.family().patterns() {
        let setup = search.family().setup(pattern).unwrap();
        let high = |nid| {
            setup
                .memory
                .regions()
                .iter()
                .filter(move |r| r.base >= PhysAddr::FOUR_GIB && usize::from(r.nid.get()) == nid)
                .map(|r| r.flags.is_mirror())
        };
        for (nid, node) in pattern.nodes.iter().enumerate() {
            assert!(high(nid).eq(node.mirrored()), "{pattern:?}");
        }
        let mut low = setup.memory.regions().iter();
        let is_low_mirrored = pattern.low_mirrored == Some(true);
        assert!(low
            .by_ref()
            .take_while(|r| r.base < PhysAddr::FOUR_GIB)
            .all(|r| r.flags.is_mirror() == is_low_mirrored));
    }
}

#[test]
fn sizes_are_the_machines() {
    let search = Search::new(&case(1), &[]);
    let largest = search.family().patterns().last().unwrap();
    let setup = search.family().setup(largest).unwrap();
    let gib = |nid| -> u64 {
        let own = setup.memory.regions().iter();
        let own = own.filter(|r| r.nid.get() == nid && r.base >= PhysAddr::FOUR_GIB);
        own.map(|r| r.end.get() - r.base.get()).sum::<u64>() >> 30
    };
    // Case 2 has 381 GiB above 4 GiB on node 0 and 384 on node 1; two more nodes are like them.
    assert_eq!([0, 1, 2, 3].map(gib), [381, 384, 381, 384]);
}

#[test]
fn a_machine_without_high_or_low_memory_has_a_family() {
    // As much above as there is below; else a section of 128 MiB for each of four runs.
    for (base, end, layouts, high_mib) in
        [(1 << 30, 2 << 30, 9360, 1024), (1 << 40, (1 << 40) + 4096, 4680, 512)]
    {
        let mut setup = case(0);
        setup.memory = zonescope_model::MemoryMap::new(vec![zonescope_model::Region {
            base: PhysAddr::new(base),
            end: PhysAddr::new(end),
            nid: zonescope_model::Nid::default(),
            flags: zonescope_model::Flags::NONE,
        }])
        .unwrap();
        let search = Search::new(&setup, &[]);
        assert_eq!(search.total(), layouts);
        assert_eq!(search.family().page_shift(), 12);
        for pattern in search.family().patterns() {
            let setup = search.family().setup(pattern).unwrap();
            let high = setup.memory.regions().iter().filter(|r| r.base >= PhysAddr::FOUR_GIB);
            let high: u64 = high.map(|r| r.end.get() - r.base.get()).sum();
            assert_eq!(high >> 20, pattern.nodes.len() as u64 * high_mib, "{pattern:?}");
        }
    }
}

#[test]
fn slices_come_to_the_same_as_one_go() {
    let mut whole = Search::new(&case(1), &[variant("base"), variant("simplified")]);
    assert!(whole.step(100));
    let mut sliced = Search::new(&case(1), &[variant("base"), variant("simplified")]);
    for _ in 0..10 {
        sliced.step(10);
    }
    assert_eq!(sliced.tallies(), whole.tallies());
    assert_eq!((sliced.done(), whole.done()), (100, 100));
}

#[test]
fn tallies_are_the_verdicts() {
    let search = finished(&case(1), &NAMED_VARIANTS.map(|known| known.name));
    for tally in search.tallies() {
        assert_eq!(tally.tried(), search.total());
        for severity in [Severity::Costly, Severity::Broken] {
            let Some(fault) = tally.smallest(severity) else {
                continue;
            };
            let patterns = search.family().patterns();
            // None before it has such a fault; it has.
            let has = |place: usize| {
                let setup = search.family().setup(&patterns[place]).unwrap();
                let outcome = evaluate(&setup, tally.variant, &mut ());
                outcome.findings.iter().any(|f| f.kind.severity() >= severity)
            };
            assert!(has(fault.smallest));
            assert!(!(0..fault.smallest).any(has));
        }
    }
}

#[test]
fn what_the_mail_asks() {
    let search = finished(&case(1), &["base", "node-extent", "simplified"]);
    let [base, node_extent, simplified] = search.tallies() else {
        panic!("three were asked for");
    };
    // All the mail proposes breaks nothing: mirrored memory inside Movable is the price.
    assert_eq!(simplified.breaks, 0);
    let kinds: Vec<FindingKind> = simplified.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [FindingKind::MirroredInMovable]);
    assert_eq!(simplified.faults[0].layouts, simplified.costs);
    let first = &search.family().patterns()[simplified.faults[0].smallest];
    assert_eq!((first.nodes.len(), first.runs()), (1, 2));
    assert!(!first.nodes[0].mirrored_first);
    assert!(node_extent.breaks > base.breaks);
    assert!(base.smallest(Severity::Broken).is_some());
    assert_eq!(base.smallest(Severity::Costly).map(|f| f.kind.severity()), Some(Severity::Costly));
    let setup = search.family().setup(first).unwrap();
    assert_eq!(evaluate(&setup, simplified.variant, &mut ()).verdict(), Verdict::Costly);
}
