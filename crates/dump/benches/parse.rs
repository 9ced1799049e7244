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

/// Scraps that, repeated without end, have made readers look at the same text again and again.
const NASTY: [&str; 28] = [
    "[    0.000000] ",
    "[    0.000000] memory[0x0] [0x1000-0x1fff], 0x1000 bytes flags: 0x0 ",
    "[    0.0] memblock_x ",
    "[    0.0] efi: mem0: [",
    "[    0.0] On node 0, zone ",
    "memory[0x0] [0x1000-0x1fff], 0x1000 bytes\n",
    "memory[0x0]\n",
    "DMA\n",
    "node\n",
    "efi: mem00: [\n",
    "BIOS-e820: [mem 0x0-0x1\n",
    "Node 0, zone DMA\nspanned 5\npresent 5\n",
    "0: 0x0..0x1\n",
    "0: 0x0000..0x0001 ",
    "\" \" ",
    ">>>>>>>>",
    "> > \"a\\n",
    "=3D=\n",
    "<a <a ",
    "&#x",
    "[b [b ",
    "00000000-00000fff : a\n",
    "Kernel command line: 0123456789012345678901234567890123456789012345678\n",
    "0x0-0x1 2G online\n",
    "0\n",
    "node 0\n",
    "0 \n0x1000\n",
    "<http://a.b/\nc\n",
];

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
    for scrap in NASTY {
        for (before, after) in [("", ""), ("\"a\",\n=3D\n&gt;</a>\n", "")] {
            let text = format!("{before}{}{after}", scrap.repeat(4_000_000 / scrap.len()));
            let start = Instant::now();
            std::hint::black_box(zonescope_dump::read(&text));
            let time = start.elapsed();
            if time > Duration::from_millis(400) {
                println!("slow: {scrap:?} behind {before:?}, 4 MB: {time:?}");
            }
        }
    }
    time("prose, 10 MB", prose.len(), || {
        std::hint::black_box(zonescope_dump::read(&prose));
    });
}
