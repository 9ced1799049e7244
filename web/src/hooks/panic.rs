//! What the page says last, if it panics: start.js hears it and shows it. Nothing here or there
//! relies on the program going on.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::utils::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::js_sys::{Object, Reflect};
use web_sys::{CustomEvent, CustomEventInit};
use zonescope_scenario::Scenario;

/// The event on the window, with `{message, link, json}`.
const EVENT: &str = "zonescope:panic";

thread_local! {
    static LATEST: RefCell<Option<Rc<Scenario>>> = const { RefCell::new(None) };
}

/// What a panic from now on is told with: what the user is at, before it is drawn.
pub fn tell_with(scenario: &Rc<Scenario>) {
    LATEST.with(|latest| {
        if let Ok(mut latest) = latest.try_borrow_mut() {
            *latest = Some(scenario.clone());
        }
    });
}

/// From now on, panics are told.
pub fn tell_panics() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        // What can't be told is still seen as the trap that follows.
        let _ = tell(&panic.to_string());
    }));
}

fn tell(message: &str) -> Result<(), JsValue> {
    let scenario = LATEST.with(|latest| latest.try_borrow().ok()?.clone());
    let detail = Object::new();
    Reflect::set(&detail, &"message".into(), &message.into())?;
    if let Some(scenario) = scenario {
        if let Ok(link) = scenario.to_link() {
            Reflect::set(&detail, &"link".into(), &link.into())?;
        }
        Reflect::set(&detail, &"json".into(), &scenario.to_json().into())?;
    }
    let with = CustomEventInit::new();
    with.set_detail(&detail);
    window().dispatch_event(&*CustomEvent::new_with_event_init_dict(EVENT, &with)?)?;
    Ok(())
}
