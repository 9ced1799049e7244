//! Ranges of addresses, and what is to become of the memory in them.

use core::fmt;

/// What the kernel is told of the memory in a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// It is mirrored: EFI_MEMORY_MORE_RELIABLE.
    Mirror,
    /// It is not memory but a device, which no kernel gives to memblock: a hole.
    Hide,
}

/// Bytes `[start, end)`, both on borders of 4 KiB pages, never empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// What becomes of what lies inside.
    pub change: Change,
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}-{:#x}", self.start, self.end)
    }
}
