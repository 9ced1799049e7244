//! How long the sweep of a case takes, from nothing to its last map. Prints the minimum and the
//! median of some runs; no threshold, since machines differ.

use std::time::{Duration, Instant};

use zonescope_mirror::{infer, Percent, Setting};
use zonescope_scenario::{Sweep, CASES};

const RUNS: usize = 20;

fn main() {
    let scenario = CASES[1].scenario().expect("a case is a legal scenario");
    let machine = infer(&scenario.setup.memory).expect("a case is of a machine");
    let (machine, setting) = (machine.machine, Setting::new(true, Percent::ZERO));
    let mut maps = 0;
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let (machine, setting) = (machine.clone(), setting.clone());
            let start = Instant::now();
            let sweep = Sweep::new(machine, setting, &scenario.setup, scenario.variants.clone());
            let mut sweep = sweep.expect("a case can be mirrored below 4 GiB");
            maps = 1;
            while sweep.step() {
                maps += 1;
            }
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "sweep of six variants on two nodes of 512 GiB, {maps} maps: min {:.2} ms, median {:.2} ms",
        times[0].as_secs_f64() * 1e3,
        times[RUNS / 2].as_secs_f64() * 1e3
    );
}
