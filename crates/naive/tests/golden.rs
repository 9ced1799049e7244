//! The slow model against outputs of the kernel's own functions: a few dozen lines kept here,
//! and all that are small enough where the shared set is at hand.

use std::fs;
use std::path::Path;

use serde_json::Value;
use zonescope_model::{
    Amount, Arch, BootWords, Flags, Kernel, Memmap, MemoryMap, Nid, NodeOutcome, Patch, Pfn,
    PfnRange, PhysAddr, Region, Setup, Variant, Warning, Zone, ZoneOutcome,
};
use zonescope_naive::{evaluate, Naive};

#[test]
fn lines_kept_here() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden.jsonl");
    let text = fs::read_to_string(path).unwrap();
    let (checked, too_large) = check("golden.jsonl", &text, 1);
    assert!(checked >= 40, "only {checked} lines");
    assert_eq!(too_large, 0);
}

/// Neighbouring lines are one layout under other patches: every fifth meets them all. With
/// `GOLDEN_STEP=1` in the environment every line is walked, in about a minute.
#[test]
fn shared_lines() {
    let step = std::env::var("GOLDEN_STEP").map_or(5, |step| step.parse().unwrap());
    for name in ["mail.jsonl", "layouts.jsonl", "kernels.jsonl"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/golden").join(name);
        let Ok(text) = fs::read_to_string(path) else {
            println!("{name} is not at hand: skipped");
            continue;
        };
        let (checked, too_large) = check(name, &text, step);
        println!("{name}: {checked} lines agree, {too_large} are too large to walk");
    }
}

/// Compares every `step`th line; gives how many were evaluated and how many refused.
fn check(name: &str, text: &str, step: usize) -> (usize, usize) {
    let (mut checked, mut too_large) = (0, 0);
    for (index, line) in text.lines().enumerate().step_by(step) {
        let json: Value = serde_json::from_str(line).unwrap();
        let (setup, variant) = input(&json);
        let expected = expected(&json["expect"]);
        let Some(actual) = evaluate(&setup, variant) else {
            too_large += 1;
            continue;
        };
        if actual != expected {
            panic!("{name}, line {}: {}\n{line}", index + 1, difference(&actual, &expected));
        }
        checked += 1;
    }
    (checked, too_large)
}

/// The first thing that differs, in words.
fn difference(actual: &Naive, expected: &Naive) -> String {
    for (ours, theirs) in actual.nodes.iter().zip(&expected.nodes) {
        for (our, their) in ours.zones.iter().zip(&theirs.zones) {
            if our != their {
                return format!("node {}\n    naive {our:?}\n   kernel {their:?}", ours.nid);
            }
        }
        if ours != theirs {
            return format!("\n    naive {ours:?}\n   kernel {theirs:?}");
        }
    }
    format!(
        "\n    naive {} nodes, {:?} {:?}\n   kernel {} nodes, {:?} {:?}",
        actual.nodes.len(),
        actual.memmap,
        actual.warnings,
        expected.nodes.len(),
        expected.memmap,
        expected.warnings
    )
}

fn input(json: &Value) -> (Setup, Variant) {
    let regions = list(&json["memory"])
        .map(|row| Region {
            base: PhysAddr::new(number(&row[0])),
            end: PhysAddr::new(number(&row[1])),
            nid: Nid::new(number(&row[2])).unwrap(),
            flags: Flags::new(number(&row[3])),
        })
        .collect();
    let mut words = words(json["cmdline"].as_str().unwrap());
    words.kdump = json["kdump"].as_bool().unwrap_or(false);
    let setup = Setup {
        memory: MemoryMap::new(regions).unwrap(),
        words,
        arch: Arch::X86_64,
        deferred_init: json["deferred_init"].as_bool().unwrap(),
    };
    let variant = Variant {
        kernel: Kernel::from_name(json["kernel"].as_str().unwrap()).unwrap(),
        patches: list(&json["patches"])
            .map(|slug| Patch::from_slug(slug.as_str().unwrap()).unwrap())
            .collect(),
    };
    (setup, variant)
}

/// Only the forms that golden command lines have.
fn words(cmdline: &str) -> BootWords {
    let mut words = BootWords::default();
    for word in cmdline.split_whitespace() {
        match word.split_once('=') {
            Some(("kernelcore", "mirror")) => words.mirror = true,
            Some(("kernelcore", value)) => words.kernelcore = Some(amount(value)),
            Some(("movablecore", value)) => words.movablecore = Some(amount(value)),
            None if word == "movable_node" => words.movable_node = true,
            _ => panic!("what is {word}?"),
        }
    }
    words
}

fn amount(value: &str) -> Amount {
    if let Some(percent) = value.strip_suffix('%') {
        return Amount::Percent(percent.parse().unwrap());
    }
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match &value[digits.len()..] {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        other => panic!("what is {other}?"),
    };
    Amount::Bytes(digits.parse::<u64>().unwrap() << shift)
}

fn expected(json: &Value) -> Naive {
    let memmap = &json["memmap"];
    Naive {
        nodes: list(&json["nodes"]).map(node).collect(),
        memmap: Memmap {
            memory: number(&memmap["memory"]),
            double_init: number(&memmap["double_init"]),
            never_init: number(&memmap["never_init"]),
            wrong_node: number(&memmap["wrong_node"]),
            outside_zone_span: number(&memmap["outside_zone_span"]),
            mirrored_in_movable: number(&memmap["mirrored_in_movable"]),
            unmirrored_in_normal: number(&memmap["unmirrored_in_normal"]),
        },
        warnings: list(&json["warnings"])
            .map(|text| {
                [Warning::NoMirror, Warning::Kdump, Warning::UnmirroredKernelMemory]
                    .into_iter()
                    .find(|warning| warning.to_string() == text.as_str().unwrap())
                    .unwrap()
            })
            .collect(),
    }
}

fn node(json: &Value) -> NodeOutcome {
    let zones = json["zones"].as_object().unwrap();
    let known = Zone::ALL.into_iter().filter_map(|zone| Some((zone, zones.get(zone.name())?)));
    let outcome = NodeOutcome {
        nid: Nid::new(number(&json["nid"])).unwrap(),
        range: PfnRange::new(number(&json["start_pfn"]), number(&json["end_pfn"])),
        movable_pfn: Some(number(&json["movable_pfn"])).filter(|pfn| *pfn != 0).map(Pfn::new),
        spanned: number(&json["spanned"]),
        present: signed(&json["present"]),
        first_deferred_pfn: json["first_deferred_pfn"].as_u64().map(Pfn::new),
        zones: known.map(|(zone, json)| zone_outcome(zone, json)).collect(),
    };
    assert_eq!(outcome.zones.len(), zones.len(), "a zone of another name");
    outcome
}

fn zone_outcome(zone: Zone, json: &Value) -> ZoneOutcome {
    let start = number(&json["start_pfn"]);
    ZoneOutcome {
        zone,
        range: PfnRange::new(start, start + number(&json["spanned"])),
        absent: number(&json["absent"]),
        present: signed(&json["present"]),
        init_early: number(&json["init_early"]),
        init_unavailable: number(&json["init_unavailable"]),
        init_deferred: number(&json["init_deferred"]),
        linked: number(&json["linked"]),
    }
}

fn list(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().unwrap().iter()
}

fn number(json: &Value) -> u64 {
    json.as_u64().unwrap()
}

fn signed(json: &Value) -> i64 {
    json.as_i64().unwrap()
}
