//! How the numbers of a node came about.

use super::memmap::first_deferred_pfn;
use super::present;
use super::quantity::{NodeField, Value};
use super::recording::Recording;
use super::span::{self, extent, rounded};
use super::step::Step;
use crate::{Decision, DeferAnswer, Nid, Warning, Zone};

pub(super) fn steps(recording: &Recording, nid: Nid, field: NodeField) -> Vec<Step> {
    match field {
        NodeField::Start => extent(recording, nid)
            .into_iter()
            .flat_map(|range| [Step::NodeExtent { range }, Step::StartOf(range)])
            .collect(),
        NodeField::End => extent(recording, nid)
            .into_iter()
            .flat_map(|range| [Step::NodeExtent { range }, Step::EndOf(range)])
            .collect(),
        NodeField::MovablePfn => movable(recording, nid),
        NodeField::Spanned => spanned(recording, nid),
        NodeField::Present => present(recording, nid),
        NodeField::FirstDeferredPfn => first_deferred(recording, nid),
    }
}

fn movable(recording: &Recording, of: Nid) -> Vec<Step> {
    let mut steps: Vec<Step> = recording
        .decisions_of(move |decision| match *decision {
            Decision::MovableBy(by) => Some(Step::MovableBy(by)),
            Decision::Warned(warning @ (Warning::NoMirror | Warning::Kdump)) => {
                Some(Step::Ignored(warning))
            }
            Decision::KernelcoreShare { nid, nodes, share, remaining, stopped } if nid == of => {
                Some(Step::KernelcoreTurn { nodes, share, remaining, stopped })
            }
            Decision::MovableFrom { nid, pfn, rule } if nid == of => {
                Some(Step::MovableFrom { pfn, rule })
            }
            _ => None,
        })
        .collect();
    match rounded(recording, of) {
        Some((from, to)) => steps.push(Step::MovablePfn {
            from,
            node_end: extent(recording, of).unwrap_or_default().end(),
            to,
        }),
        None if matches!(steps.last(), Some(Step::Ignored(_))) => {}
        None => steps.push(Step::NoMovable),
    }
    steps
}

fn spanned(recording: &Recording, of: Nid) -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(extent(recording, of).map(|range| Step::NodeExtent { range }));
    steps.extend(span_of_node(recording, of));
    steps
}

/// The step that gives node_spanned_pages.
fn span_of_node(recording: &Recording, of: Nid) -> Option<Step> {
    recording.decision_of(|decision| match *decision {
        Decision::NodeSpanned { nid, extent, by_extent, spanned, .. } if nid == of => {
            Some(Step::NodeSpanned {
                zones: Zone::ALL
                    .map(|zone| (zone, span::range(recording, of, zone).pages()))
                    .into_iter()
                    .filter(|(_, pages)| *pages > 0)
                    .collect(),
                extent,
                by_extent,
                spanned,
            })
        }
        _ => None,
    })
}

fn present(recording: &Recording, of: Nid) -> Vec<Step> {
    let zones: Vec<(Zone, Step)> = Zone::ALL
        .into_iter()
        .filter(|&zone| !span::range(recording, of, zone).is_empty())
        .map(|zone| (zone, present::present_of(recording, of, zone)))
        .collect();
    let sum = Step::NodePresent {
        zones: zones
            .iter()
            .filter_map(|(zone, step)| match step.result() {
                Value::Pages(pages) => Some((*zone, pages)),
                _ => None,
            })
            .collect(),
    };
    zones.into_iter().map(|(_, step)| step).chain([sum]).collect()
}

fn first_deferred(recording: &Recording, of: Nid) -> Vec<Step> {
    let mut steps = Vec::new();
    let asked: Vec<Step> = recording
        .decisions_of(move |decision| match *decision {
            Decision::DeferAsked { nid, zone, range, answer } if nid == of => {
                Some(Step::DeferAsked { zone, range, answer })
            }
            _ => None,
        })
        .collect();
    let disabled =
        |step: &Step| matches!(step, Step::DeferAsked { answer: DeferAnswer::Disabled, .. });
    if asked.iter().any(disabled) {
        steps.extend(asked.into_iter().find(disabled));
    } else {
        steps.extend(spanned(recording, of));
        steps.extend(asked);
    }
    steps.push(Step::FirstDeferred { pfn: first_deferred_pfn(recording, of) });
    steps
}
