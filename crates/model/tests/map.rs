//! What no memory map is, and what is said of it.

use zonescope_model::{Flags, MemoryMap, Nid, PhysAddr, Region};

fn refused(ranges: &[(u64, u64)]) -> String {
    let regions = ranges.iter().map(|&(base, end)| Region {
        base: PhysAddr::new(base),
        end: PhysAddr::new(end),
        nid: Nid::default(),
        flags: Flags::NONE,
    });
    MemoryMap::new(regions.collect()).unwrap_err().to_string()
}

macro_rules! refused {
    ($($name:ident: $ranges:expr => $start:expr;)*) => {
        $(#[test] fn $name() {
            let said = refused($ranges);
            assert!(said.starts_with($start), "{said}");
        })*
    };
}

const TOP: u64 = 1 << 60;

refused! {
    nothing: &[] => "there is no memory region";
    too_many: &[(0, 1); 65_537] => "65537 memory regions: the limit is 65536";
    empty: &[(0, 1), (4096, 4096)] => "region 1 at 0x1000 is empty: it ends at 0x1000";
    too_high: &[(4096, TOP + 1)] => "region 0 [0x1000-0x1000000000000000] ends above 2^60";
    out_of_order: &[(8192, 12288), (0, 4096)] => "region 1 [0x0-0xfff] lies below region 0 [0x2000-0x2fff]";
    overlap: &[(0, 4096), (4095, 8192)] => "region 1 [0xfff-0x1fff] overlaps region 0 [0x0-0xfff]";
}
