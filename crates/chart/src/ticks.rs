//! Which boundaries get a tick: the ends, then nodes before zones before regions, as long as
//! labels fit.

use zonescope_model::Pfn;
use zonescope_report::size_of_bytes;

use crate::axis::Axis;
use crate::cells::Rank;
use crate::role::Role;
use crate::scene::text_width;

/// The least space between two labels.
const GAP: i32 = 80;

/// A boundary with its label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Tick {
    /// Where the boundary is.
    pub(crate) x: i32,
    /// The middle of the label, kept inside the picture.
    pub(crate) label_x: i32,
    pub(crate) pfn: Pfn,
    /// The pfn in hex.
    pub(crate) hex: String,
    /// The address as a size.
    pub(crate) size: String,
}

/// The ticks of `axis` that fit between `left` and `right`, from left to right.
pub(crate) fn ticks(
    axis: &Axis,
    ranks: &[(Pfn, Rank)],
    page_shift: u32,
    (left, right): (i32, i32),
) -> Vec<Tick> {
    let extent = axis.extent();
    let outermost = |pfn| pfn == extent.start() || pfn == extent.end();
    let shown = |pfn: Pfn| {
        let cell = axis.cell_of(pfn);
        outermost(pfn) || cell.is_some_and(|(_, cell)| cell.range.start() == pfn)
    };
    let mut order: Vec<&(Pfn, Rank)> = ranks.iter().filter(|(pfn, _)| shown(*pfn)).collect();
    order.sort_by_key(|(pfn, rank)| (!outermost(*pfn), *rank, *pfn));
    let mut taken: Vec<(i32, i32)> = Vec::new();
    let mut ticks = Vec::new();
    for (pfn, _) in order {
        let hex = pfn.to_string();
        let size = size_of_bytes(u128::from(pfn.get()) << page_shift);
        let width = text_width(Role::PfnText, &hex).max(text_width(Role::SoftText, &size));
        let x = axis.x(*pfn);
        let half = width / 2 + 1;
        let label_x = x.min(right - half).max(left + half);
        let (start, end) = (label_x - half, label_x + half);
        if taken.iter().any(|(s, e)| start < e + GAP && *s < end + GAP) {
            continue;
        }
        taken.push((start, end));
        ticks.push(Tick {
            x,
            label_x,
            pfn: *pfn,
            hex,
            size,
        });
    }
    ticks.sort_by_key(|tick| tick.pfn);
    ticks
}
