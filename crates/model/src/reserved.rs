//! NOMAP memory that early initialisation left for later: `memmap_init_reserved_pages()` in
//! mm/memblock.c takes it with the reserved memory, before the deferred walk.
//!
//! That is v5.15 and later; v5.10 left it alone, which the rules called `v5.10` do not follow:
//! they are those of 5.15 and 6.1 in this.

use crate::memory::Memory;
use crate::node::NodeZones;
use crate::{Decision, Flags, Owner, Paint, PfnRange, Phase, Trace};

/// Paints each node's NOMAP memory at or past its first_deferred_pfn: every page into the node's
/// lowest zone whose span holds it (`init_reserved_page()`).
pub(crate) fn reserved_init(
    memory: &Memory,
    nodes: &[NodeZones],
    paints: &mut Vec<Paint>,
    trace: &mut impl Trace,
) {
    for memory in memory.ranges().iter().filter(|memory| memory.flags.has(Flags::NOMAP)) {
        let Ok(place) = nodes.binary_search_by_key(&memory.nid, |node| node.nid) else {
            continue;
        };
        let node = &nodes[place];
        let Some(first_deferred) = node.first_deferred_pfn else {
            continue;
        };
        let mut left = PfnRange::new(memory.range.start().max(first_deferred), memory.range.end());
        while !left.is_empty() {
            let ends_above = |pfn| move |zone: &&crate::ZoneOutcome| zone.range.end() > pfn;
            // The lowest zone that holds the page, and how far nothing changes in that.
            let start = left.start();
            let holder = node.zones.iter().find(|zone| zone.range.contains(start));
            let until = match holder {
                Some(zone) => zone.range.end(),
                None => left.end(),
            };
            let lower = node.zones.iter().filter(ends_above(start)).map(|zone| zone.range.start());
            let next = lower.filter(|pfn| *pfn > start).min().unwrap_or(until);
            let range = PfnRange::new(start, until.min(next).min(left.end()));
            if let Some(zone) = holder {
                let owner = Owner { nid: node.nid, zone: zone.zone };
                let paint = Paint { range, owner, phase: Phase::Reserved };
                paints.push(paint);
                trace.note(Decision::Painted(paint));
            }
            left = PfnRange::new(range.end(), left.end());
        }
    }
}
