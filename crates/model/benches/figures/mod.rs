//! What is timed natively and, by `web/benches/model.rs`, in a browser.

use std::hint::black_box;

use super::common::{many, mirrored, region, time, GIB};
use zonescope_model::{Memblock, NamedPatches, Setup, Variant, NAMED_VARIANTS};
use zonescope_scenario::{matrix, CASES};

/// Takes the figures, and says each as a line.
pub fn each(mut say: impl FnMut(String)) {
    let [case1, case2] = [0, 1].map(case);
    say(six("case 1", &case1));
    say(six("case 1's shape at 16 GiB", &same_shape(16 * GIB)));
    say(six("case 1's shape at 16 TiB", &same_shape(16 << 40)));
    say(six("4,096 regions on 16 nodes", &many(4096, 16)));
    say(time("matrix of case 2, 32 patch sets", || {
        matrix(black_box(&case2), Variant::default().kernel)
    }));
}

fn case(place: usize) -> Setup {
    let scenario = CASES[place].scenario();
    scenario.expect("a case is a legal scenario").setup
}

/// Times the six named variants, traced into nothing, as a scenario evaluates them: what no variant
/// changes is looked at once.
fn six(name: &str, setup: &Setup) -> String {
    time(&format!("six variants of {name}"), || {
        let memblock = Memblock::new(black_box(setup));
        for NamedPatches { patches, .. } in NAMED_VARIANTS {
            let variant = Variant { patches, ..Variant::default() };
            black_box(memblock.evaluate(black_box(variant), &mut ()));
        }
    })
}

/// Case 1's regions with `size` bytes above 4 GiB, half on each node, 1 GiB of each mirrored.
fn same_shape(size: u64) -> Setup {
    let mut regions = case(0).memory.regions().to_vec();
    let start = 4 * GIB;
    let middle = start + size / 2;
    regions.truncate(4);
    regions.extend([
        region(start, start + GIB, 0, true),
        region(start + GIB, middle, 0, false),
        region(middle, middle + GIB, 1, true),
        region(middle + GIB, start + size, 1, false),
    ]);
    mirrored(regions)
}
