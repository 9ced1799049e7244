//! How the counts of a zone's struct pages came about.

use super::recording::Recording;
use super::step::{initialised, Step};
use super::{present, span};
use crate::{Decision, Nid, Owner, Pfn, PfnRange, Phase, Zone};
use zonescope_sorted::{sort_by_key, SortedMap};

/// Struct pages initialised by memmap_init_range(): range by range.
pub(super) fn early(recording: &Recording, of: Nid, at: Zone) -> Vec<Step> {
    let mut steps: Vec<Step> = span::adjusted(recording, of, at).into_iter().collect();
    steps.push(present::present_of(recording, of, at));
    let visits: Vec<(PfnRange, Step)> = recording
        .decisions_of(move |decision| match *decision {
            Decision::MemmapInit { memory, nid, zone, clipped, action }
                if (nid, zone) == (of, at) && !clipped.is_empty() =>
            {
                Some((initialised(clipped, action), Step::Visit { zone, memory, clipped, action }))
            }
            _ => None,
        })
        .collect();
    let sum = Step::InitSum {
        phase: Phase::Early,
        runs: visits.iter().filter(|(run, _)| !run.is_empty()).count(),
        pages: visits.iter().map(|(run, _)| run.pages()).sum(),
    };
    steps.extend(visits.into_iter().map(|(_, step)| step));
    steps.push(sum);
    steps
}

/// The runs of struct pages that `phase` linked to the zone.
fn runs(recording: &Recording, owner: Owner, phase: Phase) -> impl Iterator<Item = PfnRange> + '_ {
    recording.decisions_of(move |decision| match decision {
        Decision::Painted(paint) if (paint.owner, paint.phase) == (owner, phase) => {
            Some(paint.range)
        }
        _ => None,
    })
}

/// The sum over the runs of a phase.
fn sum(recording: &Recording, owner: Owner, phase: Phase) -> Step {
    Step::InitSum {
        phase,
        runs: runs(recording, owner, phase).count(),
        pages: runs(recording, owner, phase).map(PfnRange::pages).sum(),
    }
}

/// Each run of a phase, and their sum.
pub(super) fn painted(recording: &Recording, nid: Nid, zone: Zone, phase: Phase) -> Vec<Step> {
    let owner = Owner { nid, zone };
    runs(recording, owner, phase)
        .map(|range| Step::Painted { range, phase })
        .chain([sum(recording, owner, phase)])
        .collect()
}

/// Struct pages initialised by the deferred walk.
pub(super) fn deferred(recording: &Recording, of: Nid, at: Zone) -> Vec<Step> {
    let mut steps = vec![Step::FirstDeferred { pfn: first_deferred_pfn(recording, of) }];
    let walk = recording.decision_of(|decision| match *decision {
        Decision::DeferredWalk { nid, zone, range } if nid == of => Some((zone, range)),
        _ => None,
    });
    steps.extend(walk.map(|(zone, range)| Step::DeferredWalk { zone, range }));
    match walk {
        Some((zone, _)) if zone == at => {
            steps.extend(painted(recording, of, at, Phase::Deferred));
        }
        _ => steps.push(Step::NotWalked),
    }
    steps
}

/// Memory linked to the zone in the end, and where the rest of what it was given went.
pub(super) fn linked(recording: &Recording, nid: Nid, zone: Zone) -> Vec<Step> {
    let owner = Owner { nid, zone };
    let mut steps: Vec<Step> = [Phase::Early, Phase::Unavailable, Phase::Reserved, Phase::Deferred]
        .into_iter()
        .map(|phase| sum(recording, owner, phase))
        .filter(|step| !matches!(step, Step::InitSum { runs: 0, .. }))
        .collect();
    steps.extend(relinked(recording, owner));
    let own = recording
        .outcome
        .segments
        .iter()
        .filter(|segment| segment.memory.is_some() && segment.owner == Some(owner))
        .map(|segment| segment.range);
    steps.push(Step::Linked {
        pages: own.clone().map(PfnRange::pages).sum(),
        ranges: own.collect(),
    });
    steps
}

/// Memory that was linked to `owner` until a later initialisation, by where it went.
fn relinked(recording: &Recording, owner: Owner) -> Vec<Step> {
    let given = given_to(recording, owner);
    let mut lost: Vec<(Owner, u64)> = Vec::new();
    let mut place_of: SortedMap<Owner, usize> = SortedMap::new();
    for segment in &recording.outcome.segments {
        let Some(to) = segment.owner.filter(|to| *to != owner) else {
            continue;
        };
        if segment.memory.is_none() {
            continue;
        }
        let first = given.partition_point(|run| run.end() <= segment.range.start());
        let pages: u64 = given
            .iter()
            .skip(first)
            .take_while(|run| run.start() < segment.range.end())
            .map(|run| run.clip_to(segment.range).pages())
            .sum();
        if pages == 0 {
            continue;
        }
        match place_of.get(&to) {
            Some(&place) => lost[place].1 += pages,
            None => {
                place_of.insert(to, lost.len());
                lost.push((to, pages));
            }
        }
    }
    lost.into_iter().map(|(to, pages)| Step::Relinked { to, pages }).collect()
}

/// All that was ever painted for `owner`, by address, without overlap.
fn given_to(recording: &Recording, owner: Owner) -> Vec<PfnRange> {
    let mut runs: Vec<PfnRange> = recording
        .decisions_of(|decision| match decision {
            Decision::Painted(paint) if paint.owner == owner => Some(paint.range),
            _ => None,
        })
        .collect();
    sort_by_key(&mut runs, |run| *run);
    let mut joined: Vec<PfnRange> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.start() <= last.end() => {
                *last = PfnRange::new(last.start(), last.end().max(run.end()));
            }
            _ => joined.push(run),
        }
    }
    joined
}

/// The node's first_deferred_pfn.
pub(super) fn first_deferred_pfn(recording: &Recording, of: Nid) -> Option<Pfn> {
    recording.decision_of(|decision| match *decision {
        Decision::FirstDeferred { nid, pfn, .. } if nid == of => Some(pfn),
        _ => None,
    })
}
