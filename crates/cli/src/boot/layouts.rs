//! The layouts that `cargo xtask oracle` boots: those the thread speaks of, and what a kernel
//! does with its boot words on one to four nodes.

use std::path::Path;

use zonescope_model::{Arch, BootWords, Flags, MemoryMap, Nid, PhysAddr, Region, Setup};
use zonescope_scenario::{Scenario, CASES};

use super::folder;

/// Name, memory and boot words. Nodes are parted by `|`; of each the runs above 4 GiB, in MiB:
/// mirrored, plain, or a hole. `M` in front: memory below 4 GiB is mirrored too.
const LAYOUTS: [(&str, &str, &str); 17] = [
    ("mirror-1-node", "M m1024 p3072", "kernelcore=mirror"),
    ("mirror-3-nodes", "M m1024 p1024 | m512 p1024 | p1536", "kernelcore=mirror"),
    ("mirror-4-nodes", "M m512 p512 | m1024 | p1024 | m512 p1024", "kernelcore=mirror"),
    ("interleaved", "M m512 p512 m512 p512 | p512 m512 p512 m256 p256", "kernelcore=mirror"),
    ("within-sections", "p7 m519 p1027 m31 p464 | m3 p1533 m512", "kernelcore=mirror"),
    ("below-4g-only", "M p2048 | p2048", "kernelcore=mirror"),
    ("above-4g-only", "m1024 p1024 | m2048", "kernelcore=mirror"),
    ("nothing-mirrored", "p2048 | p2048", "kernelcore=mirror"),
    ("holes", "M m1024 h256 p1024 | h128 m512 p384 h128 p512", "kernelcore=mirror"),
    ("kdump", "M m1024 p1024 | m512 p1536", "kernelcore=mirror elfcorehdr=0"),
    ("movable_node", "M m1024 p1024 | m512 p1536", "kernelcore=mirror movable_node"),
    ("plain", "p2048 | p2048", ""),
    ("kernelcore-size", "p2048 | p1024 | p3072", "kernelcore=3G"),
    ("kernelcore-share", "p2048 | p2048", "kernelcore=70%"),
    ("movablecore-size", "p2048 | p1024 | p3072", "movablecore=2G"),
    ("movablecore-share", "p1024 | p1024 | p1024 | p1024", "movablecore=40%"),
    ("both-sizes", "p4096", "kernelcore=2G movablecore=1G"),
];

/// Writes the scenario of every layout as `NAME.json`; the names, a line each.
pub fn write(to: &Path) -> Result<String, String> {
    std::fs::create_dir_all(to)
        .map_err(|error| format!("can't write {}: {error}", crate::called(to)))?;
    let mut names = String::new();
    for (name, scenario) in scenarios()? {
        folder::write(&to.join(format!("{name}.json")), scenario.to_json().as_bytes())?;
        names += &format!("{name}\n");
    }
    Ok(names)
}

fn scenarios() -> Result<Vec<(&'static str, Scenario)>, String> {
    let mut scenarios = Vec::new();
    // The machine on arm64 has nodes that QEMU can't make.
    for case in CASES.iter().filter(|case| case.arch == Arch::X86_64) {
        scenarios.push((case.id, case.scenario().map_err(|fault| fault.to_string())?));
    }
    for (name, layout, words) in LAYOUTS {
        let memory = memory(layout).ok_or_else(|| format!("{name} is no layout: {layout}"))?;
        let scenario = Scenario::new(Setup {
            memory,
            words: BootWords::parse(words),
            arch: Arch::X86_64,
            deferred_init: true,
        });
        scenarios.push((name, Scenario { title: name.to_owned(), ..scenario }));
    }
    Ok(scenarios)
}

fn memory(layout: &str) -> Option<MemoryMap> {
    let region = |base: u64, end: u64, nid: u64, is_mirrored: bool| {
        let flags = if is_mirrored { Flags::MIRROR } else { Flags::NONE };
        let nid = Nid::new(nid)?;
        Some(Region { base: PhysAddr::new(base), end: PhysAddr::new(end), nid, flags })
    };
    let (low_is_mirrored, nodes) = match layout.strip_prefix("M ") {
        Some(nodes) => (true, nodes),
        None => (false, layout),
    };
    let mut regions = vec![region(0, 2 << 30, 0, low_is_mirrored)?];
    let mut at = PhysAddr::FOUR_GIB.get();
    for (nid, runs) in (0..).zip(nodes.split('|')) {
        for run in runs.split_whitespace() {
            let (kind, size) = run.split_at_checked(1)?;
            let end = at + (size.parse::<u64>().ok()? << 20);
            if kind != "h" {
                regions.push(region(at, end, nid, kind == "m")?);
            }
            at = end;
        }
    }
    MemoryMap::new(regions).ok()
}

#[cfg(test)]
mod tests {
    use super::scenarios;
    use zonescope_boot::{Plan, Request};

    #[test]
    fn qemu_can_make_every_one_of_them() {
        let scenarios = scenarios().unwrap();
        assert_eq!(scenarios.len(), 21);
        for (name, scenario) in scenarios {
            let request = Request { memory: 16 << 30, approximate: false };
            let plan = Plan::of(&scenario.setup, request);
            assert!(plan.is_ok(), "{name}: {plan:?}");
        }
    }
}
