//! What the chart of memmap init shows, in words and numbers.

use zonescope_model::Setup;

use crate::chart::Table;
use crate::map::Map;
use crate::sheet::Said;
use crate::steps::InitStep;
use crate::words;

/// As many calls at most stand in the table of a step-through.
const ROWS: usize = 100;

/// What is initialised how in each distinct outcome.
pub(super) fn sentence(map: &Map<'_>) -> String {
    let outcomes = map.outcomes().map(|(outcome, group)| {
        format!(
            "{}: {} early, {} deferred, {} twice, {} never",
            map.names(group),
            words::count(outcome.init_early()),
            words::count(outcome.init_deferred()),
            words::count(outcome.memmap.double_init),
            words::count(outcome.memmap.never_init),
        )
    });
    let outcomes: Vec<String> = outcomes.collect();
    match outcomes.is_empty() {
        true => "Struct pages as they are initialised: no variant is chosen.".to_owned(),
        false => format!("Struct pages as they are initialised: {}.", outcomes.join("; ")),
    }
}

/// Each zone's counts and each outcome's sums, as the model gives them.
pub(super) fn table(map: &Map<'_>) -> Table {
    let head = [
        "variants",
        "node",
        "zone",
        "early",
        "unavailable",
        "deferred",
        "linked in the end",
        "twice",
        "never",
    ];
    let mut rows = Vec::new();
    for (outcome, group) in map.outcomes() {
        let names = map.names(group);
        for node in map.focus.nodes(outcome) {
            rows.extend(node.zones.iter().map(|zone| {
                vec![
                    names.clone(),
                    node.nid.to_string(),
                    zone.zone.to_string(),
                    words::count(zone.init_early),
                    words::count(zone.init_unavailable),
                    words::count(zone.init_deferred),
                    words::count(zone.linked),
                    String::new(),
                    String::new(),
                ]
            }));
        }
        rows.push(vec![
            names,
            "all".to_owned(),
            "all".to_owned(),
            words::count(outcome.init_early()),
            String::new(),
            words::count(outcome.init_deferred()),
            String::new(),
            words::count(outcome.memmap.double_init),
            words::count(outcome.memmap.never_init),
        ]);
    }
    Table {
        caption: "Struct pages by how they are initialised".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows,
    }
}

/// The sentence and the table of a step-through after `upto` of all steps.
pub(super) fn said_of_steps(upto: usize, all: &[InitStep], setup: &Setup) -> Said {
    let number = |n: usize| words::count(n as u64);
    let last = upto.checked_sub(1).and_then(|place| all.get(place));
    let sentence = match last {
        Some(step) => {
            format!("Step {} of {}: {}.", number(upto), number(all.len()), step.clause(&setup.arch))
        }
        None => format!("Before the first of {} steps.", number(all.len())),
    };
    // However many there are, the page stays one.
    let first = upto.saturating_sub(ROWS / 2).min(all.len().saturating_sub(ROWS));
    let rows: Vec<_> = all
        .iter()
        .enumerate()
        .skip(first)
        .take(ROWS)
        .map(|(place, step)| {
            let done = if place < upto { "done" } else { "" };
            vec![number(place + 1), step.clause(&setup.arch), done.to_owned()]
        })
        .collect();
    let caption = match rows.len() == all.len() {
        true => "The calls in order".to_owned(),
        false => format!(
            "Calls {} to {} of {} in order",
            number(first + 1),
            number(first + rows.len()),
            number(all.len())
        ),
    };
    Said {
        title: "How struct pages are initialised, step by step",
        sentence,
        table: Table {
            caption,
            head: ["step", "what happens", "state"].map(str::to_owned).to_vec(),
            rows,
        },
    }
}
