//! Derivations written out: each step's kernel function and what it came to.

use zonescope_model::Patch::*;
use zonescope_model::{
    derive, Arch, BootWords, Flags, Kernel, MachineField, MemoryMap, Nid, NodeField, Patch,
    PatchSet, Pfn, PhysAddr, Quantity, Region, Setup, Step, Variant, Zone, ZoneField,
};

/// Two nodes of 4 GiB, each mirrored in its lower half; the second begins at 6 GiB.
fn machine(cmdline: &str) -> Setup {
    let region = |node, base: u64, end: u64, flags| Region {
        base: PhysAddr::new(base << 30),
        end: PhysAddr::new(end << 30),
        nid: Nid::new(node).unwrap(),
        flags,
    };
    let regions = vec![
        region(0, 1, 3, Flags::MIRROR),
        region(0, 3, 5, Flags::NONE),
        region(1, 6, 8, Flags::MIRROR),
        region(1, 8, 10, Flags::NONE),
    ];
    Setup {
        memory: MemoryMap::new(regions).unwrap(),
        words: BootWords::parse(cmdline),
        arch: Arch::X86_64,
        deferred_init: true,
    }
}

fn steps(cmdline: &str, patches: &[Patch], quantity: Quantity) -> Vec<Step> {
    let variant = Variant {
        kernel: Kernel::default(),
        patches: patches.iter().copied().collect::<PatchSet>(),
    };
    derive(&machine(cmdline), variant, quantity).unwrap().steps
}

fn chain(cmdline: &str, patches: &[Patch], quantity: Quantity) -> Vec<String> {
    steps(cmdline, patches, quantity)
        .iter()
        .map(|step| format!("{} {}", step.function(), step.result()))
        .collect()
}

fn node(id: u64, field: NodeField) -> Quantity {
    Quantity::Node { nid: Nid::new(id).unwrap(), field }
}

fn zone(id: u64, zone: Zone, field: ZoneField) -> Quantity {
    Quantity::Zone { nid: Nid::new(id).unwrap(), zone, field }
}

fn whole(field: MachineField) -> Quantity {
    Quantity::Machine { field }
}

macro_rules! chains {
    ($($cmdline:expr, $patches:expr, $quantity:expr => $chain:expr;)*) => {
        #[test]
        fn every_chain() {
            $(assert_eq!(
                chain($cmdline, &$patches, $quantity),
                $chain,
                "{} {}", $cmdline, $quantity
            );)*
        }
    };
}

chains! {
    "kernelcore=mirror", [], node(1, NodeField::MovablePfn) => [
        "find_zone_movable_pfns_for_nodes none",
        "find_zone_movable_pfns_for_nodes 0x200000",
        "find_zone_movable_pfns_for_nodes 0x200000",
    ];
    "kernelcore=3G", [], node(1, NodeField::MovablePfn) => [
        "find_zone_movable_pfns_for_nodes 786432",
        "find_zone_movable_pfns_for_nodes 0x180000",
        "find_zone_movable_pfns_for_nodes 0x180000",
        "find_zone_movable_pfns_for_nodes 0x180000",
    ];
    "kernelcore=3G", [], node(0, NodeField::MovablePfn) => [
        "find_zone_movable_pfns_for_nodes 786432",
        "find_zone_movable_pfns_for_nodes 0x100000",
        "find_zone_movable_pfns_for_nodes 0x100000",
        "find_zone_movable_pfns_for_nodes 0x100000",
    ];
    "kernelcore=mirror elfcorehdr=1", [], node(0, NodeField::MovablePfn) => [
        "find_zone_movable_pfns_for_nodes none",
        "find_zone_movable_pfns_for_nodes none",
    ];
    "", [], node(0, NodeField::MovablePfn) => [
        "find_zone_movable_pfns_for_nodes 0",
        "find_zone_movable_pfns_for_nodes none",
    ];
    "kernelcore=mirror", [], node(1, NodeField::Spanned) => [
        "get_pfn_range_for_nid 0x180000-0x280000",
        "calculate_node_totalpages 1572864",
    ];
    "kernelcore=mirror", [], node(0, NodeField::Present) => [
        "calculate_node_totalpages 786432",
        "calculate_node_totalpages 262144",
        "calculate_node_totalpages 1048576",
    ];
    "kernelcore=mirror", [ClipNormal], node(1, NodeField::FirstDeferredPfn) => [
        "get_pfn_range_for_nid 0x180000-0x280000",
        "calculate_node_totalpages 1048576",
        "defer_init none",
        "defer_init 0x208000",
        "defer_init 0x208000",
    ];
    "kernelcore=mirror", [ClipNormal], node(0, NodeField::FirstDeferredPfn) => [
        "get_pfn_range_for_nid 0x40000-0x140000",
        "calculate_node_totalpages 1048576",
        "defer_init none",
        "defer_init none",
        "defer_init 0x108000",
        "defer_init 0x108000",
    ];
    "", [], node(0, NodeField::FirstDeferredPfn) => [
        "get_pfn_range_for_nid 0x40000-0x140000",
        "calculate_node_totalpages 1048576",
        "defer_init none",
        "defer_init none",
        "defer_init 0x108000",
        "defer_init 0x108000",
    ];
    "", [], node(1, NodeField::FirstDeferredPfn) => [
        "get_pfn_range_for_nid 0x180000-0x280000",
        "calculate_node_totalpages 1048576",
        "defer_init 0x188000",
        "defer_init 0x200000",
        "defer_init 0x188000",
    ];
    "kernelcore=mirror", [], zone(1, Zone::Movable, ZoneField::Start) => [
        "find_usable_zone_for_movable 0x100000-0x280000",
        "get_pfn_range_for_nid 0x180000-0x280000",
        "adjust_zone_range_for_zone_movable 0x200000-0x280000",
        "calculate_node_totalpages 0x200000",
    ];
    "kernelcore=mirror", [], zone(0, Zone::Movable, ZoneField::End) => [
        "get_pfn_range_for_nid 0x40000-0x140000",
        "adjust_zone_range_for_zone_movable 0x0-0x0",
        "calculate_node_totalpages 0x0",
    ];
    "kernelcore=mirror", [], zone(1, Zone::Normal, ZoneField::Spanned) => [
        "free_area_init 0x100000-0x280000",
        "get_pfn_range_for_nid 0x180000-0x280000",
        "zone_spanned_pages_in_node 0x180000-0x280000",
        "adjust_zone_range_for_zone_movable 0x180000-0x280000",
        "calculate_node_totalpages 1048576",
    ];
    "kernelcore=mirror", [], zone(0, Zone::Dma32, ZoneField::Spanned) => [
        "free_area_init 0x40000-0x100000",
        "get_pfn_range_for_nid 0x40000-0x140000",
        "zone_spanned_pages_in_node 0x40000-0x100000",
        "adjust_zone_range_for_zone_movable 0x40000-0x100000",
        "calculate_node_totalpages 786432",
    ];
    "kernelcore=mirror", [], zone(1, Zone::Dma32, ZoneField::Spanned) => [
        "free_area_init 0x40000-0x100000",
        "get_pfn_range_for_nid 0x180000-0x280000",
        "zone_spanned_pages_in_node 0x100000-0x100000",
        "adjust_zone_range_for_zone_movable 0x0-0x0",
        "calculate_node_totalpages 0",
    ];
    "kernelcore=mirror", [], zone(1, Zone::Normal, ZoneField::InitEarly) => [
        "adjust_zone_range_for_zone_movable 0x180000-0x280000",
        "calculate_node_totalpages 524288",
        "memmap_init_range 524288",
        "memmap_init_range 524288",
        "memmap_init_range 1048576",
    ];
    "kernelcore=mirror", [NodeExtentSpan], zone(1, Zone::Normal, ZoneField::InitDeferred) => [
        "defer_init 0x188000",
        "deferred_init_memmap 0x200000-0x280000",
        "deferred_init_memmap 0",
    ];
    "kernelcore=mirror", [NodeExtentSpan], zone(1, Zone::Movable, ZoneField::InitDeferred) => [
        "defer_init 0x188000",
        "deferred_init_memmap 0x200000-0x280000",
        "deferred_init_memmap 524288",
        "deferred_init_memmap 524288",
    ];
    "kernelcore=mirror", [], zone(1, Zone::Normal, ZoneField::Linked) => [
        "memmap_init_range 1048576",
        "__init_single_page 524288",
        "__init_single_page 524288",
    ];
    "kernelcore=mirror", [], whole(MachineField::Memory) => [
        "get_pfn_range_for_nid 1048576",
        "get_pfn_range_for_nid 1048576",
        "get_pfn_range_for_nid 2097152",
    ];
    "kernelcore=mirror", [], whole(MachineField::InitEarly) => [
        "memmap_init_range 786432",
        "memmap_init_range 32768",
        "memmap_init_range 1048576",
        "memmap_init_range 524288",
        "memmap_init_range 2392064",
    ];
    "kernelcore=mirror", [ClipNormal], whole(MachineField::InitDeferred) => [
        "deferred_init_memmap 229376",
        "deferred_init_memmap 491520",
        "deferred_init_memmap 720896",
    ];
    "kernelcore=mirror", [], whole(MachineField::DoubleInit) => [
        "__init_single_page 524288",
        "__init_single_page 524288",
    ];
    "kernelcore=mirror", [NodeExtentSpan], whole(MachineField::NeverInit) => [
        "deferred_init_memmap 0x200000-0x280000",
        "__init_single_page 491520",
        "__init_single_page 491520",
    ];
}

#[test]
fn a_zone_that_is_not_walked_says_so() {
    let quantity = zone(1, Zone::Normal, ZoneField::InitDeferred);
    let steps = steps("kernelcore=mirror", &[NodeExtentSpan], quantity);
    assert_eq!(steps.last(), Some(&Step::NotWalked));
}

#[test]
fn an_adjusted_span_names_where_movable_starts() {
    for (id, starts) in [(0, None), (1, Some(Pfn::new(0x20_0000)))] {
        let quantity = zone(id, Zone::Normal, ZoneField::Spanned);
        let steps = steps("kernelcore=mirror", &[], quantity);
        let named = steps.iter().find_map(|step| match step {
            Step::Adjusted { movable_pfn, .. } => Some(*movable_pfn),
            _ => None,
        });
        assert_eq!(named, Some(starts), "node {id}");
    }
}
