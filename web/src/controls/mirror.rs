//! What the firmware mirrors, by every means there is to say so, and what that costs.

use std::rc::Rc;

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;
use zonescope_mirror::{Assumption, Misfit, Percent, Setting};
use zonescope_report::{
    assumption_sentence, clamp_sentence, kept_sentence, machine_phrase, mirror_cost_sentence,
    misfit_sentence, node_cost_sentence,
};
use zonescope_scenario::{Mirrored, Scenario};

use super::efibootmgr::Efibootmgr;
use super::machine_form::MachineForm;
use super::mirror_nodes::MirrorNodes;
use super::percent::{percent_setter, PercentField};
use crate::bench::{use_machine, Action, Known};
use crate::hooks::{use_frame, use_let_go};
use crate::parts::number::counted;

/// More nodes than these are counted, not told one by one.
const NODES_TOLD: usize = 4;

/// What [`Mirror`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whose machine it is.
    pub scenario: Rc<Scenario>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The machine's mirror setting, if its memory is that of a machine with one.
#[function_component(Mirror)]
pub fn mirror(props: &Props) -> Html {
    let known = use_machine(&props.scenario);
    html! {
        <section aria-labelledby="mirror">
            <h2 id="mirror">{ "Mirror" }</h2>
            { match &*known {
                Ok(known) => html! {
                    <>
                    <Panel key={machine_phrase(&known.mirrored.machine)} mirrored={known.mirrored.clone()}
                        assumptions={assumed(known)} on={props.on.clone()} />
                    <MachineForm mirrored={Some(known.mirrored.clone())} on={props.on.clone()} />
                    </>
                },
                Err(misfit) => html! {
                    <>
                    { no_machine(misfit) }
                    <MachineForm mirrored={None::<Rc<Mirrored>>} on={props.on.clone()} />
                    </>
                },
            } }
        </section>
    }
}

/// Percentages are assumed of the setting it was inferred with, and of no other.
fn assumed(known: &Known) -> Vec<Assumption> {
    let is_of_machine = |assumption: &&Assumption| {
        !matches!(assumption, Assumption::Percentage { .. } | Assumption::OwnPercentage { .. })
    };
    match known.is_inferred {
        true => known.assumptions.clone(),
        false => known.assumptions.iter().filter(is_of_machine).copied().collect(),
    }
}

fn no_machine(misfit: &Misfit) -> Html {
    html! {
        <>
            <p class="warning">{ misfit_sentence(misfit) }</p>
            <button type="button" onclick={|_| open_regions()}>{ "Edit its regions instead" }</button>
        </>
    }
}

fn open_regions() {
    let found = document().query_selector("#regions").ok().flatten();
    if let Some(details) = found.and_then(|found| found.dyn_into::<HtmlDetailsElement>().ok()) {
        details.set_open(true);
        let summary = details.query_selector("summary").ok().flatten();
        if let Some(summary) = summary.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // Only an element that is gone can't be focused.
            let _ = summary.focus();
        }
    }
}

/// What [`Panel`] shows.
#[derive(Properties, PartialEq)]
struct PanelProps {
    mirrored: Rc<Mirrored>,
    assumptions: Vec<Assumption>,
    on: Callback<Action>,
}

#[function_component(Panel)]
fn panel(props: &PanelProps) -> Html {
    let Mirrored { machine, setting } = &*props.mirrored;
    // What was refused last, and under which setting.
    let refused = use_state(|| None::<(Rc<Mirrored>, String)>);
    let set = use_callback(
        (props.mirrored.clone(), props.on.clone()),
        |setting: Setting, (mirrored, on)| {
            let machine = mirrored.machine.clone();
            machine.cost(&setting).map_err(|error| error.to_string())?;
            on.emit(Action::Mirror(Rc::new(Mirrored { machine, setting })));
            Ok(())
        },
    );
    // From a control that has no place for an error of its own.
    let attempt = {
        let (set, refused, mirrored) = (set.clone(), refused.clone(), props.mirrored.clone());
        Callback::from(move |setting| {
            let error = set.emit(setting).err();
            refused.set(error.map(|error| (mirrored.clone(), error)));
        })
    };
    let refusal = refused
        .as_ref()
        .filter(|(mirrored, _)| *mirrored == props.mirrored)
        .map(|(_, error)| error.clone());
    let costs = machine.cost(setting).unwrap_or_default();
    let clamps = machine.map(setting).map(|(_, clamps)| clamps);
    let told = match costs.len() {
        0..=NODES_TOLD => costs.as_slice(),
        _ => &[],
    };
    html! {
        <>
            { machine_line(props) }
            <div class="field">
                <span>{ "above 4 GiB" }</span>
                <Slider percent={setting.above_4g} on={props.on.clone()} set={attempt.reform({
                    let setting = setting.clone();
                    move |percent| with_above(&setting, percent)
                })} />
                <PercentField id="mirror-percent" label="Mirrored above 4 GiB, in percent"
                    percent={setting.above_4g}
                    set={percent_setter(&set, setting, None)} />
            </div>
            <label class="check">
                <input type="checkbox" checked={setting.below_4g} aria-describedby="mirror-refused"
                    onchange={attempt.reform({
                        let setting = setting.clone();
                        move |event: Event| Setting {
                            below_4g: is_checked(&event),
                            ..setting.clone()
                        }
                    })} />
                <span>{ "Mirror below 4 GiB" }</span>
            </label>
            <p id="mirror-refused" class="error" role="alert">{ refusal.unwrap_or_default() }</p>
            <Efibootmgr setting={setting.clone()} set={set.clone()} />
            <p>
                { mirror_cost_sentence(&costs) }{ " " }
                { machine.map(setting).ok().and_then(|(map, _)| kept_sentence(&costs, &map)) }
            </p>
            <ul class="soft">
                { for told.iter().map(|cost| html! { <li>{ node_cost_sentence(cost) }</li> }) }
            </ul>
            // One child, however many: else the slider would be made anew under the hand.
            <>{ for clamps.iter().flatten().take(NODES_TOLD).map(|clamp| html! {
                <p class="warning">{ clamp_sentence(clamp) }</p>
            }) }</>
            if let Some(more @ 1..) = clamps.as_ref().ok().map(|clamps| clamps.len().saturating_sub(NODES_TOLD)) {
                <p class="soft">{ format!("So it is with {}.", counted(more, "more node", "more nodes")) }</p>
            }
            <MirrorNodes mirrored={props.mirrored.clone()} {set} />
        </>
    }
}

/// The machine, and what is behind it.
fn machine_line(props: &PanelProps) -> Html {
    let machine = machine_phrase(&props.mirrored.machine);
    if props.assumptions.is_empty() {
        return html! { <p class="soft">{ machine }</p> };
    }
    html! {
        <details class="inferred">
            <summary>{ format!("inferred: {machine}") }</summary>
            <ul class="soft">
                { for props.assumptions.iter().map(|assumption| html! {
                    <li>{ assumption_sentence(assumption) }</li>
                }) }
            </ul>
        </details>
    }
}

/// The setting with another percentage above 4 GiB; nodes with their own keep it.
fn with_above(setting: &Setting, above_4g: Percent) -> Setting {
    Setting { above_4g, ..setting.clone() }
}

fn is_checked(event: &Event) -> bool {
    event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
}

/// What [`Slider`] shows.
#[derive(Properties, PartialEq)]
struct SliderProps {
    percent: Percent,
    set: Callback<Percent>,
    on: Callback<Action>,
}

/// Goes along with the pointer, once per frame; the map's axis is held meanwhile.
#[function_component(Slider)]
fn slider(props: &SliderProps) -> Html {
    let is_held = use_state_eq(|| false);
    let let_go = {
        let (is_held, on) = (is_held.clone(), props.on.clone());
        Callback::from(move |()| {
            if *is_held {
                is_held.set(false);
                on.emit(Action::Hold(false));
            }
        })
    };
    use_let_go(let_go);
    let onpointerdown = {
        let on = props.on.clone();
        Callback::from(move |_: PointerEvent| {
            is_held.set(true);
            on.emit(Action::Hold(true));
        })
    };
    let set = use_frame(props.set.clone());
    let oninput = Callback::from(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        if let Some(Ok(percent)) = input.map(|input| input.value().parse()) {
            set.emit(percent);
        }
    });
    let percent = props.percent.to_string();
    html! {
        <input type="range" min="0" max={Percent::MAX.to_string()} step="1" value={percent.clone()}
            {oninput} {onpointerdown} aria-label="Mirrored above 4 GiB" aria-describedby="mirror-refused"
            aria-valuetext={format!("{percent} %")} />
    }
}
