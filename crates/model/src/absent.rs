//! Step 4, the pages of a zone's span that are not the zone's: `zone_absent_pages_in_node()` in
//! mm/mm_init.c.

use crate::node::{Machine, Node};
use crate::{Fact, Patch, PfnRange, Trace, Zone};

/// The absent pages of `zone` of `node`, which spans `range`.
pub(crate) fn absent_pages(
    machine: &Machine,
    node: Node,
    zone: Zone,
    range: PfnRange,
    trace: &mut impl Trace,
) -> u64 {
    let nid = node.extent.nid;
    if range.is_empty() {
        return 0;
    }
    let mirror_terms = machine.words.mirror
        && node.movable_pfn.is_some()
        && !machine.patches.has(Patch::PlainAbsent);
    let (mut own, mut mirrored, mut unmirrored) = (0, 0, 0);
    for (part, memory) in machine.memory.within(range) {
        if memory.nid == nid {
            own += part.pages();
        }
        // Over the memory of all nodes: with interleaved nodes present can underflow.
        if memory.flags.is_mirror() {
            mirrored += part.pages();
        } else {
            unmirrored += part.pages();
        }
    }
    let holes = range.pages() - own;
    let mirror_term = match zone {
        Zone::Movable if mirror_terms => mirrored,
        Zone::Normal if mirror_terms => unmirrored,
        _ => 0,
    };
    trace.note(Fact::Absent {
        nid,
        zone,
        holes,
        mirror_term,
    });
    holes + mirror_term
}
