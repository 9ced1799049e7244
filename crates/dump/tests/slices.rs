//! Reading in slices: the same as at once, and no slice that takes long.

#[path = "common/hostile.rs"]
mod hostile;

use zonescope_dump::{read, Progress, Reader};

/// What the page reads at a time.
const SLICE: usize = 64 << 10;

/// How far a step reads beyond what it was asked for: the lines ahead that a row could go on in,
/// and a part of a long one.
const BEYOND: usize = 64 << 10;

#[test]
fn no_slice_is_longer_than_asked_for() {
    for (name, text) in hostile::texts(300 << 10) {
        let mut progress = Progress::new();
        let mut steps = 1;
        let mut before = 0;
        while progress.step(&text, SLICE) {
            let read = progress.position() - before;
            assert!(read <= SLICE + BEYOND, "{name}: {read} bytes in a step");
            before = progress.position();
            steps += 1;
        }
        assert_eq!(progress.position(), text.len(), "{name}");
        assert!(steps > 2, "{name}: {steps} steps");
        assert!(progress.finish() == read(&text), "{name}");
    }
}

#[test]
fn a_reading_goes_on_where_it_stopped() {
    for (name, text) in hostile::texts(2000) {
        let whole = read(&text);
        for bytes in [0, 1, 7, 100] {
            let mut progress = Progress::new();
            while progress.step(&text, bytes) {}
            assert_eq!(progress.finish(), whole, "{name}, {bytes} bytes at a time");
            let mut reader = Reader::new(&text);
            while reader.step(bytes) {}
            assert_eq!(reader.finish(), whole, "{name}, {bytes} bytes at a time");
        }
    }
}

#[test]
fn nothing_read_is_nothing_found() {
    assert_eq!(Progress::new().finish(), read(""));
}

/// A line longer than a slice is taken in parts: what stands at a seam is read all the same.
#[test]
fn a_long_line_has_all_its_rows() {
    let row = |index: usize| {
        let base = 0x1000 * (2 * index as u64 + 1);
        format!(
            "[    0.000000]  memory[{index:#x}] [{base:#x}-{:#x}], 0x1000 bytes on node 0 flags: 0x0",
            base + 0xfff
        )
    };
    let rows: Vec<String> = (0..4000).map(row).collect();
    let texts = [
        ("blanks between", rows.join(" ")),
        ("a JSON string", format!("{{\"log\": \"{}\"}}", rows.join("\\n"))),
        ("a JSON list", format!("[\"{}\"]", rows.join("\", \""))),
        ("line breaks of a page", format!("<pre>{}</pre>", rows.join("<br/>"))),
    ];
    for (name, text) in texts {
        let log = read(&text);
        let [source] = &log.sources[..] else {
            panic!("{name}: {} sources", log.sources.len());
        };
        assert_eq!(source.rows.len(), rows.len(), "{name}");
        assert!(source.is_complete() && source.unreadable.is_empty(), "{name}");
        assert!(source.rows.iter().all(|row| row.flags == Some(0)), "{name}");
    }
}

/// What was done to a text is found wherever it begins.
#[test]
fn evidence_may_come_late() {
    let prose = "I have a server, and collected the layout of its memory below.\n".repeat(10_000);
    let row = "memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x2";
    for row in [
        row.replace("0x0]", "0x0=5D"),
        row.replace('-', "&#45;"),
        row.replace(' ', "\u{a0}"),
        format!("<p>{row}</p>"),
        format!("\"\\t{row}\\n\","),
    ] {
        let qp = if row.contains("=5D") { "=3D\n" } else { "" };
        let log = read(&format!("{prose}{qp}{row}\n{prose}"));
        assert_eq!(log.sources.len(), 1, "{row}");
        assert_eq!(log.sources[0].rows[0].flags, Some(2), "{row}");
    }
}
