//! The chart's own words: labels of marks, sentences, tables.

use zonescope_model::{Nid, NodeOutcome, Outcome, Quantity, Setup, Term, Value, Zone, ZoneOutcome};
use zonescope_report::{grouped, size_of_pages, visible};
use zonescope_scenario::Evaluated;

/// `99 876 864`.
pub(crate) fn count(pages: impl Into<i128>) -> String {
    grouped(pages, " ")
}

/// `99 876 864 pages (381 GiB)`.
pub(crate) fn pages(pages: u64, setup: &Setup) -> String {
    format!("{} pages ({})", count(pages), size_of_pages(pages, setup.arch.page_shift))
}

/// The names of the variants at `places`, joined by `by`.
pub(crate) fn names(evaluated: &[Evaluated], places: &[usize], by: &str) -> String {
    let names = places.iter().filter_map(|&place| evaluated.get(place));
    let names: Vec<&str> = names.map(|e| e.name.as_str()).collect();
    visible(&names.join(by))
}

/// `base = v5-1of5, node 0, Normal: span 0x100000-0x6040000, 99 876 864 pages (381 GiB), absent 66
/// 584 576, present 33 292 288`.
pub(crate) fn zone(who: &str, node: &NodeOutcome, zone: &ZoneOutcome, setup: &Setup) -> String {
    format!(
        "{who}, node {}, {}: span {}, {}, absent {}, present {}",
        node.nid,
        zone.zone,
        zone.range,
        pages(zone.range.pages(), setup),
        count(zone.absent),
        count(zone.present),
    )
}

/// What distinguishes each outcome, in one sentence.
pub(crate) fn zones_sentence(
    evaluated: &[Evaluated],
    groups: &[Vec<usize>],
    nodes: usize,
    memory: u64,
    setup: &Setup,
) -> String {
    const MOST: usize = 8;
    let mut sentence = format!(
        "Zones of {} with {} of memory",
        plural(nodes, "node"),
        size_of_pages(memory, setup.arch.page_shift),
    );
    match (evaluated.len(), groups.len()) {
        (0, _) => sentence.push_str("; no variant is chosen"),
        (1, _) => sentence.push_str(" under one variant"),
        (n, 1) => sentence.push_str(&format!(" under {n} variants that all come to the same")),
        (n, k) => sentence.push_str(&format!(" under {n} variants that come to {k} outcomes")),
    }
    for (place, group) in groups.iter().enumerate() {
        if place == MOST {
            sentence.push_str(&format!("; and {} more", groups.len() - MOST));
            break;
        }
        let Some(first) = group.first().and_then(|&place| evaluated.get(place)) else {
            continue;
        };
        let separator = if place == 0 { ": " } else { "; " };
        let names = names(evaluated, group, " = ");
        let overlaps: Vec<u64> = first.outcome.nodes.iter().map(overlap).collect();
        let overlapping = overlaps.iter().filter(|pages| **pages > 0).count();
        let size = size_of_pages(overlaps.iter().sum(), setup.arch.page_shift);
        let fact = match overlapping {
            0 => "no zones overlap".to_owned(),
            n => format!("zones overlap by {size} on {}", plural(n, "node")),
        };
        sentence.push_str(&format!("{separator}{names}: {fact}"));
        let never = first.outcome.memmap.never_init;
        if never > 0 {
            sentence.push_str(&format!(", {} never initialised", pages(never, setup)));
        }
    }
    sentence.push('.');
    sentence
}

/// Pages in which zones of `node` overlap, counted for each two that do.
fn overlap(node: &NodeOutcome) -> u64 {
    let zones = node.zones.iter().enumerate();
    zones
        .flat_map(|(place, zone)| {
            let others = node.zones.iter().skip(place + 1);
            others.map(move |other| zone.range.clip_to(other.range).pages())
        })
        .sum()
}

/// `1 node`, `2 nodes`.
pub(crate) fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The heads of a table: whom a row is about, then `terms`.
pub(crate) fn heads(who: &[&str], terms: &[&Term]) -> Vec<String> {
    let words = terms.iter().map(|term| term.word);
    who.iter().copied().chain(words).map(str::to_owned).collect()
}

/// What `outcome` has for `terms` at a place (see [`Quantity::all_at`]); empty where the place has
/// no such number.
pub(crate) fn cells(
    outcome: &Outcome,
    (nid, zone): (Option<Nid>, Option<Zone>),
    terms: &[&Term],
) -> Vec<String> {
    let cell = |term: &&Term| {
        let quantity = Quantity::named(nid, zone, term.name);
        match quantity.and_then(|quantity| quantity.of(outcome)) {
            Some(Value::Pages(pages)) => count(pages),
            Some(value) => value.to_string(),
            None => String::new(),
        }
    };
    terms.iter().map(cell).collect()
}
