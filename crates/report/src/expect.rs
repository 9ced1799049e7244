//! An outcome as JSON, in the form golden data has it: `expect` of `zonescope eval --jsonl`.
//! All counts are pages, all starts and ends pfns.

use serde::ser::{SerializeMap, Serializer};
use serde::Serialize;
use zonescope_model::{NodeOutcome, Outcome, ZoneOutcome};

/// What a line of golden data expects, computed.
#[derive(Serialize)]
pub struct Expect<'a> {
    nodes: Vec<Node<'a>>,
    memmap: Memmap,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Node<'a> {
    nid: u16,
    start_pfn: u64,
    end_pfn: u64,
    movable_pfn: u64,
    spanned: u64,
    present: i64,
    first_deferred_pfn: Option<u64>,
    #[serde(serialize_with = "zones_by_name")]
    zones: &'a [ZoneOutcome],
}

#[derive(Serialize)]
struct Zone {
    start_pfn: u64,
    spanned: u64,
    absent: u64,
    present: i64,
    init_early: u64,
    init_unavailable: u64,
    init_deferred: u64,
    linked: u64,
}

#[derive(Serialize)]
struct Memmap {
    memory: u64,
    double_init: u64,
    never_init: u64,
    wrong_node: u64,
    outside_zone_span: u64,
    mirrored_in_movable: u64,
    unmirrored_in_normal: u64,
}

impl<'a> From<&'a Outcome> for Expect<'a> {
    fn from(outcome: &'a Outcome) -> Expect<'a> {
        let memmap = outcome.memmap;
        Expect {
            nodes: outcome.nodes.iter().map(Node::from).collect(),
            memmap: Memmap {
                memory: memmap.memory,
                double_init: memmap.double_init,
                never_init: memmap.never_init,
                wrong_node: memmap.wrong_node,
                outside_zone_span: memmap.outside_zone_span,
                mirrored_in_movable: memmap.mirrored_in_movable,
                unmirrored_in_normal: memmap.unmirrored_in_normal,
            },
            warnings: outcome.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> From<&'a NodeOutcome> for Node<'a> {
    fn from(node: &'a NodeOutcome) -> Node<'a> {
        Node {
            nid: node.nid.get(),
            start_pfn: node.range.start().get(),
            end_pfn: node.range.end().get(),
            movable_pfn: node.movable_pfn.map_or(0, |pfn| pfn.get()),
            spanned: node.spanned,
            present: node.present,
            first_deferred_pfn: node.first_deferred_pfn.map(|pfn| pfn.get()),
            zones: &node.zones,
        }
    }
}

fn zones_by_name<S: Serializer>(zones: &&[ZoneOutcome], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(zones.len()))?;
    for zone in *zones {
        map.serialize_entry(
            zone.zone.name(),
            &Zone {
                start_pfn: zone.range.start().get(),
                spanned: zone.range.pages(),
                absent: zone.absent,
                present: zone.present,
                init_early: zone.init_early,
                init_unavailable: zone.init_unavailable,
                init_deferred: zone.init_deferred,
                linked: zone.linked,
            },
        )?;
    }
    map.end()
}
