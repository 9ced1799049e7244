//! Step 4, the pages of a zone's span that are not the zone's: `zone_absent_pages_in_node()` in
//! mm/mm_init.c.

use crate::carving::{Carving, Node};
use crate::{Fact, Patch, PfnRange, Trace, Zone};

/// The absent pages of `zone` of `node`, which spans `range`.
pub(crate) fn absent_pages(
    carving: &Carving,
    node: Node,
    zone: Zone,
    range: PfnRange,
    trace: &mut impl Trace,
) -> u64 {
    let nid = node.extent.nid;
    if range.is_empty() {
        return 0;
    }
    let mirror_terms = carving.words.mirror
        && node.movable_pfn.is_some()
        && !carving.patches.has(Patch::PlainAbsent);
    let counted = match mirror_terms {
        true => zone.left_out_by_mirror_terms(),
        false => None,
    };
    let (mut own, mut mirror_term) = (0, 0);
    for (part, memory) in carving.memory.within(range) {
        if memory.nid == nid {
            own += part.pages();
        }
        // Over the memory of all nodes: with interleaved nodes present can underflow.
        if counted == Some(memory.flags.is_mirror()) {
            mirror_term += part.pages();
            trace.note(Fact::MirrorTerm { nid, zone, part });
        }
    }
    let holes = range.pages() - own;
    trace.note(Fact::Absent { nid, zone, holes, mirror_terms, mirror_term });
    holes + mirror_term
}
