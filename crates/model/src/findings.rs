//! Looks an outcome over for what a reader should know: each [`FindingKind`], with its numbers
//! and ranges.

use crate::node::NodeZones;
use crate::rules::Rules;
use crate::{
    Finding, FindingKind, Flags, Memblock, Memmap, PfnRange, Segment, Warning, Zone, ZoneOutcome,
};
use zonescope_sorted::sort_by_key;

/// Everything found, worst kind first, then by node and zone.
pub(crate) fn findings(
    memblock: &Memblock,
    rules: Rules,
    nodes: &[NodeZones],
    segments: &[Segment],
    memmap: &Memmap,
    warnings: &[Warning],
) -> Vec<Finding> {
    let mut found = Vec::new();
    machine_findings(memblock, segments, memmap, warnings, &mut found);
    for node in nodes {
        node_findings(memblock, rules, node, &mut found);
    }
    sort_by_key(&mut found, Finding::place);
    found
}

/// What is said of the machine's struct pages as a whole.
fn machine_findings(
    memblock: &Memblock,
    segments: &[Segment],
    memmap: &Memmap,
    warnings: &[Warning],
    found: &mut Vec<Finding>,
) {
    let Memblock { memory, words, arch, .. } = memblock;
    let mut sum = |kind, pages, picks: &dyn Fn(&Segment) -> bool| {
        if pages > 0 {
            let ranges = joined(segments.iter().filter(|s| picks(s)).map(|s| s.range));
            found.push(Finding { kind, nid: None, zone: None, pages, ranges });
        }
    };
    sum(FindingKind::NeverInitialised, memmap.never_init, &Segment::is_never_initialised);
    sum(FindingKind::WrongNode, memmap.wrong_node, &Segment::is_on_wrong_node);
    sum(FindingKind::OutsideZoneSpan, memmap.outside_zone_span, &Segment::is_outside_its_zone);
    sum(FindingKind::InitialisedTwice, memmap.double_init, &Segment::is_initialised_twice);
    // Where the kernel ignores kernelcore=mirror, nothing was promised about mirrored memory.
    let in_force = words.mirror
        && !warnings.contains(&Warning::NoMirror)
        && !warnings.contains(&Warning::Kdump)
        && memory.has_mirror();
    if in_force {
        sum(
            FindingKind::MirroredInMovable,
            memmap.mirrored_in_movable,
            &Segment::is_mirrored_in_movable,
        );
        sum(
            FindingKind::UnmirroredInNormal,
            memmap.unmirrored_in_normal,
            &Segment::is_unmirrored_in_normal,
        );
        let below = PfnRange::new(0, arch.four_gib());
        let unmirrored =
            memory.within(below).filter(|(_, memory)| !memory.flags.has(Flags::MIRROR));
        push_ranges(FindingKind::UnmirroredBelow4G, None, unmirrored.map(|(part, _)| part), found);
    }
    push_ranges(FindingKind::MirrorUnused, None, memblock.mirror_unused.iter().copied(), found);
}

/// What is said of one node and its zones.
fn node_findings(memblock: &Memblock, rules: Rules, node: &NodeZones, found: &mut Vec<Finding>) {
    let Memblock { memory, arch, defers, .. } = memblock;
    let own = |limit| memory.own_within(node.nid, limit).map(|(part, _)| part);
    let about =
        |kind, zone, pages, ranges| Finding { kind, nid: Some(node.nid), zone, pages, ranges };
    for zone in &node.zones {
        let at = Some(zone.zone);
        if zone.present < 0 {
            let below = zone.present.unsigned_abs();
            found.push(about(FindingKind::PresentUnderflows, at, below, vec![zone.range]));
        }
        let difference = i128::from(zone.present) - i128::from(zone.linked);
        if difference != 0 {
            let pages = difference.unsigned_abs() as u64;
            let ranges = if zone.range.is_empty() { Vec::new() } else { vec![zone.range] };
            found.push(about(FindingKind::PresentDiffersFromLinked, at, pages, ranges));
        }
        if zone.present == 0 {
            let stranded = own(zone.range).flat_map(|part| uncovered(part, &node.zones));
            push_ranges(FindingKind::ZoneSkipped, Some((node, zone.zone)), stranded, found);
        }
        // With the zones before it, so that each pair is looked at once.
        for lower in node.zones.iter().take_while(|lower| lower.zone < zone.zone) {
            let overlap = zone.range.clip_to(lower.range);
            if !overlap.is_empty() {
                let kind = FindingKind::ZonesOverlap;
                found.push(about(kind, at, overlap.pages(), vec![overlap]));
                if rules.drops_gigantic_pages {
                    let kind = FindingKind::GiganticPagesDropped;
                    found.push(about(kind, at, overlap.pages(), vec![overlap]));
                }
            }
        }
    }
    let pages = own(node.range).map(PfnRange::pages).sum();
    if node.zone(Zone::Normal).range.is_empty() {
        let ranges = joined(own(node.range));
        found.push(about(FindingKind::NodeWithoutNormal, None, pages, ranges));
    }
    match node.first_deferred_pfn {
        None if *defers && pages > 2 * arch.section_pages() => {
            let ranges = joined(own(node.range));
            found.push(about(FindingKind::NoDeferral, None, pages, ranges));
        }
        None => {}
        Some(pfn) => {
            let Some(highest) = node.zones.iter().rfind(|zone| !zone.range.is_empty()) else {
                return;
            };
            let zone = node.zones.iter().rfind(|zone| zone.range.contains(pfn));
            if pfn < highest.range.start() {
                let below = own(PfnRange::new(pfn, highest.range.start()));
                let at = zone.map_or(highest.zone, |zone| zone.zone);
                let kind = FindingKind::DeferralBelowHighestZone;
                push_ranges(kind, Some((node, at)), below, found);
            }
        }
    }
}

/// Reports `ranges` under `kind`, if there are any.
fn push_ranges(
    kind: FindingKind,
    of: Option<(&NodeZones, Zone)>,
    ranges: impl Iterator<Item = PfnRange>,
    found: &mut Vec<Finding>,
) {
    let ranges = joined(ranges);
    if !ranges.is_empty() {
        found.push(Finding {
            kind,
            nid: of.map(|(node, _)| node.nid),
            zone: of.map(|(_, zone)| zone),
            pages: ranges.iter().map(|range| range.pages()).sum(),
            ranges,
        });
    }
}

/// The parts of `range` that no populated zone spans.
fn uncovered(range: PfnRange, zones: &[ZoneOutcome]) -> Vec<PfnRange> {
    zones.iter().filter(|zone| zone.present != 0).fold(vec![range], |parts, zone| {
        parts
            .into_iter()
            .flat_map(|part| {
                [
                    PfnRange::new(part.start(), part.end().min(zone.range.start())),
                    PfnRange::new(part.start().max(zone.range.end()), part.end()),
                ]
            })
            .filter(|part| !part.is_empty())
            .collect()
    })
}

/// Ranges by address, touching ones joined.
fn joined(ranges: impl Iterator<Item = PfnRange>) -> Vec<PfnRange> {
    let mut joined: Vec<PfnRange> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end() == range.start() => {
                *last = PfnRange::new(last.start(), range.end());
            }
            _ => joined.push(range),
        }
    }
    joined
}
