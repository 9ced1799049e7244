//! `explain`, `findings` and `search` as a shell sees them.

mod common;

use std::process::Output;

use serde_json::{json, Value};
use zonescope_scenario::{Scenario, CASES};

/// What the command does with case 2 on standard input.
fn zonescope(arguments: &[&str]) -> Output {
    common::zonescope(arguments, &CASES[1].scenario().unwrap().to_json())
}

fn stdout(arguments: &[&str]) -> String {
    let output = zonescope(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn answer(arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    serde_json::from_str(&stdout(&all)).unwrap()
}

const ABSENT: [&str; 7] = ["explain", "--node", "0", "--zone", "Normal", "--field", "absent"];

#[test]
fn variants_that_get_there_alike_are_explained_together() {
    let answer = answer(&ABSENT);
    let values: Vec<(Value, Value)> = answer["derivations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|derivation| (derivation["variants"].clone(), derivation["value"].clone()))
        .collect();
    assert_eq!(
        values,
        [
            (json!(["base", "v5-1of5", "node-extent"]), json!(66_584_576)),
            (json!(["clip"]), json!(0)),
            (json!(["clip-absent", "simplified"]), json!(0)),
        ]
    );
}

#[test]
fn every_field_is_explained_as_eval_has_it() {
    let evaluated = answer(&["eval", "--variant", "base"]);
    let node = &evaluated["variants"][0]["expect"]["nodes"][1];
    for field in ["start_pfn", "end_pfn", "movable_pfn", "spanned", "present"] {
        let explained = answer(&["explain", "--variant", "base", "--node", "1", "--field", field]);
        assert_eq!(explained["derivations"][0]["value"], node[field], "{field}");
    }
    for (field, value) in node["zones"]["Movable"].as_object().unwrap() {
        let explained = answer(&[
            "explain",
            "--variant",
            "base",
            "--node",
            "1",
            "--zone",
            "movable",
            "--field",
            field,
        ]);
        assert_eq!(explained["derivations"][0]["value"], *value, "{field}");
    }
}

#[test]
fn a_number_without_a_node_is_the_machines() {
    let answer = answer(&["explain", "--field", "never_init", "--variant", "node-extent"]);
    let derivation = &answer["derivations"][0];
    assert_eq!(derivation["node"], Value::Null);
    assert_eq!(derivation["value"], 66_781_184);
    let of_a_zone = ["explain", "--zone", "Normal", "--field", "absent"];
    assert_eq!(zonescope(&of_a_zone).status.code(), Some(2));
}

#[test]
fn text_says_which_patch_decides() {
    let text = stdout(&ABSENT);
    assert!(
        text.starts_with("node 0, Normal, absent = 66584576 (base, v5-1of5, node-extent, v6.12)\n")
    );
    assert!(text.contains("With clip-normal it would be 0; with plain-absent 0.\n"));
}

macro_rules! refused {
    ($($name:ident: $arguments:expr => $status:expr, $says:expr;)*) => {
        $(#[test] fn $name() {
            let output = zonescope(&$arguments);
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some($status), "{errors}");
            assert!(errors.contains($says), "{errors}");
        })*
    };
}

refused! {
    a_field_nobody_has: ["explain", "--node", "0", "--field", "weight"] => 2, "no field of a node";
    a_nodes_field_of_a_zone: ["explain", "--node", "0", "--zone", "DMA", "--field", "movable_pfn"] => 2, "no field of a zone";
    a_zone_that_is_none: ["explain", "--node", "0", "--zone", "HighMem", "--field", "absent"] => 2, "DMA32, Normal, Movable";
    a_node_that_is_none: ["explain", "--node", "1024", "--field", "present"] => 2, "from 0 to 1023";
    a_node_without_memory: ["explain", "--node", "7", "--field", "present"] => 1, "node 7 has no memory";
}

#[test]
fn findings_name_what_removes_them() {
    let answer = answer(&["findings"]);
    let outcomes = answer["outcomes"].as_array().unwrap();
    let names: Vec<&Value> = outcomes.iter().map(|outcome| &outcome["variants"]).collect();
    assert_eq!(
        names,
        [
            &json!(["base", "v5-1of5"]),
            &json!(["node-extent"]),
            &json!(["clip", "clip-absent", "simplified"])
        ]
    );
    let lost = &outcomes[1]["findings"][0];
    assert_eq!(lost["kind"], "never-initialised");
    assert_eq!(lost["pages"], 66_781_184);
    assert_eq!(lost["remedies"][0]["patch"], "node-extent-span");
    assert_eq!(lost["remedies"][0]["was_applied"], true);
    assert_eq!(lost["remedies"][1]["patch"], "clip-normal");
    assert_eq!(lost["remedies"][1]["verdict"], "ok");
    assert_eq!(outcomes[2]["findings"], json!([]));
}

#[test]
fn findings_are_readable_in_a_mail() {
    let text = stdout(&["findings"]);
    assert!(text.contains("clip, clip-absent, simplified (v6.12): ok\n  Nothing to report.\n"));
    assert!(text.lines().all(|line| line.chars().count() <= 72));
}

#[test]
fn a_search_needs_no_input() {
    let answer = answer(&["search", "--variant", "simplified"]);
    assert_eq!((&answer["layouts"], &answer["tried"]), (&json!(9360), &json!(9360)));
    let tally = &answer["variants"][0];
    // Without mirrored memory above unmirrored, on any node: 3 of 8 patterns each.
    let holds: u64 = (1..=4).map(|nodes| 2 * 3_u64.pow(nodes)).sum();
    assert_eq!(tally["holds"], json!(holds));
    assert_eq!((&tally["costs"], &tally["breaks"]), (&json!(9360 - holds), &json!(0)));
}

#[test]
fn the_smallest_layout_can_be_evaluated() {
    let answer = answer(&["search", "-", "--variant", "clip"]);
    let fault = &answer["variants"][0]["faults"][0];
    assert_eq!(fault["severity"], "broken");
    let file = json!({
        "version": 1,
        "memory": fault["smallest"]["memory"],
        "cmdline": "kernelcore=mirror",
        "kernel": "v6.12",
        "variants": [{"name": "clip", "patches": ["node-extent-span", "clip-normal"]}],
    });
    let scenario = Scenario::from_json(&file.to_string()).unwrap();
    let outcome = &scenario.evaluate()[0].outcome;
    assert_eq!(outcome.verdict().name(), "broken");
    assert_eq!(outcome.findings[0].pages, fault["pages"].as_u64().unwrap());
}
