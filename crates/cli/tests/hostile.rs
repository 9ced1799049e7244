//! What others put into titles, names, logs and names of files does not steer the terminal.

mod common;
#[path = "../../fuzz/checks/hostile.rs"]
mod texts;

use std::process::Output;

use common::zonescope;
use texts::HOSTILE;
use zonescope_scenario::{is_unseen, Scenario, CASES};

/// A scenario file that has a text wherever it has one of its own.
fn file(text: &str) -> String {
    let mut scenario = CASES[1].scenario().unwrap();
    scenario.title = text.to_owned();
    scenario.variants[0].name = text.to_owned();
    scenario.to_json()
}

/// What a command wrote, to both of its outputs.
fn written(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    text(&output.stdout) + &text(&output.stderr)
}

fn does_not_steer(arguments: &[&str], input: &str, ending: Option<i32>) {
    let output = zonescope(arguments, input);
    let written = written(&output);
    assert!(!written.replace(['\n', '\t'], "").contains(is_unseen), "{arguments:?}: {written:?}");
    assert_eq!(output.status.code(), ending, "{arguments:?}: {written}");
}

/// Each command that reads a scenario, and each of its formats.
const COMMANDS: [&str; 17] = [
    "eval",
    "eval --format json",
    "report",
    "report --format markdown",
    "report --format rst",
    "report --format json",
    "releases",
    "releases --format json",
    "findings",
    "findings --format json",
    "explain --field never_init",
    "explain --field never_init --format json",
    "link",
    "chart",
    "boot --script --approximate",
    "parse",
    "machine",
];

#[test]
fn no_command_steers() {
    // In each only the name is looked at; those that differ in more than one way are enough.
    for text in HOSTILE.iter().filter(|text| text.contains(is_unseen)) {
        let file = file(text);
        for command in COMMANDS {
            does_not_steer(&command.split(' ').collect::<Vec<_>>(), &file, Some(0));
        }
        // Its lines end as RFC 4180 has it.
        let csv = zonescope(&["report", "--format", "csv"], &file);
        assert!(!written(&csv).replace("\r\n", "").contains(is_unseen));
    }
    does_not_steer(&["search", "-"], &file("\u{1b}[2J\u{202e}"), Some(0));
}

#[test]
fn a_link_holds_what_it_is_given() {
    for text in HOSTILE {
        let output = zonescope(&["link"], &file(text));
        let link = written(&output);
        let decoded = written(&zonescope(&["link", "--decode", link.trim()], ""));
        assert!(!decoded.replace('\n', "").contains(is_unseen), "{decoded:?}");
        let scenario = Scenario::from_json(&file(text)).unwrap().normalised();
        assert_eq!(Scenario::from_json(&decoded), Ok(scenario));
    }
}

/// A log and a mail, which `parse` repeats and `check` cites.
#[test]
fn no_log_steers() {
    let log = "\u{1b}[2JSubject: \u{202e}title\u{7}\n\
        [    0.000000] Linux version 6.12.0-\u{1b}]0;x\u{7}\u{202e} (a@b)\n\
        [    0.000000] Command line: kernelcore=\u{1b}[2J\u{202e} root=\u{9b}2J\n\
        memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x2 \u{1b}[2J\n\
        memory[0x1] [0x100000-\u{202e}], 0x9e000 bytes on node 0 flags: 0x2\n\
        [    0.000000] Zone ranges:\n\
        [    0.000000]   DMA      [mem 0x1000-0xffffff]\u{1b}[2J\n\
        diff --git a/mm/\u{1b}[2J b/mm/\u{202e}\n\
        --- a/mm/mm_init.c\u{1b}\n+++ b/mm/mm_init.c\u{1b}[2J\n\
        @@ -1,3 +1,3 @@ static void \u{1b}[2Jmemmap_init(void)\n a\n-b\u{1b}\n+c\n";
    does_not_steer(&["parse"], log, Some(0));
    does_not_steer(&["eval"], log, Some(0));
    does_not_steer(&["report"], log, Some(0));
    for format in ["text", "json"] {
        let output = zonescope(&["check", "--format", format], log);
        let written = written(&output);
        assert!(!written.replace('\n', "").contains(is_unseen), "{written:?}");
    }
}

#[test]
fn no_name_of_a_file_and_no_option_steers() {
    let name = "none\u{1b}[2J\u{202e}\nzonescope: all is well";
    for arguments in [
        &["eval", name][..],
        &["mirror", "--below-4g", "t", "--above-4g", "25", "--machine", name],
        &["check", "--against", name],
        &["chart", "-o", "/none/\u{1b}[2J"],
    ] {
        let output = zonescope(arguments, &file(""));
        let written = written(&output);
        assert!(!written.replace('\n', "").contains(is_unseen), "{written:?}");
        assert_eq!(written.lines().count(), 1, "{written}");
        assert_eq!(output.status.code(), Some(1), "{written}");
    }
    for arguments in [
        &["eval", "--variant", "\u{1b}[2J\u{202e}"][..],
        &["eval", "--kernel", "\u{1b}[2J\u{202e}"],
        &["eval", "--arch", "\u{1b}[2J\u{202e}"],
        &["explain", "--field", "\u{1b}[2J\u{202e}"],
        &["\u{1b}[2J"],
        &["--\u{1b}[2J"],
    ] {
        does_not_steer(arguments, "", Some(2));
    }
    does_not_steer(&["report", "--site", "https://a.b/\u{1b}[2J\u{202e}"], &file(""), Some(0));
    does_not_steer(
        &["boot", "--script", "--approximate", "--site", "https://\u{1b}/"],
        &file(""),
        Some(0),
    );
    does_not_steer(&["link", "--site", "https://a.b/\u{1b}[2J\u{202e}"], &file(""), Some(0));
    does_not_steer(&["link", "--decode", "\u{1b}[2J\u{202e}"], "", Some(1));
}
