//! What became of each line, run by run.

use yew::prelude::*;
use zonescope_dump::{LineRun, Verdict};

use super::excerpt::Place;
use crate::bench::Reading;
use crate::hooks::use_fold;
use crate::parts::number::count;

/// So many runs are shown at first, and so many more when asked for more.
const SHOWN: usize = 200;
/// More of a line is not shown.
const LINE_SHOWN: usize = 120;

/// What [`Lines`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text and its lines.
    pub reading: Reading,
    /// The user wants to see these lines.
    pub on_place: Callback<Place>,
}

/// A list of runs of lines, made when it is opened.
#[function_component(Lines)]
pub fn lines(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let shown = use_state_eq(|| SHOWN);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(*shown + SHOWN))
    };
    html! {
        <details class="lines" {ontoggle}>
            <summary>{ "What became of each line" }</summary>
            if open {
                { list(props, *shown, more) }
            }
        </details>
    }
}

fn list(props: &Props, shown: usize, on_more: Callback<MouseEvent>) -> Html {
    let Props { reading, on_place } = props;
    let runs = &reading.log.lines;
    if runs.is_empty() {
        return html! {
            <p class="soft">{ "There is no text yet: paste a boot log above, or drop a file on the page." }</p>
        };
    }
    let rows = runs.iter().take(shown).map(|run| {
        let first = reading.lines.from(&reading.text, run.first).next();
        let first = first.unwrap_or_default().chars().take(LINE_SHOWN).collect();
        row(&run, first, on_place)
    });
    let more = runs.len().saturating_sub(shown);
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label="What became of each line">
            <ol>{ for rows }</ol>
            if more > 0 {
                <button type="button" class="link" onclick={on_more}>
                    { format!("Show more: {} runs of lines are left", count(more as u64)) }
                </button>
            }
        </div>
    }
}

fn row(run: &LineRun, first: String, on_place: &Callback<Place>) -> Html {
    let place = match run.last - run.first {
        0 => format!("{}", run.first),
        _ => format!("{}–{}", run.first, run.last),
    };
    let word = match run.verdict {
        Verdict::Understood => "read",
        Verdict::Ignored => "ignored",
        Verdict::Unreadable => "unreadable",
    };
    let (first_line, last) = (run.first, run.last);
    let onclick = on_place.reform(move |_| Place { first: first_line, last });
    html! {
        <li class={run.verdict.name()}>
            <button type="button" {onclick} title="Select in the text">
                <span class="at">{ place }</span>
                <b>{ word }</b>
                <code>{ first }</code>
            </button>
            if let Some(note) = run.message {
                <p>{ note.to_string() }</p>
            }
        </li>
    }
}
