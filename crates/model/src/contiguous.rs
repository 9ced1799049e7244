//! zone->contiguous after boot: `set_zone_contiguous()` and `__pageblock_pfn_to_page()` in
//! mm/mm_init.c and mm/page_alloc.c, which look at the first and last page of every pageblock
//! of a zone; here at the ranges between.

use crate::memory::Memory;
use crate::{Arch, Nid, Outcome, Owner, Pfn, PfnRange, Setup, Zone};

/// What the kernel finds of one zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ZoneContiguity {
    /// The node.
    pub nid: Nid,
    /// The zone.
    pub zone: Zone,
    /// Whether zone->contiguous is set, and why not.
    pub contiguity: Contiguity,
    /// How many pageblocks were looked at until that was known.
    pub blocks: u64,
}

/// Whether a zone's pageblocks all begin and end with its own pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contiguity {
    /// They do: the zone counts as contiguous.
    Contiguous,
    /// The first block that doesn't ends the search.
    Broken {
        /// The part of the pageblock in the zone's span.
        block: PfnRange,
        /// Its first or last pfn: the one that is not the zone's.
        pfn: Pfn,
        /// What that pfn is.
        found: NotInZone,
    },
    /// The zone has no present pages: the kernel never asks.
    NotPopulated,
}

/// What a page is that is not the zone's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotInZone {
    /// Its section holds no memory: it has no struct page.
    NoStructPage,
    /// Its struct page was never initialised. What it holds then is no matter of the model;
    /// zeros, which read as DMA of node 0, are counted as wrong there too.
    NeverInitialised,
    /// It is another zone's.
    LinkedTo(Owner),
}

/// Every zone of `outcome`, which is what `setup` came to.
pub fn contiguity(setup: &Setup, outcome: &Outcome) -> Vec<ZoneContiguity> {
    let memory = Memory::new(&setup.memory, &setup.words, &setup.arch);
    let look = Look {
        sections: memory.sections(&setup.arch),
        outcome,
        block_pages: 1 << pageblock_order(&setup.arch),
    };
    let mut zones = Vec::new();
    for node in &outcome.nodes {
        for zone in node.zones.iter().filter(|zone| !zone.range.is_empty()) {
            let owner = Owner { nid: node.nid, zone: zone.zone };
            let (contiguity, blocks) = match zone.present {
                0 => (Contiguity::NotPopulated, 0),
                _ => look.zone(owner, zone.range),
            };
            zones.push(ZoneContiguity { nid: node.nid, zone: zone.zone, contiguity, blocks });
        }
    }
    zones
}

/// pageblock_order with huge pages configured, as distributions have it: the order of a huge
/// page (a table of 8-byte entries, but for s390x and for ppc64le's radix tables), at most
/// MAX_PAGE_ORDER.
pub fn pageblock_order(arch: &Arch) -> u32 {
    let huge = match arch.name {
        "s390x" => 8,
        "ppc64le" => 5,
        _ => arch.page_shift.saturating_sub(3),
    };
    huge.min(arch.max_page_order)
}

/// What there is to look at.
struct Look<'a> {
    sections: Vec<PfnRange>,
    outcome: &'a Outcome,
    block_pages: u64,
}

impl Look<'_> {
    /// Whether `owner`, which spans `span`, is contiguous, and how many blocks that took.
    fn zone(&self, owner: Owner, span: PfnRange) -> (Contiguity, u64) {
        let first_block = span.start().round_down(self.block_pages).get();
        let blocks_to = |end: Pfn| (end.get() - first_block).div_ceil(self.block_pages);
        let Some(wrong) = self.first_wrong(owner, span) else {
            return (Contiguity::Contiguous, blocks_to(span.end()));
        };
        let start = wrong.round_down(self.block_pages);
        let block = PfnRange::new(start, start.plus(self.block_pages)).clip_to(span);
        let (first, last) = (block.start(), Pfn::new(block.end().get() - 1));
        // The kernel's order: is there a last page; whose is the first; whose is the last.
        let (pfn, found) = match (self.at(first, owner), self.at(last, owner)) {
            (_, Some(NotInZone::NoStructPage)) => (last, NotInZone::NoStructPage),
            (Some(found), _) => (first, found),
            (None, Some(found)) => (last, found),
            (None, None) => return (Contiguity::Contiguous, blocks_to(span.end())),
        };
        let broken = Contiguity::Broken { block, pfn, found };
        (broken, blocks_to(block.end()))
    }

    /// The first pfn that the kernel looks at and that is not `owner`'s.
    fn first_wrong(&self, owner: Owner, span: PfnRange) -> Option<Pfn> {
        let segments = &self.outcome.segments;
        let first = segments.partition_point(|segment| segment.range.end() <= span.start());
        let mut looked_at = self.next_looked_at(span.start(), span);
        for segment in &segments[first..] {
            let range = segment.range.clip_to(span);
            if range.end() <= looked_at {
                continue;
            }
            // In a hole, or somebody else's.
            if looked_at < range.start() || segment.owner != Some(owner) {
                return Some(looked_at);
            }
            if range.end() == span.end() {
                return None;
            }
            looked_at = self.next_looked_at(range.end(), span);
        }
        Some(looked_at)
    }

    /// The first pfn at or above `from` that begins or ends a block of `span`.
    fn next_looked_at(&self, from: Pfn, span: PfnRange) -> Pfn {
        let block = from.round_up(self.block_pages);
        if from == span.start() || from == block {
            return from;
        }
        let last = Pfn::new(block.get() - 1);
        last.min(Pfn::new(span.end().get() - 1))
    }

    /// What `pfn` is, unless it is `owner`'s.
    fn at(&self, pfn: Pfn, owner: Owner) -> Option<NotInZone> {
        let section = self.sections.partition_point(|section| section.end() <= pfn);
        if !self.sections.get(section).is_some_and(|s| s.contains(pfn)) {
            return Some(NotInZone::NoStructPage);
        }
        let segments = &self.outcome.segments;
        let place = segments.partition_point(|segment| segment.range.end() <= pfn);
        let linked = segments
            .get(place)
            .filter(|segment| segment.range.contains(pfn))
            .and_then(|segment| segment.owner);
        match linked {
            Some(linked) if linked == owner => None,
            Some(linked) => Some(NotInZone::LinkedTo(linked)),
            None => Some(NotInZone::NeverInitialised),
        }
    }
}
