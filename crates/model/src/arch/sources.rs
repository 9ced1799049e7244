//! Where the kernel says what: the file behind each constant of each architecture, in v6.12.

use super::Arch;

/// MAX_PAGE_ORDER is 10 where an architecture does not force another.
const MMZONE: &str = "include/linux/mmzone.h";

impl Arch {
    /// What the kernel calls its constants, in the order of its fields.
    pub const CONSTANTS: [&'static str; 5] =
        ["PAGE_SHIFT", "MAX_PAGE_ORDER", "SECTION_SIZE_BITS", "ZONE_DMA", "ZONE_DMA32"];

    /// Each of its constants, in the order of its fields, with the kernel file that sets it; for
    /// a zone it has not, the file that leaves it out. `None` for constants of one's own.
    pub fn sources(&self) -> Option<[(&'static str, &'static str); 5]> {
        let files = match self.name {
            "x86_64" => [
                "arch/x86/include/asm/page_types.h",
                MMZONE,
                "arch/x86/include/asm/sparsemem.h",
                "arch/x86/include/asm/dma.h",
                "arch/x86/include/asm/dma.h",
            ],
            "arm64" | "arm64-16k" | "arm64-64k" => [
                "arch/arm64/Kconfig",
                "arch/arm64/Kconfig",
                "arch/arm64/include/asm/sparsemem.h",
                "arch/arm64/mm/init.c",
                "arch/arm64/mm/init.c",
            ],
            "riscv64" => [
                "arch/riscv/Kconfig",
                MMZONE,
                "arch/riscv/include/asm/sparsemem.h",
                "arch/riscv/Kconfig",
                "arch/riscv/mm/init.c",
            ],
            "ppc64le" => [
                "arch/powerpc/Kconfig",
                "arch/powerpc/Kconfig",
                "arch/powerpc/include/asm/sparsemem.h",
                "arch/powerpc/platforms/Kconfig.cputype",
                "arch/powerpc/mm/mem.c",
            ],
            "s390x" | "s390x-6.13" => [
                "arch/s390/Kconfig",
                MMZONE,
                "arch/s390/include/asm/sparsemem.h",
                "arch/s390/include/asm/dma.h",
                "arch/s390/Kconfig",
            ],
            "loongarch64" => [
                "arch/loongarch/Kconfig",
                "arch/loongarch/Kconfig",
                "arch/loongarch/include/asm/sparsemem.h",
                "arch/loongarch/Kconfig",
                "arch/loongarch/include/asm/dma.h",
            ],
            _ => return None,
        };
        let [a, b, c, d, e] = Arch::CONSTANTS;
        let [page, order, section, dma, dma32] = files;
        Some([(a, page), (b, order), (c, section), (d, dma), (e, dma32)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PhysAddr;

    #[test]
    fn every_known_architecture_has_its_sources() {
        for arch in Arch::ALL {
            for (name, file) in arch.sources().unwrap() {
                assert!(file.starts_with("arch/") || file == MMZONE, "{name}: {file}");
                // What an architecture does not force is the generic default.
                assert!(file != MMZONE || arch.max_page_order == 10);
            }
        }
        let none = PhysAddr::new(0);
        assert_eq!(Arch::custom(12, 10, 27, none, none).unwrap().sources(), None);
    }
}
