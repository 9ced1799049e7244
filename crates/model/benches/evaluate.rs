//! How long the six named variants take together. Prints the minimum and median of many runs;
//! no threshold, since machines differ: the figures go into the README.

use std::hint::black_box;
use std::time::{Duration, Instant};

use zonescope_model::{
    evaluate, Arch, BootWords, Flags, Kernel, MemoryMap, Nid, PhysAddr, Region, Setup, Variant,
    NAMED_VARIANTS,
};
use zonescope_scenario::CASES;

const GIB: u64 = 1 << 30;

fn main() {
    let case1 = CASES[0]
        .scenario()
        .expect("a case is a legal scenario")
        .setup;
    report("case 1", &case1, 2000);
    report("case 1's shape at 16 GiB", &same_shape(16 * GIB), 2000);
    report("case 1's shape at 16 TiB", &same_shape(16 << 40), 2000);
    report("4096 regions on 16 nodes", &many(4096, 16), 20);
}

/// Times the six named variants, traced into nothing.
fn report(name: &str, setup: &Setup, runs: usize) {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            for (_, patches) in NAMED_VARIANTS {
                let variant = Variant {
                    kernel: Kernel::V6_12,
                    patches,
                };
                black_box(evaluate(black_box(setup), variant, &mut ()));
            }
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "six variants of {name}: min {:.1} us, median {:.1} us",
        times[0].as_secs_f64() * 1e6,
        times[runs / 2].as_secs_f64() * 1e6
    );
}

fn setup(regions: Vec<Region>) -> Setup {
    Setup {
        memory: MemoryMap::new(regions).expect("made in order"),
        words: BootWords::parse("kernelcore=mirror"),
        arch: Arch::X86_64,
        deferred_init: true,
    }
}

fn region(base: u64, end: u64, nid: u64, mirrored: bool) -> Region {
    Region {
        base: PhysAddr::new(base),
        end: PhysAddr::new(end),
        nid: Nid::new(nid).expect("a small id"),
        flags: if mirrored { Flags::MIRROR } else { Flags::NONE },
    }
}

/// Case 1's regions with `size` bytes above 4 GiB, half on each node, 1 GiB of each mirrored.
fn same_shape(size: u64) -> Setup {
    let mut regions = CASES[0]
        .memory()
        .expect("a case is a legal map")
        .regions()
        .to_vec();
    let start = 4 * GIB;
    let middle = start + size / 2;
    regions.truncate(4);
    regions.extend([
        region(start, start + GIB, 0, true),
        region(start + GIB, middle, 0, false),
        region(middle, middle + GIB, 1, true),
        region(middle + GIB, start + size, 1, false),
    ]);
    setup(regions)
}

/// `count` regions on `nodes` nodes, mirrored and unmirrored by turns, with holes.
fn many(count: u64, nodes: u64) -> Setup {
    let size = 512 << 20;
    let regions = (0..count).map(|place| {
        let base = 4 * GIB + place * (size + (2 << 20));
        region(base, base + size, place * nodes / count, place % 2 == 0)
    });
    setup(regions.collect())
}
