//! Step 7, where early initialisation stops: `defer_init()` in mm/mm_init.c, which the kernel
//! asks pfn by pfn, here for whole ranges.

use crate::{DeferAnswer, Fact, NodeOutcome, Pfn, PfnRange, Trace, ZoneOutcome};

/// The statics of `defer_init()`: one count for the whole machine.
pub(crate) struct Deferral {
    enabled: bool,
    section_pages: u64,
    /// The zone end of the last page counted.
    counted_to: Pfn,
    /// Pages counted towards it.
    count: u64,
}

impl Deferral {
    pub fn new(enabled: bool, section_pages: u64) -> Deferral {
        Deferral {
            enabled,
            section_pages,
            counted_to: Pfn::ZERO,
            count: 0,
        }
    }

    /// How far `range` of `zone` is initialised now; the rest is left for later. Sets the node's
    /// first_deferred_pfn when the count has passed one section at a section's start.
    pub fn stop(
        &mut self,
        node: &mut NodeOutcome,
        zone: &ZoneOutcome,
        range: PfnRange,
        trace: &mut impl Trace,
    ) -> Pfn {
        let nid = node.nid;
        let answer = |answer, trace: &mut _| {
            let zone = zone.zone;
            Trace::note(
                trace,
                Fact::DeferAsked {
                    nid,
                    zone,
                    range,
                    answer,
                },
            );
        };
        if !self.enabled {
            answer(DeferAnswer::Disabled, trace);
            return range.end();
        }
        let (zone_end, node_end) = (zone.range.end(), node.range.start().plus(node.spanned));
        if zone_end < node_end {
            answer(DeferAnswer::ZoneEndsBelow { zone_end, node_end }, trace);
            return range.end();
        }
        if node.first_deferred_pfn.is_some() {
            answer(DeferAnswer::All, trace);
            return range.start();
        }
        if self.counted_to != zone_end {
            self.counted_to = zone_end;
            self.count = 0;
        }
        let before = self.count;
        // The page itself is counted, so the first page past a full section has this many before.
        let uncounted = self.section_pages.saturating_sub(self.count);
        let stop = range.start().plus(uncounted).round_up(self.section_pages);
        if stop >= range.end() {
            self.count += range.pages();
            let after = self.count;
            answer(DeferAnswer::Counted { before, after }, trace);
            return range.end();
        }
        self.count += stop.get() - range.start().get() + 1;
        node.first_deferred_pfn = Some(stop);
        answer(DeferAnswer::From { before, pfn: stop }, trace);
        trace.note(Fact::FirstDeferred {
            nid,
            zone: zone.zone,
            pfn: stop,
            counted: self.count,
        });
        stop
    }
}
