//! Page frame numbers, physical addresses, node ids, and half-open ranges of pfns.

use std::fmt;

/// A physical address in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct PhysAddr(u64);

impl PhysAddr {
    /// 4 GiB: below it `kernelcore=mirror` never looks for ZONE_MOVABLE
    /// (`find_zone_movable_pfns_for_nodes()` in mm/mm_init.c).
    pub const FOUR_GIB: PhysAddr = PhysAddr(1 << 32);

    /// The address `bytes` above zero.
    pub const fn new(bytes: u64) -> PhysAddr {
        PhysAddr(bytes)
    }

    /// The address in bytes.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The first pfn at or above the address, for pages of `1 << page_shift` bytes (PFN_UP).
    pub const fn pfn_up(self, page_shift: u32) -> Pfn {
        Pfn(self.0.div_ceil(1 << page_shift))
    }

    /// The pfn of the page that holds the address, for pages of `1 << page_shift` bytes (PFN_DOWN).
    pub const fn pfn_down(self, page_shift: u32) -> Pfn {
        Pfn(self.0 >> page_shift)
    }
}

impl From<u64> for PhysAddr {
    fn from(bytes: u64) -> PhysAddr {
        PhysAddr(bytes)
    }
}

/// Hexadecimal, as the kernel prints `%pa` without its padding.
impl fmt::Display for PhysAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}

/// A page frame number: a physical address divided by the page size.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Pfn(u64);

impl Pfn {
    /// The first page of physical memory.
    pub const ZERO: Pfn = Pfn(0);

    /// The pfn `number`.
    pub const fn new(number: u64) -> Pfn {
        Pfn(number)
    }

    /// The number itself, in pages from address zero.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The physical address of the page's first byte. Saturates at the top of the address space.
    pub const fn addr(self, page_shift: u32) -> PhysAddr {
        PhysAddr(self.0.saturating_mul(1 << page_shift))
    }

    /// The pfn `pages` further up. Saturates.
    pub const fn plus(self, pages: u64) -> Pfn {
        Pfn(self.0.saturating_add(pages))
    }

    /// Rounded up to a multiple of `pages`, which is a power of two. Saturates.
    pub const fn round_up(self, pages: u64) -> Pfn {
        Pfn(self.0.saturating_add(pages - 1) & !(pages - 1))
    }

    /// Rounded down to a multiple of `pages`, which is a power of two.
    pub const fn round_down(self, pages: u64) -> Pfn {
        Pfn(self.0 & !(pages - 1))
    }
}

impl From<u64> for Pfn {
    fn from(number: u64) -> Pfn {
        Pfn(number)
    }
}

/// Hexadecimal: how pfns are written in mails and logs.
impl fmt::Display for Pfn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}

/// A half-open range of pfns, `start <= end`.
///
/// # Examples
/// ```
/// # use zonescope_model::PfnRange;
/// let dma32 = PfnRange::new(0x1000, 0x100000);
/// assert_eq!(dma32.pages(), 0xff000);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct PfnRange {
    start: Pfn,
    end: Pfn,
}

impl PfnRange {
    /// The pfns from `start` up to, not including, `end`. An `end` before `start` gives the
    /// empty range at `start`, as the kernel's `if (start >= end) continue` would treat it.
    pub fn new(start: impl Into<Pfn>, end: impl Into<Pfn>) -> PfnRange {
        let start = start.into();
        PfnRange { start, end: end.into().max(start) }
    }

    /// The first pfn.
    pub const fn start(self) -> Pfn {
        self.start
    }

    /// One past the last pfn.
    pub const fn end(self) -> Pfn {
        self.end
    }

    /// How many pages the range holds.
    pub const fn pages(self) -> u64 {
        self.end.0 - self.start.0
    }

    /// Whether the range holds no page.
    pub const fn is_empty(self) -> bool {
        self.start.0 == self.end.0
    }

    /// Whether `pfn` lies in the range.
    pub fn contains(self, pfn: Pfn) -> bool {
        self.start <= pfn && pfn < self.end
    }

    /// What both ranges hold; empty where they do not meet. Both bounds are clamped into
    /// `limit`, as the kernel's `clamp()` of start and end does.
    #[must_use]
    pub fn clip_to(self, limit: PfnRange) -> PfnRange {
        PfnRange {
            start: self.start.clamp(limit.start, limit.end),
            end: self.end.clamp(limit.start, limit.end),
        }
    }

    /// The range in physical addresses, half-open.
    pub const fn addrs(self, page_shift: u32) -> (PhysAddr, PhysAddr) {
        (self.start.addr(page_shift), self.end.addr(page_shift))
    }
}

/// `0x1000-0x100000`, half-open.
impl fmt::Display for PfnRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

/// A NUMA node id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Nid(u16);

impl Nid {
    /// The highest id a kernel can be built for: CONFIG_NODES_SHIFT is at most 10.
    pub const MAX: Nid = Nid(1023);

    /// The node `id`, or `None` above [`Nid::MAX`].
    pub fn new(id: u64) -> Option<Nid> {
        u16::try_from(id).ok().map(Nid).filter(|nid| *nid <= Nid::MAX)
    }

    /// The id itself.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Nid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverted_range_is_empty_at_its_start() {
        let range = PfnRange::new(5, 3);
        assert!(range.is_empty());
        assert_eq!(range.start(), Pfn::new(5));
    }

    #[test]
    fn clipping_outside_gives_an_empty_range_at_the_near_bound() {
        let zone = PfnRange::new(10, 20);
        assert_eq!(PfnRange::new(0, 5).clip_to(zone), PfnRange::new(10, 10));
        assert_eq!(PfnRange::new(25, 30).clip_to(zone), PfnRange::new(20, 20));
        assert_eq!(PfnRange::new(5, 15).clip_to(zone), PfnRange::new(10, 15));
    }

    #[test]
    fn addresses_round_to_pages_as_pfn_up_and_pfn_down() {
        assert_eq!(PhysAddr::new(0x1001).pfn_up(12), Pfn::new(2));
        assert_eq!(PhysAddr::new(0x1fff).pfn_down(12), Pfn::new(1));
    }

    #[test]
    fn nids_end_at_1023() {
        assert!(Nid::new(1023).is_some());
        assert!(Nid::new(1024).is_none());
    }
}
