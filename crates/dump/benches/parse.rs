//! How fast a boot log is read: `cargo bench -p zonescope-dump`.

use std::fmt::Write;
use std::time::{Duration, Instant};

const RUNS: usize = 9;

/// A dmesg of about `megabytes` MB: `memory` rows among messages nothing is read from.
fn dmesg(megabytes: usize) -> String {
    let mut text = String::with_capacity(megabytes * 1_000_000 + 4096);
    let mut at = 0u64;
    while text.len() < megabytes * 1_000_000 {
        let time = at as f64 / 1_000.0;
        let base = at * 0x20_0000;
        let _ = write!(
            text,
            "[{time:12.6}] memblock_reserve: [{base:#018x}-{:#018x}] memblock_alloc_range_nid+0xb4/0x170\n\
             [{time:12.6}] pci 0000:00:{:02x}.0: [8086:7113] type 00 class 0x068000 conventional PCI endpoint\n\
             [{time:12.6}] usb 1-1: new high-speed USB device number {at} using xhci_hcd\n\
             [{time:12.6}] ACPI: PCI: Interrupt link LNKC configured for IRQ 11\n",
            base + 0xfff,
            at % 32,
        );
        if at.is_multiple_of(16) {
            let _ = writeln!(
                text,
                "[{time:12.6}]  memory[{:#x}]\t[{base:#018x}-{:#018x}], {:#018x} bytes on node {} flags: 0x2",
                at / 16,
                base + 0xf_ffff,
                0x10_0000,
                at % 4,
            );
        }
        at += 1;
    }
    text
}

/// Times `run` and prints its fastest and middle time.
fn time(name: &str, bytes: usize, mut run: impl FnMut()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    let (fastest, middle) = (times[0], times[RUNS / 2]);
    let speed = bytes as f64 / 1e6 / middle.as_secs_f64();
    println!(
        "{name}: min {:.1} ms, median {:.1} ms, {speed:.0} MB/s",
        fastest.as_secs_f64() * 1e3,
        middle.as_secs_f64() * 1e3,
    );
}

fn main() {
    let log = dmesg(10);
    time("dmesg, 10 MB", log.len(), || {
        std::hint::black_box(zonescope_dump::read(&log));
    });
    let quoted: String = log.lines().map(|line| format!("> > {line}\n")).collect();
    time("dmesg, 10 MB, quoted", quoted.len(), || {
        std::hint::black_box(zonescope_dump::read(&quoted));
    });
    let prose =
        "I have a Xeon server, and collected the memory layout below; what do you think of it?\n"
            .repeat(10_000_000 / 86);
    time("prose, 10 MB", prose.len(), || {
        std::hint::black_box(zonescope_dump::read(&prose));
    });
}
