//! The page's address, and what it has a link to.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{NavigationType, PerformanceNavigationTiming};
use yew::prelude::*;
use zonescope_scenario::Scenario;

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

/// What stood there until the page last wrote its address, if it did.
pub fn fragment_before() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// Whether the page was loaded again, rather than gone to.
pub fn is_reload() -> bool {
    let entries =
        window().performance().map(|performance| performance.get_entries_by_type("navigation"));
    let first =
        entries.and_then(|entries| entries.get(0).dyn_into::<PerformanceNavigationTiming>().ok());
    first.is_some_and(|timing| timing.type_() == NavigationType::Reload)
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
