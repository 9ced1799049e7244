//! The longest slice, and what comes behind the last one: what a page must fit into a frame.
//! `cargo bench -p zonescope-dump --bench slices [-- NAME]`.

#[path = "../tests/common/hostile.rs"]
mod hostile;

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use zonescope_dump::Progress;
use zonescope_model::Arch;

const SLICE: usize = 64 << 10;

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = run();
    (value, start.elapsed())
}

fn main() {
    let wanted: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let mut worst = Duration::ZERO;
    println!("10 MB each: all ms, longest slice, finish, dumps and combined, built, drop");
    for (name, text) in hostile::texts(10_000_000) {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| name.contains(wanted)) {
            continue;
        }
        let mut progress = Progress::new();
        let (mut all, mut longest) = (Duration::ZERO, Duration::ZERO);
        loop {
            let (is_more, time) = timed(|| progress.step(&text, SLICE));
            all += time;
            longest = longest.max(time);
            if !is_more {
                break;
            }
        }
        let (log, finish) = timed(|| progress.finish());
        let (combined, combine) = timed(|| {
            black_box(log.default_dump());
            log.combined(None)
        });
        let line = combined.map_or(1, |combined| combined.line);
        let (_, facts) = timed(|| black_box(log.facts(line, &Arch::X86_64)));
        let (_, dropped) = timed(|| drop(log));
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "{name}: {:.0}, {:.2}, {:.2}, {:.2}, {:.2}, {:.2}",
            ms(all),
            ms(longest),
            ms(finish),
            ms(combine),
            ms(facts),
            ms(dropped),
        );
        for time in [longest, finish, combine, facts] {
            worst = worst.max(time);
        }
    }
    println!("worst: {:.2} ms", worst.as_secs_f64() * 1e3);
}
