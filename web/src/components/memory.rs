//! The text the memory map comes from, and what became of it.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use zonescope_dump::{Source, SourceKind, Verdict};
use zonescope_model::MemoryMap;
use zonescope_scenario::Scenario;

use super::lines::Lines;
use super::{Choice, Problems, Regions};
use crate::hooks::read_file;
use crate::number::{count, counted};
use crate::reading::{Reading, BOX_LIMIT};
use crate::state::{Action, Workbench};

/// What [`Memory`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text and what was read.
    pub bench: Rc<Workbench>,
    /// Why a link was not opened, if one was not.
    pub refused: Option<String>,
    /// What it came to.
    pub scenario: Rc<Scenario>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The paste box and what stands around it.
#[function_component(Memory)]
pub fn memory(props: &Props) -> Html {
    let reading = &props.bench.reading;
    let oninput = {
        let on = props.on.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                on.emit(Action::Edit(area.value().into()));
            }
        })
    };
    let onpaste = {
        let on = props.on.clone();
        Callback::from(move |event: Event| paste(&event, &on))
    };
    html! {
        <section aria-labelledby="memory">
            <div class="row">
                <h2 id="memory"><label for="dump">{ "Memory" }</label></h2>
                { file_button(&props.on) }
            </div>
            <textarea id="dump" value={reading.shown.clone()} {oninput} {onpaste}
                rows="11" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off"
                aria-describedby="read"
                placeholder="Paste a boot log, or drop a file anywhere on the page." />
            <p id="read" class="soft">{ summary(reading) }</p>
            { dumps(reading, &props.on) }
            <Problems bench={props.bench.clone()} refused={props.refused.clone()} />
            <Lines reading={reading.clone()} />
            <Regions scenario={props.scenario.clone()} />
        </section>
    }
}

/// A paste too large for the box goes past it.
fn paste(event: &Event, on: &Callback<Action>) {
    let text = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(|event| event.clipboard_data())
        .and_then(|data| data.get_data("text").ok())
        .unwrap_or_default();
    if text.len() > BOX_LIMIT {
        event.prevent_default();
        on.emit(Action::Load(text.replace("\r\n", "\n").into()));
    }
}

fn file_button(on: &Callback<Action>) -> Html {
    let on = on.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            let on = on.clone();
            read_file(
                file,
                Callback::from(move |text| on.emit(Action::Load(text))),
            );
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

/// `table, 8 regions, 2 nodes · 17 lines: 8 read, 9 ignored`.
fn summary(reading: &Reading) -> String {
    let lines = |verdict| -> u64 {
        let runs = reading.log.lines.iter();
        runs.filter(|run| run.verdict == verdict)
            .map(|run| u64::from(run.last - run.first) + 1)
            .sum()
    };
    let mut parts = Vec::new();
    if let (Some(dump), Some(memory)) = (reading.dump(), reading.memory()) {
        parts.push(format!(
            "{}, {}, {}",
            kind_words(dump.kind),
            counted(memory.regions().len(), "region", "regions"),
            counted(nodes(memory), "node", "nodes"),
        ));
    }
    let [read, ignored, unreadable] =
        [Verdict::Understood, Verdict::Ignored, Verdict::Unreadable].map(lines);
    let mut fates = format!("{} lines read, {} ignored", count(read), count(ignored));
    if unreadable > 0 {
        fates.push_str(&format!(", {} unreadable", count(unreadable)));
    }
    parts.push(fates);
    if reading.is_excerpt() {
        let what = match reading.dump() {
            Some(_) => "only the dump",
            None => "only the beginning",
        };
        parts.push(format!(
            "the box shows {what}, out of {} KiB",
            count((reading.text.len() >> 10) as u64)
        ));
    }
    parts.join(" · ")
}

fn nodes(memory: &MemoryMap) -> usize {
    let mut nids: Vec<_> = memory.regions().iter().map(|region| region.nid).collect();
    nids.sort_unstable();
    nids.dedup();
    nids.len()
}

const fn kind_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Memory | SourceKind::Reserved => "memblock=debug",
        SourceKind::Debugfs => "debugfs",
        SourceKind::Table | SourceKind::TableZones => "table",
        SourceKind::Zone => "zone ranges",
        SourceKind::Early => "early node ranges",
        SourceKind::Srat => "ACPI SRAT",
        SourceKind::E820 => "e820",
        SourceKind::Efi => "EFI memory map",
        SourceKind::Iomem => "/proc/iomem",
        SourceKind::Lsmem => "lsmem",
        SourceKind::Zoneinfo => "/proc/zoneinfo",
    }
}

/// A menu of the dumps, where there are several.
fn dumps(reading: &Reading, on: &Callback<Action>) -> Html {
    let dumps = reading.log.dumps();
    if dumps.len() < 2 {
        return Html::default();
    }
    let options: Vec<(AttrValue, AttrValue)> = dumps
        .iter()
        .enumerate()
        .map(|(place, dump)| (place.to_string().into(), dump_name(place, dump).into()))
        .collect();
    let chosen: AttrValue = reading.chosen.unwrap_or(0).to_string().into();
    let on = on.clone();
    let pick = Callback::from(move |place: AttrValue| {
        if let Ok(place) = place.parse() {
            on.emit(Action::Dump(place));
        }
    });
    html! {
        <label class="field">
            <span>{ format!("{} dumps; use", dumps.len()) }</span>
            <Choice id="dumps" {options} {chosen} on={pick} />
        </label>
    }
}

/// `Case 2: efibootmgr -m t -M 25 (lines 52 to 59)`.
fn dump_name(place: usize, dump: &Source) -> String {
    let lines = format!("lines {} to {}", dump.first_line, dump.last_line);
    let cut = if dump.is_complete() { "" } else { ", cut off" };
    match &dump.title {
        Some(title) => format!("{title} ({lines}{cut})"),
        None => format!("{}. {} ({lines}{cut})", place + 1, kind_words(dump.kind)),
    }
}
