//! `mirror`, `machine` and `eval --arch` as a shell sees them.

mod common;

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{json, Value};
use zonescope_scenario::CASES;

const GIB: u64 = 1 << 30;

/// What the command prints on standard output and standard error, and its exit status.
fn zonescope(arguments: &[&str], input: &str) -> (String, String, Option<i32>) {
    let Output { status, stdout, stderr } = common::zonescope(arguments, input);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code())
}

/// What it prints when all is well.
fn answer(arguments: &[&str], input: &str) -> String {
    let (stdout, stderr, status) = zonescope(arguments, input);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    stdout
}

/// The dump of case 1, 2 or 3 of the mail.
fn case(number: usize) -> String {
    zonescope_dump::write(&CASES[number - 1].memory().unwrap())
}

/// A file of this content, called `name`.
fn file(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn each_case_is_made_from_each() {
    for from in 1..=3 {
        for (to, below, above) in [(1, "t", "0"), (2, "t", "25.00"), (3, "f", "25")] {
            let arguments = ["mirror", "--below-4g", below, "--above-4g", above];
            assert_eq!(answer(&arguments, &case(from)), case(to), "{from} to {to}");
        }
    }
}

#[test]
fn the_mails_machine_comes_out_of_its_dump() {
    let found: Value = serde_json::from_str(&answer(&["machine"], &case(2))).unwrap();
    let expected = json!({
        "version": 1,
        "machine": {
            "granularity": GIB,
            "nodes": [{"nid": 0, "installed": 512 * GIB}, {"nid": 1, "installed": 512 * GIB}],
            "below_4g": [
                [0x1000, 0x9e000, 0, 0],
                [0x9f000, 0xa0000, 0, 0],
                [0x100000, 0x66417000, 0, 0],
                [0x777ff000, 0x77800000, 0, 0],
            ],
        },
        "setting": {"below_4g": true, "above_4g": "25"},
        "cost": [
            {"nid": 0, "installed": 512 * GIB, "visible": 383 * GIB,
             "mirrored_below": 2 * GIB, "mirrored_above": 127 * GIB},
            {"nid": 1, "installed": 512 * GIB, "visible": 384 * GIB,
             "mirrored_below": 0, "mirrored_above": 128 * GIB},
        ],
        "assumptions": found["assumptions"],
    });
    assert_eq!(found, expected);
    assert_eq!(found["assumptions"].as_array().unwrap().len(), 4);
}

#[test]
fn what_machine_prints_mirror_reads() {
    let path = file("case3.json", &answer(&["machine"], &case(3)));
    let path = path.to_str().unwrap();
    let arguments = ["mirror", "--below-4g=t", "--above-4g=0", "--machine", path];
    assert_eq!(answer(&arguments, ""), case(1));
}

#[test]
fn a_machine_can_be_written_by_hand() {
    let path = file(
        "one_node.json",
        r#"{"machine": {"nodes": [{"nid": 3, "installed": 17179869184, "flags": 1}]}}"#,
    );
    let path = path.to_str().unwrap();
    let arguments = ["mirror", "--below-4g=f", "--above-4g=25", "--machine", path];
    let dump = answer(&arguments, "");
    let rows: Vec<&str> = dump.lines().skip(3).collect();
    assert_eq!(
        rows,
        [
            " memory[0x0]\t[0x0000000100000000-0x00000001ffffffff], 0x0000000100000000 bytes on node 3 flags: 0x3",
            " memory[0x1]\t[0x0000000200000000-0x00000003ffffffff], 0x0000000200000000 bytes on node 3 flags: 0x1",
        ]
    );
}

#[test]
fn a_scenario_file_has_a_machine_too() {
    let scenario =
        format!(r#"{{"memory": [[0, {}, 0, 0], [{}, {}, 0, 0]]}}"#, 2 * GIB, 4 * GIB, 66 * GIB);
    let found: Value = serde_json::from_str(&answer(&["machine"], &scenario)).unwrap();
    assert_eq!(found["machine"]["nodes"][0]["installed"], 64 * GIB);
}

#[test]
fn a_scenarios_own_machine_is_not_guessed_again() {
    let machine = json!({
        "granularity": GIB / 4,
        "nodes": [{"nid": 0, "installed": 10 * GIB}],
        "below_4g": [],
    });
    let setting = json!({"below_4g": false, "above_4g": "0"});
    let mut given = machine.clone();
    given["setting"] = setting.clone();
    let scenario = json!({"machine": given}).to_string();
    let found: Value = serde_json::from_str(&answer(&["machine"], &scenario)).unwrap();
    assert_eq!(found["machine"], machine);
    assert_eq!(found["setting"], setting);
    assert_eq!(found["assumptions"], json!([]));
}

#[test]
fn a_clamped_node_is_said_beside_the_dump() {
    let small = file(
        "small.json",
        &json!({"machine": {
            "nodes": [{"nid": 0, "installed": 10 * GIB}],
            "below_4g": [[0, 3 * GIB, 0, 0]],
        }})
        .to_string(),
    );
    let small = small.to_str().unwrap();
    let arguments = ["mirror", "--below-4g=t", "--above-4g=50", "--machine", small];
    let (stdout, stderr, status) = zonescope(&arguments, "");
    assert_eq!(status, Some(0));
    assert!(stdout.starts_with("MEMBLOCK configuration:\n"), "{stdout}");
    assert!(
        stderr.contains("node 0 mirrors 2 GiB above 4 GiB and not the 3 GiB asked for"),
        "{stderr}"
    );
}

/// What node 0 of case 3 comes to in the base variant.
fn zones_on(arch: &str) -> Value {
    let arguments = ["eval", "--format=json", "--variant=base", "--arch", arch];
    let found: Value = serde_json::from_str(&answer(&arguments, &case(3))).unwrap();
    found["variants"][0]["expect"]["nodes"][0].clone()
}

#[test]
fn the_architecture_decides_where_zones_and_pages_end() {
    let on_64k = zones_on("arm64-64k");
    assert_eq!(on_64k["movable_pfn"], 0x20_c000_0000u64 >> 16);
    let on_x86_64 = zones_on("x86_64");
    assert_eq!(on_x86_64["movable_pfn"], 0x20_c000_0000u64 >> 12);
    assert_eq!(zones_on("custom/12/10/27/16M/4G"), on_x86_64);
    assert_ne!(zones_on("s390x")["zones"], on_x86_64["zones"]);
}

macro_rules! refused {
    ($($name:ident: $arguments:expr, $input:expr => $status:expr, $words:expr;)*) => {
        $(#[test] fn $name() {
            let (stdout, stderr, status) = zonescope(&$arguments, $input);
            assert_eq!(status, Some($status), "{stderr}");
            assert!(stderr.contains($words), "{stderr}");
            assert_eq!(stdout, "");
        })*
    };
}

fn hand_written(name: &str, content: &str) -> String {
    file(name, content).to_str().unwrap().to_owned()
}

const MIRROR: [&str; 3] = ["mirror", "--below-4g=t", "--above-4g=25"];

fn mirror_of(machine: &str) -> [&str; 5] {
    let [command, below, above] = MIRROR;
    [command, below, above, "--machine", machine]
}

refused! {
    more_than_half: ["mirror", "--below-4g=t", "--above-4g=50.01"], &case(1) => 2, "a mirrored byte costs two";
    three_decimals: ["mirror", "--below-4g=t", "--above-4g=25.001"], &case(1) => 2, "too fine";
    neither_t_nor_f: ["mirror", "--below-4g=yes", "--above-4g=25"], &case(1) => 2, "[possible values: t, f]";
    only_one_half: ["mirror", "--below-4g=t"], &case(1) => 2, "--above-4g";
    a_machine_and_a_dump: ["mirror", "--below-4g=t", "--above-4g=25", "--machine=x", "y"], "" => 2, "cannot be used with";
    nothing_to_infer_from: MIRROR, "" => 1, "no memory map was found";
    mirrored_ranges_inside_a_node: MIRROR, &zonescope_dump::write(&CASES[3].memory().unwrap())
        => 1, "[0x800000000-0x87fffffff] of node 0 is mirrored and lies above";
    the_same_for_its_machine: ["machine"], &zonescope_dump::write(&CASES[3].memory().unwrap())
        => 1, "mirrored memory lies at the bottom of its node";
    no_memory_above_4_gib: MIRROR, r#"{"memory": [[0, 4194304, 0, 0]]}"# => 1, "no memory above 4 GiB";
    a_machine_that_is_not_there: mirror_of("no-such-file"), "" => 1, "can't read no-such-file";
    a_machine_that_is_no_json: mirror_of(&hand_written("dump.json", "MEMBLOCK")), "" => 1, "not a machine";
    a_misspelt_field: mirror_of(&hand_written("misspelt.json", r#"{"machine": {"node": []}}"#)), ""
        => 1, "unknown field `node`";
    a_later_version: mirror_of(&hand_written("later.json", r#"{"version": 2, "machine": {"nodes": []}}"#)), ""
        => 1, "version 2";
    a_machine_without_nodes: mirror_of(&hand_written("none.json", r#"{"machine": {"nodes": []}}"#)), ""
        => 1, "there is no node";
    a_node_id_too_high: mirror_of(&hand_written("high.json", r#"{"machine": {"nodes": [{"nid": 1024, "installed": 1}]}}"#)), ""
        => 1, "the highest node id is 1023";
    an_unknown_architecture: ["eval", "--arch=sparc"], "" => 2, "there are x86_64, arm64, arm64-16k";
    constants_of_no_architecture: ["eval", "--arch=custom/12/20/27/16M/4G"], "" => 2, "the largest block has to fit a section";
    jsonl_brings_its_own_architecture: ["eval", "--jsonl", "--arch=arm64"], "" => 2, "cannot be used with";
}

#[test]
fn help_teaches() {
    let help = answer(&["machine", "--help"], "");
    for word in ["granularity", "installed", "below_4g", "assumptions", "Exit status:"] {
        assert!(help.contains(word), "{help}");
    }
    let help = answer(&["mirror", "--help"], "");
    for word in ["--below-4g", "--above-4g", "--machine", "Examples:"] {
        assert!(help.contains(word), "{help}");
    }
}
