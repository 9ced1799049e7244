//! Events of the whole document.

use gloo::events::EventListener;
use gloo::utils::document;
use yew::prelude::*;

/// Calls, at each of these events, what was given with the last drawing. The listeners are there
/// from the first one on: where drawing takes long, it and its effects come after the browser's
/// next events. For the same reason what is called asks for the state as it is by then.
#[hook]
pub fn use_heard(events: &'static [&'static str], call: Callback<()>) {
    let latest = use_mut_ref(|| call.clone());
    *latest.borrow_mut() = call;
    use_effect_with((), move |()| {
        let listeners: Vec<EventListener> = events
            .iter()
            .map(|event| {
                let latest = latest.clone();
                EventListener::new(&document(), *event, move |_| {
                    let call = latest.borrow().clone();
                    call.emit(());
                })
            })
            .collect();
        move || drop(listeners)
    });
}

/// Calls `let_go` when the pointer is let go, wherever that is and whether it held anything or not.
#[hook]
pub fn use_let_go(let_go: Callback<()>) {
    use_heard(&["pointerup", "pointercancel"], let_go);
}
