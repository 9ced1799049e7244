//! Managed pages beside present ones: what reserved memory does not explain is lost.

use super::facts::{Facts, ManagedZone};
use crate::memory::Memory;
use crate::{Arch, Nid, Outcome, PfnRange, PhysAddr};
use zonescope_sorted::sort_by_key;

/// A node's present and managed pages, and what may stand between them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The node.
    pub nid: Nid,
    /// Pages of its memory.
    pub memory: u64,
    /// Present pages of the zones whose managed pages are known. Signed: they can underflow.
    pub present: i128,
    /// Their managed pages.
    pub managed: u64,
    /// Pages of the node that the log shows reserved.
    pub reserved: u64,
    /// Pages of struct pages, where the log does not show them reserved: an estimate.
    pub memmap: u64,
    /// Pages for tables and bounce buffers, where the log does not show them reserved: an
    /// estimate.
    pub tables: u64,
}

impl Gap {
    /// sizeof(struct page) in bytes, as 64-bit kernels have it.
    pub const STRUCT_PAGE: u64 = 64;
    /// The share of memory taken for hash tables and the like: 1 of this many pages.
    pub const TABLES_SHARE: u64 = 64;
    /// Bounce buffers (swiotlb), in bytes.
    pub const BOUNCE_BUFFERS: u64 = 64 << 20;

    /// What may be taken out of memory.
    pub const fn allowance(&self) -> u64 {
        self.reserved.saturating_add(self.memmap).saturating_add(self.tables)
    }

    /// Pages present that nothing accounts for.
    pub fn lost(&self) -> u64 {
        let gap = self.present - i128::from(self.managed) - i128::from(self.allowance());
        u64::try_from(gap).unwrap_or(0)
    }
}

/// Every node's gap, and the zones behind it.
pub(super) struct Ledger {
    /// By nid.
    zones: Vec<ManagedZone>,
    /// One for each node that has zones here, by nid.
    pub gaps: Vec<Gap>,
}

impl Ledger {
    pub fn new(memory: &Memory, arch: &Arch, facts: &Facts) -> Ledger {
        let mut zones = facts.managed.clone();
        sort_by_key(&mut zones, |zone| zone.nid);
        let reserved = reserved_pages(memory, &facts.reserved.ranges, arch.page_shift);
        let of_node = |zones: &[ManagedZone]| {
            let mut gap = empty_gap(zones[0].nid, memory, arch, facts);
            gap.reserved = memory.place_of(gap.nid).map_or(0, |place| reserved[place]);
            for zone in zones {
                gap.present += i128::from(zone.present.cast_signed());
                gap.managed = gap.managed.saturating_add(zone.managed);
            }
            gap
        };
        let gaps = by_node(&zones).map(of_node).collect();
        Ledger { zones, gaps }
    }

    /// Whether managed pages can come from the struct pages this outcome links: not more of a
    /// zone than are linked to it, not fewer of a node than what is reserved leaves. Loosely, as
    /// balloons and the like move some.
    pub fn fits(&self, outcome: &Outcome) -> bool {
        let linked = |zone: &ManagedZone| {
            let node = outcome.node(zone.nid);
            node.and_then(|node| node.zone(zone.zone)).map_or(0, |zone| zone.linked)
        };
        self.gaps.iter().zip(by_node(&self.zones)).all(|(gap, zones)| {
            let all = zones.iter().map(linked).fold(0, u64::saturating_add);
            // Reserved pages beyond first_deferred_pfn are linked one by one, to a zone that
            // need not be the model's; those freed later count there.
            let slack = gap.allowance().saturating_add(gap.memory / Gap::TABLES_SHARE);
            all.saturating_sub(gap.managed) <= slack
                && zones.iter().all(|zone| zone.managed <= linked(zone).saturating_add(slack))
        })
    }
}

/// The zones of each node, of zones by nid; no list is empty.
fn by_node(zones: &[ManagedZone]) -> impl Iterator<Item = &[ManagedZone]> {
    zones.chunk_by(|a, b| a.nid == b.nid)
}

/// A node before its zones are added up.
fn empty_gap(nid: Nid, memory: &Memory, arch: &Arch, facts: &Facts) -> Gap {
    let pages: u64 = memory.ranges_of(nid).iter().map(|range| range.range.pages()).sum();
    let (memmap, tables) = if facts.reserved.is_complete {
        (0, 0)
    } else {
        (
            pages.saturating_mul(Gap::STRUCT_PAGE) >> arch.page_shift,
            pages / Gap::TABLES_SHARE + (Gap::BOUNCE_BUFFERS >> arch.page_shift),
        )
    };
    Gap { nid, memory: pages, present: 0, managed: 0, reserved: 0, memmap, tables }
}

/// Pages of each node's memory that are reserved, whole or in part. Both lists are sorted and
/// walked once.
fn reserved_pages(memory: &Memory, reserved: &[(PhysAddr, PhysAddr)], page_shift: u32) -> Vec<u64> {
    let mut pages = vec![0; memory.nodes().len()];
    let mut counted_to = crate::Pfn::ZERO;
    for (base, end) in reserved {
        let start = base.pfn_down(page_shift).max(counted_to);
        let range = PfnRange::new(start, end.pfn_up(page_shift));
        counted_to = counted_to.max(range.end());
        for (part, of) in memory.within(range) {
            pages[memory.node_index(of.nid)] += part.pages();
        }
    }
    pages
}
