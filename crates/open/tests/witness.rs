//! A log is its own witness: one line for each thing a log says of its machine, and for each way
//! in which people's logs lack or contradict something.

use zonescope_dump::{read, Combined, Witness};
use zonescope_model::{check, BootWords, Setup};
use zonescope_open::{cmdline_of, scenario_of};

fn combined(text: &str) -> Combined {
    read(text).combined(None).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The regions as `base-end node flags`.
fn regions(text: &str) -> Vec<String> {
    let combined = combined(text);
    let region = |region: &zonescope_model::Region| {
        let (base, end) = (region.base.get(), region.end.get());
        format!("{base:x}-{end:x} {} {:x}", region.nid, region.flags.get())
    };
    combined.memory.regions().iter().map(region).collect()
}

/// How many numbers of the log the model gives, and how many it does not.
fn compared(text: &str) -> (usize, usize) {
    let log = read(text);
    let combined = combined(text);
    let setup = scenario_of(&combined).setup;
    let witness = Witness::of_map(&log, &combined, &setup.arch);
    let check = check(&setup, &witness.facts, witness.running());
    (check.comparison.compared.len(), check.comparison.differences().count())
}

const ARM64: &str = "Booting Linux on physical CPU 0x0000000000 [0x410fd083]\n";
/// 2 MiB that are missing, in a section that is there.
const HOLED: &str = "Early memory node ranges\n  node   0: [mem 0x80000000-0x901fffff]\n  node   0: [mem 0x90400000-0xffffffff]\n";
/// A line behind those that stand together.
const BEHIND: &str = "Kernel command line: ro\n";
const FOUR_GIB: &str =
    "Early memory node ranges\n  node   0: [mem 0x0000000080000000-0x000000017fffffff]\n";
const LOW_2G: &str = "\
BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable
BIOS-e820: [mem 0x0000000000100000-0x000000007fffffff] usable
";

macro_rules! maps {
    ($($name:ident: [$($part:expr),*] => $regions:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(regions(&[$($part),*].concat()), $regions);
        }
    )*};
}

const SRAT: &str = "\
ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x1ffffffff]
ACPI: SRAT: Node 1 PXM 1 [mem 0x200000000-0x2ffffffff] hotplug
";
const TWO_NODES: &str = "\
Early memory node ranges
  node   0: [mem 0x0000000100000000-0x00000001ffffffff]
  node   1: [mem 0x0000000200000000-0x00000002ffffffff]
";
const SPECIAL: &str = "\
efi: mem00: [Conventional Memory|   |  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x000000023fffffff] (5120MB)
efi: mem01: [Conventional Memory|   |  |SP|  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000240000000-0x00000003ffffffff] (7168MB)
";

maps! {
    srat_marks_early_ranges: [SRAT, TWO_NODES] => ["100000000-200000000 0 0", "200000000-300000000 1 1"];
    srat_marks_e820: [SRAT, "BIOS-e820: [mem 0x0000000100000000-0x00000002ffffffff] usable\n"]
        => ["100000000-200000000 0 0", "200000000-300000000 1 1"];
    the_kernels_node_is_unmarked: [&SRAT.replace("ffffff]\nA", "ffffff] hotplug\nA"), TWO_NODES]
        => ["100000000-200000000 0 0", "200000000-300000000 1 1"];
    so_is_the_node_of_the_initial_ram_disk: ["RAMDISK: [mem 0x210000000-0x21fffffff]\n", SRAT, TWO_NODES]
        => ["100000000-200000000 0 0", "200000000-300000000 1 0"];
    without_numa_nothing_is_marked: ["Command line: numa=off\n", SRAT, TWO_NODES]
        => ["100000000-200000000 0 0", "200000000-300000000 1 0"];
    special_memory_is_soft_reserved: [SPECIAL] => ["100000000-240000000 0 0"];
    unless_told_otherwise: ["Command line: efi=nosoftreserve\n", SPECIAL]
        => ["100000000-400000000 0 0"];
    special_by_its_bits: ["efi: mem00: type=7, attr=0x4000f, range=[0x0000000200000000-0x0000000240000000) (1MB)\n", FOUR_GIB]
        => ["80000000-180000000 0 0"];
    early_ranges_go_before_efi: [
        "efi:   0x000104000000-0x0001ffffffff [Conventional|   |  |MR|  |  |  |  |   |WB|WT|WC|  ]\n",
        "Early memory node ranges\n  node   0: [mem 0x0000000100000000-0x0000000103ffffff]\n",
        "  node   0: [mem 0x0000000104000000-0x00000002ffffffff]\n"]
        => ["100000000-104000000 0 0", "104000000-200000000 0 2", "200000000-300000000 0 0"];
    what_a_driver_added_is_left_out: [
        "   0: 0x0000000000100000..0x000000007fffffff    0 NONE\n",
        "   1: 0x0000000100000000..0x000000017fffffff    0 DRV_MNG\n"] => ["100000-80000000 0 0"];
    of_xen: ["Xen: [mem 0x0000000000100000-0x00000000bfc6efff] usable\n"] => ["100000-bfc6f000 0 0"];
    of_an_old_bios: ["BIOS-88: [mem 0x0000000000100000-0x0000000003ffffff] usable\n"] => ["100000-4000000 0 0"];
    of_a_modified_map: [LOW_2G, "e820: modified physical RAM map:\n",
        "modified: [mem 0x0000000000100000-0x000000003fffffff] usable\n"] => ["100000-40000000 0 0"];
    rows_quoted_from_another: ["> BIOS-e820: [mem 0x0000000000100000-0x000000003fffffff] usable\n",
        "BIOS-e820: [mem 0x0000000040000000-0x000000007fffffff] usable\n"] => ["40000000-80000000 0 0"];
    nodes_quoted_from_another: ["> SRAT: Node 1 PXM 1 [mem 0x00000000-0x3fffffff]\n",
        "BIOS-e820: [mem 0x0000000000100000-0x000000003fffffff] usable\n"] => ["100000-40000000 0 0"];
    a_line_of_another_in_between: ["> Early memory node ranges\n> node 0: [mem 0x1000-0x9ffff]\n",
        "node 1: [mem 0x40000000-0x4fffffff]\n> node 0: [mem 0x100000-0x3fffffff]\n"]
        => ["40000000-50000000 1 0"];
    decimal_pfns: ["Zone PFN ranges:\n  DMA             0 ->     4096\n",
        "early_node_map[2] active PFN ranges\n    0:        0 ->      159\n    0:      256 ->   524272\n"]
        => ["0-9f000 0 0", "100000-7fff0000 0 0"];
}

macro_rules! machines {
    ($($name:ident: [$($part:expr),*] => $arch:expr, $is_assumed:expr;)*) => {$(
        #[test]
        fn $name() {
            let combined = combined(&[$($part),*].concat());
            let arch = combined.arch.map(|arch| arch.to_string());
            assert_eq!((arch.as_deref(), combined.is_assumed), ($arch, $is_assumed));
        }
    )*};
}

machines! {
    nothing_shows_it: [FOUR_GIB] => None, true;
    nomap_is_not_of_x86: ["memory[0x0] [0x80000000-0xbfffffff], 0x40000000 bytes on node 0 flags: 0x4\n"]
        => Some("arm64"), true;
    so_is_no_device_tree: ["OF: fdt: Machine model: x\n", FOUR_GIB] => Some("arm64"), true;
    an_old_arm64: ["Booting Linux on physical CPU 0x0\nBoot CPU: AArch64 Processor [4e0f0040]\n", FOUR_GIB,
        "percpu: Embedded 31 pages/cpu s87576 r8192 d31208 u524288\n"] => Some("arm64"), false;
    per_cpu_areas_of_64k: [ARM64, FOUR_GIB, "percpu: Embedded 4 pages/cpu s175784 r8192 d78168 u262144\n"]
        => Some("arm64-64k"), false;
    per_cpu_areas_of_16k: [ARM64, FOUR_GIB, "percpu: Embedded 14 pages/cpu s175784 r8192 d45400 u229376\n"]
        => Some("arm64-16k"), false;
    hash_tables_of_16k: [ARM64, FOUR_GIB,
        "Dentry cache hash table entries: 1048576 (order: 9, 8388608 bytes, linear)\n"] => Some("arm64-16k"), false;
    total_pages_of_64k: [ARM64, FOUR_GIB, "Built 1 zonelists, mobility grouping on.  Total pages: 65400\n"]
        => Some("arm64-64k"), false;
    a_bound_within_16k: [ARM64, "Early memory node ranges\n  node   0: [mem 0x80000000-0x17fff8fff]\n"]
        => Some("arm64"), false;
    no_sign_of_the_page_size: [ARM64, FOUR_GIB] => Some("arm64"), true;
    pages_of_power: ["hash-mmu: x\n", FOUR_GIB, "percpu: Embedded 30 pages/cpu s81920 r0 d40960 u131072\n"]
        => Some("custom/12/12/24/0/0"), false;
    x86_without_zone_dma: [LOW_2G, "Zone ranges:\n  DMA32    [mem 0x0000000000001000-0x000000007fffffff]\n  Normal   empty\n"]
        => Some("custom/12/10/27/0/4G"), false;
    x86_with_the_row_of_dma_cut: [LOW_2G, "  DMA32    [mem 0x0000000001000000-0x000000007fffffff]\n  Normal   empty\n"]
        => Some("x86_64"), false;
    dma_to_1_gib: [ARM64, "Dentry cache hash table entries: 524288 (order: 10, 4194304 bytes, linear)\n",
        "Zone ranges:\n  DMA      [mem 0x00000000-0x3fffffff]\n  DMA32    [mem 0x40000000-0xfbffffff]\n  Normal   empty\n",
        "Early memory node ranges\n  node   0: [mem 0x00000000-0xfbffffff]\n"] => Some("custom/12/10/27/1G/4G"), false;
    all_memory_in_dma: [ARM64, "Dentry cache hash table entries: 524288 (order: 10, 4194304 bytes, linear)\n",
        "Zone ranges:\n  DMA      [mem 0x800000000-0x9ffffffff]\n  DMA32    empty\n  Normal   empty\n",
        "Early memory node ranges\n  node   0: [mem 0x800000000-0x9ffffffff]\n"] => Some("custom/12/10/27/40G/40G"), false;
    zones_of_arm64_are_its_own: [ARM64, "Dentry cache hash table entries: 524288 (order: 10, 4194304 bytes, linear)\n",
        "Zone ranges:\n  DMA      [mem 0x80000000-0xffffffff]\n  DMA32    empty\n  Normal   [mem 0x100000000-0x17fffffff]\n",
        FOUR_GIB] => Some("arm64"), false;
    pages_by_the_holes: [ARM64, HOLED, "On node 0, zone DMA: 512 pages in unavailable ranges\n", BEHIND] => Some("arm64"), false;
    pages_of_16k_by_the_holes: [ARM64, HOLED, "On node 0, zone DMA: 128 pages in unavailable ranges\n", BEHIND]
        => Some("arm64-16k"), false;
    pages_no_number_fits: [ARM64, HOLED, "On node 0, zone DMA: 99 pages in unavailable ranges\n", BEHIND]
        => Some("arm64"), true;
    an_arch_by_its_numbers: ["OF: fdt: x\n", HOLED, "On node 0, zone DMA32: 128 pages in unavailable ranges\n", BEHIND]
        => Some("loongarch64"), true;
    zones_alone: ["Zone ranges:\n  Normal   [mem 0x40000000-0x5fffffff]\n",
        "Early memory node ranges\n  node   0: [mem 0x40000000-0x5fffffff]\n"] => Some("custom/12/10/27/16M/16M"), true;
    zones_that_two_have: ["Zone ranges:\n  DMA      [mem 0x00000000-0x7fffffff]\n  Normal   [mem 0x80000000-0x17fffffff]\n", FOUR_GIB]
        => Some("s390x"), true;
}

macro_rules! refusals {
    ($($name:ident: [$($part:expr),*] => $words:expr;)*) => {$(
        #[test]
        fn $name() {
            let combined = combined(&[$($part),*].concat());
            let said: Vec<String> = combined.warnings.iter().map(|found| found.what.to_string()).collect();
            assert!(combined.refusal().is_some(), "{said:?}");
            assert!(said.iter().any(|said| said.contains($words)), "{said:?}");
        }
    )*};
}

refusals! {
    high_mem: ["  HighMem  [mem 0x0000000040000000-0x000000008fffffff]\n", FOUR_GIB] => "the log has HighMem";
    no_high_mem_but_its_zone: [LOW_2G, "  HighMem  empty\n"] => "the log has HighMem";
    high_mem_available: ["2182MB HIGHMEM available.\n", LOW_2G] => "the log has HighMem";
    high_mem_counted: [LOW_2G, "Memory: 2000K/4000K available (1K kernel code, 0K cma-reserved, 0K highmem)\n"]
        => "the log has HighMem";
    of_arm: ["CPU: ARMv7 Processor [412fc09a] revision 10 (ARMv7), cr=10c5387d\n", FOUR_GIB] => "the log is of arm,";
    of_mips: ["Linux version 6.14.0 (a@b) (mips-linux-gcc (GCC) 14.2.0) #1 SMP\n", FOUR_GIB] => "the log is of mips";
    of_an_old_loongson: ["FPU revision is: 00000501\n", FOUR_GIB] => "the log is of mips";
    of_sh: ["Booting machvec: SH7785LCR\n", FOUR_GIB] => "the log is of sh";
    of_book3e: ["firmware_features = 0x0\nZone ranges:\n  DMA      [mem 0x00000000-0x7fffffff]\n", FOUR_GIB]
        => "Power Book3E";
    of_no_arch_that_is_modelled: [
        "Zone ranges:\n  DMA      [mem 0x00000000-0x00ffffff]\n  Normal   [mem 0x01000000-0x1fffffff]\n",
        "Early memory node ranges\n  node   0: [mem 0x00000000-0x0fffffff]\n"] => "no DMA32 between";
    the_first_rows_cut: ["Early memory node ranges\n  node   0: [mem 0x100000000-0x1ffffffff]\n",
        "Initmem setup node 0 [mem 0x0000000000001000-0x00000001ffffffff]\nOn node 0 totalpages: 1572767\n"]
        => "begins at 0x1000 by this line, its first row here at 0x100000000; 524191 of its 1572767 pages";
    the_last_rows_cut: ["Zone ranges:\n  Normal   [mem 0x100000000-0x13fffffff]\n",
        "Early memory node ranges\n  node   0: [mem 0x40000000-0x4005ffff]\n"] => "some of the memory map is missing";
    a_node_cut: ["  node   1: [mem 0x80000000-0xffffffff]\nInitmem setup node 0 [mem 0x1000-0x7fffffff]\n"]
        => "node 0 has memory in [0x1000-0x7fffffff]";
    rows_in_between_cut: ["Early memory node ranges\n  node   0: [mem 0x1000-0x9ffff]\n  node   0: [mem 0x40000000-0x7fffffff]\n",
        "Initmem setup node 0 [mem 0x1000-0x7fffffff]\nOn node 0 totalpages: 524000\n"] => "are missing";
}

macro_rules! remarks {
    ($($name:ident: [$($part:expr),*] => $line:expr, $words:expr;)*) => {$(
        #[test]
        fn $name() {
            let combined = combined(&[$($part),*].concat());
            let found = combined.warnings.iter().find(|found| found.what.to_string().contains($words));
            assert_eq!(found.map(|found| found.line), Some($line), "{:?}", combined.warnings);
        }
    )*};
}

const GARBLED: &str = "can't be read as one";

remarks! {
    a_garbled_early_range: [FOUR_GIB, "  node   0: [mem 0x0000000200000000-0x00000  node   0: [mem00007fffffff]\n"]
        => 3, GARBLED;
    a_garbled_row_of_the_bios: ["BIOS-e820: [mem 0x0000000000100000-0x00000  node 0: 7fffffff] usable\n", LOW_2G] => 1, GARBLED;
    a_garbled_row_of_efi: ["efi: mem01: [Conventional Memory|  |WB] range=[0x0000000000100000-0x00000ZZ7fffffff] (0MB)\n", FOUR_GIB,
        "efi: mem02: [Conventional Memory|MR|WB] range=[0x0000000100000000-0x000000017fffffff] (1MB)\n"] => 1, GARBLED;
    a_garbled_row_of_iomem: ["00001000-0009ffff : System RAM\n00100000-7ffffxff : System RAM\n"] => 2, GARBLED;
    a_garbled_row_of_srat: [LOW_2G, "ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x3fffffff]\n",
        "ACPI: SRAT: Node 1 PXM 1 [mem 0x40000  ffffff]\n"] => 4, GARBLED;
    a_reversed_row: [FOUR_GIB, "  node   0: [mem 0x0000000300000000-0x0000000200000000]\n"] => 3, "ends before it starts";
    an_added_row: ["   0: 0x100000..0x7fffffff    0 NONE\n   1: 0x100000000..0x17fffffff    0 DRV_MNG\n"] => 2, "after boot";
    an_old_kernel: ["Linux version 4.20.0 (a@b)\n", FOUR_GIB] => 1, "older than any modelled";
    an_old_kernels_count: [FOUR_GIB, "Zeroed struct page in unavailable ranges: 98 pages\n"] => 3, "older than any modelled";
    marks_of_srat_dropped: ["Command line: ro movable_node\n", NODE_1, TWO_NODES] => 3, "nothing here marks memory as hot-pluggable";
    marks_of_efi_dropped: ["Command line: kernelcore=mirror\n", NODE_1, TWO_NODES] => 3, "nothing here marks memory as mirrored";
    words_that_do_not_give_it: ["Command line: kernelcore=1G\nMovable zone start for each node\n  Node 0: 0x0000000140000000\n", FOUR_GIB]
        => 3, "the command line does not give the log's Movable; kernelcore=3G would, as movablecore=1G would";
    words_nobody_knows: ["Movable zone start for each node\n  Node 0: 0x0000000140003000\n  Node 7: 0x1000\n", FOUR_GIB]
        => 2, "none that was tried";
    numbers_that_assume_an_arch: ["Zone ranges:\n  Normal   [mem 0x40000000-0x5fffffff]\n",
        "Early memory node ranges\n  node   0: [mem 0x40000000-0x5fffffff]\n"] => 1, "nothing else shows the architecture";
    words_that_give_movable: ["Movable zone start for each node\n  Node 0: 0x0000000140000000\n", FOUR_GIB]
        => 2, "kernelcore=3G is assumed, which gives it, as movablecore=1G would";
}

macro_rules! words {
    ($($name:ident: [$($part:expr),*] => $words:expr;)*) => {$(
        #[test]
        fn $name() {
            let combined = combined(&[$($part),*].concat());
            assert_eq!(BootWords::parse(&cmdline_of(&combined)).to_string(), $words);
        }
    )*};
}

const NODE_1: &str = "Movable zone start for each node\n  Node 1: 0x0000000200000000\n";

words! {
    movable_node_gives_it: [SRAT, NODE_1, TWO_NODES] => "movable_node";
    the_logs_own_count: ["Command line: ro kernelcore=4G\n", SRAT, NODE_1, TWO_NODES] => "kernelcore=4G";
    without_movable_none: [SRAT, TWO_NODES] => "";
    of_this_boot: ["[    0.2] Initmem setup node 0 [mem 0x1000-0x7edfffffff]\n",
        "[    0.0] Command line: kernelcore=1G\n[    0.4] Early memory node ranges\n",
        "[    0.4]   node   0: [mem 0x1000-0x2cffffff]\n[    0.4] Initmem setup node 0 [mem 0x1000-0x2cffffff]\n"]
        => "kernelcore=1G";
    not_of_what_is_quoted: ["> Command line: kernelcore=1G\n", SRAT, TWO_NODES] => "";
    not_of_who_quotes: ["Command line: kernelcore=1G\n> Early memory node ranges\n", "> node 0: [mem 0x1000-0x2cffffff]\n"] => "";
    of_what_is_quoted_as_deep: ["> Command line: kernelcore=1G\nCommand line: kernelcore=2G\n",
        ">Early memory node ranges\n>  node   0: [mem 0x1000-0x2cffffff]\n"] => "kernelcore=1G";
    of_arm64_behind_the_map: ["Linux version 6.12.1 (a@b)\n", FOUR_GIB, "Kernel command line: kernelcore=1G\n",
        "Linux version 6.12.2 (a@b)\n", FOUR_GIB, "Kernel command line: kernelcore=2G\n"] => "kernelcore=2G";
}

macro_rules! agreements {
    ($($name:ident: [$($part:expr),*] => $compared:expr, $differ:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(compared(&[$($part),*].concat()), ($compared, $differ));
        }
    )*};
}

const BIG: &str = "\
Early memory node ranges
  node   0: [mem 0x0000000000001000-0x000000007fffffff]
  node   0: [mem 0x0000000100000000-0x000000087fffffff]
";
const OLD_ZONES: &str = "\
Zone ranges:
  DMA      [mem 0x00001000-0x00ffffff]
  DMA32    [mem 0x01000000-0xffffffff]
Early memory node ranges
  node   0: [mem 0x00001000-0x0009efff]
  node   0: [mem 0x00100000-0x3fffffff]
";

agreements! {
    zoneinfo_without_present: [BIG, "Node 0, zone      DMA\n        spanned  4095\nNode 0, zone    DMA32\n        spanned  1044480\n"] => 2, 0;
    zoneinfo_pasted_in_lines: [BIG, "Node 0, zone      DMA\t        spanned  4095\nNode 0, zone    DMA32\t        spanned  1044480\n"] => 2, 0;
    the_last_complete_zoneinfo: [BIG,
        "Node 0, zone DMA\n pages free 1\n spanned 4095\n present 4095\n managed 3977\n start_pfn: 1\n",
        "Node 0, zone DMA32\n pages free 1\n spanned 1044480\n present 520192\n managed 5\n start_pfn: 4096\n",
        "$ grep -A 9 DMA32 /proc/zoneinfo\nNode 0, zone DMA32\n pages free 2\n spanned 1044480\n present 520192\n"] => 6, 0;
    all_present_pages: [BIG, "Memory: 33000000K/33554428K available (14848K kernel code, 0K cma-reserved)\n"] => 1, 0;
    all_present_pages_but_one: [BIG, "Memory: 33000000K/33554424K available (1K kernel code)\n"] => 1, 1;
    zones_as_initialised: [BIG, "Zone ranges:\n  DMA [mem 0x1000-0xffffff]\n  DMA32 [mem 0x1000000-0xffffffff]\n  Normal [mem 0x100000000-0x87fffffff]\n  Device   empty\n",
        "mminit::memmap_init Initialising map node 0 zone 2 pfns 1048576 -> 8912896\n"] => 8, 0;
    pages_less_what_they_hold: [OLD_ZONES, "  DMA zone: 64 pages used for memmap\n  DMA zone: 19 pages reserved\n  DMA zone: 3915 pages, LIFO batch:0\n"] => 6, 0;
    pages_as_counted_since: [OLD_ZONES, "  DMA zone: 64 pages used for memmap\n  DMA zone: 19 pages reserved\n  DMA zone: 3998 pages, LIFO batch:0\n"] => 6, 0;
    another_boots_nodes: ["[    0.28] Initmem setup node 0 [mem 0x1000-0x7edfffffff]\n[    0.28] Initmem setup node 1 [mem 0x7ee0000000-0xfcdfffffff]\n",
        "[    0.00] Command line: ro\n[    0.41] Early memory node ranges\n[    0.42]   node   0: [mem 0x1000-0x2cffffff]\n",
        "[    0.43] Initmem setup node 0 [mem 0x1000-0x2cffffff]\n"] => 2, 0;
    so_without_times: ["Initmem setup node 0 [mem 0x1000-0x7edfffffff]\nInitmem setup node 1 [mem 0x7ee0000000-0xfcdfffffff]\n",
        "Early memory node ranges\n  node   0: [mem 0x1000-0x2cffffff]\nInitmem setup node 0 [mem 0x1000-0x2cffffff]\n"] => 2, 0;
}

#[test]
fn lsmem_alone_is_told_what_is_missing() {
    let text = "RANGE                                 SIZE  STATE REMOVABLE BLOCK\n\
                0x0000000000000000-0x000000007fffffff   2G online       yes     0\n";
    let fault = read(text).combined(None).unwrap_err().to_string();
    assert!(fault.contains("lsmem alone shows blocks") && fault.contains("dmesg"), "{fault}");
    let fault = read("hello\n").combined(None).unwrap_err().to_string();
    assert!(fault.contains("`dmesg`"), "{fault}");
}

#[test]
fn what_is_shown_is_what_is_assumed() {
    let combined = combined(&[NODE_1, SRAT, TWO_NODES].concat());
    let Setup { words, .. } = scenario_of(&combined).setup;
    assert!(words.movable_node);
    let sentence = combined.sentence();
    assert!(sentence.contains("no command line (movable_node is assumed)"), "{sentence}");
    assert!(sentence.contains("x86_64 is assumed"), "{sentence}");
}

#[test]
fn a_kernel_that_says_nothing_of_deferred_pages_has_none() {
    let up = "smp: Brought up 1 node, 8 CPUs\n";
    let over = "devtmpfs: initialized\n";
    let done = "node 0 deferred pages initialised in 5ms\n";
    for (parts, defers) in [
        (vec![BIG, up, over], false),
        (vec![BIG, up, done, over], true),
        (vec![BIG, over], true),
        (vec!["  node   0: [mem 0x100000000-0x13fffffff]\n", up, over], true),
        (vec![BIG], true),
    ] {
        let setup = scenario_of(&combined(&parts.concat())).setup;
        assert_eq!(setup.deferred_init, defers, "{parts:?}");
    }
}

/// How many numbers of a text handed over beside the repository are compared, and how many
/// differ; none where it is refused.
#[test]
fn texts_nobody_here_had_seen() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/dumps");
    for (name, expected) in [
        // All but the holes, which kernels before v5.10.53 counted otherwise.
        ("unseen/a-01-movable-node-8socket-qp.txt", Some((33, 1))),
        ("unseen/a-21-huawei-arm64-mirror-nomap.txt", Some((28, 0))),
        ("unseen/b-09-wsl2-6.6-no-zone-dma-srat-hotplug.txt", Some((7, 0))),
        ("unseen/b-19-x86-32-thinkpad-highmem.txt", None),
        ("unseen/b-40-grace-6.16-64k-full.txt", Some((10, 0))),
        ("faults/b-boots.txt", Some((7, 0))),
        ("faults/b-m26.txt", Some((4, 0))),
        ("faults/a-g1-sums.txt", None),
    ] {
        let Ok(text) = std::fs::read(folder.join(name)) else {
            println!("skipped: {name} is not here");
            continue;
        };
        let text = zonescope_dump::decode(&text).into_owned();
        let is_refused = combined(&text).refusal().is_some();
        let got = (!is_refused).then(|| compared(&text));
        assert_eq!(got, expected, "{name}");
    }
}

#[test]
fn old_kernels_make_movable_of_all_that_is_not_marked() {
    let log = |version: &str| {
        let head = format!("Linux version {version} (a@b) #1\nCommand line: kernelcore=mirror\n");
        head + "Movable zone start for each node\n  Node 0: 0x100000000\n  Node 1: 0x200000000\n"
            + TWO_NODES
    };
    let lacks_marks = |version: &str| {
        let warnings = combined(&log(version)).warnings;
        warnings.iter().any(|found| found.what.to_string().contains("nothing here marks"))
    };
    assert_eq!((lacks_marks("6.1.176"), lacks_marks("6.12.107")), (false, true));
}
