//! How the numbers of a zone came about.

use super::memmap;
use super::present::{absent, present_of};
use super::quantity::ZoneField;
use super::recording::Recording;
use super::span::{adjusted, range, span};
use super::step::Step;
use crate::{Nid, PfnRange, Phase, Zone};

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
