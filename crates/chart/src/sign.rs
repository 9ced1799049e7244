//! A verdict's sign: a shape of its own beside its colour, as in the table of verdicts.

use zonescope_model::Verdict;

use crate::role::Role;
use crate::scene::{Area, Scene};

/// The sign of `verdict`.
pub(crate) const fn sign_of(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Ok => Role::FineSign,
        Verdict::Cost => Role::CostlySign,
        Verdict::Broken => Role::BrokenSign,
    }
}

/// What stands behind the sign.
pub(crate) const fn ground_of(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Ok => Role::Fine,
        Verdict::Cost => Role::Costly,
        Verdict::Broken => Role::Broken,
    }
}

/// A circle, a square or a triangle around `(x, y)`.
pub(crate) fn draw_sign(scene: &mut Scene, sign: Role, (x, y): (i32, i32)) {
    match sign {
        Role::CostlySign => scene.rect(sign, Area::new(x - 34, y - 34, x + 34, y + 34)),
        Role::BrokenSign => {
            scene.polygon(sign, [(x - 42, y + 36), (x + 42, y + 36), (x, y - 40)]);
        }
        _ => scene.circle(sign, (x, y), 38),
    }
}
