//! The model against the slow one, on small machines.

mod bytes;

use bytes::Bytes;
use zonescope_model::{
    Amount, Arch, BootWords, Flags, Kernel, MemoryMap, Nid, PatchSet, PhysAddr, Region, Setup,
    Variant,
};
use zonescope_naive::Naive;

pub fn check(data: &[u8]) {
    let mut bytes = Bytes(data);
    let variant = Variant {
        patches: PatchSet::every()
            .nth(bytes.below(PatchSet::COUNT as u64) as usize)
            .expect("below their count"),
        kernel: Kernel::ALL[bytes.below(Kernel::ALL.len() as u64) as usize],
    };
    let setup = setup(&mut bytes);
    let outcome = zonescope_model::evaluate(&setup, variant, &mut ());
    let fast = Naive { nodes: outcome.nodes, memmap: outcome.memmap, warnings: outcome.warnings };
    let slow = zonescope_naive::evaluate(&setup, variant).expect("it is small and holds a page");
    assert_eq!(fast, slow, "{setup:?} {variant:?}");
}

fn setup(bytes: &mut Bytes) -> Setup {
    let arch = arch(bytes);
    let words = words(bytes, arch.page_shift);
    let deferred_init = bytes.bit();
    Setup { memory: memory(bytes, &arch), words, arch, deferred_init }
}

/// Pages so large that zones, sections and blocks are only a few of them.
fn arch(bytes: &mut Bytes) -> Arch {
    let page_shift = 24 + bytes.below(5) as u32;
    let four_gib = 1_u64 << (32 - page_shift);
    let dma = [0, 1, 5, four_gib / 2][bytes.below(4) as usize];
    let dma32 = [0, dma, 7, four_gib - 3, four_gib, four_gib + 9][bytes.below(6) as usize];
    Arch {
        name: "coarse",
        page_shift,
        max_page_order: bytes.below(4) as u32,
        section_size_bits: page_shift + bytes.below(5) as u32,
        dma_end: PhysAddr::new(dma << page_shift),
        dma32_end: PhysAddr::new(dma32 << page_shift),
        checked: &[],
    }
}

fn words(bytes: &mut Bytes, page_shift: u32) -> BootWords {
    let mut amount = || match bytes.below(4) {
        0 => Some(Amount::Bytes(bytes.below(200) << page_shift)),
        1 => Some(Amount::Bytes(bytes.number())),
        2 => Some(Amount::Percent(bytes.below(111))),
        _ => None,
    };
    let (kernelcore, movablecore) = (amount(), amount());
    let switches = bytes.byte();
    BootWords {
        mirror: switches & 1 == 0,
        movable_node: switches & 2 != 0,
        early_page_ext: switches & 112 == 112,
        kdump: switches & 12 == 12,
        kernelcore,
        movablecore,
    }
}

/// Up to sixteen regions around 4 GiB or from nought on, not all of whole pages.
fn memory(bytes: &mut Bytes, arch: &Arch) -> MemoryMap {
    let first = match bytes.bit() {
        true => arch.four_gib().get().saturating_sub(bytes.below(64)),
        false => bytes.below(64),
    };
    let mut end = first << arch.page_shift;
    let mut regions = Vec::new();
    while regions.is_empty() || !bytes.0.is_empty() && regions.len() < 16 {
        let shape = bytes.byte();
        let hole = u64::from(shape & 3) * bytes.below(16);
        let base = end + (hole << arch.page_shift);
        end = base + ((1 + bytes.below(80)) << arch.page_shift);
        regions.push(Region {
            base: PhysAddr::new(base),
            // Bytes beyond the last page: the next region is cut too.
            end: PhysAddr::new(end + u64::from(shape >> 7)),
            nid: Nid::new(u64::from(shape >> 2 & 3)).expect("3 is a node"),
            flags: Flags::new(u64::from(shape >> 4 & 7) | u64::from(hole == 15) << 3),
        });
        end += u64::from(shape >> 7);
    }
    MemoryMap::new(regions).expect("they are in order")
}
