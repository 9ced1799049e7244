//! Step 1: where the architecture's zones lie.

use zonescope_model::{Arch, Zone};

use crate::memory::Memory;

/// The limits of the zones below ZONE_MOVABLE, and which of them lends it memory.
pub(crate) struct Limits {
    /// Start and end pfn of DMA, DMA32 and Normal.
    pub(crate) zones: [(Zone, u64, u64); 3],
    /// Start and end pfn of the movable zone.
    pub(crate) movable_zone: (u64, u64),
}

pub(crate) fn zone_limits(memory: &Memory, arch: &Arch) -> Limits {
    let mut zones = [
        (Zone::Dma, 0, arch.dma_end.get() >> arch.page_shift),
        (Zone::Dma32, 0, arch.dma32_end.get() >> arch.page_shift),
        (Zone::Normal, 0, memory.end()),
    ];
    let mut movable_zone = (0, 0);
    let mut pfn = memory.start();
    for (_, start, end) in &mut zones {
        *start = pfn;
        pfn = (*end).max(pfn);
        *end = pfn;
        if *start < *end {
            movable_zone = (*start, *end);
        }
    }
    Limits { zones, movable_zone }
}
