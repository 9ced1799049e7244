//! Steps 3 to 5 for a whole node: its zones and totals, as `free_area_init_node()` and
//! `calculate_node_totalpages()` in mm/mm_init.c leave them before any struct page is touched.

use crate::absent::absent_pages;
use crate::boot::{Boot, Node};
use crate::memory::NodeRange;
use crate::span::zone_range;
use crate::{Fact, NodeOutcome, Trace, Zone, ZoneOutcome};

/// A node with all its zones, empty ones too, nothing initialised yet.
pub(crate) fn node_zones(boot: &Boot, node: Node, trace: &mut impl Trace) -> NodeOutcome {
    let NodeRange { nid, range } = node.extent;
    trace.note(Fact::NodeExtent { nid, range });
    let zones = Zone::ALL.map(|zone| {
        let range = zone_range(boot, node, zone, trace);
        let absent = absent_pages(boot, node, zone, range, trace);
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
    let extent = range.pages();
    // Where zones overlap the sum counts the overlap twice (the mail's #1).
    let by_extent = boot.rules.spans_by_extent;
    let spanned = if by_extent { extent } else { sum };
    trace.note(Fact::NodeSpanned { nid, zones: sum, extent, by_extent, spanned });
    NodeOutcome {
        nid,
        range,
        movable_pfn: node.movable_pfn,
        spanned,
        present: zones.iter().map(|zone| zone.present).sum(),
        first_deferred_pfn: None,
        zones: zones.to_vec(),
    }
}
