//! Texts made to keep a reader busy.

/// Scraps that, repeated without end, make a text in which it is hard to move on.
const SCRAPS: [(&str, &str); 33] = [
    ("one line", "all work and no play "),
    ("one word", "x"),
    ("memory[0x0] without end", "memory[0x0]"),
    ("memory[0x0], blanks between", "memory[0x0] "),
    ("empty lines", "\n"),
    ("blank lines", "   \t \n"),
    ("carriage returns alone", "memory[0x0]\r"),
    ("quoting without end", ">"),
    ("quoting, blanks between", "> > "),
    ("rows begun", "memory[0x0] [0x1000-0x1fff],\n"),
    ("rows begun, quoted", "> > efi: mem00: [Boot Data |\n"),
    ("rows half broken", "memory[0x0] [0x1000-\n0x1fff], 0x1000 bytes on node\n"),
    ("headers", "node start end size flags\n"),
    ("rows", " memory[0x0]\t[0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x0\n"),
    ("rows in one line", "[    0.0] memory[0x0] [0x1000-0x1fff], 0x1000 bytes flags: 0x0 "),
    ("every other line read", "00000000-00000fff : a\nx y z\n"),
    ("tables among rows", "0 0x1000 0x1fff 0x1000 0x0 no 0x1-0x2\n0 DMA 0x1 0xf 0x1 0xf\n\nnode zone start end\n"),
    ("dumps", "MEMBLOCK configuration:\nmemory[0x0] [0x1000-0x1fff], 0x1000 bytes\n"),
    ("zones", "DMA [mem 0x0-0xfff]\nDMA [mem 0x0-0xfff]\n"),
    ("boots", "Linux version 6.12\nCommand line: a\n"),
    ("a command line broken", "Command line: 0123456789012345678901234567890123456789012345678901234567890123456789\n0123456789012345678901234567890123456789012345678901234567890123456789\n"),
    ("events", "memblock_add: [0x1000-0x1fff]\nmemblock_remove: [0x1800-0x18ff]\n"),
    ("soft breaks", "=3D=\n"),
    ("one JSON string", "\\n[    0.0] memory[0x0] [0x1000-0x1fff], 0x1000 bytes"),
    ("JSON strings in one line", "\"memory[0x0]\", "),
    ("tags begun", "<a <br "),
    ("references begun", "&#x"),
    ("escapes begun", "\u{1b}["),
    ("addresses", "http://a.b/"),
    ("long links begun", "://#v1"),
    ("addresses in brackets", "<http://a.b/\n012345678\n"),
    ("zoneinfo", "Node 0, zone DMA\nspanned 5\npresent 5\n"),
    ("nested resources", "00000000-ffffffff : a\n"),
];

/// Each, by name, of at least `bytes` bytes: behind a line that has every decoder look on.
pub fn texts(bytes: usize) -> impl Iterator<Item = (&'static str, String)> {
    const EVERYTHING: &str = "\"a\",\n=3D\n&gt;</a>\u{1b}[0m\n";
    SCRAPS.into_iter().map(move |(name, scrap)| {
        let mut text = String::with_capacity(bytes + 1024);
        if !name.contains("carriage") {
            text.push_str(EVERYTHING);
        }
        while text.len() < bytes {
            text.push_str(scrap);
        }
        (name, text)
    })
}
