//! What a paste does.
//!
//! 1. A text comes: typed or pasted into the box, chosen as a file, or dropped anywhere on the
//!    page. One above [`BOX_LIMIT`] goes past the box: browsers edit megabytes slowly.
//! 2. It is read, a large one a slice at a time ([`ReadOn`](super::read_on::ReadOn)), into a
//!    [`Reading`]: what became of every line, and what it comes to by the one door that page and
//!    command share, `zonescope_open::open`.
//! 3. [`State::read`] takes it in. A scenario file or a link is opened as if followed. A log's
//!    memory, title, architecture and command line take the place of those that were there, and the
//!    release it was written by stands first among the variants. A text that is neither stays in
//!    the box with the reason, and the scenario stays as it was.
//! 4. Whatever it was, it is one step of undo, and what was there before it is one step back.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::js_sys::Uint8Array;
use wasm_bindgen_futures::{spawn_local, JsFuture};
use web_sys::{ClipboardEvent, DragEvent, File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use zonescope_open::{cmdline_of, release_of, scenario_of, Opened};

use super::action::Action;
use super::reading::{Brought, Reading, BOX_LIMIT};
use super::state::State;

impl State {
    /// Takes in a text; opens the scenario in it if that is all there is. What it says of the
    /// command line replaces the user's own words when it is a new text, or says something new.
    pub(crate) fn read(&self, reading: Reading, new: bool) -> State {
        if let Ok(Opened::Scenario(scenario)) = reading.opened.as_deref() {
            return self.open(scenario);
        }
        let mut next = self.with_bench(|bench| {
            bench.case = None;
            bench.titled &= !new;
        });
        if let Some(combined) = reading.combined() {
            let logged = scenario_of(combined);
            let implied = AttrValue::from(cmdline_of(combined).to_owned());
            let titled = next.bench.titled;
            let before = self.bench.reading.combined();
            let release = release_of(combined);
            next = next.with_logged(before.and_then(release_of), release, &logged.variants);
            let is_of_another_arch = new || before.is_none_or(|old| old.arch != combined.arch);
            next = next.with_scenario(|scenario| {
                scenario.set_memory(logged.setup.memory);
                if !titled {
                    scenario.title = logged.title;
                }
                if is_of_another_arch {
                    scenario.setup.arch = logged.setup.arch;
                }
            });
            if new || implied != self.bench.implied {
                next =
                    next.with_bench(|bench| bench.implied = implied.clone()).with_cmdline(implied);
            }
        }
        next.with_bench(|bench| bench.reading = reading)
    }
}

/// Takes texts in: one that fits into the box at once, a larger one once it was read. Gives the
/// one that is being read, and what to call with a text, or with none when that one is no longer
/// wanted.
#[hook]
pub fn use_texts(on: &Callback<Action>) -> (Option<Brought>, Callback<Option<AttrValue>>) {
    let coming = use_state_eq(|| None::<Brought>);
    let on_text = use_callback(on.clone(), {
        let coming = coming.setter();
        move |text: Option<AttrValue>, on: &Callback<Action>| {
            let large = text.clone().filter(|text| text.len() > BOX_LIMIT);
            let is_small = large.is_none();
            coming.set(large.map(Brought));
            if let Some(text) = text.filter(|_| is_small) {
                on.emit(Action::Load(text));
            }
        }
    });
    ((*coming).clone(), on_text)
}

/// What the box says when its text changes.
pub fn input(
    event: &InputEvent,
    reading: &Reading,
    on_text: &Callback<Option<AttrValue>>,
    on: &Callback<Action>,
) {
    let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() else {
        return;
    };
    let text = AttrValue::from(area.value());
    // Not every text too large for the box comes as a paste.
    if text.len() > BOX_LIMIT {
        area.set_value(&reading.in_box());
        return on_text.emit(Some(text));
    }
    // What is pasted or dropped is undone by itself, without what is typed around it. What an
    // extension fills in comes with a plain event.
    let is_brought = event
        .dyn_ref::<InputEvent>()
        .is_some_and(|event| event.input_type().starts_with("insertFrom"));
    if is_brought {
        on.emit(Action::Rest);
    }
    on.emit(match reading.is_large() {
        true => Action::Load(text),
        false => Action::Edit(text),
    });
    if is_brought {
        on.emit(Action::Rest);
    }
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
        on_text.emit(in_box(text));
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
            on_text.emit(in_box(zonescope_open::text(&bytes).into_owned()));
        }
    });
}

/// A text as a box would hold it; a large one, which none will, as it is.
pub fn in_box(text: String) -> AttrValue {
    if text.len() > BOX_LIMIT || !text.contains('\r') {
        return text.into();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").into()
}

#[cfg(test)]
mod tests {
    use super::in_box;

    #[test]
    fn a_box_has_line_ends_of_its_own() {
        assert_eq!(in_box("a\r\nb\rc\n".to_owned()), "a\nb\nc\n");
    }
}
