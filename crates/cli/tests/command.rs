//! The command as a shell sees it: output, errors and exit status.

mod common;

use std::process::{Command, Output, Stdio};

use common::zonescope;

const CASE_2: &str = "\
MEMBLOCK configuration:
 memory size = 0x000000bfa63ab000 reserved size = 0x0000000000000000
 memory.cnt  = 0x8
 memory[0x0]\t[0x0000000000001000-0x000000000009dfff], 0x000000000009d000 bytes on node 0 flags: 0x2
 memory[0x1]\t[0x000000000009f000-0x000000000009ffff], 0x0000000000001000 bytes on node 0 flags: 0x2
 memory[0x2]\t[0x0000000000100000-0x0000000066416fff], 0x0000000066317000 bytes on node 0 flags: 0x2
 memory[0x3]\t[0x00000000777ff000-0x00000000777fffff], 0x0000000000001000 bytes on node 0 flags: 0x2
 memory[0x4]\t[0x0000000100000000-0x00000020bfffffff], 0x0000001fc0000000 bytes on node 0 flags: 0x2
 memory[0x5]\t[0x00000020c0000000-0x000000603fffffff], 0x0000003f80000000 bytes on node 0 flags: 0x0
 memory[0x6]\t[0x0000006040000000-0x000000803fffffff], 0x0000002000000000 bytes on node 1 flags: 0x2
 memory[0x7]\t[0x0000008040000000-0x000000c03fffffff], 0x0000004000000000 bytes on node 1 flags: 0x0
";

fn stdout(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(arguments: &[&str], input: &str) -> serde_json::Value {
    serde_json::from_str(&stdout(&zonescope(arguments, input))).unwrap()
}

#[test]
fn golden_lines_come_back_as_they_were() {
    let golden: String = std::fs::read_to_string(zonescope_golden::sample_file())
        .unwrap()
        .lines()
        .filter(|line| !line.contains(r#""group":"boot""#))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(stdout(&zonescope(&["eval", "--jsonl"], &golden)), golden);
}

#[test]
fn a_dump_is_evaluated_under_kernelcore_mirror_if_any_is_mirrored() {
    let answer = json(&["eval", "--format", "json"], CASE_2);
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["variants"].as_array().unwrap().len(), 6);
    let base = &answer["variants"][0];
    assert_eq!(base["name"], "base");
    assert_eq!(base["expect"]["nodes"][0]["zones"]["Normal"]["absent"], 66584576);
    let clip = &answer["variants"][3];
    assert_eq!(clip["patches"], serde_json::json!(["node-extent-span", "clip-normal"]));
    assert_eq!(clip["expect"]["nodes"][0]["zones"]["Normal"]["absent"], 0);
}

#[test]
fn text_names_the_variants_that_come_to_the_same() {
    let text = stdout(&zonescope(&["eval"], CASE_2));
    assert!(text.contains("\nbase, v5-1of5 (v6.12): costly\n"), "{text}");
    assert!(text.contains("66781184 pages (254.8 GiB) are never initialised"), "{text}");
}

#[test]
fn a_variant_may_be_named_or_spelt_out() {
    let arguments =
        ["eval", "--format=json", "--variant", "clip", "--variant", "clip-normal+node-extent-span"];
    let answer = json(&arguments, CASE_2);
    assert_eq!(answer["variants"][0], answer["variants"][1]);
}

#[test]
fn the_command_line_given_wins_over_the_rule() {
    let answer = json(&["eval", "--format=json", "--variant=base", "--cmdline="], CASE_2);
    assert_eq!(answer["variants"][0]["expect"]["nodes"][0]["movable_pfn"], 0);
}

#[test]
fn the_command_line_of_the_log_counts() {
    let log = format!("Kernel command line: ro kernelcore=4G quiet\n{CASE_2}");
    let answer = json(&["eval", "--format=json", "--variant=base"], &log);
    assert_ne!(answer["variants"][0]["expect"]["nodes"][0]["movable_pfn"], 0);
    assert_eq!(json(&["parse"], &log)["cmdline"], "ro kernelcore=4G quiet");
}

#[test]
fn parse_gives_rows_half_open() {
    let answer = json(&["parse"], CASE_2);
    let source = &answer["sources"][0];
    assert_eq!(source["kind"], "memory");
    assert_eq!(source["rows"].as_array().unwrap().len(), 8);
    assert_eq!(
        source["rows"][0],
        serde_json::json!({"base": 0x1000, "end": 0x9e000, "nid": 0, "flags": 2})
    );
    assert_eq!(answer["lines"][0]["verdict"], "understood");
}

#[test]
fn several_dumps_can_be_told_apart() {
    let two = format!("{CASE_2}\n{}", CASE_2.replace("flags: 0x2", "flags: 0x0"));
    let movable = |number: &str| {
        let arguments = ["eval", "--format=json", "--variant=base", "--dump", number];
        json(&arguments, &two)["variants"][0]["expect"]["nodes"][0]["movable_pfn"].clone()
    };
    assert_ne!(movable("1"), 0);
    assert_eq!(movable("2"), 0);
}

#[test]
fn a_link_opens_as_what_it_was_made_of() {
    let link = stdout(&zonescope(&["link", "--variant", "base", "--site", "http://x/"], CASE_2));
    assert!(link.starts_with("http://x/#1"), "{link}");
    let link = link.trim_end();
    let arguments = ["eval", "--format=json", "--variant=base"];
    let from_link = json(&["eval", "--format=json", link], "");
    assert_eq!(from_link, json(&arguments, CASE_2));
    let decoded = stdout(&zonescope(&["link", "--decode", link], ""));
    assert_eq!(from_link, json(&["eval", "--format=json"], &decoded));
}

#[test]
fn a_cut_link_is_called_cut() {
    let link = stdout(&zonescope(&["link"], CASE_2));
    let output = zonescope(&["eval", &link[..link.len() - 8]], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cut"));
}

#[test]
fn a_report_quoted_back_opens_as_what_it_reported() {
    let mail = stdout(&zonescope(&["report"], CASE_2));
    let quoted: String = mail.lines().map(|line| format!("> {line}\n")).collect();
    let arguments = ["eval", "--format=json"];
    assert_eq!(json(&arguments, &quoted), json(&arguments, CASE_2));
}

#[test]
fn a_dump_reads_back() {
    let dump = stdout(&zonescope(&["dump"], CASE_2));
    assert_eq!(
        json(&["parse"], &dump)["sources"][0]["rows"],
        json(&["parse"], CASE_2)["sources"][0]["rows"]
    );
}

#[test]
fn a_figure_stands_alone() {
    let svg = stdout(&zonescope(&["chart", "--theme", "dark"], CASE_2));
    assert!(svg.starts_with("<svg ") && svg.contains("<title") && svg.contains("<desc"));
    let absent = stdout(&zonescope(&["chart", "--view", "absent"], CASE_2));
    assert!(absent.starts_with("<svg ") && absent != svg);
}

#[test]
fn parse_takes_links_and_scenarios_too() {
    let rows =
        |arguments: &[&str], input: &str| json(arguments, input)["sources"][0]["rows"].clone();
    let link = stdout(&zonescope(&["link"], CASE_2));
    let scenario = stdout(&zonescope(&["link", "--decode", link.trim_end()], ""));
    let expected = rows(&["parse"], CASE_2);
    assert_eq!(rows(&["parse", link.trim_end()], ""), expected);
    assert_eq!(rows(&["parse"], &scenario), expected);
    assert_eq!(rows(&["parse"], &format!("\u{feff}{scenario}")), expected);
    assert_eq!(rows(&["parse", &link.trim_end().replace('#', "?z=")], ""), expected);
}

#[test]
fn parse_picks_a_dump() {
    let two = format!("{CASE_2}\n{}", CASE_2.replace("flags: 0x2", "flags: 0x0"));
    let picked = json(&["parse", "--dump", "2"], &two);
    assert_eq!(picked["sources"].as_array().unwrap().len(), 1);
    assert_eq!(picked["sources"][0]["rows"][0]["flags"], 0);
}

#[test]
fn a_journal_in_json_is_a_log() {
    let journal: String = CASE_2
        .lines()
        .map(|line| serde_json::json!({"MESSAGE": line}).to_string() + "\n")
        .collect();
    assert_eq!(
        json(&["eval", "--format=json"], &journal),
        json(&["eval", "--format=json"], CASE_2)
    );
}

#[test]
fn one_bad_line_does_not_cost_the_good_ones() {
    let good = std::fs::read_to_string(zonescope_golden::sample_file())
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let output = zonescope(&["eval", "--jsonl"], &format!("{good}\n{{}}\n{good}\n"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{good}\n{good}\n"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 2"));
}

#[test]
fn nobody_listening_is_no_crash() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zonescope"))
        .args(["eval", "no-such-file"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

macro_rules! refused {
    ($($name:ident: $arguments:expr, $input:expr => $status:expr, $words:expr;)*) => {
        $(#[test] fn $name() {
            let output = zonescope(&$arguments, $input);
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some($status), "{stderr}");
            assert!(stderr.contains($words), "{stderr}");
            assert!(output.stdout.is_empty());
        })*
    };
}

refused! {
    a_dump_to_parse_that_is_not_there: ["parse", "--dump", "9"], CASE_2 => 1, "there is no dump 9";
    nothing_to_read: ["eval"], "" => 1, "no memory map was found";
    prose: ["eval"], "Dear list,\nplease find no dump attached.\n" => 1, "no memory map was found";
    a_dump_that_is_not_there: ["eval", "--dump", "2"], CASE_2 => 1, "there is no dump 2";
    dumps_count_from_one: ["eval", "--dump", "0"], CASE_2 => 2, "invalid value";
    a_file_that_is_not_there: ["eval", "no-such-file"], "" => 1, "can't read no-such-file";
    a_field_that_is_not_known: ["eval"], r#"{"memory":[[0,4096,0,0]],"colour":1}"# => 1, "colour";
    a_line_that_is_not_json: ["eval", "--jsonl"], "{}\n" => 1, "line 1";
    an_unknown_variant: ["eval", "--variant", "clipped"], CASE_2 => 2, "neither a variant nor a patch";
    an_unknown_kernel: ["eval", "--kernel", "v5.0"], CASE_2 => 2, "v5.10, v6.6, v6.12, v6.18";
    an_unknown_word: ["evaluate"], "" => 2, "unrecognized subcommand";
    jsonl_brings_its_own_variants: ["eval", "--jsonl", "--variant", "clip"], "" => 2, "cannot be used with";
}

#[test]
fn help_teaches() {
    let help = stdout(&zonescope(&["--help"], ""));
    for word in ["Examples:", "Exit status:", "node-extent-span", "eval", "parse"] {
        assert!(help.contains(word), "{help}");
    }
}
