//! Real dumps, as people posted them: the rows of each file in `../shared/dumps`.

mod common;

const DUMPS: [(&str, &str); 28] = [
    ("01-seed-mail-case1.txt", "table=8 tablezones=6"),
    ("02-seed-mail-case2.txt", "table=8 tablezones=6"),
    ("03-seed-mail-case3.txt", "table=8 tablezones=6"),
    ("04-memblock-numa-quoted-two-dumps.txt", "memory=7"),
    ("06-memblock-numa-two-level-quote-qp.txt", "memory=4"),
    ("08-memblock-loongson64-wrapped-annotated.txt", "memory=5 reserved=2"),
    ("09-efi-and-memblock-thunderx-arm64.txt", "memory=9 reserved=13 efi=9"),
    ("11-memblock-armv7m-tabs-interleaved-reserve.txt", "memory=1 reserved=2"),
    ("13-memblock-x86-no-timestamp-4.16.txt", "memory=3 reserved=3"),
    ("15-memblock-arm64-nomap-annotated-zones.txt", "memory=9 reserved=5 zone=3 early=9"),
    ("17-memblock-rpi2-efi-arm-two-level-quote.txt", "memory=1 reserved=1 efi=2"),
    ("19-efi-fake-mirror-MR-before-after.txt", "efi=13"),
    ("21-efi-x86-closed-range-no-prefix.txt", "e820=2 efi=7"),
    ("23-debugfs-memblock-old-and-proposed-v3.txt", "dbgfs=32"),
    ("24-debugfs-memblock-merged-nid-flags.txt", "dbgfs=5"),
    ("26-journald-wrapped-e820-zones-early.txt", "zone=4 early=8 e820=10"),
    ("27-ppc64-power9-sparse-nodes-journald.txt", "zone=1 early=2"),
    ("29-riscv-polarfire-quoted-printable.txt", "zone=2 early=3"),
    ("32-arm64-imx-dmesg-zones.txt", "zone=3 early=1"),
    ("34-s390x-native-quoted.txt", "zone=2 early=1"),
    ("36-s390-overlapping-zones-zoneinfo-excerpt.txt", "zone=2 zoneinfo=2"),
    ("37-srat-hotplug-zones-quoted.txt", "zone=3 early=1 srat=4"),
    ("38-e820-srat-zoneinfo-movable-both-nodes.txt", "srat=5 e820=8 zoneinfo=2"),
    ("42-coreos-hostname-after-timestamp.txt", "zone=2 early=6"),
    ("45-proc-iomem-x86-quoted.txt", "iomem=21"),
    ("46-lsmem-node-zones-cxl.txt", "lsmem=5"),
    ("48-kernelcore-mirror-v4-cover-example.txt", ""),
    ("50-printk-level-and-caller-wrapped.txt", ""),
];

#[test]
fn every_row_is_found() {
    let mut wrong = Vec::new();
    for (name, expected) in DUMPS {
        let Some(path) = common::shared(&format!("dumps/{name}")) else {
            return;
        };
        let text = std::fs::read(path).unwrap();
        let log = zonescope_dump::read_bytes(&text);
        let counts = common::counts(&log);
        if counts != expected {
            wrong.push(format!("{name}: {counts}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Each file that is here, by name.
fn dumps() -> Vec<(&'static str, String)> {
    let read = |name: &'static str| {
        let path = common::shared(&format!("dumps/{name}"))?;
        Some((name, std::fs::read_to_string(path).unwrap()))
    };
    DUMPS.iter().filter_map(|(name, _)| read(name)).collect()
}

fn rows(text: &str) -> Vec<String> {
    common::rows(&zonescope_dump::read(text))
}

/// The same, of a zone what its first lines say: the rest may be cut off.
fn beginnings(text: &str) -> Vec<String> {
    let beginning = |row: String| match row.split_once(" present ") {
        Some((beginning, _)) => beginning.to_owned(),
        None => row,
    };
    rows(text).into_iter().map(beginning).collect()
}

/// The text as a terminal breaks it: after `width` characters.
fn broken(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let characters: Vec<char> = line.chars().collect();
        for part in characters.chunks(width) {
            out.extend(part);
            out.push('\n');
        }
        if characters.is_empty() {
            out.push('\n');
        }
    }
    out
}

#[test]
fn quoting_and_breaking_change_nothing() {
    let mut wrong = Vec::new();
    for (name, text) in dumps() {
        let expected = rows(&text);
        let variants = [
            ("quoted", common::prefixed(&text, "> ")),
            ("quoted twice", common::prefixed(&text, "> >")),
            ("quoted deep", common::prefixed(&text, ">> >>\t> ")),
            ("CRLF", text.replace('\n', "\r\n")),
            ("broken at 80", broken(&text, 80)),
            ("broken at 100", broken(&text, 100)),
            ("indented", common::prefixed(&text, "    ")),
            ("wrapped", common::wrapped(&text, 72, "")),
            ("wrapped and quoted", common::wrapped(&text, 72, "> ")),
            ("wrapped at 76, quoted twice", common::wrapped(&text, 76, ">> ")),
            ("wrapped at 78", common::wrapped(&text, 78, "")),
            ("quoted, then wrapped", common::wrapped(&common::prefixed(&text, "> "), 72, "")),
        ];
        for (how, variant) in variants {
            let got = rows(&variant);
            if got != expected {
                let first = got.iter().zip(&expected).find(|(a, b)| a != b);
                wrong.push(format!(
                    "{name}, {how}: {} rows, not {}; {first:?}",
                    got.len(),
                    expected.len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_cut_text_gives_the_first_rows() {
    let mut wrong = Vec::new();
    for (name, text) in dumps() {
        let expected = beginnings(&text);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let got = beginnings(&text[..at]);
            let is_prefix =
                got.len() <= expected.len() && got.iter().zip(&expected).all(|(a, b)| a == b);
            if !is_prefix {
                let first = got.iter().zip(&expected).find(|(a, b)| a != b);
                let before = &text[text.floor_char_boundary(at.saturating_sub(40))..at];
                wrong.push(format!("{name}, cut after {before:?}: {first:?}"));
            }
        }
    }
    let count = wrong.len();
    wrong.truncate(40);
    assert!(wrong.is_empty(), "{count} cuts\n{}", wrong.join("\n"));
}
