//! Steps 3 to 5 for a whole node: its zones and totals, as `free_area_init_node()` and
//! `calculate_node_totalpages()` in mm/mm_init.c leave them before any struct page is touched.

use crate::absent::absent_pages;
use crate::limits::ZoneLimits;
use crate::memory::{Memory, NodeRange};
use crate::span::zone_range;
use crate::{BootWords, Fact, NodeOutcome, Patch, PatchSet, Pfn, Trace, Zone, ZoneOutcome};

/// A node with all its zones, empty ones too, nothing initialised yet.
pub(crate) fn node_zones(
    memory: &Memory,
    node: NodeRange,
    limits: &ZoneLimits,
    movable_pfn: Option<Pfn>,
    words: &BootWords,
    patches: PatchSet,
    trace: &mut impl Trace,
) -> NodeOutcome {
    let zones = Zone::ALL.map(|zone| {
        let range = zone_range(node, zone, limits, movable_pfn, words, patches, trace);
        let absent = absent_pages(
            memory,
            node.nid,
            zone,
            range,
            movable_pfn,
            words,
            patches,
            trace,
        );
        ZoneOutcome {
            zone,
            range,
            absent,
            present: range.pages() as i64 - absent as i64,
            init_early: 0,
            init_unavailable: 0,
            init_deferred: 0,
            linked: 0,
        }
    });
    let sum = zones.iter().map(|zone| zone.range.pages()).sum();
    let extent = node.range.pages();
    // Where zones overlap the sum counts the overlap twice (the mail's #1).
    let spanned = if patches.has(Patch::NodeExtentSpan) {
        extent
    } else {
        sum
    };
    trace.note(Fact::NodeSpanned {
        nid: node.nid,
        zones: sum,
        extent,
        spanned,
    });
    NodeOutcome {
        nid: node.nid,
        range: node.range,
        movable_pfn,
        spanned,
        present: zones.iter().map(|zone| zone.present).sum(),
        first_deferred_pfn: None,
        zones: zones.to_vec(),
    }
}
