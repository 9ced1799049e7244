//! A diff of two dumps is two dumps.

use zonescope_dump::read;

const CONTEXT: &str = "--- a\n+++ b\n@@ -3,5 +3,5 @@\n";
const ROW_0: &str = "[    0.0]  memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x2\n";
const ROW_1: &str = "[    0.0]  memory[0x1] [0x3000-0x3fff], 0x1000 bytes on node 0 flags: 0x2\n";
const ROW_1_NOW: &str =
    "[    0.0]  memory[0x1] [0x3000-0x3fff], 0x1000 bytes on node 0 flags: 0x0\n";
const ROW_2: &str = "[    0.0]  memory[0x2] [0x5000-0x5fff], 0x1000 bytes on node 1 flags: 0x0\n";

/// Of each dump its title, its count, and its rows' bases and flags.
fn dumps(text: &str) -> Vec<String> {
    let log = read(text);
    let dump = |dump: &&zonescope_dump::Source| {
        let rows: Vec<_> = dump
            .rows
            .iter()
            .map(|row| format!("{:x}:{}", row.base, row.flags.unwrap_or(9)))
            .collect();
        let title = dump.title.as_deref().unwrap_or("-");
        format!("{title} {:?} {}", dump.count, rows.join(" "))
    };
    log.dumps().iter().map(dump).collect()
}

macro_rules! diffs {
    ($($name:ident: [$($part:expr),*] => [$($dump:expr),*];)*) => {$(
        #[test]
        fn $name() {
            let text = [$($part),*].concat();
            let expected: &[&str] = &[$($dump),*];
            assert_eq!(dumps(&text), expected, "{text}");
            let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
            assert_eq!(dumps(&quoted), expected, "{quoted}");
        }
    )*};
}

diffs! {
    a_row_changed: [CONTEXT, " ", ROW_0, "-", ROW_1, "+", ROW_1_NOW, " ", ROW_2]
        => ["before None 1000:2 3000:2 5000:0", "after None 1000:2 3000:0 5000:0"];
    a_row_added: [CONTEXT, "-memory.cnt = 0x1\n+memory.cnt = 0x2\n", " ", ROW_0, "+", ROW_1]
        => ["before Some(1) 1000:2", "after Some(2) 1000:2 3000:2"];
    the_first_row_changed: [CONTEXT, "-", ROW_0, "+", ROW_0, " ", ROW_1]
        => ["before None 1000:2 3000:2", "after None 1000:2 3000:2"];
    nothing_changed: [CONTEXT, " ", ROW_0, " ", ROW_1] => ["- None 1000:2 3000:2"];
    list_marks_are_no_diff: ["- ", ROW_0, "- ", ROW_1] => ["- None 1000:2 3000:2"];
}
