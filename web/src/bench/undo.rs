//! Undo and redo, by button and by key.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::action::Action;
use super::history::History;

/// What [`Undo`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What can be undone and redone.
    pub history: Rc<History>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// Both buttons; the keys work anywhere on the page.
#[function_component(Undo)]
pub fn undo(props: &Props) -> Html {
    use_effect_with(props.on.clone(), |on| {
        let on = on.clone();
        // A text box would undo by itself what the page no longer has there.
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                if let Some(action) = event.dyn_ref::<KeyboardEvent>().and_then(asked) {
                    event.prevent_default();
                    on.emit(action);
                }
            });
        move || drop(listener)
    });
    let button = |title: &'static str, keys: &'static str, is_empty: bool, action: Action| {
        html! {
            <button type="button" disabled={is_empty} title={keys} aria-keyshortcuts={keys}
                onclick={props.on.reform(move |_| action.clone())}>{ title }</button>
        }
    };
    let History { past, future, .. } = &*props.history;
    html! {
        <>
            { button("Undo", "Control+Z", past.is_empty(), Action::Undo) }
            { button("Redo", "Control+Shift+Z", future.is_empty(), Action::Redo) }
        </>
    }
}

/// Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y; the command key does as well.
pub fn asked(event: &KeyboardEvent) -> Option<Action> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(Action::Undo),
        ("z", true) | ("y", false) => Some(Action::Redo),
        _ => None,
    }
}
