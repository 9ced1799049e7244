//! The memory map: memblock.memory as a sorted list of regions that do not overlap.

use std::fmt;

use crate::{Nid, PhysAddr};

/// Flags of a memblock region (`enum memblock_flags` in include/linux/memblock.h).
/// Bits without a name are kept and shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Flags(u64);

impl Flags {
    /// No flag.
    pub const NONE: Flags = Flags(0);
    /// MEMBLOCK_HOTPLUG: firmware says the region can be removed.
    pub const HOTPLUG: Flags = Flags(0x1);
    /// MEMBLOCK_MIRROR: firmware keeps a second copy.
    pub const MIRROR: Flags = Flags(0x2);
    /// MEMBLOCK_NOMAP: not in the kernel's direct map.
    pub const NOMAP: Flags = Flags(0x4);
    /// MEMBLOCK_DRIVER_MANAGED: added by a driver.
    pub const DRIVER_MANAGED: Flags = Flags(0x8);

    /// The kernel's names for the bits it knows, lowest first.
    const NAMES: [(u64, &'static str); 7] = [
        (0x1, "HOTPLUG"),
        (0x2, "MIRROR"),
        (0x4, "NOMAP"),
        (0x8, "DRIVER_MANAGED"),
        (0x10, "RSRV_NOINIT"),
        (0x20, "RSRV_KERN"),
        (0x40, "KHO_SCRATCH"),
    ];

    /// The flags with these bits.
    pub const fn new(bits: u64) -> Flags {
        Flags(bits)
    }

    /// The bits.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Whether every flag of `other` is set.
    pub const fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// These flags and those of `other`.
    #[must_use]
    pub const fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// These flags without those of `other`.
    #[must_use]
    pub const fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    /// Whether firmware mirrors the region.
    pub const fn is_mirror(self) -> bool {
        self.has(Flags::MIRROR)
    }
}

/// `0x2 MIRROR`; bits the kernel has no name for show in the number only.
impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)?;
        let mut separator = " ";
        for (bit, name) in Flags::NAMES {
            if self.0 & bit != 0 {
                write!(f, "{separator}{name}")?;
                separator = "|";
            }
        }
        Ok(())
    }
}

/// A memblock.memory entry: bytes `[base, end)`, its node and its flags.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Region {
    /// First byte.
    pub base: PhysAddr,
    /// One past the last byte.
    pub end: PhysAddr,
    /// The node it belongs to.
    pub nid: Nid,
    /// Its flags.
    pub flags: Flags,
}

/// `[0x1000-0x9dfff] node 0 flags 0x2 MIRROR`, the end inclusive as the kernel prints it.
impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "[{}-{:#x}] node {} flags {}",
            self.base,
            self.end.get().wrapping_sub(1),
            self.nid,
            self.flags
        )
    }
}

/// memblock.memory: at least one region, sorted by address, none empty, none overlapping.
///
/// Regions are kept as they were given; touching regions of the same node and flags are
/// merged only on the way into the model, as memblock would have done.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MemoryMap(Vec<Region>);

impl MemoryMap {
    /// The most regions a map may hold.
    pub const MAX_REGIONS: usize = 65_536;
    /// The highest address a region may end at, in bytes: 2^60.
    pub const MAX_END: PhysAddr = PhysAddr::new(1 << 60);

    /// The map of these regions, which must be sorted by address.
    ///
    /// # Errors
    /// The first region that is empty, ends too high, or overlaps or precedes the one before.
    pub fn new(regions: Vec<Region>) -> Result<MemoryMap, MapError> {
        if regions.is_empty() {
            return Err(MapError::NoMemory);
        }
        if regions.len() > MemoryMap::MAX_REGIONS {
            return Err(MapError::TooManyRegions { count: regions.len() });
        }
        for (index, &region) in regions.iter().enumerate() {
            if region.base >= region.end {
                return Err(MapError::EmptyRegion { index, region });
            }
            if region.end > MemoryMap::MAX_END {
                return Err(MapError::EndsTooHigh { index, region });
            }
            if let Some(before) = index.checked_sub(1).map(|i| regions[i]) {
                if region.base < before.base && region.end <= before.base {
                    return Err(MapError::OutOfOrder { index, region, before });
                }
                if region.base < before.end {
                    return Err(MapError::Overlap { index, region, before });
                }
            }
        }
        Ok(MemoryMap(regions))
    }

    /// The regions, lowest first.
    pub fn regions(&self) -> &[Region] {
        &self.0
    }

    /// Whether any region is mirrored.
    pub fn has_mirror(&self) -> bool {
        self.0.iter().any(|region| region.flags.is_mirror())
    }
}

/// Why a list of regions is not a memory map. Indices count regions from 0, as memblock does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MapError {
    /// There is no region at all.
    NoMemory,
    /// More than [`MemoryMap::MAX_REGIONS`].
    TooManyRegions {
        /// How many there are.
        count: usize,
    },
    /// A region ends at or before its base.
    EmptyRegion {
        /// Which one.
        index: usize,
        /// The region itself.
        region: Region,
    },
    /// A region ends above [`MemoryMap::MAX_END`].
    EndsTooHigh {
        /// Which one.
        index: usize,
        /// The region itself.
        region: Region,
    },
    /// A region lies below the one before it.
    OutOfOrder {
        /// Which one.
        index: usize,
        /// The region itself.
        region: Region,
        /// The one before it.
        before: Region,
    },
    /// A region overlaps the one before it.
    Overlap {
        /// Which one.
        index: usize,
        /// The region itself.
        region: Region,
        /// The one before it.
        before: Region,
    },
}

/// A region without its node and flags, for messages that name two.
struct Span(Region);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}-{:#x}]", self.0.base, self.0.end.get().wrapping_sub(1))
    }
}

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            MapError::NoMemory => f.write_str("there is no memory region: a machine needs at least one"),
            MapError::TooManyRegions { count } => {
                write!(f, "{count} memory regions: the limit is {}", MemoryMap::MAX_REGIONS)
            }
            MapError::EmptyRegion { index, region } if region.end < region.base => write!(
                f,
                "region {index} ends at {}, before it starts at {}: write an end above the start",
                region.end, region.base
            ),
            MapError::EmptyRegion { index, region } => write!(
                f,
                "region {index} at {} is empty: it ends at {}; memblock never holds an empty region",
                region.base, region.end
            ),
            MapError::EndsTooHigh { index, region } => write!(
                f,
                "region {index} {} ends above 2^60 ({}), the limit of this model",
                Span(region),
                MemoryMap::MAX_END
            ),
            MapError::OutOfOrder { index, region, before } => write!(
                f,
                "region {index} {} lies below region {} {}: memblock is sorted by address; sort the \
                 rows, or, if they come from two dumps, pick one",
                Span(region),
                index - 1,
                Span(before)
            ),
            MapError::Overlap { index, region, before } => write!(
                f,
                "region {index} {} overlaps region {} {}: memblock never holds overlapping regions; \
                 if both come from one log, pick one dump",
                Span(region),
                index - 1,
                Span(before)
            ),
        }
    }
}

impl std::error::Error for MapError {}
