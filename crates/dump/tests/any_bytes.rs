//! No bytes make the reader panic, and every line gets a verdict.

use proptest::prelude::*;
use zonescope_dump::{read, read_bytes, Reader};

/// Scraps of the formats, from which random texts come close to real ones.
const SCRAPS: [&str; 68] = [
    "memory[0x0]",
    "\n@@ -1,2 +1,2 @@\n",
    "\n-memory[0x0] [0x1000-0x1fff], 0x1000 bytes",
    "\n+memory[0x1] [0x3000-0x3fff], 0x1000 bytes",
    "<https://a.b/#1abcdefghij",
    "reserved:  0: 0x0..0x1",
    "...",
    "memory[0x1]\t",
    "reserved[0x0]",
    "[0x1000-0x1fff]",
    "[0x",
    "-0xfff]",
    "]",
    ")",
    ",",
    " 0x1000 bytes",
    " on node 0",
    " on node 18446744073709551616",
    " flags: 0x0",
    " flags",
    "MEMBLOCK configuration:",
    " memory.cnt  = 0x4",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "> ",
    ">",
    "[    0.000000] ",
    "<6>",
    "Jan 21 02:26:48 host kernel: ",
    "0: 0x1000..0x1fff",
    " NONE 0",
    " 0 NOMAP",
    "node start end size flags",
    "---- ----",
    "0 0x1000 0x1fff 0x1000 0x0 no 0x1-0x2",
    "0 DMA 0x1 0xf 0x1 0xf",
    "Command line: ",
    "Linux version 6.",
    "=3D",
    "=",
    "=\n",
    "=20\n",
    "DMA [mem ",
    "Normal empty",
    "node   0: [mem 0x0-0xffffffffffffffff]",
    "BIOS-e820: ",
    "usable",
    "efi: mem00: [|MR|] range=[0x0-0x1)",
    "ACPI: SRAT: Node 0 PXM 0 ",
    "00000000-00000fff : System RAM",
    "Node 0, zone DMA",
    "spanned 5",
    "present 5",
    "managed 5",
    "start_pfn: 5",
    "0x0-0xffff 2G online 0 None 0",
    "\u{a0}",
    "é",
    "&gt;",
    "<br>",
    "\u{1b}[0m",
    "```",
    "\"",
    "\\n",
];

fn texts() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        8 => prop::sample::select(&SCRAPS[..]).prop_map(str::to_owned),
        1 => ".{0,12}",
    ];
    prop::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat())
}

/// How many lines editors would count.
fn lines(text: &str) -> u32 {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let breaks = text.matches(end).count() as u32;
    breaks + u32::from(!text.is_empty() && !text.ends_with(end))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_bytes(&bytes);
    }

    #[test]
    fn every_line_gets_one_verdict(text in texts()) {
        let log = read(&text);
        let mut next = 1;
        for run in log.lines.iter() {
            prop_assert_eq!(run.first, next);
            prop_assert!(run.last >= run.first);
            next = run.last + 1;
        }
        prop_assert_eq!(next, lines(&text) + 1);
        for source in &log.sources {
            prop_assert!(!source.is_empty());
        }
        let _ = log.default_dump().map(|dump| log.memory_map(dump));
    }

    #[test]
    fn steps_make_no_difference(text in texts(), step in 1usize..50) {
        let mut reader = Reader::new(&text);
        while reader.step(step) {}
        prop_assert_eq!(reader.finish(), read(&text));
    }
}
