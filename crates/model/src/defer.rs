//! Step 7, where early initialisation stops: `defer_init()` in mm/mm_init.c, which the kernel
//! asks pfn by pfn, here for whole ranges.

use crate::{Fact, NodeOutcome, Pfn, PfnRange, Trace, ZoneOutcome};

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
        let node_end = node.range.start().plus(node.spanned);
        if !self.enabled || zone.range.end() < node_end {
            return range.end();
        }
        if node.first_deferred_pfn.is_some() {
            return range.start();
        }
        if self.counted_to != zone.range.end() {
            self.counted_to = zone.range.end();
            self.count = 0;
        }
        // The page itself is counted, so the first page past a full section has this many before.
        let uncounted = self.section_pages.saturating_sub(self.count);
        let stop = range.start().plus(uncounted).round_up(self.section_pages);
        if stop >= range.end() {
            self.count += range.pages();
            return range.end();
        }
        self.count += stop.get() - range.start().get() + 1;
        node.first_deferred_pfn = Some(stop);
        trace.note(Fact::FirstDeferred {
            nid: node.nid,
            zone: zone.zone,
            pfn: stop,
            counted: self.count,
        });
        stop
    }
}
