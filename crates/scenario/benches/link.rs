//! How long links take to make and to open, and texts to refuse. Prints the minimum and the
//! median of many runs; no threshold, since machines differ: the figures go into the README.

use std::hint::black_box;
use std::time::{Duration, Instant};

use zonescope_model::{Flags, MemoryMap, Nid, PhysAddr, Region};
use zonescope_scenario::{Scenario, CASES};

/// The longest text that is looked at.
const LONGEST: usize = 196_608;

fn main() {
    let case1 = CASES[0].scenario().expect("a case is a legal scenario");
    let mut large = case1.clone();
    large.setup.memory = worst(4096);
    for (name, scenario, runs) in [("case 1", &case1, 2000), ("4,096 regions", &large, 50)] {
        let link = scenario.to_link().expect("few enough");
        let size = link.len();
        report(&format!("{name} to a link of {size} characters"), runs, || {
            black_box(black_box(scenario).to_link()).is_ok()
        });
        report(&format!("{name} from it"), runs, || opens(&link));
    }
    let link = large.to_link().expect("few enough");
    let spread: String = link.bytes().map(|b| format!("%{b:02x}")).collect();
    let texts = [
        ("the same, damaged", link[..link.len() - 1].to_owned() + "A"),
        ("the same, percent-encoded and cut", spread),
        ("percent signs", "%".repeat(LONGEST)),
        ("escapes of escapes", "%25".repeat(LONGEST / 3)),
        ("escapes that are no text", "#%ff".repeat(LONGEST / 4)),
        ("soft breaks", "=\n".repeat(LONGEST / 2)),
        ("queries", "?z=1".repeat(LONGEST / 4)),
        ("ones", "1".repeat(LONGEST)),
    ];
    for (name, text) in texts {
        let text = &text[..text.len().min(LONGEST)];
        report(&format!("{name}, {} bytes", text.len()), 50, || opens(text));
    }
}

fn opens(text: &str) -> bool {
    black_box(Scenario::from_link(black_box(text))).is_ok()
}

/// Times what opens or is refused.
fn report(name: &str, runs: usize, mut opens: impl FnMut() -> bool) {
    let verdict = if opens() { "" } else { " (refused)" };
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(opens());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "{name}{verdict}: min {:.1} us, median {:.1} us",
        times[0].as_secs_f64() * 1e6,
        times[runs / 2].as_secs_f64() * 1e6
    );
}

/// Regions without a round number among them, and no flags twice: as many bits as can be.
fn worst(count: u64) -> MemoryMap {
    let mut state = 1_u64;
    let mut random = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 16
    };
    let room = (1 << 60) / count / 2;
    let mut end = 0;
    let regions = (0..count).filter_map(|_| {
        let base = end + 1 + random() % (room - 1);
        end = base + 1 + random() % (room - 1);
        Some(Region {
            base: PhysAddr::new(base),
            end: PhysAddr::new(end),
            nid: Nid::new(random() % 1024)?,
            flags: Flags::new(random() << 16 | 1),
        })
    });
    MemoryMap::new(regions.collect()).expect("made in order")
}
