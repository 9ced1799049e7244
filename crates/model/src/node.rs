//! Steps 3 to 5 for a whole node: its zones and totals, as `free_area_init_node()` and
//! `calculate_node_totalpages()` in mm/mm_init.c leave them before any struct page is touched.

use crate::absent::absent_pages;
use crate::boot::{Boot, Node};
use crate::memory::NodeRange;
use crate::span::zone_range;
use crate::{Decision, Nid, NodeOutcome, Pfn, PfnRange, Trace, Zone, ZoneOutcome};

/// A node while the steps go over it: with all zones, empty ones too. What comes out of them is
/// a [`NodeOutcome`], which has only those that span or own something.
#[derive(Clone, Debug)]
pub(crate) struct NodeZones {
    pub nid: Nid,
    pub range: PfnRange,
    pub movable_pfn: Option<Pfn>,
    /// node_spanned_pages.
    pub spanned: u64,
    /// node_present_pages.
    pub present: i64,
    pub first_deferred_pfn: Option<Pfn>,
    pub zones: [ZoneOutcome; Zone::ALL.len()],
}

impl NodeZones {
    pub fn zone(&self, zone: Zone) -> &ZoneOutcome {
        &self.zones[zone.index()]
    }

    pub fn zone_mut(&mut self, zone: Zone) -> &mut ZoneOutcome {
        &mut self.zones[zone.index()]
    }

    /// What is left once all steps are done.
    pub fn into_outcome(self) -> NodeOutcome {
        let is_there = |zone: &ZoneOutcome| !zone.range.is_empty() || zone.linked > 0;
        NodeOutcome {
            nid: self.nid,
            range: self.range,
            movable_pfn: self.movable_pfn,
            spanned: self.spanned,
            present: self.present,
            first_deferred_pfn: self.first_deferred_pfn,
            zones: self.zones.into_iter().filter(is_there).collect(),
        }
    }
}

/// A node with all its zones, nothing initialised yet.
pub(crate) fn node_zones(boot: &Boot, node: Node, trace: &mut impl Trace) -> NodeZones {
    let NodeRange { nid, range } = node.extent;
    trace.note(Decision::NodeExtent { nid, range });
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
    trace.note(Decision::NodeSpanned { nid, zones: sum, extent, by_extent, spanned });
    NodeZones {
        nid,
        range,
        movable_pfn: node.movable_pfn,
        spanned,
        present: zones.iter().map(|zone| zone.present).sum(),
        first_deferred_pfn: None,
        zones,
    }
}
