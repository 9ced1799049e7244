//! Boundaries moved by hand mostly leave what a percentage can be: the way to the nearest one.

use std::rc::Rc;

use yew::prelude::*;
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
        let Mirrored { machine, setting } = last.as_deref()?;
        let (setting, memory) = machine.nearest_whole(setting, &scenario.setup.memory)?;
        let is_other = memory != scenario.setup.memory;
        is_other.then(|| Rc::new(Mirrored { machine: machine.clone(), setting }))
    });
    let Some(mirrored) = (*nearest).clone() else {
        return Html::default();
    };
    let percent = mirrored.setting.above_4g;
    let onclick = props.on.reform(move |_| Action::Mirror(mirrored.clone()));
    html! {
        <button type="button" {onclick}>{ format!("Nearest whole percent: {percent} %") }</button>
    }
}
