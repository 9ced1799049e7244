//! Step 4, the pages of a zone's span that are not the zone's: `zone_absent_pages_in_node()` in
//! mm/mm_init.c.

use crate::boot::{Boot, Node};
use crate::{Fact, PfnRange, Trace, Zone};

/// The absent pages of `zone` of `node`, which spans `range`.
pub(crate) fn absent_pages(
    boot: &Boot,
    node: Node,
    zone: Zone,
    range: PfnRange,
    trace: &mut impl Trace,
) -> u64 {
    let nid = node.extent.nid;
    if range.is_empty() {
        return 0;
    }
    let mirror_terms =
        boot.words.mirror && node.movable_pfn.is_some() && boot.rules.has_mirror_terms;
    let counted = match mirror_terms {
        true => zone.left_out_by_mirror_terms(),
        false => None,
    };
    let (mut own, mut mirror_term) = (0, 0_i64);
    for (part, memory) in boot.memory.within(range) {
        if memory.nid == nid {
            own += part.pages();
        }
        // Over the memory of all nodes: with interleaved nodes present can underflow.
        if counted == Some(memory.flags.is_mirror()) {
            mirror_term += part.pages() as i64;
            trace.note(Fact::MirrorTerm { nid, zone, part });
        }
    }
    if let Some(mirrored) = counted {
        let slivers = boot.memory.slivers().iter().filter(|s| s.flags.is_mirror() == mirrored);
        let missing: u64 = slivers.map(|sliver| sliver.missing_from(range)).sum();
        if missing > 0 {
            mirror_term -= missing as i64;
            trace.note(Fact::MirrorTermSlivers { nid, zone, missing });
        }
    }
    let holes = range.pages() - own;
    trace.note(Fact::Absent { nid, zone, holes, mirror_terms, mirror_term });
    // A sliver's page is a hole of the span, so this never falls below 0.
    holes.saturating_add_signed(mirror_term)
}
