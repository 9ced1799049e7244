//! Scenarios drawn from a fuzzer's bytes.

use zonescope_model::{
    Amount, Arch, BootWords, Flags, Kernel, MemoryMap, Nid, PatchSet, PhysAddr, Region, Setup,
    Variant,
};
use zonescope_scenario::{NamedVariant, Scenario, View, CASES};

use super::bytes::Bytes;

/// Any scenario that a link holds, not always in normal form.
pub fn scenario(bytes: &mut Bytes) -> Scenario {
    let setup = Setup {
        words: words(bytes),
        arch: pick(bytes, &Arch::ALL),
        deferred_init: bytes.bit(),
        memory: memory(bytes),
    };
    Scenario {
        view: pick(bytes, &View::ALL),
        variants: variants(bytes),
        title: text(bytes),
        ..Scenario::new(setup)
    }
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

fn variants(bytes: &mut Bytes) -> Vec<NamedVariant> {
    let count = bytes.below(8);
    if count == 7 {
        return NamedVariant::all_named(pick(bytes, &Kernel::ALL));
    }
    let variant = |bytes: &mut Bytes| {
        let patches = PatchSet::every().nth(bytes.below(32) as usize);
        let patches = patches.expect("there are 32");
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
