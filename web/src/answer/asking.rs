//! A table whose numbers can be asked where they come from: by pointer, or by keyboard as one
//! stop of the tab key.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use zonescope_model::{Nid, Quantity, Zone};

use super::cell::ASK;
use crate::bench::{Action, Asked};

/// What [`Asking`] is around.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How it looks.
    #[prop_or("scroll")]
    pub class: &'static str,
    /// What is in it; what scrolls has a name.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What the user asked.
    pub on: Callback<Action>,
    /// The table.
    pub children: Children,
}

/// The table. Arrow keys, Home and End go from number to number; Escape asks no longer.
#[function_component(Asking)]
pub fn asking(props: &Props) -> Html {
    let table = use_node_ref();
    {
        let table = table.clone();
        // Cells come and go with the scenario, and with them the one that the tab key stops at.
        use_effect(move || {
            let found = |selector: &str| {
                let table = table.cast::<Element>()?;
                table.query_selector(selector).ok().flatten()
            };
            if found(&format!("{ASK}[tabindex='0']")).is_none() {
                if let Some(first) = found(ASK) {
                    stop_at(&first, true);
                }
            }
        });
    }
    let onclick = props.on.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        let cell = target(&event).and_then(|at| at.closest("td[data-field]").ok().flatten());
        if let Some(asked) = cell.and_then(|cell| asked(&cell)) {
            onclick.emit(Action::Ask(Some(asked)));
        }
    });
    let onfocusin = {
        let table = table.clone();
        Callback::from(move |event: FocusEvent| {
            let Some(here) = target(&event).filter(|at| at.matches(ASK).unwrap_or(false)) else {
                return;
            };
            let before = table
                .cast::<Element>()
                .and_then(|table| table.query_selector(&format!("{ASK}[tabindex='0']")).ok());
            if let Some(before) = before.flatten() {
                stop_at(&before, false);
            }
            stop_at(&here, true);
        })
    };
    let onkeydown = props.on.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let Some(here) = target(&event).filter(|at| at.matches(ASK).unwrap_or(false)) else {
            return;
        };
        let key = event.key();
        if key == "Escape" {
            onkeydown.emit(Action::Ask(None));
        } else if let Some(next) = neighbour(&here, &key) {
            event.prevent_default();
            focus(&next);
        }
    });
    let role = props.label.as_ref().map(|_| "region");
    html! {
        <div ref={table} class={props.class} {role} aria-label={props.label.clone()}
            {onclick} {onfocusin} {onkeydown}>
            { props.children.clone() }
        </div>
    }
}

/// Puts the focus back on the number `asked` about, wherever it stands first.
pub fn focus_asked(wanted: &Asked) {
    let Ok(buttons) = document().query_selector_all(ASK) else {
        return;
    };
    for place in 0..buttons.length() {
        let button = buttons.item(place).and_then(|node| node.dyn_into::<Element>().ok());
        let Some(button) = button else { continue };
        let cell = button.closest("td").ok().flatten();
        if cell.and_then(|cell| asked(&cell)).as_ref() == Some(wanted) {
            focus(&button);
            return;
        }
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// What a cell is about, by what it tells machines.
fn asked(cell: &Element) -> Option<Asked> {
    let nid = cell.get_attribute("data-node").and_then(|id| Nid::new(id.parse().ok()?));
    let zone = cell.get_attribute("data-zone");
    let zone = Zone::ALL.into_iter().find(|known| zone.as_deref() == Some(known.name()));
    let quantity = Quantity::named(nid, zone, &cell.get_attribute("data-field")?)?;
    Some(Asked { variant: cell.get_attribute("data-variant")?.into(), quantity })
}

fn stop_at(button: &Element, stop: bool) {
    // Only a name that is none can't be set.
    let _ = button.set_attribute("tabindex", if stop { "0" } else { "-1" });
}

fn focus(button: &Element) {
    if let Some(button) = button.dyn_ref::<HtmlElement>() {
        // Only an element that is gone can't be focused.
        let _ = button.focus();
    }
}

/// The number that `key` leads to from the one `here`.
fn neighbour(here: &Element, key: &str) -> Option<Element> {
    let row = here.closest("tr").ok().flatten()?;
    let numbers = numbers_of(&row);
    let place = numbers.iter().position(|number| number == here)?;
    match key {
        "ArrowRight" => numbers.get(place + 1).cloned(),
        "ArrowLeft" => numbers.get(place.checked_sub(1)?).cloned(),
        "Home" => numbers.first().cloned(),
        "End" => numbers.last().cloned(),
        "ArrowDown" => beyond(row, place, Element::next_element_sibling),
        "ArrowUp" => beyond(row, place, Element::previous_element_sibling),
        _ => None,
    }
}

/// The number at the same place of the next row that has any.
fn beyond(row: Element, place: usize, next: fn(&Element) -> Option<Element>) -> Option<Element> {
    let mut row = row;
    loop {
        row = next(&row)?;
        let numbers = numbers_of(&row);
        if let Some(last) = numbers.last() {
            return Some(numbers.get(place).unwrap_or(last).clone());
        }
    }
}

fn numbers_of(row: &Element) -> Vec<Element> {
    let Ok(found) = row.query_selector_all(ASK) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}
