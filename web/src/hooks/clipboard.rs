//! Putting text where it can be pasted.

use gloo::utils::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::js_sys::Reflect;
use wasm_bindgen_futures::{spawn_local, JsFuture};
use web_sys::Clipboard;
use yew::Callback;

/// Copies `text`, and says whether the browser let it happen.
pub fn copy(text: String, done: Callback<bool>) {
    spawn_local(async move {
        let copied = match clipboard() {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        done.emit(copied);
    });
}

/// None on sites that are not secure.
fn clipboard() -> Option<Clipboard> {
    let navigator: JsValue = window().navigator().into();
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    clipboard.is_object().then(|| clipboard.unchecked_into())
}
