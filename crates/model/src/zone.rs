//! The zones a page can be linked to.

use std::fmt;

/// A zone type, in the kernel's order (`enum zone_type` in include/linux/mmzone.h).
/// HighMem and Device are not modelled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Zone {
    /// ZONE_DMA.
    Dma,
    /// ZONE_DMA32.
    Dma32,
    /// ZONE_NORMAL.
    Normal,
    /// ZONE_MOVABLE.
    Movable,
}

impl Zone {
    /// Every zone, lowest first.
    pub const ALL: [Zone; 4] = [Zone::Dma, Zone::Dma32, Zone::Normal, Zone::Movable];

    /// The name /proc/zoneinfo prints.
    pub const fn name(self) -> &'static str {
        match self {
            Zone::Dma => "DMA",
            Zone::Dma32 => "DMA32",
            Zone::Normal => "Normal",
            Zone::Movable => "Movable",
        }
    }

    /// The zone that /proc/zoneinfo prints as `name`.
    pub fn from_name(name: &str) -> Option<Zone> {
        Zone::ALL.into_iter().find(|zone| zone.name() == name)
    }

    /// Which memory the mirror terms of `zone_absent_pages_in_node()` count as absent from the
    /// zone: the mirrored (`true`), the unmirrored (`false`), or none.
    pub const fn left_out_by_mirror_terms(self) -> Option<bool> {
        match self {
            Zone::Movable => Some(true),
            Zone::Normal => Some(false),
            Zone::Dma | Zone::Dma32 => None,
        }
    }

    /// Its place in [`Zone::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
