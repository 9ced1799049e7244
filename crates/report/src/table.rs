//! The tables of an outcome in text, the same in every format. Starts and ends are pfns, half-open;
//! the rest are pages.

use zonescope_model::{NodeField, Outcome, Term, Unit, ZoneField, ZoneOutcome};

/// A column of a table.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub name: &'static str,
    /// How wide it is in plain text.
    pub width: usize,
    /// Whether it holds words, which start at the left.
    pub is_word: bool,
}

const NODE: Column = Column { name: Term::NODE.name, width: 4, is_word: false };
const ZONE: Column = Column { name: Term::ZONE.name, width: 7, is_word: true };

fn column(term: &Term, unit: Unit) -> Column {
    let least = match unit {
        Unit::Pages => 11,
        Unit::Pfn => 10,
    };
    Column { name: term.name, width: least.max(term.name.len()), is_word: false }
}

/// What the columns of a zone's row are.
pub(crate) fn zone_columns() -> Vec<Column> {
    let fields = ZoneField::OF_SPAN.map(|field| column(field.term(), field.unit()));
    [NODE, ZONE].into_iter().chain(fields).collect()
}

/// Every zone of every node.
pub(crate) fn zone_rows(outcome: &Outcome) -> Vec<Vec<String>> {
    let zones =
        outcome.nodes.iter().flat_map(|node| node.zones.iter().map(move |zone| (node, zone)));
    zones
        .map(|(node, zone)| {
            let fields = ZoneField::OF_SPAN.map(|field| field.of(zone).to_string());
            [node.nid.to_string(), zone.zone.to_string()].into_iter().chain(fields).collect()
        })
        .collect()
}

/// Which rows of `outcome` are not rows of `before`.
pub(crate) fn zone_rows_changed(before: &Outcome, outcome: &Outcome) -> Vec<bool> {
    let is_changed = |nid, zone: &ZoneOutcome| {
        let there = before.node(nid).and_then(|node| node.zone(zone.zone));
        let differs = |there| ZoneField::OF_SPAN.iter().any(|f| f.of(zone) != f.of(there));
        there.is_none_or(differs)
    };
    let nodes = outcome.nodes.iter();
    nodes.flat_map(|node| node.zones.iter().map(move |zone| is_changed(node.nid, zone))).collect()
}

/// What the columns of a node's row are.
pub(crate) fn node_columns() -> Vec<Column> {
    let fields = NodeField::BESIDE_ZONES.map(|field| column(field.term(), field.unit()));
    std::iter::once(NODE).chain(fields).collect()
}

/// Every node's totals and its two pfns.
pub(crate) fn node_rows(outcome: &Outcome) -> Vec<Vec<String>> {
    let nodes = outcome.nodes.iter();
    nodes
        .map(|node| {
            let fields = NodeField::BESIDE_ZONES.map(|field| field.of(node).to_string());
            std::iter::once(node.nid.to_string()).chain(fields).collect()
        })
        .collect()
}

/// The machine's struct pages in a line.
pub(crate) fn totals_line(outcome: &Outcome) -> String {
    format!(
        "struct pages: early {}, deferred {}, twice {}, never {}",
        outcome.init_early(),
        outcome.init_deferred(),
        outcome.memmap.double_init,
        outcome.memmap.never_init
    )
}
