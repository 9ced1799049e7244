//! The text the memory map comes from, and what became of it.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use zonescope_scenario::Scenario;

use super::excerpt::{Excerpt, Place};
use super::lines::Lines;
use super::patches::patches;
use super::problems::Problems;
use super::source::{dumps, source};
use crate::bench::{file_button, input, paste, Action, Brought, Look, ReadOn, Reading, Workbench};
use crate::parts::number::count;

/// What [`Memory`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text and what was read.
    pub bench: Rc<Workbench>,
    /// Why a link was not opened, if one was not.
    pub refused: Option<String>,
    /// What it came to.
    pub scenario: Rc<Scenario>,
    /// What is pointed at.
    pub look: Look,
    /// A large text that is being read.
    pub coming: Option<Brought>,
    /// A text was brought, or the one that is being read is no longer wanted.
    pub on_text: Callback<Option<AttrValue>>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The paste box and what stands around it.
#[function_component(Memory)]
pub fn memory(props: &Props) -> Html {
    let area = use_node_ref();
    let place = use_state(|| None::<(Reading, Place, u32)>);
    let reading = &props.bench.reading;
    // The lines of one text are not those of another.
    let asked = place.as_ref().filter(|(of, ..)| of == reading);
    let asked = asked.map(|(_, place, before)| (*place, *before));
    let is_large = reading.is_large();
    let on_place = {
        let (area, place, reading) = (area.clone(), place.clone(), reading.clone());
        Callback::from(move |asked: Place| {
            if !reading.is_large() {
                if let Some(area) = area.cast() {
                    select(&area, &reading, asked);
                }
            }
            let before = place.as_ref().map_or(0, |(.., before)| before + 1);
            place.set(Some((reading.clone(), asked, before)));
        })
    };
    let oninput = {
        let (on, on_text, reading) = (props.on.clone(), props.on_text.clone(), reading.clone());
        Callback::from(move |event: InputEvent| input(&event, &reading, &on_text, &on))
    };
    let bring = props.on_text.reform(Some);
    let onpaste = bring.clone();
    let onpaste = Callback::from(move |event: Event| paste(&event, &onpaste));
    let on_read = {
        let (on, on_text) = (props.on.clone(), props.on_text.clone());
        Callback::from(move |reading| {
            on_text.emit(None);
            on.emit(Action::Take(reading));
        })
    };
    html! {
        <section aria-labelledby="memory">
            <div class="row">
                <h2 id="memory"><label for="dump">{ "Memory" }</label></h2>
                { file_button(&bring) }
            </div>
            <textarea id="dump" ref={area} value={reading.in_box()} {oninput} {onpaste}
                class={is_large.then_some("small")}
                rows={if is_large { "2" } else { "11" }} wrap="off"
                spellcheck="false" autocomplete="off" autocapitalize="off"
                aria-describedby="read" placeholder={placeholder(reading)} />
            if let Some(brought) = &props.coming {
                <ReadOn brought={brought.clone()} {on_read} on_cancel={props.on_text.reform(|()| None)} />
            }
            if is_large {
                <Excerpt reading={reading.clone()} {asked} />
            }
            { source(reading) }
            { dumps(reading, &props.on) }
            { patches(reading, &props.scenario, &props.on) }
            <Problems bench={props.bench.clone()} refused={props.refused.clone()} />
            <Lines reading={reading.clone()} look={props.look.clone()} {on_place} on={props.on.clone()} />
            { edited(props) }
        </section>
    }
}

fn placeholder(reading: &Reading) -> String {
    match reading.is_large() {
        true => format!(
            "The text ({} KiB) is shown below. Paste here to replace it.",
            count((reading.text.len() >> 10) as u64)
        ),
        false => "Paste a boot log, or drop a file anywhere on the page.".to_owned(),
    }
}

/// Where the memory is no longer what the text says, how to have it so again.
fn edited(props: &Props) -> Html {
    let reading = &props.bench.reading;
    let is_edited = !reading.is_written
        && reading.memory().is_some_and(|memory| *memory != props.scenario.setup.memory);
    if !is_edited {
        return Html::default();
    }
    html! {
        <p class="edited">
            { "The memory was edited since it was read. " }
            <button type="button" class="link" onclick={props.on.reform(|_| Action::Reread)}>
                { "Back to the text's" }
            </button>
        </p>
    }
}

/// Selects lines in the box, and brings them into sight.
fn select(area: &HtmlTextAreaElement, reading: &Reading, Place { first, last }: Place) {
    let text = reading.text.as_str();
    let start = reading.lines.start(text, first);
    let end = reading.lines.start(text, last.saturating_add(1));
    // Browsers count in UTF-16.
    let units = |bytes: &str| bytes.encode_utf16().count();
    let from = units(text.get(..start).unwrap_or_default());
    let selected = text.get(start..end).unwrap_or_default();
    let to = from + units(selected.trim_end_matches('\n'));
    let _ = area.focus();
    let as_u32 = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let _ = area.set_selection_range(as_u32(from), as_u32(to));
    // Not all browsers scroll to a selection.
    let lines = i64::from(reading.lines.count(text)).max(1);
    let top = i64::from(first.saturating_sub(1)) * i64::from(area.scroll_height()) / lines;
    let top = top - i64::from(area.client_height() / 3);
    area.set_scroll_top(i32::try_from(top.max(0)).unwrap_or(0));
    area.set_scroll_left(0);
}
