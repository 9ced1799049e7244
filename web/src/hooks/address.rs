//! The address bar: it holds the scenario, and a link put into it is opened.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use yew::prelude::*;
use zonescope_scenario::Scenario;

use super::{use_idle, PAUSE_MS};
use crate::state::Action;

/// The address of the page itself.
pub fn base() -> String {
    let address = window().location().href().unwrap_or_default();
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address.get(..end).unwrap_or_default().to_owned()
}

/// Whether a link to the page leads no further than this computer.
pub fn is_local() -> bool {
    let location = window().location();
    let host = location.hostname().unwrap_or_default();
    location.protocol().is_ok_and(|protocol| protocol == "file:")
        || ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"].contains(&host.as_str())
        || host.ends_with(".localhost")
}

/// What stands after the `#`, with it.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// What the address has a link to, if it has any.
pub fn linked() -> Option<Result<Scenario, String>> {
    let address = window().location().href().ok()?;
    let query = window().location().search().unwrap_or_default();
    let asked = fragment().len() > 1 || query.contains("?z=") || query.contains("&z=");
    asked.then(|| Scenario::from_link(&address).map_err(|error| error.to_string()))
}

/// What the address has a link to, whenever it changes.
#[hook]
pub fn use_linked() -> Rc<Option<Result<Scenario, String>>> {
    let found = use_state(|| Rc::new(linked()));
    {
        let found = found.clone();
        use_effect_with((), move |()| {
            let listener = EventListener::new(&window(), "hashchange", move |_| {
                found.set(Rc::new(linked()));
            });
            move || drop(listener)
        });
    }
    (*found).clone()
}

/// Keeps the link in the address bar, and opens those put there. While one is refused it stays.
#[hook]
pub fn use_address(link: Rc<Result<String, String>>, refused: bool, on: Callback<Action>) {
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
    use_idle(
        (link, refused),
        PAUSE_MS,
        Callback::from(move |(link, refused): (Rc<Result<String, String>>, bool)| {
            let fragment = match &*link {
                Ok(link) => format!("#{link}"),
                // The address would be of something else.
                Err(_) => String::new(),
            };
            if refused || fragment == *shown.borrow() {
                return;
            }
            if let Ok(history) = window().history() {
                let address = format!("{}{fragment}", base());
                // Browsers refuse it when it is done too often; the next pause makes up for it.
                if history.replace_state_with_url(&JsValue::NULL, "", Some(&address)).is_ok() {
                    *shown.borrow_mut() = fragment;
                }
            }
        }),
    );
}
