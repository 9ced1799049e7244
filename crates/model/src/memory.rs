//! memblock.memory as the steps see it: merged, in pfns, with MIRROR set only where the kernel
//! has looked for it.

use crate::{Arch, BootWords, Flags, MemoryMap, Nid, Pfn, PfnRange};

/// A run of memory of one node and one set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct MemoryRange {
    pub range: PfnRange,
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
}

impl Memory {
    /// Merges touching regions of the same node and flags, as `memblock_merge_regions()` does,
    /// then rounds inwards to pages and drops what is empty.
    pub fn new(map: &MemoryMap, words: &BootWords, arch: &Arch) -> Memory {
        let mut ranges = Vec::with_capacity(map.regions().len());
        let mut regions = map.regions().iter().map(|region| {
            // efi_find_mirror() and its like only mark regions under kernelcore=mirror.
            let flags =
                if words.mirror { region.flags } else { region.flags.without(Flags::MIRROR) };
            (region.base, region.end, region.nid, flags)
        });
        let mut push = |(base, end, nid, flags): (crate::PhysAddr, crate::PhysAddr, Nid, Flags)| {
            let range = PfnRange::new(base.pfn_up(arch.page_shift), end.pfn_down(arch.page_shift));
            if !range.is_empty() {
                ranges.push(MemoryRange { range, nid, flags });
            }
        };
        if let Some(mut last) = regions.next() {
            for next in regions {
                if last.1 == next.0 && (last.2, last.3) == (next.2, next.3) {
                    last.1 = next.1;
                } else {
                    push(last);
                    last = next;
                }
            }
            push(last);
        }
        let nodes = extents(&ranges);
        Memory { ranges, nodes }
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

    /// From the first to the last pfn of memory.
    pub fn extent(&self) -> PfnRange {
        match (self.ranges.first(), self.ranges.last()) {
            (Some(first), Some(last)) => PfnRange::new(first.range.start(), last.range.end()),
            _ => PfnRange::default(),
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
