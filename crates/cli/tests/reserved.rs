//! What the numbers rest on that a text does not say stands before them, on standard output, so
//! that it is pasted with them: a guess is never printed like a fact.

mod common;

use common::zonescope;

const MAP: &str = "MEMBLOCK configuration:\n memory.cnt  = 0x2\n \
    memory[0x0]\t[0x0000000000001000-0x00000000bfffffff], 0x00000000bffff000 bytes on node 0 flags: 0x2\n \
    memory[0x1]\t[0x0000000100000000-0x000000043fffffff], 0x0000000340000000 bytes on node 0 flags: 0x0\n";
/// A map whose last row is missing.
const CUT: &str = "MEMBLOCK configuration:\n memory.cnt  = 0x3\n \
    memory[0x0]\t[0x0000000100000000-0x000000013fffffff], 0x0000000040000000 bytes on node 0 flags: 0x2\n \
    memory[0x1]\t[0x0000000140000000-0x000000017fffffff], 0x0000000040000000 bytes on node 0 flags: 0x0\n";
const ARCH: &str = "Nothing in the log shows the architecture: x86_64 is assumed";
const WORDS: &str = "The log has no command line: kernelcore=mirror is assumed";
const HIGHMEM: &str = "the log has HighMem, and 32-bit kernels are not modelled";
const OLDER: &str = "the kernel is older than any modelled";

/// What a command prints for a text, its lines joined.
fn printed(arguments: &[&str], text: &str) -> String {
    let output = zonescope(arguments, text);
    // Markdown's backslashes are no words.
    String::from_utf8_lossy(&output.stdout).replace('\n', " ").replace('\\', "")
}

macro_rules! reserved {
    ($($name:ident: $arguments:expr, $text:expr => $has:expr, $lacks:expr;)*) => {
        $(#[test] fn $name() {
            let printed = printed(&$arguments, $text);
            for words in $has as [&str; _] {
                assert!(printed.contains(words), "no `{words}` in {printed}");
            }
            for words in $lacks as [&str; _] {
                assert!(!printed.contains(words), "`{words}` in {printed}");
            }
        })*
    };
}

reserved! {
    eval_says_both: ["eval"], MAP => [ARCH, WORDS], [];
    a_mail_says_both: ["report"], MAP => [ARCH, WORDS], [];
    markdown_says_both: ["report", "--format", "markdown"], MAP => [ARCH, WORDS], [];
    findings_say_both: ["findings"], MAP => [ARCH, WORDS], [];
    numbers_for_programs_are_left_alone: ["eval", "--format", "json"], MAP => [], [ARCH, WORDS];
    what_is_given_is_not_assumed: ["eval", "--arch", "arm64", "--cmdline", "kernelcore=mirror"], MAP
        => [], [ARCH, WORDS];
    only_the_words_are_given: ["eval", "--cmdline", "kernelcore=mirror"], MAP => [ARCH], [WORDS];
    a_machine_that_is_not_modelled: ["eval"],
        "Zone ranges:\n  DMA      [mem 0x0000000000001000-0x0000000000ffffff]\n  \
         Normal   [mem 0x0000000001000000-0x00000000373fdfff]\n  \
         HighMem  [mem 0x00000000373fe000-0x00000000bf6affff]\nEarly memory node ranges\n  \
         node   0: [mem 0x0000000000001000-0x00000000bf6affff]\n" => [HIGHMEM], [];
    a_kernel_that_is_not_modelled: ["eval"],
        "Linux version 4.4.0\nEarly memory node ranges\n  \
         node   0: [mem 0x0000000000001000-0x00000000bf6affff]\n" => [OLDER], [];
    nothing_of_a_part_is_ok: ["eval"], CUT
        => ["not known: clip", ": not known", "On this part of the memory: "], ["ok: ", ": ok"];
    nor_in_a_mail: ["report"], CUT => ["not known: clip", ": not known"], ["ok: ", ": ok"];
    nor_in_markdown: ["report", "--format", "markdown"], CUT => ["not known: clip"], ["ok: ", ": ok"];
    nor_by_release: ["releases"], CUT
        => ["Some of the memory map is missing", "not known", "It takes the whole map to say."],
        ["ok ", "Boot it"];
    nor_in_findings: ["findings"], CUT => [": not known"], [": ok"];
    nor_in_a_figure_of_releases: ["chart", "--view", "releases"], CUT => ["not known"], [">ok<"];
    nor_in_a_figure: ["chart"], CUT => ["(not known)", "Some of the memory map is missing"], ["(ok)"];
}
