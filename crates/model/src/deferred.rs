//! Step 8, the rest of the struct pages, initialised once the machine runs:
//! `deferred_init_memmap()` in mm/mm_init.c.

use crate::memory::Memory;
use crate::node::NodeZones;
use crate::rules::{LateWalk, Rules};
use crate::{Decision, Flags, Owner, Paint, PfnRange, Phase, Trace};

/// Walks every node that has a first_deferred_pfn, counting into its zones and appending to
/// `paints`. Everything a node's walk meets is linked to one zone with a span.
pub(crate) fn deferred_init(
    memory: &Memory,
    nodes: &mut [NodeZones],
    rules: Rules,
    paints: &mut Vec<Paint>,
    trace: &mut impl Trace,
) {
    for node in nodes {
        let Some(first_deferred) = node.first_deferred_pfn else {
            continue;
        };
        let mut spanning = node.zones.iter_mut().filter(|zone| !zone.range.is_empty());
        let zone = match rules.late_walk {
            LateWalk::First => spanning.find(|zone| zone.range.end() > first_deferred),
            LateWalk::HighestClamped | LateWalk::HighestOpen => spanning.next_back(),
        };
        let Some(zone) = zone else {
            continue;
        };
        let start = match rules.late_walk {
            // Clamped to the zone: what was deferred below it is never reached.
            LateWalk::First | LateWalk::HighestClamped => first_deferred.max(zone.range.start()),
            LateWalk::HighestOpen => first_deferred,
        };
        let walk = PfnRange::new(start, zone.range.end());
        let owner = Owner { nid: node.nid, zone: zone.zone };
        trace.note(Decision::DeferredWalk { nid: node.nid, zone: zone.zone, range: walk });
        for (range, memory) in memory.own_within(node.nid, walk) {
            // The walk is over free memory (for_each_free_mem_range), which these are not.
            let kept_out =
                memory.flags.has(Flags::NOMAP) || memory.flags.has(Flags::DRIVER_MANAGED);
            if kept_out {
                continue;
            }
            zone.init_deferred += range.pages();
            let paint = Paint { range, owner, phase: Phase::Deferred };
            paints.push(paint);
            trace.note(Decision::Painted(paint));
        }
    }
}
