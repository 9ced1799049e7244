//! Scenarios drawn from a fuzzer's bytes.

use zonescope_mirror::{Bytes as Size, Machine, MachineNode, Percent, Setting};
use zonescope_model::{
    Amount, Arch, BootWords, Flags, Kernel, MemoryMap, Nid, PatchSet, PhysAddr, Region, Setup,
    Variant,
};
use zonescope_scenario::{Mirrored, NamedVariant, Scenario, View, CASES};

use super::bytes::Bytes;

/// Any scenario that a link holds, not always in normal form.
pub fn scenario(bytes: &mut Bytes) -> Scenario {
    let setup = Setup {
        words: words(bytes),
        arch: pick(bytes, &Arch::ALL),
        deferred_init: bytes.bit(),
        memory: memory(bytes),
    };
    let mut scenario = Scenario {
        view: pick(bytes, &View::ALL),
        variants: variants(bytes),
        title: text(bytes),
        ..Scenario::new(setup)
    };
    // What came later is drawn last: the inputs found before still mean what they did.
    if let Some(mirrored) = mirrored(bytes) {
        // One too small for its mirror leaves the scenario as it was.
        let _ = scenario.mirror(mirrored);
    }
    if let Some(arch) = own_arch(bytes) {
        scenario.setup.arch = arch;
    }
    scenario
}

fn pick<T: Copy>(bytes: &mut Bytes, all: &[T]) -> T {
    all[bytes.below(all.len() as u64) as usize]
}

fn words(bytes: &mut Bytes) -> BootWords {
    let shape = bytes.byte();
    let mut amount = |given, percent| {
        (shape & given != 0).then(|| match shape & percent {
            0 => Amount::Bytes(bytes.number()),
            _ => Amount::Percent(bytes.number()),
        })
    };
    BootWords {
        kernelcore: amount(1, 2),
        movablecore: amount(4, 8),
        mirror: shape & 16 == 0,
        movable_node: shape & 32 != 0,
        early_page_ext: shape & 128 != 0,
        kdump: shape & 64 != 0,
    }
}

/// Up to sixteen regions.
fn memory(bytes: &mut Bytes) -> MemoryMap {
    let mut regions = Vec::new();
    let mut end = 0_u64;
    for _ in 0..=bytes.below(16) {
        let base = end.saturating_add(bytes.number());
        let size = bytes.number().max(1);
        let nid = bytes.below(4) << bytes.below(8);
        let flags = bytes.number();
        end = base.saturating_add(size);
        if end > MemoryMap::MAX_END.get() {
            break;
        }
        regions.push(Region {
            base: PhysAddr::new(base),
            end: PhysAddr::new(end),
            nid: Nid::new(nid).expect("3 << 7 is a node"),
            flags: Flags::new(flags),
        });
    }
    if regions.is_empty() {
        regions.push(Region {
            base: PhysAddr::new(0),
            end: MemoryMap::MAX_END,
            nid: Nid::default(),
            flags: Flags::NONE,
        });
    }
    MemoryMap::new(regions).expect("they are in order")
}

/// A machine of up to four nodes in any order, and a setting that may suit it.
fn mirrored(bytes: &mut Bytes) -> Option<Mirrored> {
    let shape = bytes.byte();
    if shape & 1 == 0 {
        return None;
    }
    let mut nodes = Vec::new();
    let mut setting = Setting::new(shape & 2 != 0, percent(bytes));
    for place in 0..=u64::from(shape >> 2 & 3) {
        let shape = bytes.byte();
        let nid = match shape & 1 {
            0 => place,
            _ => bytes.below(4) << bytes.below(8),
        };
        let nid = Nid::new(nid).expect("3 << 7 is a node");
        let installed = match shape & 2 {
            0 => bytes.below(256) << 30,
            _ => bytes.number(),
        };
        if shape & 4 != 0 {
            setting.nodes.insert(nid, percent(bytes));
        }
        nodes.push(MachineNode {
            nid,
            installed: Size::new(installed),
            flags: Flags::new(u64::from(shape >> 3)),
        });
    }
    let mut below_4g = Vec::new();
    let mut end = 0;
    for _ in 0..shape >> 4 & 3 {
        let base = end + (bytes.below(32) << 24);
        end = base + ((1 + bytes.below(64)) << 20) - bytes.below(2);
        below_4g.push(Region {
            base: PhysAddr::new(base),
            end: PhysAddr::new(end),
            nid: pick(bytes, &nodes).nid,
            flags: Flags::new(bytes.number()),
        });
    }
    let granularity = match shape >> 6 {
        0 => bytes.below(31),
        _ => 30,
    };
    let machine = Machine::new(nodes, below_4g, Size::new(1 << granularity)).ok()?;
    Some(Mirrored { machine, setting })
}

fn percent(bytes: &mut Bytes) -> Percent {
    let hundredths = match bytes.byte() {
        whole @ 0..=50 => u64::from(whole) * 100,
        high => u64::from(high) * 256 + bytes.below(256),
    };
    Percent::from_hundredths(hundredths % 5001).expect("it is at most half")
}

fn own_arch(bytes: &mut Bytes) -> Option<Arch> {
    if !bytes.bit() {
        return None;
    }
    let page_shift = 12 + bytes.below(7) as u32;
    let order = bytes.below(13) as u32;
    let section = page_shift + order + bytes.below(11) as u32;
    let [dma, dma32] = [(); 2].map(|()| PhysAddr::new(bytes.number() << page_shift));
    Arch::custom(page_shift, order, section, dma, dma32).ok()
}

fn variants(bytes: &mut Bytes) -> Vec<NamedVariant> {
    let count = bytes.below(8);
    if count == 7 {
        return NamedVariant::default_set(pick(bytes, &Kernel::ALL));
    }
    let variant = |bytes: &mut Bytes| {
        let patches = PatchSet::every().nth(bytes.below(PatchSet::COUNT as u64) as usize);
        let patches = patches.expect("below their count");
        let kernel = pick(bytes, &Kernel::ALL);
        NamedVariant {
            name: match bytes.below(4) {
                0 => NamedVariant::of(patches, kernel).name,
                1 => patches.to_string() + &text(bytes),
                2 => "base".to_owned(),
                _ => text(bytes),
            },
            variant: Variant { kernel, patches },
        }
    };
    (0..count).map(|_| variant(bytes)).collect()
}

/// A text of up to 255 bytes, or a case's title.
fn text(bytes: &mut Bytes) -> String {
    let length = usize::from(bytes.byte());
    if let Some(case) = CASES.get(255 - length) {
        return case.title.to_owned();
    }
    let (text, rest) = bytes.0.split_at(length.min(bytes.0.len()));
    bytes.0 = rest;
    String::from_utf8_lossy(text).into_owned()
}
