//! The slow model: it really walks pfns, one struct page at a time, in the kernel's loop shape.
//!
//! Written from the described behaviour alone and sharing only the types of `zonescope-model`,
//! so that tests can hold the two against each other: a mistake in one is unlikely to be in
//! both. Never shipped; machines above [`MAX_PFN`] are refused.

mod limits;
mod memmap;
mod memory;
mod movable;
mod totals;

use zonescope_model::{Memmap, NodeOutcome, Setup, Variant, Warning};

use crate::memory::Memory;

/// The highest pfn memory may end at: one struct page exists here for each page below it.
pub const MAX_PFN: u64 = 1 << 23;

/// What the slow model computes: the counts of [`zonescope_model::Outcome`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Naive {
    /// The nodes with memory, by nid.
    pub nodes: Vec<NodeOutcome>,
    /// Sums over the machine's struct pages.
    pub memmap: Memmap,
    /// The kernel's own warnings, in the order it prints them.
    pub warnings: Vec<Warning>,
}

/// What `setup` comes to under `variant`, page by page.
///
/// `None` when memory ends above [`MAX_PFN`], or when no region holds a whole page.
pub fn evaluate(setup: &Setup, variant: Variant) -> Option<Naive> {
    let memory = Memory::new(setup)?;
    let limits = limits::zone_limits(&memory, &setup.arch);
    let (movable, warnings) = movable::movable_pfns(&memory, setup, variant.kernel, &limits);
    let nodes = totals::nodes(&memory, setup, variant.patches, &limits, &movable);
    let (nodes, memmap) = memmap::memmap_init(&memory, setup, variant, nodes);
    Some(Naive { nodes, memmap, warnings })
}

#[cfg(test)]
mod tests {
    use zonescope_model::{Arch, BootWords, Flags, MemoryMap, Nid, PhysAddr, Region};

    use super::*;

    fn evaluate_region(base: u64, end: u64) -> Option<Naive> {
        let region = Region {
            base: PhysAddr::new(base),
            end: PhysAddr::new(end),
            nid: Nid::default(),
            flags: Flags::NONE,
        };
        let setup = Setup {
            memory: MemoryMap::new(vec![region]).unwrap(),
            words: BootWords::default(),
            arch: Arch::X86_64,
            deferred_init: true,
        };
        evaluate(&setup, Variant::default())
    }

    #[test]
    fn a_machine_is_walked_only_if_it_is_small_and_holds_a_page() {
        let top = MAX_PFN << 12;
        assert!(evaluate_region(top - 0x1000, top).is_some());
        assert!(evaluate_region(top, top + 0x1000).is_none());
        assert!(evaluate_region(0x1001, 0x2fff).is_none());
    }
}
