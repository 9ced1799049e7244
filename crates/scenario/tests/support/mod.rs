//! Arbitrary legal scenarios, and numbers that are random but always the same.

#![allow(dead_code)] // each test uses its part

use std::collections::BTreeSet;

use proptest::prelude::*;
use zonescope_mirror::{infer, Bytes, Inferred, Machine, MachineNode, Percent, Setting};
use zonescope_model::{
    Amount, Arch, BootWords, Flags, Kernel, MemoryMap, Nid, PatchSet, PhysAddr, Region, Setup,
    Variant,
};
use zonescope_scenario::{Mirrored, NamedVariant, Scenario, View, CASES};

/// The usual number of cases; failures are printed and not kept.
pub fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// splitmix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

pub fn region(base: u64, end: u64, nid: u64, flags: u64) -> Region {
    Region {
        base: PhysAddr::new(base),
        end: PhysAddr::new(end),
        nid: Nid::new(nid).unwrap(),
        flags: Flags::new(flags),
    }
}

/// The first case on another map, without its title.
pub fn on_map(regions: Vec<Region>) -> Scenario {
    let mut scenario = CASES[0].scenario().unwrap();
    scenario.title.clear();
    scenario.setup.memory = MemoryMap::new(regions).unwrap();
    scenario
}

/// The nth case, 1 to 3, as the machine that its map shows.
pub fn on_machine(case: usize) -> Scenario {
    let mut scenario = CASES[case - 1].scenario().unwrap();
    let Inferred { machine, setting, .. } = infer(&scenario.setup.memory).unwrap();
    scenario.mirror(Mirrored { machine, setting }).unwrap();
    scenario
}

/// The first case on an architecture of its own.
pub fn own_arch() -> Scenario {
    let mut scenario = CASES[0].scenario().unwrap();
    scenario.title.clear();
    scenario.setup.arch = "custom/14/11/29/1G/4G".parse().unwrap();
    scenario
}

/// Four nodes of different sizes and steps of 2 MiB, one with a percentage of its own.
pub fn four_nodes() -> Scenario {
    let nodes = [(2, 96), (0, 128), (1, 64), (3, 33)];
    let nodes = nodes.map(|(nid, gib)| MachineNode {
        nid: Nid::new(nid).unwrap(),
        installed: Bytes::new(gib << 30),
        flags: Flags::new(u64::from(nid == 3)),
    });
    let below = vec![region(0x1000, 0x9f000, 0, 0), region(1 << 20, 3 << 30, 0, 0)];
    let mut setting = Setting::new(true, "12.34".parse().unwrap());
    let own = "7".parse().unwrap();
    setting.nodes.insert(Nid::new(1).unwrap(), own);
    let mut scenario = on_map(vec![region(0, 1, 0, 0)]);
    scenario.title = "Four nodes, mirrored".to_owned();
    let machine = Machine::new(nodes.to_vec(), below, Bytes::new(2 << 20)).unwrap();
    scenario.mirror(Mirrored { machine, setting }).unwrap();
    scenario
}

/// Regions with random bounds, multiples of `unit` below `limit`, on `nodes` nodes.
pub fn random_regions(
    random: &mut Random,
    count: usize,
    unit: u64,
    limit: u64,
    nodes: usize,
    mut flags: impl FnMut(&mut Random) -> u64,
) -> Vec<Region> {
    let mut bounds = BTreeSet::new();
    while bounds.len() < 2 * count {
        bounds.insert(random.next() % (limit / unit) * unit);
    }
    let bounds: Vec<u64> = bounds.into_iter().collect();
    bounds
        .chunks(2)
        .map(|pair| {
            let nid = random.below(nodes) as u64;
            region(pair[0], pair[1], nid, flags(random))
        })
        .collect()
}

/// The scenario issue 3 sets a length for: 128 regions of whole 2 MiB within 16 TiB on 4 nodes.
pub fn huge_pages(random: &mut Random) -> Scenario {
    on_map(random_regions(random, 128, 2 << 20, 16 << 40, 4, |random| 2 * random.below(2) as u64))
}

/// As many bits as a link can need: 4,096 regions, no bound round, no flags twice.
pub fn worst(random: &mut Random) -> Scenario {
    on_map(random_regions(random, 4096, 1, 1 << 60, 1024, |random| random.next()))
}

fn memory() -> impl Strategy<Value = MemoryMap> {
    let shift = prop_oneof![Just(12_u32), Just(21), Just(30), 0..=50_u32];
    let length = (0..40_u32).prop_flat_map(|bits| 0..1_u64 << bits);
    let nid = prop_oneof![3 => 0..4_u64, 1 => 0..1024_u64];
    let flags = prop_oneof![
        4 => Just(0_u64),
        4 => Just(2),
        1 => 0..128_u64,
        1 => any::<u64>(),
    ];
    let piece = (length.clone(), length, nid, flags, any::<bool>());
    (shift, prop::collection::vec(piece, 1..40)).prop_map(|(shift, pieces)| {
        let mut end = 0_u64;
        let mut regions = Vec::new();
        for (gap, size, nid, flags, round) in pieces {
            let shift = if round { shift } else { 0 };
            let base = u128::from(end) + (u128::from(gap) << shift);
            let next = base + (u128::from(size.max(1)) << shift);
            if next <= 1 << 60 {
                end = next as u64;
                regions.push(region(base as u64, end, nid, flags));
            }
        }
        if regions.is_empty() {
            regions.push(region(0, 1 << 60, 0, 0));
        }
        MemoryMap::new(regions).unwrap()
    })
}

/// A machine of a few nodes in any order, and a setting that suits it.
fn mirrored() -> impl Strategy<Value = Mirrored> {
    let installed = prop_oneof![
        4 => (4..64_u64).prop_map(|gib| gib << 30),
        2 => 1..1_u64 << 44,
        1 => Just(4 << 40),
    ];
    let flags = prop_oneof![6 => Just(0), 1 => Just(1), 1 => any::<u64>()];
    let nids = prop::collection::btree_set(prop_oneof![4 => 0..4_u64, 1 => 0..1024_u64], 1..6);
    let nodes = prop::collection::vec((installed, flags.clone()), 6);
    let piece = (0..1_u64 << 28, 1..1_u64 << 28, 0..6_usize, flags);
    let below = prop::collection::vec((piece, any::<bool>()), 0..5);
    let percent = || (0..=5000_u64).prop_map(|n| Percent::from_hundredths(n).unwrap());
    let own = prop::collection::vec(prop::option::weighted(0.2, percent()), 6);
    let setting = (any::<bool>(), percent(), own);
    let granularity = prop_oneof![6 => Just(30), 1 => 12..=30_u32];
    (nids, any::<bool>(), nodes, below, granularity, setting).prop_filter_map(
        "too small for its mirror",
        |(nids, descending, nodes, below, granularity, (below_4g, above_4g, own))| {
            let mut nids: Vec<Nid> = nids.into_iter().map(|nid| Nid::new(nid).unwrap()).collect();
            if descending {
                nids.reverse();
            }
            let nodes = nids.iter().zip(nodes);
            let nodes = nodes.map(|(nid, (installed, flags))| MachineNode {
                nid: *nid,
                installed: Bytes::new(installed),
                flags: Flags::new(flags),
            });
            let mut end = 0;
            let mut regions = Vec::new();
            for ((gap, size, node, flags), round) in below {
                let shift = if round { 20 } else { 0 };
                let base = end + (gap >> shift << shift);
                end = base + (size >> shift << shift).max(1);
                regions.push(Region {
                    base: PhysAddr::new(base),
                    end: PhysAddr::new(end),
                    nid: nids[node % nids.len()],
                    flags: Flags::new(flags),
                });
            }
            let machine = Machine::new(nodes.collect(), regions, Bytes::new(1 << granularity));
            let own = nids.iter().zip(own);
            let mirrored = Mirrored {
                machine: machine.ok()?,
                setting: Setting {
                    below_4g,
                    above_4g,
                    nodes: own.filter_map(|(nid, own)| Some((*nid, own?))).collect(),
                },
            };
            mirrored.map().is_ok().then_some(mirrored)
        },
    )
}

fn words() -> impl Strategy<Value = BootWords> {
    let number = || prop_oneof![any::<u64>(), 0..200_u64, (0..64_u32).prop_map(|shift| 1 << shift)];
    let amount = || {
        prop::option::of(prop_oneof![
            number().prop_map(Amount::Bytes),
            number().prop_map(Amount::Percent),
        ])
    };
    (any::<[bool; 4]>(), amount(), amount()).prop_map(
        |([mirror, movable_node, early_page_ext, kdump], kernelcore, movablecore)| BootWords {
            mirror,
            kernelcore,
            movablecore,
            movable_node,
            early_page_ext,
            kdump,
        },
    )
}

/// Texts as people write them, and as nobody does.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ -~]{0,40}",
        "[a-z ~_;,/:%#@=<>]{0,12}",
        any::<String>(),
        ".{100,140}",
        (0..CASES.len()).prop_map(|place| CASES[place].title.to_owned()),
    ]
}

fn variant() -> impl Strategy<Value = NamedVariant> {
    let patches = (0..PatchSet::COUNT).prop_map(|place| PatchSet::every().nth(place).unwrap());
    let kernel = prop::sample::select(&Kernel::ALL[..]);
    (patches, kernel, text(), 0..4).prop_map(|(patches, kernel, text, naming)| {
        let own = NamedVariant::of(patches, kernel).name;
        NamedVariant {
            name: match naming {
                0 => own,
                1 => patches.to_string() + &text,
                2 => "base".to_owned(),
                _ => text,
            },
            variant: Variant { kernel, patches },
        }
    })
}

fn variants() -> impl Strategy<Value = Vec<NamedVariant>> {
    prop_oneof![
        prop::sample::select(&Kernel::ALL[..]).prop_map(NamedVariant::default_set),
        prop::collection::vec(variant(), 0..8),
        prop::collection::vec(variant(), 64),
    ]
}

fn arch() -> impl Strategy<Value = Arch> {
    let end = || {
        prop_oneof![
            Just(0),
            (18..=60_u32).prop_map(|shift| 1_u64 << shift),
            (0..1_u64 << 42).prop_map(|pages| pages << 18)
        ]
    };
    let own = (12..=18_u32, 0..=12_u32, 0..=10_u32, end(), end());
    let own = own.prop_map(|(page_shift, order, more, dma, dma32)| {
        let section = page_shift + order + more;
        let dma32 = if dma32 == 0 { 0 } else { dma.max(dma32) };
        let (dma, dma32) = (PhysAddr::new(dma), PhysAddr::new(dma32));
        Arch::custom(page_shift, order, section, dma, dma32).unwrap()
    });
    prop_oneof![
        2 => Just(Arch::X86_64),
        1 => prop::sample::select(&Arch::ALL[..]),
        1 => own,
    ]
}

/// Any scenario a link holds, not always in normal form.
pub fn scenario() -> impl Strategy<Value = Scenario> {
    (
        text(),
        (memory(), prop::option::of(mirrored())),
        (words(), arch()),
        any::<bool>(),
        variants(),
        prop::sample::select(&View::ALL[..]),
    )
        .prop_map(
            |(title, (memory, machine), (words, arch), deferred_init, variants, view)| {
                let mut scenario = Scenario {
                    title,
                    setup: Setup { memory, words, arch, deferred_init },
                    machine: None,
                    variants,
                    view,
                };
                if let Some(mirrored) = machine {
                    scenario.mirror(mirrored).unwrap();
                }
                scenario
            },
        )
}
