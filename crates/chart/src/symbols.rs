//! The small shapes that mean something, in figures and legends.

use zonescope_model::Verdict;

use crate::role::Role;
use crate::scene::{Area, Scene};

/// The sign of `verdict`.
pub(crate) const fn sign_of(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Ok => Role::FineSign,
        Verdict::Costly => Role::CostlySign,
        Verdict::Broken => Role::BrokenSign,
    }
}

/// What stands behind the sign.
pub(crate) const fn ground_of(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Ok => Role::Fine,
        Verdict::Costly => Role::Costly,
        Verdict::Broken => Role::Broken,
    }
}

/// A verdict's sign around `(x, y)`, a shape of its own beside its colour: a circle, a square or a
/// triangle.
pub(crate) fn draw_sign(scene: &mut Scene, sign: Role, (x, y): (i32, i32)) {
    match sign {
        Role::CostlySign => scene.rect(sign, Area::new(x - 34, y - 34, x + 34, y + 34)),
        Role::BrokenSign => {
            scene.polygon(sign, [(x - 42, y + 36), (x + 42, y + 36), (x, y - 40)]);
        }
        _ => scene.circle(sign, (x, y), 38),
    }
}

/// A triangle that points down to `(x, y)`.
pub(crate) fn draw_deferral_mark(scene: &mut Scene, (x, y): (i32, i32)) {
    scene.polygon(Role::Deferred, [(x - 35, y - 50), (x + 35, y - 50), (x, y + 5)]);
}

/// Two strokes across the middle of `area`, fewer where it is narrow.
pub(crate) fn draw_break(scene: &mut Scene, area: Area) {
    let (x, y) = area.middle();
    let offsets: &[i32] = match area.width() {
        0..30 => &[],
        30..80 => &[0],
        _ => &[-17, 17],
    };
    for offset in offsets {
        let x = x + offset;
        scene.line(Role::Break, [(x - 15, y + 45), (x + 15, y - 45)]);
    }
}

/// A frame around what a step did.
pub(crate) fn draw_outline(scene: &mut Scene, area: Area) {
    let Area { x0, y0, x1, y1 } = area;
    scene.line(Role::Step, [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]);
}
