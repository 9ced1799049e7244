//! How many pages of a zone's span are absent, and how many that leaves present.

use super::recording::Recording;
use super::span;
use super::step::Step;
use crate::{Fact, Nid, Zone};

/// Holes, mirror term, and their sum.
pub(super) fn absent(recording: &Recording, of: Nid, at: Zone) -> Vec<Step> {
    let found = recording.fact_of(|fact| match *fact {
        Fact::Absent { nid, zone, holes, mirror_terms, mirror_term } if (nid, zone) == (of, at) => {
            Some((holes, mirror_terms, mirror_term))
        }
        _ => None,
    });
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
        Step::Holes { span: span::range(recording, of, at), pages: holes },
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
    Step::Present { zone: at, spanned: span::range(recording, of, at).pages(), absent }
}
