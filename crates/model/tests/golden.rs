//! The model against the kernel's own answers: every field of every line.
//!
//! A sample of the lines lies in `tests/golden`; the full set is read where it is at hand.

use std::path::{Path, PathBuf};

use serde_json::Value;
use zonescope_report::Expect;
use zonescope_scenario::Scenario;

/// What the model answers to a line.
fn answer(line: &str) -> Value {
    let scenario = Scenario::from_json(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    let evaluated = scenario.evaluate();
    serde_json::to_value(Expect::from(&evaluated[0].outcome)).unwrap()
}

/// Compares every line of a file; says where the first difference is, and how many there are.
fn compare(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = 0;
    let mut differences = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let expect = serde_json::from_str::<Value>(line).unwrap()["expect"].take();
        let answer = answer(line);
        lines += 1;
        if let Some(difference) = first_difference(&expect, &answer, "expect") {
            differences.push(format!("{}:{}: {difference}", path.display(), number + 1));
        }
    }
    assert!(
        differences.is_empty(),
        "{} of {lines} lines differ, the first ones:\n{}",
        differences.len(),
        differences[..differences.len().min(10)].join("\n")
    );
    lines
}

/// Where `expect` is not what was answered. Fields that a boot could not observe are absent.
fn first_difference(expect: &Value, answer: &Value, at: &str) -> Option<String> {
    match (expect, answer) {
        // A boot lists the zones it saw beside the nodes.
        (Value::Object(expect), _)
            if expect.contains_key("zones") && expect.contains_key("nodes") =>
        {
            boot_difference(expect, answer)
        }
        (Value::Object(expect), Value::Object(fields)) => expect
            .iter()
            .find_map(|(key, value)| {
                first_difference(
                    value,
                    fields.get(key).unwrap_or(&Value::Null),
                    &format!("{at}.{key}"),
                )
            })
            .or_else(|| {
                let extra = fields.keys().find(|key| !expect.contains_key(*key))?;
                at.ends_with(".zones").then(|| format!("{at} has {extra}"))
            }),
        (Value::Array(expect), Value::Array(items)) if expect.len() == items.len() => {
            expect.iter().zip(items).enumerate().find_map(|(place, (value, item))| {
                first_difference(value, item, &format!("{at}[{place}]"))
            })
        }
        _ if expect == answer => None,
        _ => Some(format!("{at}: the kernel has {expect}, the model {answer}")),
    }
}

/// A boot's zones with memory, against those of every node in order.
fn boot_difference(expect: &serde_json::Map<String, Value>, answer: &Value) -> Option<String> {
    let mut zones = Vec::new();
    for node in answer["nodes"].as_array().unwrap() {
        for (name, zone) in node["zones"].as_object().unwrap() {
            if zone["present"] != 0 {
                zones.push(serde_json::json!({
                    "nid": node["nid"], "zone": name, "start_pfn": zone["start_pfn"],
                    "spanned": zone["spanned"], "present": zone["present"],
                }));
            }
        }
    }
    let key = |zone: &Value| (zone["nid"].as_u64(), zone["zone"].as_str().map(str::to_owned));
    zones.sort_by_key(key);
    let mut seen = expect["zones"].as_array().unwrap().clone();
    seen.sort_by_key(key);
    first_difference(&Value::Array(seen), &Value::Array(zones), "zones").or_else(|| {
        expect
            .iter()
            .filter(|(field, _)| *field != "zones")
            .find_map(|(field, value)| first_difference(value, &answer[field], field))
    })
}

fn full_set(file: &str) {
    let path: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "../../../shared/golden", file].iter().collect();
    if path.exists() {
        println!("{file}: {} lines, no difference", compare(&path));
    } else {
        println!("{file}: not at hand, only the sample was compared");
    }
}

#[test]
fn the_sample_in_the_crate() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sample.jsonl");
    assert!(compare(&sample) > 100);
}

#[test]
fn the_mails_cases() {
    full_set("mail.jsonl");
}

#[test]
fn thousands_of_layouts() {
    full_set("layouts.jsonl");
}

#[test]
fn older_kernels_and_parts_of_pages() {
    full_set("kernels.jsonl");
}

#[test]
fn really_booted_kernels() {
    full_set("boots.jsonl");
}
