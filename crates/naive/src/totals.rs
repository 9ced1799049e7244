//! Steps 3 to 5: each node's zones, their absent pages, and the node's totals.

use zonescope_model::{NodeOutcome, Patch, PatchSet, Pfn, PfnRange, Setup, Zone, ZoneOutcome};

use crate::limits::Limits;
use crate::memory::Memory;
use crate::movable::MovablePfns;

/// Every node with all four zones, the memmap counts still 0.
pub(crate) fn nodes(
    memory: &Memory,
    setup: &Setup,
    patches: PatchSet,
    limits: &Limits,
    movable: &MovablePfns,
) -> Vec<NodeOutcome> {
    let mut nodes = Vec::new();
    for (&nid, &movable_pfn) in movable {
        let node = memory.node_extent(nid);
        let mut zones = Vec::new();
        for zone in Zone::ALL {
            let (start, end) = zone_range(setup, patches, limits, node, movable_pfn, zone);
            let mut absent = 0;
            // The mirror terms look at every node's memory: a page can count twice.
            let mirror_terms =
                setup.words.mirror && movable_pfn != 0 && !patches.has(Patch::PlainAbsent);
            for pfn in start..end {
                let range = memory.at(pfn);
                if range.is_none_or(|range| range.nid != nid) {
                    absent += 1;
                }
                if mirror_terms {
                    match (zone, range.map(|range| range.mirrored)) {
                        (Zone::Movable, Some(true)) | (Zone::Normal, Some(false)) => absent += 1,
                        _ => {}
                    }
                }
            }
            // A fragment's two ends, clamped to the zone, can be one page the wrong way round.
            for fragment in memory.fragments.iter().filter(|_| mirror_terms) {
                let counts = match zone {
                    Zone::Movable => fragment.mirrored,
                    Zone::Normal => !fragment.mirrored,
                    _ => false,
                };
                if counts && start < end {
                    absent -= fragment.start.clamp(start, end) - fragment.end.clamp(start, end);
                }
            }
            zones.push(ZoneOutcome {
                zone,
                range: PfnRange::new(start, end),
                absent,
                present: (end - start) as i64 - absent as i64,
                init_early: 0,
                init_unavailable: 0,
                init_deferred: 0,
                linked: 0,
            });
        }
        let spanned = if patches.has(Patch::NodeExtentSpan) {
            node.1 - node.0
        } else {
            zones.iter().map(|zone| zone.range.pages()).sum()
        };
        nodes.push(NodeOutcome {
            nid,
            range: PfnRange::new(node.0, node.1),
            movable_pfn: Some(Pfn::new(movable_pfn)).filter(|pfn| *pfn != Pfn::ZERO),
            spanned,
            present: zones.iter().map(|zone| zone.present).sum(),
            first_deferred_pfn: None,
            zones,
        });
    }
    nodes
}

/// Start and end of a zone in a node; (0, 0) if it spans nothing.
fn zone_range(
    setup: &Setup,
    patches: PatchSet,
    limits: &Limits,
    (node_start, node_end): (u64, u64),
    movable_pfn: u64,
    zone: Zone,
) -> (u64, u64) {
    let mut start = 0;
    let mut end = 0;
    for (limited, low, high) in limits.zones {
        if limited == zone {
            start = node_start.clamp(low, high);
            end = node_end.clamp(low, high);
        }
    }
    if movable_pfn != 0 {
        if zone == Zone::Movable {
            start = movable_pfn;
            end = node_end.min(limits.movable_zone.1);
        } else if start >= movable_pfn {
            end = start;
        } else if end > movable_pfn && (!setup.words.mirror || patches.has(Patch::ClipNormal)) {
            end = movable_pfn;
        }
    }
    start = start.max(node_start);
    end = end.min(node_end);
    if start < end {
        (start, end)
    } else {
        (0, 0)
    }
}
