//! Step 4, the pages of a zone's span that are not the zone's: `zone_absent_pages_in_node()` in
//! mm/mm_init.c.

use crate::memory::Memory;
use crate::{BootWords, Fact, Nid, Patch, PatchSet, Pfn, PfnRange, Trace, Zone};

/// The absent pages of `zone` of node `nid`, which spans `range`.
#[allow(clippy::too_many_arguments)]
pub(crate) fn absent_pages(
    memory: &Memory,
    nid: Nid,
    zone: Zone,
    range: PfnRange,
    movable_pfn: Option<Pfn>,
    words: &BootWords,
    patches: PatchSet,
    trace: &mut impl Trace,
) -> u64 {
    if range.is_empty() {
        return 0;
    }
    let mirror_terms = words.mirror && movable_pfn.is_some() && !patches.has(Patch::PlainAbsent);
    let (mut own, mut mirrored, mut unmirrored) = (0, 0, 0);
    for (part, memory) in memory.within(range) {
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
