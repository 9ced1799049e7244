//! The cases people talk about: the three of the mail, the one of the 2016 kernelcore=mirror
//! cover letter, and a real machine whose reporter asked why node 0 has no Normal.

use zonescope_model::{Arch, BootWords, Flags, MapError, MemoryMap, Nid, PhysAddr, Region, Setup};

use crate::Scenario;

/// A layout with a name: rows of base, end (exclusive), nid and flags, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The word used on the command line and in golden data.
    pub id: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// The architecture it was seen on.
    pub arch: Arch,
    rows: &'static [(u64, u64, u64, u64)],
}

/// What the page opens with.
pub const FIRST_CASE: &Case = &CASES[1];

/// Every case, in the order of the menu.
pub const CASES: [Case; 5] = [
    Case {
        id: "case1",
        title: "Case 1: efibootmgr -m t -M 0",
        arch: Arch::X86_64,
        rows: &[
            (0x1000, 0x9e000, 0, 0x2),
            (0x9f000, 0xa0000, 0, 0x2),
            (0x100000, 0x66417000, 0, 0x2),
            (0x777ff000, 0x77800000, 0, 0x2),
            (0x1_0000_0000, 0x1_4000_0000, 0, 0x2),
            (0x1_4000_0000, 0x7f_c000_0000, 0, 0x0),
            (0x7f_c000_0000, 0x80_0000_0000, 1, 0x2),
            (0x80_0000_0000, 0xff_8000_0000, 1, 0x0),
        ],
    },
    Case {
        id: "case2",
        title: "Case 2: efibootmgr -m t -M 25",
        arch: Arch::X86_64,
        rows: &[
            (0x1000, 0x9e000, 0, 0x2),
            (0x9f000, 0xa0000, 0, 0x2),
            (0x100000, 0x66417000, 0, 0x2),
            (0x777ff000, 0x77800000, 0, 0x2),
            (0x1_0000_0000, 0x20_c000_0000, 0, 0x2),
            (0x20_c000_0000, 0x60_4000_0000, 0, 0x0),
            (0x60_4000_0000, 0x80_4000_0000, 1, 0x2),
            (0x80_4000_0000, 0xc0_4000_0000, 1, 0x0),
        ],
    },
    Case {
        id: "case3",
        title: "Case 3: efibootmgr -m f -M 25",
        arch: Arch::X86_64,
        rows: &[
            (0x1000, 0x9e000, 0, 0x0),
            (0x9f000, 0xa0000, 0, 0x0),
            (0x100000, 0x66417000, 0, 0x0),
            (0x777ff000, 0x77800000, 0, 0x0),
            (0x1_0000_0000, 0x20_c000_0000, 0, 0x2),
            (0x20_c000_0000, 0x60_c000_0000, 0, 0x0),
            (0x60_c000_0000, 0x80_c000_0000, 1, 0x2),
            (0x80_c000_0000, 0xc0_c000_0000, 1, 0x0),
        ],
    },
    Case {
        id: "cover2016",
        title: "2016 cover letter: mirrored ranges inside Movable",
        arch: Arch::X86_64,
        rows: &[
            (0x1000, 0x1_8000_0000, 0, 0x2),
            (0x1_8000_0000, 0x8_0000_0000, 0, 0x0),
            (0x8_0000_0000, 0x8_8000_0000, 0, 0x2),
            (0x8_8000_0000, 0x10_a000_0000, 0, 0x0),
            (0x10_a000_0000, 0x11_2000_0000, 1, 0x2),
            (0x11_2000_0000, 0x17_a000_0000, 1, 0x0),
            (0x17_a000_0000, 0x18_2000_0000, 1, 0x2),
            (0x18_2000_0000, 0x20_a000_0000, 1, 0x0),
        ],
    },
    // From its log: what EFI lists as reserved memory is NOMAP on arm64 (`reserve_regions()` in
    // drivers/firmware/efi/efi-init.c), and node 0 begins with such memory, which isn't mirrored.
    Case {
        id: "arm64",
        title: "arm64: unmirrored memory first on node 0",
        arch: Arch::ARM64,
        rows: &[
            (0x0, 0x400_0000, 1, 0x4),
            (0x7e0_0000, 0x7f0_0000, 1, 0x4),
            (0x800_0000, 0xc00_0000, 1, 0x4),
            (0xc20_0000, 0x1000_0000, 1, 0x4),
            (0x1100_0000, 0x1c00_0000, 1, 0x0),
            (0x1c00_0000, 0x2000_0000, 1, 0x4),
            (0x2000_0000, 0x8000_0000, 1, 0x0),
            (0x820_8000_0000, 0x824_8000_0000, 1, 0x2),
            (0x828_8000_0000, 0x840_0000_0000, 1, 0x0),
            (0x840_0000_0000, 0x840_0400_0000, 0, 0x4),
            (0x840_0400_0000, 0x848_0000_0000, 0, 0x2),
            (0x850_0000_0000, 0x860_0000_0000, 0, 0x0),
            (0x2820_0000_0000, 0x2821_0000_0000, 3, 0x2),
            (0x2822_0000_0000, 0x2840_0000_0000, 3, 0x0),
            (0x2840_0000_0000, 0x2842_0000_0000, 2, 0x2),
            (0x2844_0000_0000, 0x2860_0000_0000, 2, 0x0),
        ],
    },
];

impl Case {
    /// Its memory map.
    ///
    /// # Errors
    /// Never for a case of [`CASES`]; a test holds that.
    pub fn memory(&self) -> Result<MemoryMap, MapError> {
        MemoryMap::new(
            self.rows
                .iter()
                .filter_map(|&(base, end, nid, flags)| {
                    Some(Region {
                        base: PhysAddr::new(base),
                        end: PhysAddr::new(end),
                        nid: Nid::new(nid)?,
                        flags: Flags::new(flags),
                    })
                })
                .collect(),
        )
    }

    /// Booted with `kernelcore=mirror` on v6.12 with deferral, all named variants compared.
    ///
    /// # Errors
    /// Never for a case of [`CASES`]; a test holds that.
    pub fn scenario(&self) -> Result<Scenario, MapError> {
        Ok(Scenario {
            title: self.title.to_owned(),
            ..Scenario::new(Setup {
                memory: self.memory()?,
                words: BootWords { mirror: true, ..BootWords::default() },
                arch: self.arch,
                deferred_init: true,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_is_a_legal_scenario() {
        for case in &CASES {
            let scenario = case.scenario().unwrap();
            assert_eq!(scenario.setup.memory.regions().len(), case.rows.len(), "{}", case.id);
        }
    }
}
