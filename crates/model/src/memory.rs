//! memblock.memory as the steps see it: merged, in pfns, with MIRROR set only where the kernel
//! has looked for it.

use crate::{Arch, BootWords, Flags, MemoryMap, Nid, Pfn, PfnRange, Region};

/// A run of memory of one node and one set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct MemoryRange {
    pub range: PfnRange,
    pub nid: Nid,
    pub flags: Flags,
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

impl Sliver {
    /// How many pages fewer than none it adds to a sum over `zone`, both of its ends clamped.
    pub fn missing_from(&self, zone: PfnRange) -> u64 {
        let inside = zone.start() < self.start && self.start <= zone.end();
        u64::from(self.is_within_a_page && inside)
    }
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
    slivers: Vec<Sliver>,
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
            slivers: Vec::new(),
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

    /// The ranges of one node, lowest first.
    pub fn ranges_of(&self, nid: Nid) -> impl Iterator<Item = &MemoryRange> {
        self.ranges.iter().filter(move |memory| memory.nid == nid)
    }

    /// The parts of ranges inside `limit`, with the range each is part of.
    pub fn within(&self, limit: PfnRange) -> impl Iterator<Item = (PfnRange, &MemoryRange)> {
        let first = self.ranges.partition_point(|memory| memory.range.end() <= limit.start());
        self.ranges[first..]
            .iter()
            .take_while(move |memory| memory.range.start() < limit.end())
            .map(move |memory| (memory.range.clip_to(limit), memory))
            .filter(|(part, _)| !part.is_empty())
    }

    /// Every region that holds no whole page, lowest first.
    pub fn slivers(&self) -> &[Sliver] {
        &self.slivers
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
