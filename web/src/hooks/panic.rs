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
    static AT_HAND: RefCell<Option<Rc<Scenario>>> = const { RefCell::new(None) };
}

/// What the user is at, before it is drawn.
pub fn at_hand(scenario: &Rc<Scenario>) {
    AT_HAND.with(|at_hand| {
        if let Ok(mut at_hand) = at_hand.try_borrow_mut() {
            *at_hand = Some(scenario.clone());
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
    let scenario = AT_HAND.with(|at_hand| at_hand.try_borrow().ok()?.clone());
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
