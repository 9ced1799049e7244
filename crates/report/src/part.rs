//! Reports part by part: a page writes a large one in slices, so that no frame has to wait for all
//! of it.

use zonescope_scenario::{distinct, Evaluated, Scenario};

use crate::told::Told;

/// What a report is of.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its outcomes.
    pub evaluated: &'a [Evaluated],
    /// Places in `evaluated` of variants that come to the same, as [`distinct`] finds them.
    pub groups: &'a [Vec<usize>],
    /// What else is known.
    pub told: Told<'a>,
}

/// What stands at a place of a report that goes through some items.
pub(crate) enum Part {
    /// What stands before them.
    Head,
    /// One of them.
    Item(usize),
    /// What stands behind them.
    Foot,
}

impl Part {
    /// The part at `place` of a report of so many `items`; none behind its foot.
    pub(crate) fn at(place: usize, items: usize) -> Option<Part> {
        match place.checked_sub(1) {
            None => Some(Part::Head),
            Some(item) if item < items => Some(Part::Item(item)),
            Some(item) => (item == items).then_some(Part::Foot),
        }
    }
}

/// All parts of a report, one after the other.
pub(crate) fn whole(
    scenario: &Scenario,
    evaluated: &[Evaluated],
    told: Told<'_>,
    part: fn(Reported<'_>, usize) -> Option<String>,
) -> String {
    let groups = distinct(evaluated);
    let reported = Reported { scenario, evaluated, groups: &groups, told };
    (0..).map_while(|place| part(reported, place)).collect()
}
