//! Random ways a log takes into a bug report: the rows and the map stay the same.

mod common;
#[path = "common/mangle.rs"]
mod mangle;

use common::LOG;
use mangle::{Random, Step, STAGES};
use zonescope_dump::read;

/// The rows of a text, its kernel and boot words, and the map they come to.
fn read_off(text: &str) -> Vec<String> {
    let log = read(text);
    let mut all = common::rows(&log);
    all.extend(log.facts.iter().map(|found| format!("{:?}", found.what)));
    all.extend(log.versions.iter().map(|found| found.what.clone()));
    all.extend(log.command_lines.iter().map(|found| found.what.clone()));
    if let Ok(combined) = log.combined(None) {
        all.push(format!("{:?} {:?}", combined.memory, combined.arch));
    }
    all
}

/// At most one step of each stage.
fn steps(random: &mut Random) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for stage in STAGES {
        if random.below(2) == 1 {
            steps.extend(stage.get(random.below(stage.len())));
        }
    }
    steps
}

#[test]
fn any_way_gives_the_same_rows() {
    let expected = read_off(LOG);
    assert_eq!(expected.len(), 12);
    let mut random = Random::new(1);
    let mut wrong = Vec::new();
    for _ in 0..4000 {
        let steps = steps(&mut random);
        let text = steps.iter().fold(LOG.to_owned(), |text, step| (step.1)(&text));
        let got = read_off(&text);
        if got != expected {
            let names: Vec<&str> = steps.iter().map(|step| step.0).collect();
            let first = got.iter().zip(&expected).find(|(a, b)| a != b);
            wrong.push(format!("{}: {} rows; {first:?}", names.join(", "), got.len()));
        }
    }
    wrong.sort_by_key(String::len);
    let count = wrong.len();
    wrong.truncate(25);
    assert!(wrong.is_empty(), "{count} ways\n{}", wrong.join("\n"));
}

#[test]
fn counts_of_zones_stand_behind_any_stamp_and_number() {
    const ZONE: &str = "\
[    0.000000] Node 0, zone      DMA
[    0.000000]   pages free     3840
[    0.000000]         spanned  4095
[    0.000000]         present  3998
[    0.000000]         managed  3840
[    0.000000] end
";
    let expected = ["zoneinfo node 0 DMA spanned 4095 present 3998 managed Some(3840) start None"];
    for (name, step) in STAGES[0].iter().chain(STAGES[2]) {
        let text = step(ZONE);
        assert_eq!(common::rows(&read(&text)), expected, "{name}\n{text}");
    }
}

#[test]
fn a_log_pasted_twice_gives_its_rows_twice_and_the_same_map() {
    let (once, twice) = (read(LOG), read(&LOG.repeat(2)));
    // By source: which of them begins first may change.
    let sorted = |mut rows: Vec<String>| {
        rows.sort();
        rows
    };
    let rows = common::rows(&once);
    let expected = sorted([rows.clone(), rows].concat());
    assert_eq!(sorted(common::rows(&twice)), expected);
    let map = |log: &zonescope_dump::Log| log.combined(None).map(|combined| combined.memory);
    assert_eq!(map(&twice), map(&once));
}
