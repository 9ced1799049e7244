//! memblock.memory as the steps see it: merged, in pfns, with MIRROR set only where the kernel
//! has looked for it.

use std::ops::Range;

use crate::{Arch, BootWords, Flags, MemoryMap, Nid, Pfn, PfnRange, Region};
use zonescope_sorted::sort_by_key;

/// A run of memory of one node and one set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct MemoryRange {
    pub range: PfnRange,
    pub nid: Nid,
    pub flags: Flags,
}

/// Something counted apart for mirrored memory and the rest: of all that comes before a place, so
/// that what lies between two places is a difference.
#[derive(Clone, Copy, Default, Debug)]
struct Counted {
    mirrored: u64,
    unmirrored: u64,
}

impl Counted {
    fn of(self, mirrored: bool) -> u64 {
        match mirrored {
            true => self.mirrored,
            false => self.unmirrored,
        }
    }

    /// The counts before each of `items`, and after the last.
    fn before_each(items: impl Iterator<Item = (Flags, u64)>) -> Vec<Counted> {
        let mut counted = Counted::default();
        let mut all = vec![counted];
        for (flags, count) in items {
            match flags.is_mirror() {
                true => counted.mirrored += count,
                false => counted.unmirrored += count,
            }
            all.push(counted);
        }
        all
    }
}

/// A region that holds no whole page. It has no struct page, but the kernel's loops over regions
/// meet it: they take its base rounded up to pages and its end rounded down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sliver {
    /// Its base, rounded up to pages (`memblock_region_memory_base_pfn()`).
    pub start: Pfn,
    /// Whether it lies within one page, so that its end, rounded down, is one less than its start.
    pub is_within_a_page: bool,
    pub nid: Nid,
    pub flags: Flags,
}

/// A node with memory and its extent, from its lowest to its highest pfn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NodeRange {
    pub nid: Nid,
    pub range: PfnRange,
}

/// All memory, by address, and the nodes it belongs to, by nid.
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    ranges: Vec<MemoryRange>,
    nodes: Vec<NodeRange>,
    /// The ranges once more, by nid: nodes may interleave, and what is asked of one node must not
    /// cost as much as all memory.
    by_node: Vec<MemoryRange>,
    /// Pages before each range, and after the last.
    pages_before: Vec<Counted>,
    slivers: Vec<Sliver>,
    /// Those before each sliver that lie within one page, and all.
    within_a_page_before: Vec<Counted>,
    /// The lowest address of all regions, rounded down to pages.
    floor: Pfn,
}

impl Memory {
    /// Merges touching regions of the same node and flags, as `memblock_merge_regions()` does,
    /// then rounds inwards to pages and sets what holds no page apart.
    pub fn new(map: &MemoryMap, words: &BootWords, arch: &Arch) -> Memory {
        let mut memory = Memory {
            ranges: Vec::with_capacity(map.regions().len()),
            nodes: Vec::new(),
            by_node: Vec::new(),
            pages_before: Vec::new(),
            slivers: Vec::new(),
            within_a_page_before: Vec::new(),
            floor: map
                .regions()
                .first()
                .map_or(Pfn::ZERO, |lowest| lowest.base.pfn_down(arch.page_shift)),
        };
        let mut regions = map.regions().iter().copied();
        if let Some(mut last) = regions.next() {
            for next in regions {
                if last.end == next.base && (last.nid, last.flags) == (next.nid, next.flags) {
                    last.end = next.end;
                } else {
                    memory.push(last, words, arch);
                    last = next;
                }
            }
            memory.push(last, words, arch);
        }
        memory.nodes = extents(&memory.ranges);
        memory.by_node = memory.ranges.clone();
        sort_by_key(&mut memory.by_node, |range| range.nid);
        let pages = memory.ranges.iter().map(|memory| (memory.flags, memory.range.pages()));
        memory.pages_before = Counted::before_each(pages);
        let slivers = memory.slivers.iter().map(|s| (s.flags, u64::from(s.is_within_a_page)));
        memory.within_a_page_before = Counted::before_each(slivers);
        memory
    }

    fn push(&mut self, region: Region, words: &BootWords, arch: &Arch) {
        let Region { base, end, nid, flags } = region;
        // efi_find_mirror() and its like only mark regions under kernelcore=mirror.
        let flags = if words.mirror { flags } else { flags.without(Flags::MIRROR) };
        let (start, last) = (base.pfn_up(arch.page_shift), end.pfn_down(arch.page_shift));
        let range = PfnRange::new(start, last);
        if !range.is_empty() {
            self.ranges.push(MemoryRange { range, nid, flags });
            return;
        }
        let is_within_a_page = last < start;
        self.slivers.push(Sliver { start, is_within_a_page, nid, flags });
    }

    /// Every range, lowest first.
    pub fn ranges(&self) -> &[MemoryRange] {
        &self.ranges
    }

    /// Every node with memory, by nid.
    pub fn nodes(&self) -> &[NodeRange] {
        &self.nodes
    }

    /// The ranges of one node, lowest first; none if it has no memory.
    pub fn ranges_of(&self, nid: Nid) -> &[MemoryRange] {
        let start = self.by_node.partition_point(|range| range.nid < nid);
        let rest = &self.by_node[start..];
        &rest[..rest.partition_point(|range| range.nid == nid)]
    }

    /// The parts of ranges inside `limit`, with the range each is part of.
    pub fn within(&self, limit: PfnRange) -> impl Iterator<Item = (PfnRange, &MemoryRange)> {
        parts(&self.ranges, limit)
    }

    /// The parts of one node's ranges inside `limit`, with the range each is part of.
    pub fn own_within(
        &self,
        nid: Nid,
        limit: PfnRange,
    ) -> impl Iterator<Item = (PfnRange, &MemoryRange)> {
        parts(self.ranges_of(nid), limit)
    }

    /// How many pages inside `limit` are mirrored, or are not, of whatever node.
    pub fn pages_within(&self, limit: PfnRange, mirrored: bool) -> u64 {
        let Range { start, end } = places(&self.ranges, limit);
        let [before, after] = [start, end].map(|place| self.pages_before[place].of(mirrored));
        // Only the first and the last range can reach beyond the limit.
        let cut = |range: &MemoryRange| range.range.pages() - range.range.clip_to(limit).pages();
        let ends = match &self.ranges[start..end] {
            [first, .., last] => [Some(first), Some(last)],
            [only] => [Some(only), None],
            [] => [None, None],
        };
        let beyond = ends.into_iter().flatten().filter(|range| range.flags.is_mirror() == mirrored);
        after - before - beyond.map(cut).sum::<u64>()
    }

    /// How many pages fewer than none the regions within one page add to a sum over the mirrored
    /// or the other memory of `zone`, both of their ends clamped.
    pub fn missing_from(&self, zone: PfnRange, mirrored: bool) -> u64 {
        let before = |pfn| {
            let place = self.slivers.partition_point(|sliver| sliver.start <= pfn);
            self.within_a_page_before[place].of(mirrored)
        };
        before(zone.end()) - before(zone.start())
    }

    /// The first pfn and the node of every region with such flags, one without a whole page too,
    /// lowest first.
    pub fn starts_of<'a>(
        &'a self,
        has: impl Fn(Flags) -> bool + Copy + 'a,
    ) -> impl Iterator<Item = (Pfn, Nid)> + 'a {
        let mut ranges = self.ranges.iter().filter(move |r| has(r.flags)).peekable();
        let mut slivers = self.slivers.iter().filter(move |s| has(s.flags)).peekable();
        std::iter::from_fn(move || {
            let next = slivers.peek().map(|sliver| sliver.start);
            match ranges.next_if(|range| next.is_none_or(|pfn| range.range.start() < pfn)) {
                Some(range) => Some((range.range.start(), range.nid)),
                None => slivers.next().map(|sliver| (sliver.start, sliver.nid)),
            }
        })
    }

    /// Whether any region is mirrored (`memblock_has_mirror()`).
    pub fn has_mirror(&self) -> bool {
        let mut flags =
            self.ranges.iter().map(|r| r.flags).chain(self.slivers.iter().map(|s| s.flags));
        flags.any(Flags::is_mirror)
    }

    /// From the lowest address, rounded down to pages (`memblock_start_of_DRAM()`), to the last
    /// pfn of memory.
    pub fn extent(&self) -> PfnRange {
        match self.ranges.last() {
            Some(last) => PfnRange::new(self.floor, last.range.end()),
            None => PfnRange::default(),
        }
    }

    /// How many pages there are.
    pub fn pages(&self) -> u64 {
        self.ranges.iter().map(|memory| memory.range.pages()).sum()
    }

    /// The place of a node in [`Memory::nodes`]. Every range's node is there.
    pub fn node_index(&self, nid: Nid) -> usize {
        self.nodes.partition_point(|node| node.nid < nid)
    }

    /// The place of a node in [`Memory::nodes`], if it has memory.
    pub fn place_of(&self, nid: Nid) -> Option<usize> {
        self.nodes.binary_search_by_key(&nid, |node| node.nid).ok()
    }

    /// The runs of pfns that have struct pages: whole sections that hold any memory
    /// (`memory_present()` in mm/sparse.c).
    pub fn sections(&self, arch: &Arch) -> Vec<PfnRange> {
        let pages = arch.section_pages();
        let mut sections: Vec<PfnRange> = Vec::with_capacity(self.ranges.len());
        for memory in &self.ranges {
            let (start, end) =
                (memory.range.start().round_down(pages), memory.range.end().round_up(pages));
            match sections.last_mut() {
                Some(last) if start <= last.end() => *last = PfnRange::new(last.start(), end),
                _ => sections.push(PfnRange::new(start, end)),
            }
        }
        sections
    }
}

/// The places of those of `ranges`, sorted by address, that reach into `limit`.
fn places(ranges: &[MemoryRange], limit: PfnRange) -> Range<usize> {
    let start = ranges.partition_point(|memory| memory.range.end() <= limit.start());
    let end = ranges.partition_point(|memory| memory.range.start() < limit.end());
    start..end.max(start)
}

/// The parts of `ranges`, sorted by address, inside `limit`, with the range each is part of.
fn parts(
    ranges: &[MemoryRange],
    limit: PfnRange,
) -> impl Iterator<Item = (PfnRange, &MemoryRange)> {
    ranges[places(ranges, limit)]
        .iter()
        .map(move |memory| (memory.range.clip_to(limit), memory))
        .filter(|(part, _)| !part.is_empty())
}

/// Each node's lowest and highest pfn.
fn extents(ranges: &[MemoryRange]) -> Vec<NodeRange> {
    let mut nodes: Vec<NodeRange> = Vec::new();
    for memory in ranges {
        match nodes.binary_search_by_key(&memory.nid, |node| node.nid) {
            Ok(place) => {
                let start: Pfn = nodes[place].range.start();
                nodes[place].range = PfnRange::new(start, memory.range.end());
            }
            Err(place) => {
                nodes.insert(place, NodeRange { nid: memory.nid, range: memory.range });
            }
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Regions in quarters of pages, so that some hold no whole page, on nodes that take turns.
    fn memory() -> impl Strategy<Value = Memory> {
        let piece = (0..4_u64, 1..20_u64, 0..5_u64, 0..4_u64);
        prop::collection::vec(piece, 1..40).prop_map(|pieces| {
            let mut at = 0;
            let regions = pieces.into_iter().map(|(hole, quarters, nid, flags)| {
                let base = at + hole;
                at = base + quarters;
                Region {
                    base: (base << 10).into(),
                    end: (at << 10).into(),
                    nid: Nid::new(nid).unwrap(),
                    flags: Flags::new(flags),
                }
            });
            let map = MemoryMap::new(regions.collect()).unwrap();
            Memory::new(&map, &BootWords::parse("kernelcore=mirror"), &Arch::X86_64)
        })
    }

    proptest! {
        #[test]
        fn what_is_looked_up_is_what_a_walk_over_all_finds(
            memory in memory(),
            (start, pages, nid, mirrored) in (0..120_u64, 0..120_u64, 0..6_u64, any::<bool>()),
        ) {
            let limit = PfnRange::new(start, start + pages);
            let nid = Nid::new(nid).unwrap();
            let all = || memory.ranges().iter().map(|of| (of.range.clip_to(limit), of));
            let inside = || all().filter(|(part, _)| !part.is_empty());

            let own: Vec<_> = memory.ranges().iter().filter(|of| of.nid == nid).copied().collect();
            prop_assert_eq!(memory.ranges_of(nid), own);
            prop_assert!(memory.within(limit).eq(inside()));
            prop_assert!(memory.own_within(nid, limit).eq(inside().filter(|(_, of)| of.nid == nid)));

            let counted = inside().filter(|(_, of)| of.flags.is_mirror() == mirrored);
            let pages: u64 = counted.map(|(part, _)| part.pages()).sum();
            prop_assert_eq!(memory.pages_within(limit, mirrored), pages);

            let missing = memory.slivers.iter().filter(|sliver| {
                let is_inside = limit.start() < sliver.start && sliver.start <= limit.end();
                sliver.flags.is_mirror() == mirrored && sliver.is_within_a_page && is_inside
            });
            prop_assert_eq!(memory.missing_from(limit, mirrored), missing.count() as u64);
        }
    }
}
