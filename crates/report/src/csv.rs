//! Every zone of every variant as CSV (RFC 4180): one row each, counts in pages.

use zonescope_model::{NodeField, NodeOutcome, Value, ZoneField, ZoneOutcome};
use zonescope_scenario::Evaluated;

use crate::escape;
use crate::part::Part;

/// The table. pfns are decimal; a pfn that is not set is empty.
pub fn csv(evaluated: &[Evaluated]) -> String {
    (0..).map_while(|place| csv_part(evaluated, place)).collect()
}

/// What stands at `place` of [`csv`]; none behind its end.
pub fn csv_part(evaluated: &[Evaluated], place: usize) -> Option<String> {
    Some(match Part::at(place, evaluated.len())? {
        Part::Head => line(head()),
        Part::Item(place) => rows(&evaluated[place]),
        Part::Foot => String::new(),
    })
}

fn rows(variant: &Evaluated) -> String {
    let mut text = String::new();
    for node in &variant.outcome.nodes {
        for zone in &node.zones {
            text += &line(row(variant, node, zone));
        }
    }
    text
}

fn line(cells: Vec<String>) -> String {
    cells.join(",") + "\r\n"
}

/// What a node and its zones have both is the node's with its name before it.
fn head() -> Vec<String> {
    let zone = ZoneField::ALL.map(ZoneField::name);
    let of_node = |name| match zone.contains(&name) {
        true => format!("node_{name}"),
        false => name.to_owned(),
    };
    let who = ["variant", "patches", "kernel", "node", "zone"];
    let cells = who.into_iter().chain(zone).map(str::to_owned);
    cells.chain(NodeField::BESIDE_ZONES.map(|field| of_node(field.name()))).collect()
}

fn row(variant: &Evaluated, node: &NodeOutcome, zone: &ZoneOutcome) -> Vec<String> {
    let number = |value| match value {
        Value::Pfn(pfn) => pfn.map_or(String::new(), |pfn| pfn.get().to_string()),
        value => value.to_string(),
    };
    let who = [
        escape::csv(&variant.name),
        variant.variant.patches.to_string(),
        variant.variant.kernel.to_string(),
        node.nid.to_string(),
        zone.zone.to_string(),
    ];
    let cells = who.into_iter().chain(ZoneField::ALL.map(|field| number(field.of(zone))));
    cells.chain(NodeField::BESIDE_ZONES.map(|field| number(field.of(node)))).collect()
}
