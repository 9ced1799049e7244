//! Where nodes and zones begin and end, which many numbers rest on.

use super::recording::Recording;
use super::step::Step;
use crate::{Decision, Nid, Pfn, PfnRange, SpanRule, Zone};

/// The node's range.
pub(super) fn extent(recording: &Recording, of: Nid) -> Option<PfnRange> {
    recording.decision_of(|decision| match *decision {
        Decision::NodeExtent { nid, range } if nid == of => Some(range),
        _ => None,
    })
}

/// The node's zone_movable_pfn in its final form.
pub(super) fn movable_pfn(recording: &Recording, of: Nid) -> Option<Pfn> {
    rounded(recording, of).and_then(|(_, to)| to)
}

/// zone_movable_pfn before and after rounding.
pub(super) fn rounded(recording: &Recording, of: Nid) -> Option<(Pfn, Option<Pfn>)> {
    recording.decision_of(|decision| match *decision {
        Decision::MovablePfn { nid, from, to } if nid == of => Some((from, to)),
        _ => None,
    })
}

/// The zone's final range in the node.
pub(super) fn range(recording: &Recording, of: Nid, at: Zone) -> PfnRange {
    recording
        .decision_of(|decision| match *decision {
            Decision::ZoneRange { nid, zone, range, .. } if (nid, zone) == (of, at) => Some(range),
            _ => None,
        })
        .unwrap_or_default()
}

/// From the limits and the node to the final range.
pub(super) fn span(recording: &Recording, of: Nid, at: Zone) -> Vec<Step> {
    let mut steps = Vec::new();
    let Some((clamped, last)) = adjusting(recording, of, at) else {
        return steps;
    };
    let of_movable = matches!(last, Step::Adjusted { rule: SpanRule::Movable, .. });
    let lender = recording.decision_of(|decision| match *decision {
        Decision::MovableZone { zone } => Some(zone),
        _ => None,
    });
    // ZONE_MOVABLE has no limits of its own.
    let wanted = if of_movable { lender } else { Some(at) };
    steps.extend(recording.decisions_of(move |decision| match *decision {
        Decision::ZoneLimits { zone, range } if Some(zone) == wanted => Some(if of_movable {
            Step::MovableZone { zone, range }
        } else {
            Step::ZoneLimits { zone, range }
        }),
        _ => None,
    }));
    steps.extend(extent(recording, of).map(|range| Step::NodeExtent { range }));
    if !of_movable && at != Zone::Movable {
        steps.push(Step::Clamped { zone: at, range: clamped });
    }
    steps.push(last);
    steps
}

/// The step that gives the final range.
pub(super) fn adjusted(recording: &Recording, of: Nid, at: Zone) -> Option<Step> {
    adjusting(recording, of, at).map(|(_, step)| step)
}

fn adjusting(recording: &Recording, of: Nid, at: Zone) -> Option<(PfnRange, Step)> {
    let movable_pfn = movable_pfn(recording, of);
    recording.decision_of(|decision| match *decision {
        Decision::ZoneRange { nid, zone, clamped, rule, range } if (nid, zone) == (of, at) => {
            Some((clamped, Step::Adjusted { zone, rule, movable_pfn, range }))
        }
        _ => None,
    })
}
