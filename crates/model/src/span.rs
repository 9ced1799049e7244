//! Step 3, the range of a zone in a node: `zone_spanned_pages_in_node()` and
//! `adjust_zone_range_for_zone_movable()` in mm/mm_init.c.

use crate::boot::{Boot, Node};
use crate::{Decision, PfnRange, SpanRule, Trace, Zone};

/// The range of `zone` in `node`; at pfn 0 when it is empty, as the kernel leaves it.
pub(crate) fn zone_range(boot: &Boot, node: Node, zone: Zone, trace: &mut impl Trace) -> PfnRange {
    let limits = boot.limits;
    let extent = node.extent.range;
    // A zone that straddles zone_movable_pfn is cut there, except under kernelcore=mirror,
    // where it keeps its end and overlaps ZONE_MOVABLE (the mail's #2 proposes to cut it too).
    let cut = !boot.words.mirror || boot.rules.cuts_under_mirror;
    let clamped = extent.clip_to(limits.of(zone));
    let (rule, range) = match node.movable_pfn {
        None => (SpanRule::NoMovable, clamped),
        Some(movable) if zone == Zone::Movable => {
            let top = limits.movable_zone().end();
            (SpanRule::Movable, PfnRange::new(movable, extent.end().min(top)))
        }
        Some(movable) if clamped.start() >= movable => (SpanRule::AllMovable, PfnRange::default()),
        Some(movable) if clamped.end() <= movable => (SpanRule::BelowMovable, clamped),
        Some(movable) if cut => (SpanRule::Cut, PfnRange::new(clamped.start(), movable)),
        Some(_) => (SpanRule::KeptByMirror, clamped),
    };
    let clipped = range.clip_to(extent);
    let range = if clipped.is_empty() { PfnRange::default() } else { clipped };
    trace.note(Decision::ZoneRange { nid: node.extent.nid, zone, clamped, rule, range });
    range
}
