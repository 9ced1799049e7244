//! What the benches of the model share, native ones and those in a browser.

use std::hint::black_box;
#[cfg(not(target_arch = "wasm32"))]
use std::time::Instant;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::Instant;

use zonescope_model::{Arch, BootWords, Flags, MemoryMap, Nid, PhysAddr, Region, Setup};

/// How often a figure is taken.
const SAMPLES: usize = 51;
/// What a sample takes at least: a browser's clock goes in steps of 0.1 ms.
const SAMPLE_MS: u128 = 4;

pub const GIB: u64 = 1 << 30;

/// How long one run takes, as a line.
pub fn time<T>(what: &str, mut run: impl FnMut() -> T) -> String {
    let mut sample = |runs: u32| {
        let start = Instant::now();
        for _ in 0..runs {
            black_box(run());
        }
        start.elapsed()
    };
    // Also gives a browser the time to compile what it will run often.
    let mut runs = 1;
    while sample(runs).as_millis() < SAMPLE_MS {
        runs *= 2;
    }
    let mut times: Vec<f64> =
        (0..SAMPLES).map(|_| sample(runs).as_secs_f64() * 1e6 / f64::from(runs)).collect();
    times.sort_by(f64::total_cmp);
    format!("{what}: min {:.1} us, median {:.1} us", times[0], times[SAMPLES / 2])
}

/// A machine booted with `kernelcore=mirror`.
pub fn mirrored(regions: Vec<Region>) -> Setup {
    Setup {
        memory: MemoryMap::new(regions).expect("made in order"),
        words: BootWords::parse("kernelcore=mirror"),
        arch: Arch::X86_64,
        deferred_init: true,
    }
}

pub fn region(base: u64, end: u64, nid: u64, mirrored: bool) -> Region {
    Region {
        base: PhysAddr::new(base),
        end: PhysAddr::new(end),
        nid: Nid::new(nid).expect("a small id"),
        flags: if mirrored { Flags::MIRROR } else { Flags::NONE },
    }
}

/// `count` regions on `nodes` nodes, mirrored and unmirrored by turns, with holes.
pub fn many(count: u64, nodes: u64) -> Setup {
    let size = 512 << 20;
    let regions = (0..count).map(|place| {
        let base = 4 * GIB + place * (size + (2 << 20));
        region(base, base + size, place * nodes / count, place % 2 == 0)
    });
    mirrored(regions.collect())
}
