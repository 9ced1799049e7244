//! How long answers to "why" and "for which layouts" take. Prints the minimum and median of many
//! runs; no threshold, since machines differ.

use std::hint::black_box;
use std::time::Instant;

use zonescope_model::{
    contiguity, derive, evaluate, Arch, BootWords, Flags, MemoryMap, Nid, NodeField, PhysAddr,
    Quantity, Region, Search, Setup, Variant, Zone, ZoneField, NAMED_VARIANTS,
};
use zonescope_scenario::{matrix, CASES};

fn main() {
    let case2 = CASES[1]
        .scenario()
        .expect("a case is a legal scenario")
        .setup;
    report("case 2", &case2, 500);
    report("4096 regions on 16 nodes", &many(4096, 16), 20);
    let variants = NAMED_VARIANTS.map(|(_, patches)| Variant {
        patches,
        ..Variant::default()
    });
    time("search of six variants", 3, || {
        let mut search = Search::new(&case2, &variants);
        while search.step(1000) {}
        search.tallies().len()
    });
    let mut search = Search::new(&case2, &variants);
    time("one slice of 100 layouts", 50, || search.step(100));
}

fn report(name: &str, setup: &Setup, runs: usize) {
    let nid = Nid::default();
    for (what, quantity) in [
        (
            "absent",
            Quantity::Zone {
                nid,
                zone: Zone::Normal,
                field: ZoneField::Absent,
            },
        ),
        (
            "linked",
            Quantity::Zone {
                nid,
                zone: Zone::Normal,
                field: ZoneField::Linked,
            },
        ),
        (
            "first_deferred_pfn",
            Quantity::Node {
                nid,
                field: NodeField::FirstDeferredPfn,
            },
        ),
    ] {
        time(&format!("{name}: why {what}"), runs, || {
            derive(setup, Variant::default(), quantity)
        });
    }
    let outcome = evaluate(setup, Variant::default(), &mut ());
    time(&format!("{name}: contiguity"), runs, || {
        contiguity(setup, &outcome)
    });
    time(&format!("{name}: matrix"), runs.min(20), || {
        matrix(setup, Variant::default().kernel)
    });
}

fn time<T>(what: &str, runs: usize, mut run: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{what}: min {:.1} us, median {:.1} us",
        times[0],
        times[runs / 2]
    );
}

/// `count` regions on `nodes` nodes, mirrored and unmirrored by turns, with holes.
fn many(count: u64, nodes: u64) -> Setup {
    let size = 512 << 20;
    let regions = (0..count).map(|place| {
        let base = (4 << 30) + place * (size + (2 << 20));
        Region {
            base: PhysAddr::new(base),
            end: PhysAddr::new(base + size),
            nid: Nid::new(place * nodes / count).expect("a small id"),
            flags: if place % 2 == 0 {
                Flags::MIRROR
            } else {
                Flags::NONE
            },
        }
    });
    Setup {
        memory: MemoryMap::new(regions.collect()).expect("made in order"),
        words: BootWords::parse("kernelcore=mirror"),
        arch: Arch::X86_64,
        deferred_init: true,
    }
}
