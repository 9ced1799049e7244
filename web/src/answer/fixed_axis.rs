//! The zone map's axis while the memory under it moves.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::FixedAxis;
use zonescope_mirror::{Inferred, Percent, Setting};
use zonescope_scenario::{Mirrored, Scenario};

use super::computed::Computed;
use super::stages::Drawn;
use crate::bench::Look;

/// An axis that holds the machine as it was when the drag began, with nothing mirrored above
/// 4 GiB and with all that can be; none while nothing is dragged.
#[hook]
pub fn use_fixed_axis(drawn: &Drawn, look: &Look) -> Rc<Option<FixedAxis>> {
    let Drawn { scenario, computed } = drawn;
    use_memo((look.dragging, computed.focus(look).node), |(dragging, node)| {
        dragging.then(|| {
            let ends: Vec<(Scenario, Computed)> = [Percent::ZERO, Percent::MAX]
                .into_iter()
                .filter_map(|percent| set_to(scenario, percent))
                .map(|end| {
                    let computed = Computed::of(&end);
                    (end, computed)
                })
                .collect();
            let ends =
                ends.iter().map(|(end, computed)| (&end.setup, computed.evaluated.as_slice()));
            let maps: Vec<_> = [(&scenario.setup, computed.evaluated.as_slice())]
                .into_iter()
                .chain(ends)
                .collect();
            FixedAxis::new(&maps, *node)
        })
    })
}

/// The scenario with `percent` above 4 GiB, if its memory is a machine's.
fn set_to(scenario: &Scenario, percent: Percent) -> Option<Scenario> {
    let Inferred { machine, setting, .. } = scenario.machine_behind().ok()?;
    let setting = Setting { above_4g: percent, ..setting };
    let mut end = scenario.clone();
    end.mirror(Mirrored { machine, setting }).ok()?;
    Some(end)
}
