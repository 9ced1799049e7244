//! How many pages of a zone's span are absent, and how many that leaves present.

use super::recording::Recording;
use super::span;
use super::step::Step;
use crate::{Decision, Nid, Zone};

/// Holes, mirror term, and their sum.
pub(super) fn absent(recording: &Recording, of: Nid, at: Zone) -> Vec<Step> {
    let found = recording.decision_of(|decision| match *decision {
        Decision::Absent { nid, zone, holes, mirror_term } if (nid, zone) == (of, at) => {
            Some((holes, mirror_term))
        }
        _ => None,
    });
    let Some((holes, mirror_term)) = found else {
        return vec![Step::NothingSpanned];
    };
    let counted = recording.decision_of(|decision| match *decision {
        Decision::MirrorTerm { nid, zone, span, mirrored, missing } if (nid, zone) == (of, at) => {
            Some((span, mirrored, missing))
        }
        _ => None,
    });
    let term = match counted {
        Some((span, mirrored, missing)) => Step::MirrorTerm {
            zone: at,
            parts: recording.memory_within(span, mirrored),
            slivers: missing,
            pages: mirror_term,
        },
        None => Step::NoMirrorTerm,
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
