//! From memory that no percentage gives to the nearest that one does.

use crate::seen::{size, split};
use crate::{Bytes, Machine, Percent, Setting};
use zonescope_model::MemoryMap;

impl Machine {
    /// `setting` with the whole percentage that mirrors most nearly as much above 4 GiB as `map`
    /// does, and the memory it gives; none if this machine takes no such setting.
    pub fn nearest_whole(
        &self,
        setting: &Setting,
        map: &MemoryMap,
    ) -> Option<(Setting, MemoryMap)> {
        let wanted = mirrored_above(map);
        let whole = (0..=Percent::MAX.hundredths() / 100)
            .filter_map(|percent| Percent::from_hundredths(u64::from(percent) * 100).ok());
        let tried = whole.filter_map(|above_4g| {
            let setting = Setting { above_4g, ..setting.clone() };
            let (memory, _) = self.map(&setting).ok()?;
            Some((setting, memory))
        });
        tried.min_by_key(|(_, memory)| mirrored_above(memory).get().abs_diff(wanted.get()))
    }
}

fn mirrored_above(map: &MemoryMap) -> Bytes {
    let (_, high) = split(map);
    let mirrored = high.iter().filter(|region| region.flags.is_mirror());
    mirrored.fold(Bytes::ZERO, |sum, region| sum.plus(size(region)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MachineNode;
    use zonescope_model::{Flags, Nid, PhysAddr, Region};

    const GIB: u64 = 1 << 30;

    fn region(base: u64, end: u64, is_mirrored: bool) -> Region {
        let flags = if is_mirrored { Flags::MIRROR } else { Flags::NONE };
        Region { base: PhysAddr::new(base), end: PhysAddr::new(end), nid: Nid::default(), flags }
    }

    /// One node of 104 GiB, 4 of them below 4 GiB: a hundredth of the rest is 1 GiB.
    fn machine() -> Machine {
        let nid = Nid::default();
        let node = MachineNode { nid, installed: Bytes::new(104 * GIB), flags: Flags::NONE };
        let granularity = Machine::GRANULARITY;
        Machine::new(vec![node], vec![region(0, 4 * GIB, false)], granularity).unwrap()
    }

    #[test]
    fn what_is_mirrored_by_hand_is_near_a_percentage() {
        const MIB: u64 = 1 << 20;
        for (mirrored, percent) in [
            (0, 0),
            (2 * MIB, 0),
            (GIB - 2 * MIB, 1),
            (10 * GIB, 10),
            (10 * GIB + 2 * MIB, 10),
            (49 * GIB + 600 * MIB, 50),
            // More than can be mirrored.
            (90 * GIB, 50),
        ] {
            let middle = 4 * GIB + mirrored;
            let regions = [
                region(0, 4 * GIB, false),
                region(4 * GIB, middle, true),
                region(middle, 104 * GIB, false),
            ];
            let regions = regions.into_iter().filter(|region| region.base < region.end);
            let map = MemoryMap::new(regions.collect()).unwrap();
            let (setting, memory) = machine().nearest_whole(&Setting::default(), &map).unwrap();
            assert_eq!(setting.above_4g.to_string(), percent.to_string(), "{mirrored:#x}");
            assert_eq!(memory, machine().map(&setting).unwrap().0);
        }
    }

    #[test]
    fn a_region_over_4_gib_counts_from_there() {
        let regions = vec![region(0, 14 * GIB, true), region(14 * GIB, 104 * GIB, false)];
        let map = MemoryMap::new(regions).unwrap();
        let (setting, _) = machine().nearest_whole(&Setting::default(), &map).unwrap();
        assert_eq!(setting.above_4g.to_string(), "10");
    }
}
