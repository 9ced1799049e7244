//! Memory in pfns: what memblock holds, merged as memblock merges.

use zonescope_model::{Flags, Nid, Setup};

use crate::MAX_PFN;

/// A run of memory pages with one node and one set of flags.
pub(crate) struct Range {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) nid: Nid,
    pub(crate) mirrored: bool,
    pub(crate) hotplug: bool,
    /// NOMAP: initialised with reserved memory where it was left for later.
    pub(crate) nomap: bool,
    /// NOMAP or DRIVER_MANAGED: the deferred walk passes over it.
    pub(crate) withheld: bool,
}

/// A region that holds no whole page.
pub(crate) struct Fragment {
    /// Its base, rounded up to pages.
    pub(crate) start: u64,
    /// Its end, rounded down: one less than the start where it lies within one page.
    pub(crate) end: u64,
    pub(crate) nid: Nid,
    pub(crate) mirrored: bool,
}

/// The machine's memory, lowest first.
pub(crate) struct Memory {
    pub(crate) ranges: Vec<Range>,
    /// What holds no page and counts all the same in a few places.
    pub(crate) fragments: Vec<Fragment>,
    /// The lowest base of all regions, rounded down to pages.
    start: u64,
    /// By pfn: the place of its range in `ranges`, counted from 1; 0 in a hole.
    holder: Vec<u32>,
}

impl Memory {
    /// Merges touching regions of the same node and flags, then cuts each to whole pages.
    /// Nobody marks mirrored memory unless `kernelcore=mirror` is given.
    ///
    /// `None` when that leaves no page, or one above [`MAX_PFN`].
    pub(crate) fn new(setup: &Setup) -> Option<Memory> {
        let mut bytes: Vec<(u64, u64, Nid, Flags)> = Vec::new();
        for region in setup.memory.regions() {
            match bytes.last_mut() {
                Some((_, end, nid, before))
                    if *end == region.base.get()
                        && *nid == region.nid
                        && *before == region.flags =>
                {
                    *end = region.end.get();
                }
                _ => bytes.push((region.base.get(), region.end.get(), region.nid, region.flags)),
            }
        }
        if !setup.words.mirror {
            bytes.iter_mut().for_each(|bytes| bytes.3 = bytes.3.without(Flags::MIRROR));
        }
        let page = setup.arch.page_size();
        let start = bytes.first().map_or(0, |(base, ..)| base / page);
        let fragments = bytes
            .iter()
            .map(|(base, end, nid, flags)| Fragment {
                start: base.div_ceil(page),
                end: end / page,
                nid: *nid,
                mirrored: flags.has(Flags::MIRROR),
            })
            .filter(|fragment| fragment.start >= fragment.end)
            .collect();
        let ranges: Vec<Range> = bytes
            .into_iter()
            .map(|(base, end, nid, flags)| Range {
                start: base.div_ceil(page),
                end: end / page,
                nid,
                mirrored: flags.has(Flags::MIRROR),
                hotplug: flags.has(Flags::HOTPLUG),
                nomap: flags.has(Flags::NOMAP),
                withheld: flags.has(Flags::NOMAP) || flags.has(Flags::DRIVER_MANAGED),
            })
            .filter(|range| range.start < range.end)
            .collect();
        let end = ranges.last().map(|range| range.end)?;
        if end > MAX_PFN {
            return None;
        }
        let mut holder = vec![0; end as usize];
        for (place, range) in (1..).zip(&ranges) {
            if let Some(pfns) = holder.get_mut(range.start as usize..range.end as usize) {
                pfns.fill(place);
            }
        }
        Some(Memory { ranges, fragments, start, holder })
    }

    /// The first pfn of memory, part of a page or not.
    pub(crate) fn start(&self) -> u64 {
        self.start
    }

    /// One past the last pfn of memory.
    pub(crate) fn end(&self) -> u64 {
        self.ranges.last().map_or(0, |range| range.end)
    }

    /// The nodes that have memory, by nid.
    pub(crate) fn nids(&self) -> Vec<Nid> {
        let mut nids: Vec<Nid> = self.ranges.iter().map(|range| range.nid).collect();
        nids.sort();
        nids.dedup();
        nids
    }

    /// One node's memory, lowest first.
    pub(crate) fn of(&self, nid: Nid) -> impl Iterator<Item = &Range> {
        self.ranges.iter().filter(move |range| range.nid == nid)
    }

    /// The lowest start and the highest end of a node's memory.
    pub(crate) fn node_extent(&self, nid: Nid) -> (u64, u64) {
        let start = self.of(nid).map(|range| range.start).min();
        let end = self.of(nid).map(|range| range.end).max();
        (start.unwrap_or(0), end.unwrap_or(0))
    }

    /// The range that holds `pfn`.
    pub(crate) fn at(&self, pfn: u64) -> Option<&Range> {
        let place = self.holder.get(pfn as usize)?.checked_sub(1)?;
        self.ranges.get(place as usize)
    }
}
