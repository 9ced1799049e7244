//! Texts brought to the page: pasted, chosen as a file, or dropped anywhere.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::js_sys::Uint8Array;
use wasm_bindgen_futures::{spawn_local, JsFuture};
use web_sys::{ClipboardEvent, DragEvent, File, HtmlInputElement};
use yew::prelude::*;

use super::reading::{brought, BOX_LIMIT};

/// Calls `on_text` with the text of a dropped file. True while a file is over the page.
#[hook]
pub fn use_file_drop(on_text: Callback<AttrValue>) -> bool {
    let over = use_state_eq(|| false);
    {
        let over = over.clone();
        use_effect_with(on_text, move |on_text| {
            let on_text = on_text.clone();
            let options = EventListenerOptions::enable_prevent_default();
            let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
                EventListener::new_with_options(&document(), name, options, move |event| {
                    if let Some(event) = event.dyn_ref::<DragEvent>() {
                        act(event);
                    }
                })
            };
            let (enter, leave) = (over.clone(), over.clone());
            let listeners = [
                listen(
                    "dragover",
                    Box::new(move |event| {
                        if carries_files(event) {
                            event.prevent_default();
                            enter.set(true);
                        }
                    }),
                ),
                // Only on leaving the window is there nothing it goes to.
                listen(
                    "dragleave",
                    Box::new(move |event| {
                        if event.related_target().is_none() {
                            leave.set(false);
                        }
                    }),
                ),
                listen(
                    "drop",
                    Box::new(move |event| {
                        over.set(false);
                        if let Some(file) = dropped_file(event) {
                            event.prevent_default();
                            read_file(file, on_text.clone());
                        }
                    }),
                ),
            ];
            move || drop(listeners)
        });
    }
    *over
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn dropped_file(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Calls `on_text` with the file's text.
pub fn read_file(file: File, on_text: Callback<AttrValue>) {
    spawn_local(async move {
        // A file that went away meanwhile is not read.
        if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
            // Not File::text(): the command and the page take bytes for the same text.
            let bytes = Uint8Array::new(&buffer).to_vec();
            on_text.emit(brought(zonescope_dump::decode(&bytes).into_owned()));
        }
    });
}

/// A paste too large for the box goes past it.
pub fn paste(event: &Event, on_text: &Callback<AttrValue>) {
    let text = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(|event| event.clipboard_data())
        .and_then(|data| data.get_data("text").ok())
        .unwrap_or_default();
    if text.len() > BOX_LIMIT {
        event.prevent_default();
        on_text.emit(brought(text));
    }
}

/// A button that brings a file's text.
pub fn file_button(on_text: &Callback<AttrValue>) -> Html {
    let on_text = on_text.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read_file(file, on_text.clone());
        }
        // So that the same file can be chosen again.
        input.set_value("");
    });
    html! {
        <label class="button">
            { "Open a file" }
            <input type="file" class="sr" {onchange} />
        </label>
    }
}
