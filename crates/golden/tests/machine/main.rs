//! Machine and setting to map, and back: the mail's three cases in all nine transitions, what
//! is clamped or refused, and, for any machine, that inferring and mapping again changes nothing.

#[macro_use]
mod refused;

mod any;
mod cases;
mod infer;
mod map;
mod setting;

use zonescope_mirror::{Bytes, Machine, MachineNode, Setting};
use zonescope_model::{Flags, MemoryMap, Nid, PhysAddr, Region};
use zonescope_scenario::CASES;

const GIB: u64 = 1 << 30;

fn nid(id: u64) -> Nid {
    Nid::new(id).unwrap()
}

fn region(base: u64, end: u64, node: u64, flags: u64) -> Region {
    Region {
        base: PhysAddr::new(base),
        end: PhysAddr::new(end),
        nid: nid(node),
        flags: Flags::new(flags),
    }
}

fn setting(words: &str) -> Setting {
    Setting::from_efibootmgr(words).unwrap()
}

fn gib(amount: u64) -> Bytes {
    Bytes::new(amount * GIB)
}

fn nodes(installed_gib: &[(u64, u64)]) -> Vec<MachineNode> {
    installed_gib
        .iter()
        .map(|&(id, installed)| MachineNode {
            nid: nid(id),
            installed: gib(installed),
            flags: Flags::NONE,
        })
        .collect()
}

/// Nodes of so many GiB, and ranges below 4 GiB in GiB, each as (node, base, end).
fn machine(installed_gib: &[(u64, u64)], low: &[(u64, u64, u64)]) -> Machine {
    let low = low.iter().map(|&(id, base, end)| region(base * GIB, end * GIB, id, 0)).collect();
    Machine::new(nodes(installed_gib), low, Bytes::GIB).unwrap()
}

/// A map written `N0 0-2:m 4-131:m 131-512 N1 512-640:m ...`, in GiB.
fn map(text: &str) -> MemoryMap {
    let mut node = 0;
    let mut regions = Vec::new();
    for word in text.split(' ') {
        if let Some(id) = word.strip_prefix('N') {
            node = id.parse().unwrap();
            continue;
        }
        let (range, flags) = match word.split_once(':') {
            Some((range, "m")) => (range, 2),
            Some((range, "h")) => (range, 1),
            Some((range, "mh")) => (range, 3),
            _ => (word, 0),
        };
        let (base, end) = range.split_once('-').unwrap();
        let bytes = |text: &str| text.parse::<u64>().unwrap() * GIB;
        regions.push(region(bytes(base), bytes(end), node, flags));
    }
    MemoryMap::new(regions).unwrap()
}

/// The map of cases 1 to 3 of the mail.
fn case(number: usize) -> MemoryMap {
    CASES[number - 1].memory().unwrap()
}
