//! Step 7, where early initialisation stops: `defer_init()` in mm/mm_init.c, which the kernel
//! asks pfn by pfn, here for whole ranges.

use crate::node::NodeZones;
use crate::rules::CountRestart;
use crate::{Decision, DeferAnswer, Pfn, PfnRange, Trace, ZoneOutcome};

/// The statics of `defer_init()`: one count for the whole machine.
pub(crate) struct Deferral {
    enabled: bool,
    section_pages: u64,
    restart: CountRestart,
    /// The zone end of the last page that can restart the count.
    counted_to: Pfn,
    /// Pages counted towards it.
    count: u64,
}

impl Deferral {
    pub fn new(enabled: bool, section_pages: u64, restart: CountRestart) -> Deferral {
        Deferral { enabled, section_pages, restart, counted_to: Pfn::ZERO, count: 0 }
    }

    /// How far `range` of `zone` is initialised now; the rest is left for later. Sets the node's
    /// first_deferred_pfn when the count has passed one section at a section's start.
    pub fn stop(
        &mut self,
        node: &mut NodeZones,
        zone: &ZoneOutcome,
        range: PfnRange,
        trace: &mut impl Trace,
    ) -> Pfn {
        let answer = self.answer(node, zone, range);
        let (nid, zone) = (node.nid, zone.zone);
        trace.note(Decision::DeferAsked { nid, zone, range, answer });
        match answer {
            DeferAnswer::All => range.start(),
            DeferAnswer::From { pfn, .. } => {
                node.first_deferred_pfn = Some(pfn);
                trace.note(Decision::FirstDeferred { nid, zone, pfn });
                pfn
            }
            DeferAnswer::Disabled
            | DeferAnswer::ZoneEndsBelow { .. }
            | DeferAnswer::Counted { .. } => range.end(),
        }
    }

    /// Whether any of `range` is left for later; counts what is not.
    fn answer(&mut self, node: &NodeZones, zone: &ZoneOutcome, range: PfnRange) -> DeferAnswer {
        let (zone_end, node_end) = (zone.range.end(), node.range.start().plus(node.spanned));
        if !self.enabled {
            return DeferAnswer::Disabled;
        }
        if self.restart == CountRestart::Consulted {
            self.restart_if_new(zone_end);
        }
        if zone_end < node_end {
            return DeferAnswer::ZoneEndsBelow { zone_end, node_end };
        }
        if node.first_deferred_pfn.is_some() {
            return DeferAnswer::All;
        }
        self.restart_if_new(zone_end);
        let before = self.count;
        // The page itself is counted, so the first page past a full section has this many before.
        let uncounted = self.section_pages.saturating_sub(before);
        let pfn = range.start().plus(uncounted).round_up(self.section_pages);
        if pfn >= range.end() {
            self.count += range.pages();
            let after = self.count;
            return DeferAnswer::Counted { before, after };
        }
        // Not counted, unlike in the kernel: a zone that gets here ends where its node ends, no
        // other node's does, and this node won't be counted for again.
        DeferAnswer::From { before, pfn }
    }

    /// Counts anew where the zone ends elsewhere than that of the page before.
    fn restart_if_new(&mut self, zone_end: Pfn) {
        if self.counted_to != zone_end {
            self.counted_to = zone_end;
            self.count = 0;
        }
    }
}
