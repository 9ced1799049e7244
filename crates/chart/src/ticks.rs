//! Which boundaries get a tick: the ends, then nodes before zones before regions, as long as labels
//! fit.

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
    /// Half the label's width.
    half: i32,
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
        cell.is_some_and(|(_, cell)| cell.range.start() == pfn)
    };
    // The ends first, then rank by rank.
    let passes = [None, Some(Rank::Node), Some(Rank::Zone), Some(Rank::Region)];
    let wanted = passes.into_iter().flat_map(|pass| {
        let of_pass = move |pfn, rank| match pass {
            None => outermost(pfn),
            Some(wanted) => rank == wanted && !outermost(pfn) && shown(pfn),
        };
        ranks.iter().filter_map(move |(pfn, rank)| of_pass(*pfn, *rank).then_some(*pfn))
    });
    let mut ticks: Vec<Tick> = Vec::new();
    for pfn in wanted {
        let hex = pfn.to_string();
        let size = size_of_bytes(u128::from(pfn.get()) << page_shift);
        let width = text_width(Role::PfnText, &hex).max(text_width(Role::SoftText, &size));
        let x = axis.x(pfn);
        let half = width / 2 + 1;
        let label_x = x.min(right - half).max(left + half);
        let place = ticks.partition_point(|tick| tick.pfn < pfn);
        let before = place.checked_sub(1).and_then(|place| ticks.get(place));
        let clear_before =
            before.is_none_or(|tick| tick.label_x + tick.half + GAP <= label_x - half);
        let after = ticks.get(place);
        let clear_after = after.is_none_or(|tick| label_x + half + GAP <= tick.label_x - tick.half);
        if clear_before && clear_after {
            let tick = Tick { x, label_x, half, pfn, hex, size };
            ticks.insert(place, tick);
        }
    }
    ticks
}
