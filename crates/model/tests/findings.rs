//! Each kind of finding: a layout where it appears, and one where it does not.

use zonescope_model::{
    evaluate, layout, Arch, BootWords, Finding, FindingKind, Flags, Kernel, MemoryMap, MirrorClass,
    Nid, Outcome, Patch, PatchSet, PhysAddr, Region, Setup, Variant, Verdict, Zone,
};

/// A machine in a few words: `N0 2G-4G:m 4G-5G` lists regions of node 0, `:m` mirrored, `:h`
/// hot-pluggable, `:n` not in the direct map. Sizes in K, M and G.
fn setup(machine: &str, cmdline: &str) -> Setup {
    let mut nid = Nid::default();
    let mut regions = Vec::new();
    for word in machine.split_whitespace() {
        if let Some(id) = word.strip_prefix('N') {
            nid = Nid::new(id.parse().unwrap()).unwrap();
            continue;
        }
        let (range, flag) = word.split_once(':').unwrap_or((word, ""));
        let (base, end) = range.split_once('-').unwrap();
        let flags = match flag {
            "m" => Flags::MIRROR,
            "h" => Flags::HOTPLUG,
            "n" => Flags::NOMAP,
            _ => Flags::NONE,
        };
        regions.push(Region { base: bytes(base), end: bytes(end), nid, flags });
    }
    regions.sort_by_key(|region| region.base);
    Setup {
        memory: MemoryMap::new(regions).unwrap(),
        words: BootWords::parse(cmdline),
        arch: Arch::X86_64,
        deferred_init: true,
    }
}

fn bytes(text: &str) -> PhysAddr {
    let (number, unit) = text.split_at(text.len() - 1);
    let shift = match unit {
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => panic!("no unit in {text}"),
    };
    PhysAddr::new(number.parse::<u64>().unwrap() << shift)
}

fn boot(machine: &str, cmdline: &str, patches: &[Patch], kernel: Kernel) -> Outcome {
    let patches: PatchSet = patches.iter().copied().collect();
    evaluate(&setup(machine, cmdline), Variant { kernel, patches }, &mut ())
}

fn of_kind(outcome: &Outcome, kind: FindingKind) -> Vec<&Finding> {
    outcome.findings.iter().filter(|finding| finding.kind == kind).collect()
}

use FindingKind::*;
use Kernel::{V6_12, V6_18};
use Patch::*;

const MIRROR: &str = "kernelcore=mirror";
/// One node, all low memory and the first GiB above 4 GiB mirrored.
const MIRRORED_FIRST: &str = "N0 1M-2G:m 4G-5G:m 5G-8G";
const INTERLEAVED: &str = "N0 1M-2G:m 4G-5G:m 5G-6G 6G-7G:m 7G-8G";
const INSIDE_OUT: &str = "N0 1M-2G:m 4G-5G 5G-6G:m";
/// Nodes interleave: each one's memory lies in the other's spans.
const CROSSED: &str = "N0 1M-2G:m 4G-5G:m 6G-7G N1 5G-6G 7G-8G";
/// Node 1's unmirrored memory inside node 0's Normal: as much as node 0 has mirrored there ...
const EATEN_UP: &str = "N0 1M-2G:m 4G-5G:m 6G-7G N1 5G-6G";
/// ... and more.
const OVERDRAWN: &str = "N0 1M-2G:m 4G-5G:m 7G-8G N1 5G-7G";

macro_rules! found {
    ($($name:ident: $layout:expr, $cmdline:expr, $patches:expr, $kernel:expr => $kind:expr, $pages:expr;)*) => {
        $(#[test] fn $name() {
            let outcome = boot($layout, $cmdline, &$patches, $kernel);
            let pages: Vec<u64> = of_kind(&outcome, $kind).iter().map(|f| f.pages).collect();
            assert_eq!(pages, $pages, "{:#?}", outcome.nodes);
            for finding in of_kind(&outcome, $kind) {
                let ranges: u64 = finding.ranges.iter().map(|range| range.pages()).sum();
                let counts_ranges = !matches!($kind, PresentUnderflows | PresentDiffersFromLinked);
                assert!(!counts_ranges || ranges == finding.pages, "{finding:?}");
            }
        })*
    };
}

const GIB: u64 = 1 << 18;
const SECTION: u64 = 1 << 15;

found! {
    lost_between_deferral_and_movable: MIRRORED_FIRST, MIRROR, [NodeExtentSpan], V6_12 => NeverInitialised, [GIB - SECTION];
    nothing_lost_without_the_patch: MIRRORED_FIRST, MIRROR, [], V6_12 => NeverInitialised, [0; 0];
    nothing_lost_on_the_later_walk: MIRRORED_FIRST, MIRROR, [NodeExtentSpan], V6_18 => NeverInitialised, [0; 0];
    the_later_walk_links_outside: MIRRORED_FIRST, MIRROR, [NodeExtentSpan], V6_18 => OutsideZoneSpan, [GIB - SECTION];
    clipping_keeps_links_inside: MIRRORED_FIRST, MIRROR, [NodeExtentSpan, ClipNormal], V6_18 => OutsideZoneSpan, [0; 0];
    overlap_is_initialised_twice: MIRRORED_FIRST, MIRROR, [], V6_12 => InitialisedTwice, [3 * GIB];
    no_overlap_is_initialised_once: MIRRORED_FIRST, MIRROR, [ClipNormal], V6_12 => InitialisedTwice, [0; 0];
    initialised_twice_where_zones_overlap: "N0 1M-2G:m 4G-5G:m 5G-6G", MIRROR, [], V6_12 => InitialisedTwice, [GIB];
    nomap_is_initialised_as_reserved: "N0 4G-8G 8G-9G:n", "", [], V6_12 => NeverInitialised, [0; 0];
    overlap_of_normal_and_movable: MIRRORED_FIRST, MIRROR, [], V6_12 => ZonesOverlap, [3 * GIB];
    clipped_zones_do_not_overlap: MIRRORED_FIRST, MIRROR, [ClipNormal], V6_12 => ZonesOverlap, [0; 0];
    double_span_stops_deferral: MIRRORED_FIRST, MIRROR, [], V6_12 => NoDeferral, [2 * GIB - 256 + 4 * GIB];
    true_span_defers: MIRRORED_FIRST, MIRROR, [NodeExtentSpan], V6_12 => NoDeferral, [0; 0];
    a_node_of_two_sections_need_not_defer: "N0 4G-4224M:m 4224M-4352M", MIRROR, [], V6_12 => NoDeferral, [0; 0];
    deferral_in_normal: MIRRORED_FIRST, MIRROR, [NodeExtentSpan], V6_12 => DeferralBelowHighestZone, [GIB - SECTION];
    deferral_in_movable: MIRRORED_FIRST, MIRROR, [NodeExtentSpan, ClipNormal], V6_12 => DeferralBelowHighestZone, [0; 0];
    mirror_inside_movable_is_wasted: INTERLEAVED, MIRROR, [NodeExtentSpan, ClipNormal, NoOverlapCheck], V6_12 => MirroredInMovable, [GIB];
    mirror_inside_movable_stays_normal: INTERLEAVED, MIRROR, [], V6_12 => MirroredInMovable, [0; 0];
    crossing_4g_is_passed_over: "N0 1M-3G:m 3G-5G 5G-6G:m", MIRROR, [], V6_12 => UnmirroredInNormal, [GIB];
    mirrored_in_normal_is_as_promised: "N0 1M-3G:m 3G-5G 5G-7G:m", MIRROR, [], V6_12 => UnmirroredInNormal, [GIB];
    nothing_unmirrored_in_normal: MIRRORED_FIRST, MIRROR, [], V6_12 => UnmirroredInNormal, [0; 0];
    unmirrored_low_memory: "N0 1M-2G 4G-5G:m 5G-6G", MIRROR, [], V6_12 => UnmirroredBelow4G, [2 * GIB - 256];
    mirrored_low_memory: MIRRORED_FIRST, MIRROR, [], V6_12 => UnmirroredBelow4G, [0; 0];
    nothing_promised_without_the_word: "N0 1M-2G 4G-5G:m 5G-6G", "", [], V6_12 => UnmirroredBelow4G, [0; 0];
    nothing_promised_under_kdump: "N0 1M-2G 4G-5G:m 5G-6G", "kernelcore=mirror elfcorehdr=1M", [], V6_12 => UnmirroredBelow4G, [0; 0];
    mirrored_for_nothing: MIRRORED_FIRST, "", [], V6_12 => MirrorUnused, [3 * GIB - 256];
    mirrored_for_the_word: MIRRORED_FIRST, MIRROR, [], V6_12 => MirrorUnused, [0; 0];
    nothing_mirrored_for_nothing: "N0 1M-2G 4G-6G", "", [], V6_12 => MirrorUnused, [0; 0];
    a_crash_kernel_has_no_choice: MIRRORED_FIRST, "elfcorehdr=1M", [], V6_12 => MirrorUnused, [0; 0];
    everything_movable: "N0 1M-2G:m N1 4G-6G", MIRROR, [], V6_12 => NodeWithoutNormal, [2 * GIB - 256, 2 * GIB];
    normal_on_the_node: "N0 4G-6G", "", [], V6_12 => NodeWithoutNormal, [0; 0];
    present_is_what_is_linked: MIRRORED_FIRST, MIRROR, [], V6_12 => PresentDiffersFromLinked, [0; 0];
    lost_pages_are_present_but_not_linked: MIRRORED_FIRST, MIRROR, [NodeExtentSpan], V6_12 => PresentDiffersFromLinked, [GIB - SECTION];
    one_node_cannot_underflow: INTERLEAVED, MIRROR, [], V6_12 => PresentUnderflows, [0; 0];
    other_nodes_memory_underflows: OVERDRAWN, MIRROR, [], V6_12 => PresentUnderflows, [GIB];
    present_of_zero_is_no_underflow: EATEN_UP, MIRROR, [], V6_12 => PresentUnderflows, [0; 0];
    plain_absent_cannot_underflow: OVERDRAWN, MIRROR, [PlainAbsent], V6_12 => PresentUnderflows, [0; 0];
    present_of_zero_strands_memory: EATEN_UP, MIRROR, [], V6_12 => ZoneSkipped, [GIB];
    plain_absent_strands_nothing: EATEN_UP, MIRROR, [PlainAbsent], V6_12 => ZoneSkipped, [0; 0];
    all_memory_in_movable_is_not_stranded: INSIDE_OUT, MIRROR, [], V6_12 => ZoneSkipped, [0; 0];
    stranded_memory_goes_to_another_node: CROSSED, MIRROR, [], V6_12 => WrongNode, [GIB];
    memory_in_its_own_node: CROSSED, MIRROR, [PlainAbsent], V6_12 => WrongNode, [0; 0];
}

#[test]
fn touching_ranges_of_a_finding_are_one() {
    let outcome = boot(MIRRORED_FIRST, MIRROR, &[], V6_12);
    assert_eq!(of_kind(&outcome, NoDeferral)[0].ranges.len(), 2);
}

/// The last range's node has no zone to take what follows it, so that goes to the zone of the same
/// name as the last one that could.
#[test]
fn an_empty_zone_with_links_is_kept() {
    let outcome = boot("N0 4G-5G 6176M-6208M N1 1M-2G:m 5G-6176M:m", MIRROR, &[], V6_12);
    let normal = outcome.nodes[0].zone(Zone::Normal).unwrap();
    assert!(normal.range.is_empty());
    assert_eq!(normal.linked, 32 << 8);
    assert_eq!(of_kind(&outcome, OutsideZoneSpan)[0].pages, 32 << 8);
}

macro_rules! classes {
    ($($name:ident: $layout:expr => $class:expr;)*) => {
        $(#[test] fn $name() {
            assert_eq!(layout(&setup($layout, MIRROR))[0].class, $class);
        })*
    };
}

classes! {
    class_of_low_memory_only: "N0 1M-2G:m" => MirrorClass::Nothing;
    class_all: "N0 1M-2G 4G-8G:m" => MirrorClass::AllMirrored;
    class_none: "N0 1M-2G:m 4G-8G" => MirrorClass::NoneMirrored;
    class_mirrored_first: MIRRORED_FIRST => MirrorClass::MirroredFirst;
    class_unmirrored_first: INSIDE_OUT => MirrorClass::UnmirroredFirst;
    class_interleaved: INTERLEAVED => MirrorClass::Interleaved;
    class_counts_only_above_4g: "N0 1M-6G:m 6G-8G" => MirrorClass::MirroredFirst;
    class_of_one_nodes_own_memory: "N0 4G-5G:m 6G-7G:m N1 5G-6G" => MirrorClass::AllMirrored;
}

#[test]
fn the_class_is_the_firmwares_whatever_the_kernel_was_told() {
    let layout = layout(&setup(MIRRORED_FIRST, ""));
    assert_eq!(layout[0].class, MirrorClass::MirroredFirst);
    assert_eq!(layout[0].mirrored, 3 * GIB - 256);
}

/// Spread all the same, three pages on two nodes would leave one over.
#[test]
fn kernelcore_of_all_memory_leaves_nothing_movable() {
    let mut setup = setup("N0 4194304K-4194308K N1 4194308K-4194316K", "kernelcore=12K");
    setup.arch.max_page_order = 0;
    let outcome = evaluate(&setup, Variant::default(), &mut ());
    let movable: Vec<_> = outcome.nodes.iter().map(|node| node.movable_pfn).collect();
    assert_eq!(movable, [None, None]);
}

#[test]
fn the_verdict_is_the_worst_finding() {
    let verdict = |patches: &[Patch]| boot(MIRRORED_FIRST, MIRROR, patches, V6_12).verdict();
    assert_eq!(verdict(&[]), Verdict::Costly);
    assert_eq!(verdict(&[NodeExtentSpan]), Verdict::Broken);
    assert_eq!(verdict(&[NodeExtentSpan, ClipNormal]), Verdict::Ok);
    let names = [Verdict::Ok, Verdict::Costly, Verdict::Broken].map(Verdict::name);
    assert_eq!(names, ["ok", "cost", "broken"]);
}

#[test]
fn regions_that_touch_and_come_to_the_same_are_one_segment() {
    let segments = |machine| {
        let setup = Setup { deferred_init: false, ..setup(machine, "") };
        let outcome = evaluate(&setup, Variant::default(), &mut ());
        let segments = outcome.segments.iter().filter(|s| s.memory.is_some());
        segments.map(|s| s.range.pages()).collect::<Vec<_>>()
    };
    assert_eq!(segments("N0 4G-8G"), [1 << 20]);
    assert_eq!(segments("N0 4G-6G 6G-8G:h"), [1 << 20]);
    assert_eq!(segments("N0 4G-6G N1 6G-8G"), [1 << 19, 1 << 19]);
}

#[test]
fn what_was_deferred_lies_where_its_segments_say() {
    for (patches, deferred) in [(&[][..], 0), (&[Patch::ClipNormal], 491_520)] {
        let outcome = boot("N0 4G-6G:m 6G-8G", "kernelcore=mirror", patches, Kernel::V6_12);
        let segments = outcome.segments.iter().filter(|segment| segment.deferred);
        let pages: u64 = segments.map(|segment| segment.range.pages()).sum();
        assert_eq!((pages, outcome.init_deferred()), (deferred, deferred));
    }
}
