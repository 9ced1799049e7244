//! Every zone of every variant as CSV (RFC 4180): one row each, counts in pages.

use zonescope_model::{NodeOutcome, ZoneOutcome};
use zonescope_scenario::Evaluated;

const HEAD: &str = "variant,patches,kernel,node,zone,start_pfn,end_pfn,spanned,absent,present,\
                    init_early,init_unavailable,init_deferred,linked,node_spanned,node_present,\
                    movable_pfn,first_deferred_pfn\r\n";

/// The table. pfns are decimal; a pfn that is not set is empty.
pub fn csv(evaluated: &[Evaluated]) -> String {
    let mut text = HEAD.to_owned();
    for variant in evaluated {
        for node in &variant.outcome.nodes {
            for zone in &node.zones {
                text += &row(variant, node, zone);
            }
        }
    }
    text
}

fn row(variant: &Evaluated, node: &NodeOutcome, zone: &ZoneOutcome) -> String {
    let pfn =
        |pfn: Option<zonescope_model::Pfn>| pfn.map_or(String::new(), |p| p.get().to_string());
    let cells = [
        quoted(&variant.name),
        variant.variant.patches.to_string(),
        variant.variant.kernel.to_string(),
        node.nid.to_string(),
        zone.zone.to_string(),
        zone.range.start().get().to_string(),
        zone.range.end().get().to_string(),
        zone.range.pages().to_string(),
        zone.absent.to_string(),
        zone.present.to_string(),
        zone.init_early.to_string(),
        zone.init_unavailable.to_string(),
        zone.init_deferred.to_string(),
        zone.linked.to_string(),
        node.spanned.to_string(),
        node.present.to_string(),
        pfn(node.movable_pfn),
        pfn(node.first_deferred_pfn),
    ];
    cells.join(",") + "\r\n"
}

/// A name, quoted where it holds what would end a cell, and kept from being read as a formula.
fn quoted(name: &str) -> String {
    let name = match name.chars().next() {
        Some('=' | '+' | '-' | '@') => format!("'{name}"),
        _ => name.to_owned(),
    };
    if name.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name
    }
}
