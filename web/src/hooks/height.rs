//! Tells the document around an embedded page how tall it is.

use gloo::utils::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::js_sys::{Object, Reflect};
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// Posts `{type: "zonescope:height", height}` to the parent whenever the element's height changes.
#[hook]
pub fn use_height(node: NodeRef) {
    use_effect_with((), move |()| {
        let observer = node.cast::<Element>().and_then(observe);
        move || {
            if let Some((observer, _closure)) = observer {
                observer.disconnect();
            }
        }
    });
}

fn observe(element: Element) -> Option<(ResizeObserver, Closure<dyn FnMut()>)> {
    let closure = {
        let element = element.clone();
        Closure::<dyn FnMut()>::new(move || {
            // Nobody listens where nothing can be posted.
            let _ = post(element.get_bounding_client_rect().height().ceil());
        })
    };
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some((observer, closure))
}

fn post(height: f64) -> Result<(), JsValue> {
    let message = Object::new();
    Reflect::set(&message, &"type".into(), &"zonescope:height".into())?;
    Reflect::set(&message, &"height".into(), &height.into())?;
    match window().parent()? {
        Some(parent) if parent != window() => parent.post_message(&message, "*"),
        _ => Ok(()),
    }
}
