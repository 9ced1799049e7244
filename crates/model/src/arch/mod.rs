//! The constants of an architecture that decide where zones and sections lie.
//!
//! All are those of v6.12, and the same from v5.10 to v7.3 but where another release is named.
//! Where no source is named, MAX_PAGE_ORDER is the 10 of include/linux/mmzone.h, and a zone that a
//! kernel is built without ends at zero.

mod custom;
mod sources;

pub use custom::ArchError;

use crate::{Pfn, PhysAddr, Version};

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
    /// The booted kernels that the model was compared with in every number, oldest first.
    pub checked: &'static [&'static str],
}

impl Arch {
    /// Every architecture, the checked one first.
    pub const ALL: [Arch; 9] = [
        Arch::X86_64,
        Arch::ARM64,
        Arch::ARM64_16K,
        Arch::ARM64_64K,
        Arch::RISCV64,
        Arch::PPC64LE,
        Arch::S390X,
        Arch::S390X_6_13,
        Arch::LOONGARCH64,
    ];

    /// x86_64: PAGE_SHIFT in arch/x86/include/asm/page_types.h, SECTION_SIZE_BITS in
    /// asm/sparsemem.h, MAX_DMA_PFN and MAX_DMA32_PFN in asm/dma.h.
    pub const X86_64: Arch = Arch {
        name: "x86_64",
        page_shift: 12,
        max_page_order: 10,
        section_size_bits: 27,
        dma_end: PhysAddr::new(16 << 20),
        dma32_end: PhysAddr::FOUR_GIB,
        checked: &["5.10.262", "6.1.176", "6.12.107", "6.12.117", "7.2.13", "7.3-rc7"],
    };

    /// arm64 with pages of 4 KiB: ARM64_4K_PAGES and ARCH_FORCE_MAX_ORDER in arch/arm64/Kconfig,
    /// SECTION_SIZE_BITS in arch/arm64/include/asm/sparsemem.h, `zone_sizes_init()` in
    /// arch/arm64/mm/init.c.
    ///
    /// ZONE_DMA ends where firmware says that every device can reach (address limits in ACPI's
    /// IORT, `dma-ranges` in a device tree), at 4 GiB if it says nothing and memory begins below;
    /// that is taken here, and leaves ZONE_DMA32 empty. A Raspberry Pi 4 has it at 1 GiB. A
    /// machine whose memory begins above 4 GiB may have ZONE_DMA there, which is not modelled.
    pub const ARM64: Arch = Arch {
        name: "arm64",
        page_shift: 12,
        max_page_order: 10,
        section_size_bits: 27,
        dma_end: PhysAddr::FOUR_GIB,
        dma32_end: PhysAddr::FOUR_GIB,
        checked: &["6.1.176", "6.12.117", "7.2.13", "7.3-rc7"],
    };

    /// [`Arch::ARM64`] with pages of 16 KiB, whose largest block has order 11
    /// (ARCH_FORCE_MAX_ORDER).
    pub const ARM64_16K: Arch = Arch {
        name: "arm64-16k",
        page_shift: 14,
        max_page_order: 11,
        checked: &["7.2.13"],
        ..Arch::ARM64
    };

    /// [`Arch::ARM64`] with pages of 64 KiB, whose largest block has order 13
    /// (ARCH_FORCE_MAX_ORDER): 512 MiB, and so has the section (SECTION_SIZE_BITS).
    pub const ARM64_64K: Arch = Arch {
        name: "arm64-64k",
        page_shift: 16,
        max_page_order: 13,
        section_size_bits: 29,
        checked: &[],
        ..Arch::ARM64
    };

    /// riscv64: HAVE_PAGE_SIZE_4KB and ZONE_DMA32 if 64BIT in arch/riscv/Kconfig,
    /// SECTION_SIZE_BITS in arch/riscv/include/asm/sparsemem.h, dma32_phys_limit as
    /// `setup_bootmem()` in arch/riscv/mm/init.c sets it.
    pub const RISCV64: Arch = Arch {
        name: "riscv64",
        page_shift: 12,
        max_page_order: 10,
        section_size_bits: 27,
        dma_end: PhysAddr::new(0),
        dma32_end: PhysAddr::FOUR_GIB,
        checked: &[],
    };

    /// ppc64le on Book3S: PPC_64K_PAGES (the default there) and ARCH_FORCE_MAX_ORDER in
    /// arch/powerpc/Kconfig, SECTION_SIZE_BITS in arch/powerpc/include/asm/sparsemem.h. Of the
    /// 64-bit processors only Book3E selects ZONE_DMA (platforms/Kconfig.cputype), so all of
    /// its memory is ZONE_NORMAL (`paging_init()` in arch/powerpc/mm/mem.c).
    pub const PPC64LE: Arch = Arch {
        name: "ppc64le",
        page_shift: 16,
        max_page_order: 8,
        section_size_bits: 24,
        dma_end: PhysAddr::new(0),
        dma32_end: PhysAddr::new(0),
        checked: &[],
    };

    /// s390x: HAVE_PAGE_SIZE_4KB and ZONE_DMA in arch/s390/Kconfig, SECTION_SIZE_BITS in
    /// arch/s390/include/asm/sparsemem.h, MAX_DMA_ADDRESS (2 GiB) in asm/dma.h.
    pub const S390X: Arch = Arch {
        name: "s390x",
        page_shift: 12,
        max_page_order: 10,
        section_size_bits: 28,
        dma_end: PhysAddr::new(2 << 30),
        dma32_end: PhysAddr::new(0),
        checked: &[],
    };

    /// [`Arch::S390X`] from v6.13 on, whose sections have half the size.
    pub const S390X_6_13: Arch = Arch { name: "s390x-6.13", section_size_bits: 27, ..Arch::S390X };

    /// loongarch64 with the pages of 16 KiB of its loongson3_defconfig: HAVE_PAGE_SIZE_16KB,
    /// ARCH_FORCE_MAX_ORDER and ZONE_DMA32 in arch/loongarch/Kconfig, SECTION_SIZE_BITS in
    /// arch/loongarch/include/asm/sparsemem.h, MAX_DMA32_PFN in asm/dma.h.
    pub const LOONGARCH64: Arch = Arch {
        name: "loongarch64",
        page_shift: 14,
        max_page_order: 11,
        section_size_bits: 29,
        dma_end: PhysAddr::new(0),
        dma32_end: PhysAddr::FOUR_GIB,
        checked: &[],
    };

    /// The architecture called `name`.
    pub fn from_name(name: &str) -> Option<Arch> {
        Arch::ALL.into_iter().find(|arch| arch.name == name)
    }

    /// The constants that kernels of `version` have where this architecture's changed.
    pub fn of_version(self, version: Version) -> Arch {
        match self {
            Arch::S390X | Arch::S390X_6_13 => match version >= Version::new(6, 13, 0) {
                true => Arch::S390X_6_13,
                false => Arch::S390X,
            },
            other => other,
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{evaluate, BootWords, Flags, MemoryMap, Nid, Region, Setup, Variant, Zone};

    #[test]
    fn names_are_found_and_no_two_are_the_same() {
        for arch in Arch::ALL {
            assert_eq!(Arch::from_name(arch.name), Some(arch));
        }
        assert_eq!(Arch::from_name("x86"), None);
    }

    #[test]
    fn the_largest_block_fits_a_section_as_mmzone_h_demands() {
        for arch in Arch::ALL {
            assert!(arch.max_order_pages() <= arch.section_pages(), "{}", arch.name);
        }
    }

    #[test]
    fn what_was_booted_is_checked() {
        let checked: Vec<Arch> =
            Arch::ALL.into_iter().filter(|arch| !arch.checked.is_empty()).collect();
        assert_eq!(checked, [Arch::X86_64, Arch::ARM64, Arch::ARM64_16K]);
    }

    /// The zones, in MiB, of a machine with memory from 0 to 8 GiB.
    fn zones(arch: Arch) -> Vec<(Zone, u64)> {
        let region = Region {
            base: PhysAddr::new(0),
            end: PhysAddr::new(8 << 30),
            nid: Nid::default(),
            flags: Flags::NONE,
        };
        let setup = Setup {
            memory: MemoryMap::new(vec![region]).unwrap(),
            words: BootWords::default(),
            arch,
            deferred_init: false,
        };
        let outcome = evaluate(&setup, Variant::default(), &mut ());
        let mib = |pages: u64| (pages << arch.page_shift) >> 20;
        outcome.nodes[0]
            .zones
            .iter()
            .map(|zone| (zone.zone, mib(zone.range.pages())))
            .filter(|(_, size)| *size > 0)
            .collect()
    }

    macro_rules! zones {
        ($($name:ident: $arch:expr => $zones:expr;)*) => {
            $(#[test] fn $name() {
                use Zone::*;
                assert_eq!(zones($arch), $zones);
            })*
        };
    }

    zones! {
        x86_64: Arch::X86_64 => [(Dma, 16), (Dma32, 4080), (Normal, 4096)];
        arm64: Arch::ARM64 => [(Dma, 4096), (Normal, 4096)];
        arm64_16k: Arch::ARM64_16K => [(Dma, 4096), (Normal, 4096)];
        arm64_64k: Arch::ARM64_64K => [(Dma, 4096), (Normal, 4096)];
        riscv64: Arch::RISCV64 => [(Dma32, 4096), (Normal, 4096)];
        ppc64le: Arch::PPC64LE => [(Normal, 8192)];
        s390x: Arch::S390X => [(Dma, 2048), (Normal, 6144)];
        loongarch64: Arch::LOONGARCH64 => [(Dma32, 4096), (Normal, 4096)];
    }
}
