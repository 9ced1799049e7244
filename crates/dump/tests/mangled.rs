//! Random ways a log takes into a bug report: the rows and the map stay the same.

mod common;
#[path = "common/mangle.rs"]
mod mangle;

use common::LOG;
use mangle::{Random, Step, STAGES};
use zonescope_dump::read;

/// The rows of a text, and the map they come to.
fn read_off(text: &str) -> Vec<String> {
    let log = read(text);
    let mut all = common::rows(&log);
    all.extend(log.facts.iter().map(|found| format!("{:?}", found.what)));
    if let Ok(combined) = log.combined(None) {
        all.push(format!("{:?} {:?}", combined.memory, combined.arch));
    }
    all
}

/// At most one step of each stage. No mailer counts the escapes of colours, the journal's
/// objects are posted as they are, and no tool numbers the lines of /dev/kmsg. Nothing tells
/// which lines were broken where two mailers broke them, each at its own width.
fn steps(random: &mut Random) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (number, stage) in STAGES.iter().enumerate() {
        let whole = |step: &Step| match step.0 {
            "journal json" => number < 7,
            "kmsg" => number == 2,
            name if name.starts_with("colour") => matches!(number, 3 | 5),
            name => number == 5 && (name.starts_with("wrap") || name.starts_with("flow")),
        };
        if random.below(2) == 0 || steps.iter().any(whole) {
            continue;
        }
        steps.extend(stage.get(random.below(stage.len())));
    }
    steps
}

#[test]
fn any_way_gives_the_same_rows() {
    let expected = read_off(LOG);
    assert_eq!(expected.len(), 10);
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
