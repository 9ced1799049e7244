//! Step 4, the pages of a zone's span that are not the zone's: `zone_absent_pages_in_node()` in
//! mm/mm_init.c.

use crate::boot::{Boot, Node};
use crate::{Decision, PfnRange, Trace, Zone};

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
    let own: u64 = boot.memory.own_within(nid, range).map(|(part, _)| part.pages()).sum();
    let mut mirror_term = 0;
    if let Some(mirrored) = counted {
        // Over the memory of all nodes: with interleaved nodes present can underflow.
        let pages = boot.memory.pages_within(range, mirrored);
        let missing = boot.memory.missing_from(range, mirrored);
        mirror_term = pages as i64 - missing as i64;
        trace.note(Decision::MirrorTerm { nid, zone, span: range, mirrored, missing });
    }
    let holes = range.pages() - own;
    trace.note(Decision::Absent { nid, zone, holes, mirror_term });
    // A sliver's page is a hole of the span, so this never falls below 0.
    holes.saturating_add_signed(mirror_term)
}
