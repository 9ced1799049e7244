//! How the numbers of a zone's span came about.

use super::{memmap, node, Recording, Step, ZoneField};
use crate::{Fact, Nid, PfnRange, Phase, SpanRule, Zone};

pub(super) fn steps(recording: &Recording, nid: Nid, zone: Zone, field: ZoneField) -> Vec<Step> {
    let of_span = |last: fn(PfnRange) -> Step| {
        let mut steps = span(recording, nid, zone);
        steps.push(last(range(recording, nid, zone)));
        steps
    };
    match field {
        ZoneField::Start => of_span(Step::StartOf),
        ZoneField::End => of_span(Step::EndOf),
        ZoneField::Spanned => of_span(Step::PagesOf),
        ZoneField::Absent => {
            let mut steps: Vec<Step> = adjusted(recording, nid, zone).into_iter().collect();
            steps.extend(absent(recording, nid, zone));
            steps
        }
        ZoneField::Present => {
            let mut steps: Vec<Step> = adjusted(recording, nid, zone).into_iter().collect();
            steps.extend(absent(recording, nid, zone));
            steps.push(present_of(recording, nid, zone));
            steps
        }
        ZoneField::InitEarly => memmap::early(recording, nid, zone),
        ZoneField::InitUnavailable => memmap::painted(recording, nid, zone, Phase::Unavailable),
        ZoneField::InitDeferred => memmap::deferred(recording, nid, zone),
        ZoneField::Linked => memmap::linked(recording, nid, zone),
    }
}

/// The zone's final range in the node.
pub(super) fn range(recording: &Recording, of: Nid, at: Zone) -> PfnRange {
    recording
        .facts_of(move |fact| match *fact {
            Fact::ZoneRange { nid, zone, range, .. } if (nid, zone) == (of, at) => Some(range),
            _ => None,
        })
        .next()
        .unwrap_or_default()
}

/// From the limits and the node to the final range.
fn span(recording: &Recording, of: Nid, at: Zone) -> Vec<Step> {
    let mut steps = Vec::new();
    let Some((clamped, last)) = adjusting(recording, of, at) else {
        return steps;
    };
    let of_movable = matches!(last, Step::Adjusted { rule: SpanRule::Movable, .. });
    let lender = recording
        .facts_of(|fact| match *fact {
            Fact::MovableZone { zone } => Some(zone),
            _ => None,
        })
        .next();
    // ZONE_MOVABLE has no limits of its own.
    let wanted = if of_movable { lender } else { Some(at) };
    steps.extend(recording.facts_of(move |fact| match *fact {
        Fact::ZoneLimits { zone, range } if Some(zone) == wanted => Some(if of_movable {
            Step::MovableZone { zone, range }
        } else {
            Step::ZoneLimits { zone, range }
        }),
        _ => None,
    }));
    steps.extend(node::extent(recording, of).map(|range| Step::NodeExtent { range }));
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
    let movable_pfn = node::movable_pfn(recording, of);
    recording
        .facts_of(move |fact| match *fact {
            Fact::ZoneRange { nid, zone, clamped, rule, range } if (nid, zone) == (of, at) => {
                Some((clamped, Step::Adjusted { zone, rule, movable_pfn, range }))
            }
            _ => None,
        })
        .next()
}

/// Holes, mirror term, and their sum.
fn absent(recording: &Recording, of: Nid, at: Zone) -> Vec<Step> {
    let found = recording
        .facts_of(move |fact| match *fact {
            Fact::Absent { nid, zone, holes, mirror_terms, mirror_term }
                if (nid, zone) == (of, at) =>
            {
                Some((holes, mirror_terms, mirror_term))
            }
            _ => None,
        })
        .next();
    let Some((holes, mirror_terms, mirror_term)) = found else {
        return vec![Step::NothingSpanned];
    };
    let term = match at {
        Zone::Normal | Zone::Movable if mirror_terms => Step::MirrorTerm {
            zone: at,
            parts: recording
                .facts_of(move |fact| match *fact {
                    Fact::MirrorTerm { nid, zone, part } if (nid, zone) == (of, at) => Some(part),
                    _ => None,
                })
                .collect(),
            slivers: recording
                .facts_of(move |fact| match *fact {
                    Fact::MirrorTermSlivers { nid, zone, missing } if (nid, zone) == (of, at) => {
                        Some(missing)
                    }
                    _ => None,
                })
                .sum(),
            pages: mirror_term,
        },
        _ => Step::NoMirrorTerm,
    };
    vec![
        Step::Holes { span: range(recording, of, at), pages: holes },
        term,
        Step::Absent { holes, mirror_term },
    ]
}

/// The step that gives present.
pub(super) fn present_of(recording: &Recording, of: Nid, at: Zone) -> Step {
    let absent = match absent(recording, of, at).last() {
        Some(&Step::Absent { holes, mirror_term }) => holes.saturating_add_signed(mirror_term),
        _ => 0,
    };
    Step::Present { zone: at, spanned: range(recording, of, at).pages(), absent }
}
