//! One memory map from all a text holds: which source wins, and what the others fill in.

mod common;

use proptest::prelude::*;
use zonescope_dump::{read, Gave, Log, MapFault, Origin, Remark, SourceKind, Unmodelled};
use zonescope_model::{Arch, MapError, MemoryMap};

const MEMBLOCK: &str = "\
 memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes on node 0 flags: 0x2
 memory[0x1]\t[0x0000000000100000-0x00000000bffdffff], 0x00000000bfee0000 bytes on node 1 flags: 0x0
";
const WITHOUT_NODES: &str = "\
 memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes flags: 0x0
 memory[0x1]\t[0x0000000000100000-0x00000000bffdffff], 0x00000000bfee0000 bytes flags: 0x0
";
const DEBUGFS: &str = "   0: 0x0000000000002000..0x000000000009efff    0 NONE\n";
const EVENTS: &str = "\
memblock_add: [0x0000000000001000-0x000000000009fbff] e820__memblock_setup+0x73/0xb0
memblock_add: [0x0000000000100000-0x00000000bfffffff] e820__memblock_setup+0x73/0xb0
memblock_remove: [0x00000000bffe0000-0x00000000ffffffff] setup_arch+0x1/0x2
";
const EFI: &str = "\
efi: mem00: [Boot Data  |   |  |MR|  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000000000-0x000000000009ffff] (0MB)
efi: mem01: [Conventional Memory|   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000100000-0x00000000bffdffff] (3070MB)
efi: mem02: [Reserved   |   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x00000000bffe0000-0x00000000bfffffff] (0MB)
";
const EARLY: &str = "\
Early memory node ranges
  node   0: [mem 0x0000000000001000-0x000000000009efff]
  node   1: [mem 0x0000000000100000-0x00000000bffdffff]
";
const SRAT: &str = "\
ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x0009ffff]
ACPI: SRAT: Node 0 PXM 0 [mem 0x00100000-0x3fffffff]
ACPI: SRAT: Node 1 PXM 1 [mem 0x40000000-0xbfffffff]
";
const E820: &str = "\
BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] reserved
BIOS-e820: [mem 0x0000000000100000-0x00000000bffdffff] usable
BIOS-e820: [mem 0x00000000bffe0000-0x00000000bfffffff] reserved
";
const IOMEM: &str = "\
00001000-0009efff : System RAM
00100000-bffdffff : System RAM
  01000000-01ffffff : Kernel code
bffe0000-bfffffff : Reserved
";

/// The regions as `base-end node flags`, what was used, and the warnings.
fn combined(text: &str) -> (Vec<String>, Vec<(Gave, Origin)>, Vec<Remark>) {
    let combined = read(text).combined(None).unwrap();
    let used = combined.used.iter().map(|used| (used.gave, used.origin));
    let warnings = combined.warnings.iter().map(|found| found.what.clone());
    (regions(&combined.memory), used.collect(), warnings.collect())
}

fn regions(map: &MemoryMap) -> Vec<String> {
    let region = |region: &zonescope_model::Region| {
        format!(
            "{:x}-{:x} {} {:x}",
            region.base.get(),
            region.end.get(),
            region.nid,
            region.flags.get()
        )
    };
    map.regions().iter().map(region).collect()
}

macro_rules! maps {
    ($($name:ident: $text:expr => $origin:expr, $regions:expr;)*) => {
        $(#[test] fn $name() {
            let (regions, used, _) = combined(&$text);
            assert_eq!(regions, $regions);
            assert_eq!(used[0], (Gave::Memory, $origin));
        })*
    };
}

maps! {
    memblock_is_taken_as_it_stands: [IOMEM, E820, SRAT, EARLY, EFI, EVENTS, DEBUGFS, MEMBLOCK].concat()
        => Origin::Rows(SourceKind::Memory), ["1000-9f000 0 2", "100000-bffe0000 1 0"];
    debugfs_is_next: [IOMEM, E820, SRAT, EFI, EVENTS, DEBUGFS].concat()
        => Origin::Rows(SourceKind::Debugfs), ["2000-9f000 0 0"];
    then_memblock_calls: [IOMEM, SRAT, EVENTS].concat()
        => Origin::Events, ["1000-9fc00 0 0", "100000-40000000 0 0", "40000000-bffe0000 1 0"];
    then_efi_with_srat: [IOMEM, E820, SRAT, EFI].concat()
        => Origin::Rows(SourceKind::Efi), ["1000-a0000 0 2", "100000-40000000 0 0", "40000000-bffe0000 1 0"];
    then_early_ranges: [IOMEM, E820, SRAT, EARLY].concat()
        => Origin::Rows(SourceKind::Early), ["1000-9f000 0 0", "100000-bffe0000 1 0"];
    then_e820_with_srat: [IOMEM, E820, SRAT].concat()
        => Origin::Rows(SourceKind::E820), ["1000-9f000 0 0", "100000-40000000 0 0", "40000000-bffe0000 1 0"];
    then_iomem: IOMEM
        => Origin::Rows(SourceKind::Iomem), ["1000-9f000 0 0", "100000-bffe0000 0 0"];
    early_ranges_say_whose_a_dump_is: [WITHOUT_NODES, EARLY].concat()
        => Origin::Rows(SourceKind::Memory), ["1000-9f000 0 0", "100000-bffe0000 1 0"];
    a_dump_from_before_the_marks_has_them_laid_over: [WITHOUT_NODES, EFI].concat()
        => Origin::Rows(SourceKind::Memory), ["1000-9f000 0 2", "100000-bffe0000 0 0"];
    flags_of_a_dump_with_nodes_are_not_overruled: [&MEMBLOCK.replace("flags: 0x2", "flags: 0x0"), EFI].concat()
        => Origin::Rows(SourceKind::Memory), ["1000-9f000 0 0", "100000-bffe0000 1 0"];
    early_ranges_go_before_efi: [EFI, EARLY].concat()
        => Origin::Rows(SourceKind::Early), ["1000-9f000 0 2", "100000-bffe0000 1 0"];
    efi_says_what_is_mirrored: [EARLY, &EFI.replace("mem01", "mem07")].concat().replace("Conventional", "Reserved")
        => Origin::Rows(SourceKind::Early), ["1000-9f000 0 2", "100000-bffe0000 1 0"];
    so_do_calls_of_memblock: [EARLY, "memblock_mark_mirror: [0x0000000000000000-0x000000000fffffff] x+0x1/0x2\n"].concat()
        => Origin::Rows(SourceKind::Early), ["1000-9f000 0 2", "100000-10000000 1 2", "10000000-bffe0000 1 0"];
    numa_off_leaves_one_node: ["Command line: numa=off\n", E820, SRAT].concat()
        => Origin::Rows(SourceKind::E820), ["1000-9f000 0 0", "100000-bffe0000 0 0"];
}

#[test]
fn early_ranges_that_are_cut_go_behind_firmware() {
    let initmem = "Initmem setup node 0 [mem 0x0000000000001000-0x00000000bffdffff]\n";
    let part =
        "Early memory node ranges\n  node   0: [mem 0x0000000000001000-0x000000000009efff]\n";
    let (regions, used, warnings) = combined(&[E820, part, initmem].concat());
    assert_eq!(regions, ["1000-9f000 0 0", "100000-bffe0000 0 0"]);
    assert_eq!(used[0].1, Origin::Rows(SourceKind::E820));
    assert!(matches!(warnings[0], Remark::PassedOver { line: 5, .. }), "{warnings:?}");
}

#[test]
fn rows_that_contradict_each_other_are_named() {
    let twice = format!("{SRAT}ACPI: SRAT: Node 3 PXM 3 [mem 0x30000000-0x4fffffff]\n");
    let (regions, _, warnings) = combined(&[E820, &twice].concat());
    assert_eq!(regions.len(), 4, "{regions:?}");
    assert!(matches!(warnings[..], [Remark::Contradiction { .. }]), "{warnings:?}");
}

#[test]
fn memory_no_row_speaks_of_is_named() {
    let (regions, _, warnings) = combined(&[E820, SRAT.lines().nth(2).unwrap(), "\n"].concat());
    assert!(regions.iter().all(|region| region.ends_with(" 1 0")));
    assert!(matches!(warnings[..], [Remark::NoNode { base: 0x1000, .. }]));
}

#[test]
fn zones_beyond_the_last_memory_are_named() {
    let zones = "Zone ranges:\n  Normal   [mem 0x0000000100000000-0x00000001bfffffff]\n";
    let (.., warnings) = combined(&[zones, EARLY].concat());
    assert!(matches!(warnings[..], [Remark::Excerpt { .. }]), "{warnings:?}");
}

#[test]
fn the_sentence_says_what_was_used() {
    let text = [
        "Linux version 6.12.1 (x) (x86_64-linux-gnu-gcc) #1\nCommand line: ro mem=2G\n",
        E820,
        SRAT,
    ]
    .concat();
    let combined = read(&text).combined(None).unwrap();
    assert_eq!(
        combined.sentence(),
        "Memory from the BIOS's memory map (line 3), nodes from SRAT (line 7), command line \
         (line 2), kernel (line 1), architecture (line 1)."
    );
    assert_eq!(combined.warnings[0].what, Remark::MemoryWords);
}

macro_rules! archs {
    ($($name:ident: $text:expr => $arch:expr;)*) => {
        $(#[test] fn $name() {
            let combined = read(&$text).combined(None).unwrap();
            assert_eq!(combined.arch.map(|arch| arch.name), $arch);
        })*
    };
}

const ARM64: &str = "Booting Linux on physical CPU 0x0000000000 [0x410fd083]\n";
const FOUR_GIB: &str = "Early memory node ranges\n  node   0: [mem 0x80000000-0x17fffffff]\n";

archs! {
    nothing_shows_it: FOUR_GIB => None;
    e820_is_x86: E820 => Some("x86_64");
    pages_of_4k: [ARM64, FOUR_GIB, "On node 0 totalpages: 1048576\n"].concat() => Some("arm64");
    pages_of_16k: [ARM64, FOUR_GIB, "On node 0 totalpages: 262144\n"].concat() => Some("arm64-16k");
    pages_of_64k: [ARM64, FOUR_GIB, "On node 0 totalpages: 65536\n"].concat() => Some("arm64-64k");
    by_its_zones: ["Zone ranges:\n  DMA      [mem 0x80000000-0xffffffff]\n  DMA32    empty\n", FOUR_GIB].concat()
        => Some("arm64");
    not_modelled: ["Linux version 5.10.0 (a@b) (i686-linux-gnu-gcc) #1\n", FOUR_GIB].concat() => None;
}

#[test]
fn of_two_boots_each_keeps_its_own() {
    let boot = |version: &str, words: &str, dump: &str| {
        format!("Linux version {version} (a@b) #1 SMP\nCommand line: {words}\nMEMBLOCK configuration:\n{dump}{EARLY}")
    };
    let text = boot("6.12.1", "kernelcore=1G", MEMBLOCK) + &boot("6.18.2", "quiet", WITHOUT_NODES);
    let log = read(&text);
    let of = |dump| {
        let combined = log.combined(Some(dump)).unwrap();
        (combined.cmdline.unwrap(), combined.kernel.unwrap())
    };
    assert_eq!(of(0).0, "kernelcore=1G");
    assert!(of(1).1.starts_with("6.18.2"));
    assert_eq!(log.combined(None), log.combined(Some(1)));
}

#[test]
fn what_is_no_map_is_refused() {
    let refused = |text: &str| read(text).combined(None).unwrap_err();
    assert_eq!(refused("nothing"), MapFault::NoDump { asked: 1, found: 0 });
    for version in ["2.4.20-8", "2.6.32-5-amd64", "3.10.0-1160.el7.x86_64", "4.19.0"] {
        let log = format!("Linux version {version} (a@b) (gcc 3.2.2) #1\nzone(0): 4096 pages.\n");
        assert_eq!(refused(&log), MapFault::Older { line: 1 });
        let broken = format!("{log}BIOS-e820: [mem 0x100000-0x00000  node] usable\n");
        assert_eq!(refused(&broken), MapFault::Older { line: 1 });
    }
    let recent = "Linux version 6.12.1 (a@b) (gcc 14) #1\n";
    assert_eq!(refused(recent), MapFault::NoDump { asked: 1, found: 0 });
    let what = Unmodelled::Arch("arm");
    assert_eq!(
        refused("\nCPU: ARMv7 Processor [412fc09a]\n"),
        MapFault::Unmodelled { line: 2, what }
    );
    assert!(matches!(
        refused("BIOS-e820: [mem 0x0000000000100000-0x3fffffffffffffff] usable\n"),
        MapFault::Map { error: MapError::EndsTooHigh { .. }, lines: (Some(1), None), .. }
    ));
    assert_eq!(
        read(MEMBLOCK).combined(Some(4)).unwrap_err(),
        MapFault::NoDump { asked: 5, found: 1 }
    );
}

/// The boot logs, each with its name.
fn boots() -> Vec<(String, String)> {
    let Some(folder) = common::shared("boots") else {
        return Vec::new();
    };
    let mut boots: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    boots.sort();
    boots
}

fn without(text: &str, words: &[&str]) -> Log {
    let lines = text.lines().filter(|line| !words.iter().any(|word| line.contains(word)));
    read(&lines.collect::<Vec<_>>().join("\n"))
}

/// Where memory is and whose, whatever is mirrored; as the model merges it.
fn places(log: &Log) -> Vec<String> {
    let map = log.combined(None).unwrap().memory;
    let mut places: Vec<(u64, u64, u16)> = Vec::new();
    for region in map.regions() {
        // Whole pages, as x86 trims its map.
        let (base, end) = (region.base.get(), region.end.get() & !0xfff);
        match places.last_mut() {
            Some(last) if (last.1, last.2) == (base, region.nid.get()) => last.1 = end,
            _ => places.push((base, end, region.nid.get())),
        }
    }
    places.iter().map(|place| format!("{place:x?}")).collect()
}

#[test]
fn every_source_of_a_boot_gives_the_map_memblock_had() {
    for (name, text) in boots() {
        let expected = places(&read(&text));
        let ranges = "  node   ";
        let early = without(&text, &["memory[", "memblock_add"]);
        let replayed = without(&text, &["memory[", ranges]);
        let e820 = without(&text, &["memory[", ranges, "memblock_add"]);
        assert_eq!(places(&early), expected, "{name}: early ranges");
        assert_eq!(places(&replayed), expected, "{name}: memblock_add");
        if !text.contains("memmap=") {
            assert_eq!(places(&e820), expected, "{name}: e820");
        }
        for (log, origin) in [
            (early, Origin::Rows(SourceKind::Early)),
            (replayed, Origin::Events),
            (e820, Origin::Rows(SourceKind::E820)),
        ] {
            assert_eq!(log.combined(None).unwrap().used[0].origin, origin, "{name}");
        }
    }
}

/// Lines of every source that can be read, with any numbers: they overlap, contradict each other
/// and end anywhere.
fn any_sources() -> impl Strategy<Value = String> {
    let address = prop_oneof![0u64..0x20_0000, 0u64..1 << 36, any::<u64>()];
    let line = (0usize..16, address.clone(), address, 0u64..1100).prop_map(line);
    prop::collection::vec(line, 1..30).prop_map(|lines| lines.concat())
}

fn line((kind, a, b, nid): (usize, u64, u64, u64)) -> String {
    let (base, last) = (a.min(b), a.max(b));
    match kind {
        0 => format!(" memory[0x0]\t[{base:#x}-{last:#x}], 0x1 bytes flags: 0x0\n"),
        1 => format!(" memory[0x0]\t[{base:#x}-{last:#x}], 0x1 bytes on node {nid} flags: 0x2\n"),
        2 => format!(" reserved[0x0]\t[{base:#x}-{last:#x}], 0x1 bytes flags: 0x0\n"),
        3 => format!("memblock_add: [{base:#x}-{last:#x}] a+0x1/0x2\n"),
        4 => format!("memblock_remove: [{base:#x}-{last:#x}] a+0x1/0x2\n"),
        5 => format!("memblock_mark_mirror: [{base:#x}-{last:#x}] a+0x1/0x2\n"),
        6 => format!("efi: mem00: [Boot Data  |MR|WB] range=[{base:#018x}-{last:#018x}] (0MB)\n"),
        7 => format!("  node   {nid}: [mem {base:#x}-{last:#x}]\n"),
        8 => format!("ACPI: SRAT: Node {nid} PXM 0 [mem {base:#x}-{last:#x}]\n"),
        9 => format!("BIOS-e820: [mem {base:#018x}-{last:#018x}] usable\n"),
        10 => format!("BIOS-e820: [mem {base:#018x}-{last:#018x}] reserved\n"),
        11 => format!("{base:08x}-{last:08x} : System RAM\n"),
        12 => format!("Zone ranges:\n  DMA      [mem {base:#x}-{last:#x}]\n  DMA32    empty\n"),
        13 => format!("Initmem setup node {nid} [mem {base:#x}-{last:#x}]\n"),
        14 => format!("On node {nid}, zone DMA: {a} pages in unavailable ranges\nOn node {nid} totalpages: {b}\n"),
        _ => format!("Node {nid}, zone DMA\n  spanned {a}\n  present {b}\n  managed {a}\nLinux version 6.12.1\nCommand line: x\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_sources_give_a_map_or_a_reason(text in any_sources()) {
        let log = read(&text);
        let dumps = (0..log.dumps().len()).map(Some);
        for dump in dumps.chain([None]) {
            let line = match log.combined(dump) {
                Ok(combined) => {
                    prop_assert!(combined.sentence().ends_with('.'));
                    combined.line
                }
                Err(fault) => {
                    prop_assert!(!fault.to_string().is_empty());
                    0
                }
            };
            log.facts(line, &Arch::X86_64);
        }
    }
}
