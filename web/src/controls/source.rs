//! What was used of a text, in one line; and which of its dumps, where there are several.

use yew::prelude::*;
use zonescope_dump::{LineFate, Source, SourceKind};
use zonescope_model::MemoryMap;
use zonescope_report::visible;

use crate::bench::{Action, Reading};
use crate::parts::number::{count, counted};
use crate::parts::Choice;

/// The line below the box.
pub fn source(reading: &Reading) -> Html {
    html! {
        <p id="read" class="soft">
            if !reading.is_written {
                if let Some(combined) = reading.combined() {
                    <span class="used">{ combined.sentence() }</span>
                    { " " }
                }
            }
            { summary(reading) }
        </p>
    }
}

/// `8 regions on 2 nodes · 8 lines read, 9 ignored`.
fn summary(reading: &Reading) -> String {
    let lines = |fate| -> u64 {
        let runs = reading.log.lines.iter();
        runs.filter(|run| run.fate == fate).map(|run| u64::from(run.last - run.first) + 1).sum()
    };
    let mut summary = String::new();
    if let Some(memory) = reading.memory() {
        summary = format!(
            "{} on {} · ",
            counted(memory.regions().len(), "region", "regions"),
            counted(nodes(memory), "node", "nodes"),
        );
    }
    let [read, ignored, unreadable] =
        [LineFate::Understood, LineFate::Ignored, LineFate::Unreadable].map(lines);
    summary += &format!("{} lines read, {} ignored", count(read), count(ignored));
    if unreadable > 0 {
        summary += &format!(", {} unreadable", count(unreadable));
    }
    summary
}

fn nodes(memory: &MemoryMap) -> usize {
    let mut nids: Vec<_> = memory.regions().iter().map(|region| region.nid).collect();
    zonescope_sorted::distinct(&mut nids);
    nids.len()
}

/// A menu of the dumps, where there are several.
pub fn dumps(reading: &Reading, on: &Callback<Action>) -> Html {
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
            <span>{ which(reading, dumps.len()) }</span>
            <Choice id="dumps" {options} {chosen} on={pick} />
        </label>
    }
}

/// `3 dumps; using the last complete one, lines 52 to 59:`.
fn which(reading: &Reading, dumps: usize) -> String {
    let Some(dump) = reading.dump() else {
        return format!("{dumps} dumps");
    };
    let which = match (reading.chosen == reading.log.default_dump(), dump.is_complete()) {
        (true, true) => "using the last complete one",
        (true, false) => "none complete; using the last",
        (false, _) => "using the one picked",
    };
    let (first, last) = (dump.first_line, dump.last_line);
    format!("{dumps} dumps; {which}, lines {first} to {last}:")
}

/// `Case 2: efibootmgr -m t -M 25 (lines 52 to 59)`.
fn dump_name(place: usize, dump: &Source) -> String {
    let lines = format!("lines {} to {}", dump.first_line, dump.last_line);
    let cut = if dump.is_complete() { "" } else { ", cut off" };
    match &dump.title {
        Some(title) => format!("{} ({lines}{cut})", visible(title)),
        None => format!("{}. {} ({lines}{cut})", place + 1, kind_words(dump.kind)),
    }
}

const fn kind_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Memory => "memblock=debug",
        SourceKind::Debugfs => "debugfs",
        SourceKind::Table => "table",
        // None of the others is a dump.
        kind => kind.name(),
    }
}
