//! The model against the kernel's own answers: every field of every line.
//!
//! A sample of the lines lies in the crate; the full set is read where it is at hand.

use serde_json::Value;
use zonescope_golden::{sample, shared, Line};
use zonescope_report::Expect;

/// What the model answers to a line.
fn answer(line: &Line) -> Value {
    let evaluated = line.scenario.evaluate();
    serde_json::to_value(Expect::from(&evaluated[0].outcome)).unwrap()
}

/// Compares every line; says where the first differences are, and how many there are.
fn compare(lines: &[Line]) {
    let mut differences = Vec::new();
    for line in lines {
        if let Some(difference) = first_difference(&line.expect, &answer(line), "expect") {
            differences.push(format!("{}: {difference}", line.place));
        }
    }
    assert!(
        differences.is_empty(),
        "{} of {} lines differ, the first ones:\n{}",
        differences.len(),
        lines.len(),
        differences[..differences.len().min(10)].join("\n")
    );
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
    let lines = shared(file);
    compare(&lines);
    println!("{file}: {} lines, no difference", lines.len());
}

#[test]
fn the_sample_in_the_crate() {
    let lines = sample();
    assert!(lines.len() > 100);
    compare(&lines);
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
