//! What became of each line, run by run.

use yew::prelude::*;
use zonescope_dump::{LineRun, Verdict};

use crate::hooks::use_fold;
use crate::reading::Reading;

/// More runs than this are counted, not shown.
const RUNS_SHOWN: usize = 300;
/// More of a line is not shown.
const LINE_SHOWN: usize = 120;

/// What [`Lines`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text and its lines.
    pub reading: Reading,
}

/// A list of runs of lines, made when it is opened.
#[function_component(Lines)]
pub fn lines(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    html! {
        <details class="lines" {ontoggle}>
            <summary>{ "What became of each line" }</summary>
            if open {
                { list(&props.reading) }
            }
        </details>
    }
}

fn list(reading: &Reading) -> Html {
    let runs = &reading.log.lines;
    let mut lines = reading.text.lines();
    let mut next = 1;
    let rows = runs.iter().take(RUNS_SHOWN).map(|run| {
        let skipped = run.first.saturating_sub(next) as usize;
        let first: String = lines
            .nth(skipped)
            .unwrap_or_default()
            .chars()
            .take(LINE_SHOWN)
            .collect();
        // Step over the rest of the run, so that the next one starts where it says.
        if run.last > run.first {
            lines.nth((run.last - run.first - 1) as usize);
        }
        next = run.last + 1;
        row(&run, first)
    });
    let rows: Vec<Html> = rows.collect();
    let more = runs.len().saturating_sub(RUNS_SHOWN);
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label="What became of each line">
            <ol>
                { for rows }
                if more > 0 {
                    <li class="soft">{ format!("and {more} more runs of lines") }</li>
                }
            </ol>
        </div>
    }
}

fn row(run: &LineRun, first: String) -> Html {
    let place = match run.last - run.first {
        0 => format!("{}", run.first),
        _ => format!("{}–{}", run.first, run.last),
    };
    let word = match run.verdict {
        Verdict::Understood => "read",
        Verdict::Ignored => "ignored",
        Verdict::Unreadable => "unreadable",
    };
    html! {
        <li class={run.verdict.name()}>
            <span class="at">{ place }</span>
            <b>{ word }</b>
            <code>{ first }</code>
            if let Some(note) = run.message {
                <p>{ note.to_string() }</p>
            }
        </li>
    }
}
