//! The constants of an architecture that decide where zones and sections lie.

use crate::{Pfn, PhysAddr};

/// What the model needs to know of an architecture and its configuration. Data, not code:
/// another architecture is another value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Arch {
    /// The name used in scenario files and on the command line.
    pub name: &'static str,
    /// log2 of the page size in bytes (PAGE_SHIFT).
    pub page_shift: u32,
    /// log2 of the largest buddy block in pages (MAX_PAGE_ORDER).
    pub max_page_order: u32,
    /// log2 of the section size in bytes (SECTION_SIZE_BITS).
    pub section_size_bits: u32,
    /// Where ZONE_DMA ends, in bytes; zero where there is none.
    pub dma_end: PhysAddr,
    /// Where ZONE_DMA32 ends, in bytes; zero where there is none. ZONE_NORMAL has the rest.
    pub dma32_end: PhysAddr,
    /// Whether golden outputs of a real kernel stand behind the model for this architecture.
    pub checked: bool,
}

impl Arch {
    /// x86_64: PAGE_SHIFT in arch/x86/include/asm/page_types.h, SECTION_SIZE_BITS in
    /// asm/sparsemem.h, MAX_DMA_PFN and MAX_DMA32_PFN in asm/dma.h.
    pub const X86_64: Arch = Arch {
        name: "x86_64",
        page_shift: 12,
        max_page_order: 10,
        section_size_bits: 27,
        dma_end: PhysAddr::new(16 << 20),
        dma32_end: PhysAddr::FOUR_GIB,
        checked: true,
    };

    /// The page size in bytes.
    pub const fn page_size(&self) -> u64 {
        1 << self.page_shift
    }

    /// MAX_ORDER_NR_PAGES, in pages.
    pub const fn max_order_pages(&self) -> u64 {
        1 << self.max_page_order
    }

    /// PAGES_PER_SECTION, in pages.
    pub const fn section_pages(&self) -> u64 {
        1 << (self.section_size_bits - self.page_shift)
    }

    /// The first pfn at or above 4 GiB.
    pub const fn four_gib(&self) -> Pfn {
        PhysAddr::FOUR_GIB.pfn_up(self.page_shift)
    }
}
