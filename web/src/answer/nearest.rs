//! Boundaries moved by hand mostly leave what a percentage can be: the way to the nearest one.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_mirror::Percent;
use zonescope_model::{MemoryMap, PhysAddr};
use zonescope_scenario::{Mirrored, Scenario};

use crate::bench::{use_machine, Action};

/// What [`NearestPercent`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whose memory it is.
    pub scenario: Rc<Scenario>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// A button, where the memory is not what a whole percentage gives.
#[function_component(NearestPercent)]
pub fn nearest_percent(props: &Props) -> Html {
    let known = use_machine(&props.scenario);
    // Of memory that is no machine's any more it is the last machine there was.
    let last = use_mut_ref(|| None::<Rc<Mirrored>>);
    if let Ok(known) = &*known {
        *last.borrow_mut() = Some(known.mirrored.clone());
    }
    let last = last.borrow().clone();
    let nearest = use_memo((props.scenario.clone(), last), |(scenario, last)| {
        let (percent, mirrored) = nearest(last.as_deref()?, &scenario.setup.memory)?;
        let (memory, _) = mirrored.machine.map(&mirrored.setting).ok()?;
        (memory != scenario.setup.memory).then(|| (percent, Rc::new(mirrored)))
    });
    let Some((percent, mirrored)) = (*nearest).clone() else {
        return Html::default();
    };
    let onclick = props.on.reform(move |_| Action::Mirror(mirrored.clone()));
    html! {
        <button type="button" {onclick}>{ format!("Nearest whole percent: {percent} %") }</button>
    }
}

/// The machine under the whole percentage that mirrors most nearly as much above 4 GiB.
fn nearest(last: &Mirrored, memory: &MemoryMap) -> Option<(Percent, Mirrored)> {
    let wanted = mirrored_above(memory);
    let whole = (0..=Percent::MAX.hundredths() / 100)
        .filter_map(|percent| Percent::from_hundredths(u64::from(percent) * 100).ok());
    let settings = whole.filter_map(|percent| {
        let mut mirrored = last.clone();
        mirrored.setting.above_4g = percent;
        let (map, _) = mirrored.machine.map(&mirrored.setting).ok()?;
        Some((mirrored_above(&map).abs_diff(wanted), percent, mirrored))
    });
    let nearest = settings.min_by_key(|(off, ..)| *off);
    nearest.map(|(_, percent, mirrored)| (percent, mirrored))
}

fn mirrored_above(memory: &MemoryMap) -> u64 {
    let regions = memory.regions().iter().filter(|region| region.flags.is_mirror());
    let above = regions.filter(|region| region.base >= PhysAddr::FOUR_GIB);
    above.map(|region| region.end.get() - region.base.get()).fold(0, u64::saturating_add)
}
