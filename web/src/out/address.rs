//! The address bar: it holds the scenario, and a link put into it is opened.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use yew::prelude::*;
use zonescope_scenario::Scenario;

use crate::bench::{Action, State};
use crate::hooks::{base, fragment, linked, use_idle, PAUSE_MS};

/// Keeps the link in the address bar, and opens those put there. While one is refused it stays.
/// The link, or why there is none, is of the scenario that last stood still.
#[hook]
pub fn use_address(
    state: UseReducerHandle<State>,
    settled: &Rc<Scenario>,
    on: Callback<Action>,
) -> Rc<Result<String, String>> {
    let link = use_memo(settled.clone(), |scenario| link_of(scenario));
    let shown = use_mut_ref(fragment);
    use_effect_with((), {
        let shown = shown.clone();
        move |()| {
            let listener = EventListener::new(&window(), "hashchange", move |_| {
                let now = fragment();
                if now == *shown.borrow() {
                    return;
                }
                *shown.borrow_mut() = now;
                match linked() {
                    Some(Ok(scenario)) => on.emit(Action::Open(Rc::new(scenario))),
                    Some(Err(why)) => on.emit(Action::Refuse(why)),
                    None => {}
                }
            });
            move || drop(listener)
        }
    });
    let settled = settled.clone();
    use_idle(
        (link.clone(), state.refused.is_some()),
        PAUSE_MS,
        Callback::from(move |(link, _): (Rc<Result<String, String>>, bool)| {
            let State { scenario, look, refused, .. } = &*state;
            // What was typed may not be drawn yet.
            let link = match look.dragging || Rc::ptr_eq(scenario, &settled) {
                true => link,
                false => Rc::new(link_of(scenario)),
            };
            let fragment = match &*link {
                Ok(link) => format!("#{link}"),
                // The address would be of something else.
                Err(_) => String::new(),
            };
            // A link that was put there and not told of yet is opened, not written over.
            let is_overtaken = crate::hooks::fragment() != *shown.borrow();
            if refused.is_some() || is_overtaken || fragment == *shown.borrow() {
                return;
            }
            if let Ok(history) = window().history() {
                let address = format!("{}{fragment}", base());
                // A reload that began before this may still be of the address before.
                let before = JsValue::from_str(&shown.borrow());
                // Browsers refuse it when it is done too often; the next pause makes up for it.
                if history.replace_state_with_url(&before, "", Some(&address)).is_ok() {
                    *shown.borrow_mut() = fragment;
                }
            }
        }),
    );
    link
}

fn link_of(scenario: &Scenario) -> Result<String, String> {
    scenario.to_link().map_err(|error| error.to_string())
}
