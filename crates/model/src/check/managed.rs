//! Managed pages beside present ones: what reserved memory does not explain is lost.

use super::facts::{Facts, ManagedZone};
use crate::memory::Memory;
use crate::{Nid, Outcome, PfnRange, PhysAddr, Setup};
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
    zones: Vec<ManagedZone>,
    pub gaps: Vec<Gap>,
}

impl Ledger {
    pub fn new(setup: &Setup, facts: &Facts) -> Ledger {
        let memory = Memory::new(&setup.memory, &setup.words, &setup.arch);
        let mut gaps: Vec<Gap> = Vec::new();
        for zone in &facts.managed {
            let gap = match gaps.iter_mut().find(|gap| gap.nid == zone.nid) {
                Some(gap) => gap,
                None => {
                    gaps.push(empty_gap(zone.nid, &memory, setup, facts));
                    let last = gaps.len() - 1;
                    &mut gaps[last]
                }
            };
            gap.present += i128::from(zone.present.cast_signed());
            gap.managed = gap.managed.saturating_add(zone.managed);
        }
        sort_by_key(&mut gaps, |gap| gap.nid);
        Ledger { zones: facts.managed.clone(), gaps }
    }

    /// Whether managed pages can come from the struct pages this outcome links: not more of a
    /// zone than are linked to it, not fewer of a node than what is reserved leaves. Loosely, as
    /// balloons and the like move some.
    pub fn fits(&self, outcome: &Outcome) -> bool {
        let linked = |zone: &ManagedZone| {
            let node = outcome.node(zone.nid);
            node.and_then(|node| node.zone(zone.zone)).map_or(0, |zone| zone.linked)
        };
        self.gaps.iter().all(|gap| {
            let of_node = || self.zones.iter().filter(|zone| zone.nid == gap.nid);
            let all = of_node().map(linked).fold(0, u64::saturating_add);
            // Reserved pages beyond first_deferred_pfn are linked one by one, to a zone that
            // need not be the model's; those freed later count there.
            let slack = gap.allowance().saturating_add(gap.memory / Gap::TABLES_SHARE);
            all.saturating_sub(gap.managed) <= slack
                && of_node().all(|zone| zone.managed <= linked(zone).saturating_add(slack))
        })
    }
}

/// A node before its zones are added up.
fn empty_gap(nid: Nid, memory: &Memory, setup: &Setup, facts: &Facts) -> Gap {
    let arch = &setup.arch;
    let pages: u64 = memory.ranges_of(nid).map(|range| range.range.pages()).sum();
    let (memmap, tables) = if facts.reserved.is_complete {
        (0, 0)
    } else {
        (
            pages.saturating_mul(Gap::STRUCT_PAGE) >> arch.page_shift,
            pages / Gap::TABLES_SHARE + (Gap::BOUNCE_BUFFERS >> arch.page_shift),
        )
    };
    Gap {
        nid,
        memory: pages,
        present: 0,
        managed: 0,
        reserved: reserved_pages(nid, memory, &facts.reserved.ranges, arch.page_shift),
        memmap,
        tables,
    }
}

/// Pages of the node's memory that are reserved, whole or in part. Both lists are sorted and
/// walked once.
fn reserved_pages(
    nid: Nid,
    memory: &Memory,
    reserved: &[(PhysAddr, PhysAddr)],
    page_shift: u32,
) -> u64 {
    let mut pages = 0;
    let mut counted_to = crate::Pfn::ZERO;
    for (base, end) in reserved {
        let start = base.pfn_down(page_shift).max(counted_to);
        let range = PfnRange::new(start, end.pfn_up(page_shift));
        counted_to = counted_to.max(range.end());
        pages += memory
            .within(range)
            .filter(|(_, of)| of.nid == nid)
            .map(|(part, _)| part.pages())
            .sum::<u64>();
    }
    pages
}
