//! The zones of an outcome as rows of text, the same in every format.

use zonescope_model::{NodeOutcome, Outcome, Pfn, ZoneOutcome};

/// What the columns of a zone row are. Starts and ends are pfns, half-open; the rest pages.
pub const ZONE_COLUMNS: [&str; 7] =
    ["node", "zone", "start_pfn", "end_pfn", "spanned", "absent", "present"];

/// One row: a zone of a node.
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneRow(pub [String; ZONE_COLUMNS.len()]);

impl ZoneRow {
    fn new(node: &NodeOutcome, zone: &ZoneOutcome) -> ZoneRow {
        ZoneRow([
            node.nid.to_string(),
            zone.zone.to_string(),
            zone.range.start().to_string(),
            zone.range.end().to_string(),
            zone.range.pages().to_string(),
            zone.absent.to_string(),
            zone.present.to_string(),
        ])
    }
}

/// Every zone of every node.
pub fn zone_rows(outcome: &Outcome) -> Vec<ZoneRow> {
    let zones = |node: &NodeOutcome| -> Vec<ZoneRow> {
        node.zones.iter().map(|zone| ZoneRow::new(node, zone)).collect()
    };
    outcome.nodes.iter().flat_map(zones).collect()
}

/// What the columns of a node row are.
pub const NODE_COLUMNS: [&str; 5] =
    ["node", "spanned", "present", "movable_pfn", "first_deferred_pfn"];

/// Every node's totals and its two pfns.
pub fn node_rows(outcome: &Outcome) -> Vec<[String; NODE_COLUMNS.len()]> {
    let pfn = |pfn: Option<Pfn>| pfn.map_or("none".to_owned(), |pfn| pfn.to_string());
    outcome
        .nodes
        .iter()
        .map(|node| {
            [
                node.nid.to_string(),
                node.spanned.to_string(),
                node.present.to_string(),
                pfn(node.movable_pfn),
                pfn(node.first_deferred_pfn),
            ]
        })
        .collect()
}

/// The machine's struct pages in a line.
pub fn totals_line(outcome: &Outcome) -> String {
    format!(
        "struct pages: early {}, deferred {}, twice {}, never {}",
        outcome.init_early(),
        outcome.init_deferred(),
        outcome.memmap.double_init,
        outcome.memmap.never_init
    )
}
