//! Layouts and their machines, one a line: `nid[:flags]@base-end` in MiB.

use super::*;
use zonescope_model::{Arch, MemoryMap};

fn setup(layout: &str, words: &str) -> Setup {
    let regions = layout.split_whitespace().map(|region| {
        let (node, range) = region.split_once('@').unwrap();
        let (nid, flags) = node.split_once(':').unwrap_or((node, "0"));
        let (base, end) = range.split_once('-').unwrap();
        let mib = |text: &str| PhysAddr::new(text.parse::<u64>().unwrap() << 20);
        Region {
            base: mib(base),
            end: mib(end),
            nid: Nid::new(nid.parse().unwrap()).unwrap(),
            flags: Flags::new(flags.parse().unwrap()),
        }
    });
    Setup {
        memory: MemoryMap::new(regions.collect()).unwrap(),
        words: BootWords::parse(words),
        arch: Arch::X86_64,
        deferred_init: true,
    }
}

fn plan(layout: &str, gib: u64, approximate: bool) -> Result<Plan, Unbootable> {
    Plan::of(&setup(layout, "kernelcore=mirror"), Request { memory: gib << 30, approximate })
}

/// Nodes, what is mirrored and what is hidden, in MiB, then the scale.
fn machine(plan: &Plan) -> String {
    let mib = |bytes: &u64| format!("{}", bytes >> 20);
    let ranges = |ranges: &[(u64, u64)]| {
        let ranges = ranges.iter().map(|(start, end)| format!("{}-{}", mib(start), mib(end)));
        ranges.collect::<Vec<_>>().join(" ")
    };
    let nodes = plan.nodes.iter().map(mib).collect::<Vec<_>>().join(" ");
    let (mirrored, hidden) = (ranges(&plan.mirrored), ranges(&plan.hidden));
    format!("{nodes} | {mirrored} | {hidden} | {}", plan.shift)
}

macro_rules! machines {
    ($($name:ident: $layout:expr, $gib:expr => $machine:expr,)*) => {
        $(#[test] fn $name() {
            assert_eq!(machine(&plan($layout, $gib, false).unwrap()), $machine);
        })*
    };
}

machines! {
    low_memory_is_qemus: "0:2@0-1024 0:2@4096-5120 0@5120-6144", 16 => "4096 | 0-2048 4096-5120 |  | 0",
    no_low_memory: "0@4096-6144", 16 => "4096 |  |  | 0",
    two_nodes: "0@0-2048 0:2@4096-5120 1@5120-6144", 16 => "3072 1024 | 4096-5120 |  | 0",
    a_node_without_high_memory: "0@0-2048 1@4096-6144", 16 => "2048 2048 |  |  | 0",
    mirrored_from_node_to_node: "0:2@4096-5120 1:2@5120-6144", 16 => "3072 1024 | 4096-6144 |  | 0",
    a_hole_is_hidden: "0@0-2048 0@4096-5120 1@6144-7168", 16 => "4096 1024 |  | 5120-6144 | 0",
    a_hole_at_the_start: "0@0-2048 1:2@4608-5120", 16 => "2560 512 | 4608-5120 | 4096-4608 | 0",
    a_region_across_4_gib: "0:2@0-2048 0:2@3072-5120", 16 => "3072 | 0-2048 4096-5120 |  | 0",
    low_memory_mirrored_in_part: "0:2@0-512 0@512-1024 0:2@1024-1536 0@4096-5120", 16 => "3072 | 0-512 1024-2048 |  | 0",
    mirrored_low_memory_beyond_qemus: "0@0-2048 0:2@2560-3072 0@4096-5120", 16 => "3072 |  |  | 0",
    within_a_section: "0:2@4096-4103 0@4103-5120", 16 => "3072 | 4096-4103 |  | 0",
    too_large_by_a_little: "0:2@4096-5120 0@5120-12288", 9 => "6144 | 4096-4608 |  | 1",
    rounded_to_sections: "0:2@4096-4352 0@4352-20480", 4 => "3200 | 4096-4224 |  | 4",
    holes_are_scaled: "0@4096-12288 0@20480-28672", 5 => "5120 |  | 5120-6144 | 3",
    the_crash_kernel_is_no_layout: "0:64@0-1 0@1-2048 0@4096-5120", 16 => "3072 |  |  | 0",
}

#[test]
fn case_2_of_the_mail_at_a_64th() {
    let gib = 1024;
    let layout = format!(
        "0:2@0-1600 0:2@4096-{} 0@{}-{} 1:2@{3}-{4} 1@{4}-{5}",
        131 * gib,
        131 * gib,
        385 * gib,
        385 * gib,
        513 * gib,
        769 * gib
    );
    let plan = plan(&layout, 16, false).unwrap();
    assert_eq!(machine(&plan), "8192 6144 | 0-2048 4096-6144 10240-12288 |  | 6");
    assert_eq!(
        plan.notes,
        [
            "Below 4 GiB: 2 GiB of QEMU's, with the holes of its firmware, for the scenario's 1.6 GiB.",
            "Above 4 GiB: booted at 1/64, 12 GiB for the scenario's 765 GiB, ranges rounded to \
             sections of 128 MiB."
        ]
    );
}

macro_rules! refused {
    ($($name:ident: $layout:expr => $says:expr, $instead:expr,)*) => {
        $(#[test] fn $name() {
            let fault = plan($layout, 16, false).unwrap_err();
            assert!(fault.to_string().contains($says), "{fault}");
            let instead = plan($layout, 16, true).ok();
            assert_eq!(fault.can_be_approximated(), instead.is_some());
            assert_eq!(instead.as_ref().map(machine).unwrap_or_default(), $instead);
            let has_more_to_say = instead.is_some_and(|plan| plan.notes.len() > 1);
            assert_eq!(has_more_to_say, fault.can_be_approximated());
        })*
    };
}

refused! {
    all_below_4_gib: "0@0-2048" => "no node has memory above 4 GiB", "",
    interleaved: "0@4096-5120 1@5120-6144 0@6144-7168" => "node 0 has memory on both sides", "3072 1024 1024 |  |  | 0",
    interleaved_by_low_memory: "1@0-1024 0@4096-5120 1@5120-6144" => "node 1 has memory on both sides", "2048 1024 1024 |  |  | 0",
    out_of_order: "1@4096-5120 0@5120-6144" => "by address the nodes are 1, 0", "3072 1024 |  |  | 0",
    a_number_left_out: "0@4096-5120 2@5120-6144" => "by address the nodes are 0, 2", "3072 1024 |  |  | 0",
    low_memory_of_two: "0@0-1024 1@1024-2048 0@4096-5120" => "belongs to nodes 0 and 1", "3072 |  |  | 0",
    hotplug: "0@4096-5120 0:1@5120-6144" => "MIRROR of memory and nothing else", "4096 |  |  | 0",
    nomap_below: "0:4@0-1024 0@4096-5120" => "MIRROR of memory and nothing else", "3072 |  |  | 0",
}

#[test]
fn within_a_page() {
    let mut setup = setup("0@4096-5120", "");
    let region = setup.memory.regions()[0];
    let end = PhysAddr::new(region.end.get() - 1);
    setup.memory = MemoryMap::new(vec![Region { end, ..region }]).unwrap();
    let asked = |approximate| Plan::of(&setup, Request { memory: 16 << 30, approximate });
    assert!(matches!(asked(false), Err(Unbootable::WithinPage { .. })));
    assert_eq!(asked(true).unwrap().nodes, [(2 << 30) + (1 << 30) - EFI_PAGE]);
}

#[test]
fn more_ranges_than_the_host_has_sections() {
    let fault = plan("0@4096-5120 1:2@5120-6144", 2, true).unwrap_err();
    assert_eq!(fault, Unbootable::TooLarge { needed: (2 << 30) + (256 << 20), memory: 2 << 30 });
}

#[test]
fn sizes_in_words_are_scaled_and_shares_are_not() {
    let boot = |words| {
        let setup = setup("0@4096-69632", words);
        Plan::of(&setup, Request { memory: 10 << 30, approximate: false }).unwrap()
    };
    let sizes = boot("kernelcore=32G movablecore=8G");
    assert_eq!(
        (sizes.shift, sizes.words.to_string().as_str()),
        (3, "kernelcore=4G movablecore=1G")
    );
    assert_eq!(sizes.notes.iter().filter(|note| note.contains("kernelcore=")).count(), 1);
    assert_eq!(boot("kernelcore=30%").words.to_string(), "kernelcore=30%");
}

#[test]
fn arm64_has_its_memory_elsewhere() {
    let mut setup = setup("0:2@1024-4096 0:2@4096-5120 0@5120-6144", "kernelcore=mirror");
    let boot = |setup: &Setup| Plan::of(setup, Request { memory: 16 << 30, approximate: false });
    for arch in [Arch::ARM64, Arch::ARM64_16K, Arch::ARM64_64K] {
        setup.arch = arch;
        let machine = machine(&boot(&setup).unwrap());
        assert_eq!(machine, "5120 | 1024-5120 | 64-128 | 0");
    }
    setup.arch = Arch::RISCV64;
    assert_eq!(boot(&setup), Err(Unbootable::Arch { arch: "riscv64".to_owned() }));
}

#[test]
fn what_mirrorboot_and_qemu_are_told() {
    let plan = plan("0:2@0-2048 0@4096-5120 1:2@6144-7168", 16, false).unwrap();
    assert_eq!(
        plan.settings(),
        "cmdline console=ttyS0 log_buf_len=1M memblock=debug loglevel=8 ignore_loglevel panic=1 mminit_loglevel=4 \
         initrd=\\initrd.img kernelcore=mirror\n\
         mirror 0x0-0x80000000\n\
         mirror 0x180000000-0x1c0000000\n\
         hide 0x140000000-0x180000000\n"
    );
    let qemu = plan.qemu("tcg", "/usr/share/a,b.fd").join(" ");
    for part in [
        "-machine q35,max-ram-below-4g=2G",
        "-m 5368709120B",
        "-object memory-backend-ram,id=memory0,size=4294967296B -numa node,nodeid=0,memdev=memory0,cpus=0",
        "-object memory-backend-ram,id=memory1,size=1073741824B -numa node,nodeid=1,memdev=memory1 ",
        "file=/usr/share/a,,b.fd",
    ] {
        assert!(qemu.contains(part), "{part}: {qemu}");
    }
}
