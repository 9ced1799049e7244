//! The address bar: it holds the scenario, and a link put into it is opened.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::bench::Action;
use crate::hooks::{base, fragment, linked, use_idle, PAUSE_MS};

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
            // A link that was put there and not told of yet is opened, not written over.
            let is_overtaken = crate::hooks::fragment() != *shown.borrow();
            if refused || is_overtaken || fragment == *shown.borrow() {
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
}
