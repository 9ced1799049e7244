//! How a number came about: its steps, and the patches that decide it.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;
use zonescope_model::{derive, Derivation, Quantity, ZoneField};
use zonescope_report::{derivation_lines, derivation_text, effects_sentence, DerivationLine};
use zonescope_scenario::Evaluated;

use super::asking::focus_asked;
use super::stages::Drawn;
use crate::bench::{Action, Asked};
use crate::hooks::{copy, reveal};
use crate::parts::ByHand;

/// On machines of more regions nothing is derived before somebody asks.
const REGIONS_AT_ONCE: usize = 256;

/// What [`Why`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// The number asked about.
    pub asked: Option<Asked>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The panel. Until somebody asks it answers what most people would.
#[function_component(Why)]
pub fn why(props: &Props) -> Html {
    let panel = use_node_ref();
    let is_closed = use_state_eq(|| false);
    let copied = use_state(|| None::<Rc<Derivation>>);
    let by_hand = use_state(|| None::<AttrValue>);
    let asked = match &props.asked {
        Some(asked) => Some(asked.clone()),
        None if *is_closed => None,
        None => telling(&props.drawn),
    };
    let derivation = use_memo((props.drawn.clone(), asked.clone()), |(drawn, asked)| {
        let asked = asked.as_ref()?;
        let variant = drawn.computed.named(&asked.variant)?.variant;
        derive(&drawn.scenario.setup, variant, asked.quantity).map(Rc::new)
    });
    {
        let panel = panel.clone();
        use_effect_with(props.asked.clone(), move |asked| {
            if let (Some(_), Some(panel)) = (asked, panel.cast::<Element>()) {
                reveal(&panel);
            }
        });
    }
    let close = {
        let (is_closed, asked, on) = (is_closed.clone(), props.asked.clone(), props.on.clone());
        Callback::from(move |()| {
            is_closed.set(true);
            on.emit(Action::Ask(None));
            if let Some(asked) = &asked {
                focus_asked(asked);
            }
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        })
    };
    let (Some(asked), Some(derivation)) = (asked, (*derivation).clone()) else {
        return html! {
            <section class="why" aria-labelledby="why">
                <div class="title"><h2 id="why">{ "Why" }</h2></div>
                <p class="soft">{ "Press a number in a table to read how it came about." }</p>
            </section>
        };
    };
    let arch = &props.drawn.scenario.setup.arch;
    let name = format!("{}, {}", derivation.quantity, asked.variant);
    let oncopy = {
        let names = format!("{}, {}", asked.variant, derivation.variant.kernel);
        let text = derivation_text(&names, &derivation, arch);
        let (copied, by_hand) = (copied.clone(), by_hand.clone());
        let derivation = derivation.clone();
        Callback::from(move |_| {
            let shown = AttrValue::from(text.clone());
            let (copied, by_hand) = (copied.clone(), by_hand.clone());
            let derivation = derivation.clone();
            copy(
                text.clone(),
                Callback::from(move |done| match done {
                    true => copied.set(Some(derivation.clone())),
                    false => by_hand.set(Some(shown.clone())),
                }),
            );
        })
    };
    let is_copied = copied.as_ref().is_some_and(|of| Rc::ptr_eq(of, &derivation));
    html! {
        <section ref={panel} class="why" aria-labelledby="why" {onkeydown}>
            <div class="title">
                <h2 id="why">{ "Why" }</h2>
                <span class="soft" role="status">{ name }</span>
            </div>
            <ol>{ for derivation_lines(&derivation, arch).iter().map(step) }</ol>
            <p>{ effects_sentence(&derivation.effects) }</p>
            <p class="actions">
                <button type="button" class="link" onclick={oncopy}>{ "Copy as text" }</button>
                <button type="button" class="link" onclick={close.reform(|_| ())}>{ "Close" }</button>
                <span class="soft" role="status">{ if is_copied { "Copied." } else { "" } }</span>
            </p>
            if let Some(text) = &*by_hand {
                <ByHand text={text.clone()} on_close={Callback::from({
                    let by_hand = by_hand.clone();
                    move |()| by_hand.set(None)
                })} />
            }
        </section>
    }
}

fn step(line: &DerivationLine) -> Html {
    let Some(number) = line.number else {
        return html! { <li class="more soft">{ line.clause.clone() }</li> };
    };
    let split = line
        .clause
        .rfind(&line.result)
        .and_then(|at| Some((line.clause.get(..at)?, line.clause.get(at + line.result.len()..)?)));
    html! {
        <li value={number.to_string()}>
            if let Some((before, after)) = split {
                { before.to_owned() }<b>{ line.result.clone() }</b>{ after.to_owned() }
            } else {
                { line.clause.clone() }
            }
            { " " }<code>{ line.function }{ "()" }</code>
        </li>
    }
}

/// The number to begin with: the first variant's most absent pages on its first node that
/// lacks any.
fn telling(Drawn { scenario, computed }: &Drawn) -> Option<Asked> {
    if scenario.setup.memory.regions().len() > REGIONS_AT_ONCE {
        return None;
    }
    let Evaluated { name, outcome, .. } = computed.evaluated.first()?;
    outcome.nodes.iter().find_map(|node| {
        let zones = node.zones.iter().filter(|zone| zone.absent > 0);
        let zone = zones.max_by_key(|zone| zone.absent)?.zone;
        Some(Asked {
            variant: name.clone().into(),
            quantity: Quantity::Zone { nid: node.nid, zone, field: ZoneField::Absent },
        })
    })
}
