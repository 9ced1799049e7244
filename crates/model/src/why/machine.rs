//! How the sums over the machine's struct pages came about: node by node and zone by zone.

use super::quantity::MachineField;
use super::recording::Recording;
use super::step::Step;
use crate::{Decision, Nid, Outcome, PfnRange, Segment, Zone, ZoneOutcome};
use zonescope_sorted::sort_by_key;

pub(super) fn steps(recording: &Recording, field: MachineField) -> Vec<Step> {
    let outcome = &recording.outcome;
    let mut parts = match field {
        MachineField::InitEarly => of_zones(outcome, field, |zone| zone.init_early),
        MachineField::InitDeferred => of_zones(outcome, field, |zone| zone.init_deferred),
        MachineField::Memory => of_segments(outcome, field, |segment| segment.memory.is_some()),
        MachineField::DoubleInit => of_segments(outcome, field, Segment::is_initialised_twice),
        MachineField::NeverInit => of_segments(outcome, field, Segment::is_never_initialised),
        MachineField::WrongNode => of_segments(outcome, field, Segment::is_on_wrong_node),
        MachineField::OutsideZoneSpan => of_segments(outcome, field, Segment::is_outside_its_zone),
        MachineField::MirroredInMovable => {
            of_segments(outcome, field, Segment::is_mirrored_in_movable)
        }
        MachineField::UnmirroredInNormal => {
            of_segments(outcome, field, Segment::is_unmirrored_in_normal)
        }
    };
    let pages = parts.iter().map(pages_of).sum();
    let mut steps = match field {
        MachineField::NeverInit => walks(recording, &parts),
        _ => Vec::new(),
    };
    steps.append(&mut parts);
    steps.push(Step::MachineSum { field, pages });
    steps
}

/// The deferred walks of the nodes that lose memory: what they go over, and nothing else.
fn walks(recording: &Recording, parts: &[Step]) -> Vec<Step> {
    let nid_of = |part: &Step| match part {
        Step::MachinePart { nid, .. } => Some(*nid),
        _ => None,
    };
    // Parts come by nid.
    let loses = |of: Nid| parts.binary_search_by_key(&Some(of), nid_of).is_ok();
    recording
        .decisions_of(|decision| match *decision {
            Decision::DeferredWalk { nid, zone, range } if loses(nid) => {
                Some(Step::DeferredWalk { zone, range })
            }
            _ => None,
        })
        .collect()
}

fn pages_of(step: &Step) -> u64 {
    match step {
        Step::MachinePart { pages, .. } => *pages,
        _ => 0,
    }
}

/// What each zone has of a count that its own derivation explains.
fn of_zones(outcome: &Outcome, field: MachineField, count: fn(&ZoneOutcome) -> u64) -> Vec<Step> {
    let zones =
        outcome.nodes.iter().flat_map(|node| node.zones.iter().map(|zone| (node.nid, zone)));
    zones
        .map(|(nid, zone)| Step::MachinePart {
            field,
            nid,
            zone: Some(zone.zone),
            ranges: Vec::new(),
            pages: count(zone),
        })
        .filter(|part| pages_of(part) > 0)
        .collect()
}

/// The pfns counted, by the zone they are linked to in the end; those linked to none by node.
fn of_segments(outcome: &Outcome, field: MachineField, counts: fn(&Segment) -> bool) -> Vec<Step> {
    let mut counted: Vec<((Nid, Option<Zone>), PfnRange)> = Vec::new();
    for segment in outcome.segments.iter().filter(|segment| counts(segment)) {
        let linked = segment.owner.map(|owner| (owner.nid, Some(owner.zone)));
        let lies = segment.memory.map(|memory| (memory.nid, None));
        let Some((nid, zone)) = (match field {
            MachineField::Memory => lies,
            _ => linked.or(lies),
        }) else {
            continue;
        };
        counted.push(((nid, zone), segment.range));
    }
    // Each owner's stay in the order of their addresses.
    sort_by_key(&mut counted, |(whose, _)| *whose);
    counted
        .chunk_by(|a, b| a.0 == b.0)
        .map(|of_one| {
            let (nid, zone) = of_one[0].0;
            let mut ranges = Vec::new();
            of_one.iter().for_each(|(_, range)| push_joined(&mut ranges, *range));
            let pages = of_one.iter().map(|(_, range)| range.pages()).sum();
            Step::MachinePart { field, nid, zone, ranges, pages }
        })
        .collect()
}

/// Appends `next`, or lengthens the last range if they touch.
fn push_joined(ranges: &mut Vec<PfnRange>, next: PfnRange) {
    match ranges.last_mut() {
        Some(last) if last.end() == next.start() => {
            *last = PfnRange::new(last.start(), next.end());
        }
        _ => ranges.push(next),
    }
}
