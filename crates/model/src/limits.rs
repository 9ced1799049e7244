//! Step 1, what each zone could hold at most: the arch_zone_lowest_possible_pfn and
//! arch_zone_highest_possible_pfn part of `free_area_init()`, and
//! `find_usable_zone_for_movable()`, in mm/mm_init.c.

use crate::memory::Memory;
use crate::{Arch, Decision, PfnRange, Trace, Zone};

/// The architectural limits of every zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ZoneLimits {
    /// By [`Zone::index`]; ZONE_MOVABLE's is empty.
    ranges: [PfnRange; Zone::ALL.len()],
    /// The highest zone that is not empty: it lends its memory to ZONE_MOVABLE.
    movable_zone: Zone,
}

impl ZoneLimits {
    /// Zones are stacked from the first pfn of memory up; one whose top lies below that is empty.
    pub fn new(memory: &Memory, arch: &Arch, trace: &mut impl Trace) -> ZoneLimits {
        let extent = memory.extent();
        let mut limits =
            ZoneLimits { ranges: [PfnRange::default(); Zone::ALL.len()], movable_zone: Zone::Dma };
        let mut start = extent.start();
        for (zone, top) in [
            (Zone::Dma, arch.dma_end.pfn_down(arch.page_shift)),
            (Zone::Dma32, arch.dma32_end.pfn_down(arch.page_shift)),
            (Zone::Normal, extent.end()),
        ] {
            let range = PfnRange::new(start, top);
            limits.ranges[zone.index()] = range;
            if !range.is_empty() {
                limits.movable_zone = zone;
            }
            trace.note(Decision::ZoneLimits { zone, range });
            start = range.end();
        }
        trace.note(Decision::MovableZone { zone: limits.movable_zone });
        limits
    }

    /// The limits of `zone`.
    pub fn of(&self, zone: Zone) -> PfnRange {
        self.ranges[zone.index()]
    }

    /// The limits of the zone that lends its memory to ZONE_MOVABLE.
    pub fn movable_zone(&self) -> PfnRange {
        self.of(self.movable_zone)
    }
}
