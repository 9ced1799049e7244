//! What several tests need: rows as text, and what mail does to a text.
#![allow(dead_code)] // Each test file uses its own part.

use std::path::{Path, PathBuf};

use zonescope_dump::{Log, Source, SourceKind};

/// A log with rows of many kinds.
pub const LOG: &str = "\
[    0.000000] Linux version 6.12.107 (x86_64-linux-gnu-gcc-12) #1 SMP
[    0.000000] Command line: root=/dev/sda1 kernelcore=mirror
[    0.000000] BIOS-provided physical RAM map:
[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
[    0.000000] BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] ACPI NVS
[    0.000000] ACPI: SRAT: Node 0 PXM 0 [mem 0x100000000-0x1bfffffff] hotplug
[    0.000000] MEMBLOCK configuration:
[    0.000000]  memory.cnt  = 0x2
[    0.000000]  memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes on node 0 flags: 0x2
[    0.000000]  memory[0x1]\t[0x0000000100000000-0x00000001bfffffff], 0x00000000c0000000 bytes on node 1 flags: 0x0
[    0.000000] Zone ranges:
[    0.000000]   DMA      [mem 0x0000000000001000-0x0000000000ffffff]
[    0.000000]   Normal   empty
[    0.000000] Early memory node ranges
[    0.000000]   node   0: [mem 0x0000000000001000-0x000000000009efff]
[    0.000000] On node 0 totalpages: 158
";

/// How many rows of each kind there are, kinds without rows left out: `memory=7 zone=3`.
pub fn counts(log: &Log) -> String {
    let mut counts = Vec::new();
    for kind in SourceKind::ALL {
        let rows: usize = log.of(kind).map(Source::len).sum();
        if rows > 0 {
            counts.push(format!("{}={rows}", kind.name()));
        }
    }
    counts.join(" ")
}

/// Every row in a line of its own, without the places it was found at.
pub fn rows(log: &Log) -> Vec<String> {
    let mut rows = Vec::new();
    for source in &log.sources {
        let kind = source.kind.name();
        for row in &source.rows {
            let mut text = format!("{kind} {:#x}-{:#x}", row.base, row.end);
            if let Some(nid) = row.nid {
                text += &format!(" node {nid}");
            }
            if let Some(flags) = row.flags {
                text += &format!(" flags {flags:#x}");
            }
            if let Some(name) = &row.name {
                text += &format!(" {name}");
            }
            if let Some(mirrored) = row.mirrored {
                text += &format!(" mirrored {mirrored}");
            }
            if row.level > 0 {
                text += &format!(" level {}", row.level);
            }
            rows.push(text);
        }
        for zone in &source.zones {
            let present = zone.present.map_or("?".to_owned(), |pages| pages.to_string());
            rows.push(format!(
                "{kind} node {} {} spanned {} present {present} managed {:?} start {:?}",
                zone.nid, zone.zone, zone.spanned, zone.managed, zone.start_pfn
            ));
        }
    }
    rows
}

/// The text with `prefix` before every line.
pub fn prefixed(text: &str, prefix: &str) -> String {
    text.lines().map(|line| format!("{prefix}{line}\n")).collect()
}

/// The text as a mailer breaks it: at blanks, after at most `width` characters; `prefix`
/// before every line.
pub fn wrapped(text: &str, width: usize, prefix: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut rest = line;
        while rest.chars().count() > width {
            let reach = rest.char_indices().nth(width).map_or(rest.len(), |(at, _)| at);
            let indent = rest.len() - rest.trim_start().len();
            let Some(at) = rest[..reach].rfind(' ').filter(|at| *at > indent) else {
                break;
            };
            out += &format!("{prefix}{}\n", rest[..at].trim_end());
            rest = rest[at..].trim_start();
        }
        out += &format!("{prefix}{rest}\n");
    }
    out
}

/// A file handed over beside the repository, if this machine has it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = root.join(path);
    if path.exists() {
        Some(path)
    } else {
        println!("skipped: {} is not here", path.display());
        None
    }
}

/// That a text gives these rows, and the same ones however it is quoted, stamped and broken,
/// and a beginning of them wherever it is cut.
#[track_caller]
pub fn check(text: &str, expected: &[&str]) {
    let read = |text: &str| rows(&zonescope_dump::read(text));
    let got = read(text);
    assert_eq!(got, expected, "as it is");
    let stamps = [
        "> ",
        ">> ",
        "> > > ",
        "\t",
        "[    0.000000] ",
        "> [    0.000000] [    T0] ",
        "<6>[    0.000000] ",
        "Jan 21 02:26:48 host kernel: ",
        "Jan 21 02:26:48 host kernel: [    0.000000] ",
    ];
    for prefix in stamps {
        assert_eq!(read(&prefixed(text, prefix)), expected, "behind {prefix:?}");
    }
    assert_eq!(read(&text.replace('\n', "\r\n")), expected, "with CRLF");
    assert_eq!(read(text.trim_end()), expected, "without its last line break");
    for (width, prefix) in [(72, ""), (72, "> "), (76, ">> "), (60, "")] {
        let wrapped = wrapped(text, width, prefix);
        assert_eq!(read(&wrapped), expected, "wrapped at {width}:\n{wrapped}");
    }
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        let part = read(&text[..at]);
        assert!(
            part.len() <= expected.len() && part.iter().zip(expected).all(|(a, b)| a == b),
            "cut at {at}, after {:?}: {part:?}",
            &text[at.saturating_sub(30)..at]
        );
    }
}
