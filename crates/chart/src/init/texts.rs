//! What the chart of memmap init shows, in words and numbers.

use zonescope_model::{Setup, Term, Zone};

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
    let terms = [
        &Term::INIT_EARLY,
        &Term::INIT_UNAVAILABLE,
        &Term::INIT_DEFERRED,
        &Term::LINKED,
        &Term::DOUBLE_INIT,
        &Term::NEVER_INIT,
    ];
    let mut rows = Vec::new();
    for (outcome, group) in map.outcomes() {
        let zones = map
            .focus
            .nodes(outcome)
            .flat_map(|node| node.zones.iter().map(move |zone| (node.nid, zone.zone)));
        let places = zones.map(|(nid, zone)| (Some(nid), Some(zone))).chain([(None, None)]);
        rows.extend(places.map(|(nid, zone)| {
            let nid_or_all = nid.map_or("all".to_owned(), |nid| nid.to_string());
            let who = [map.names(group), nid_or_all, zone.map_or("all", Zone::name).to_owned()];
            who.into_iter().chain(words::cells(outcome, (nid, zone), &terms)).collect()
        }));
    }
    Table {
        caption: "Struct pages by how they are initialised".to_owned(),
        head: words::heads(&["variants", "node", "zone"], &terms),
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
