//! What is wrong with the text, and what is on screen instead.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_dump::{Found, Remark};

use crate::reading::Reading;
use crate::state::Workbench;

/// More remarks than this are counted, not named.
const NAMED: usize = 8;

/// What [`Problems`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text and what was read.
    pub bench: Rc<Workbench>,
    /// Why a link was not opened, if one was not.
    pub refused: Option<String>,
}

/// The problems; empty when there are none.
#[function_component(Problems)]
pub fn problems(props: &Props) -> Html {
    let bench = &props.bench;
    let reading = &bench.reading;
    let remarks: Vec<String> = reading
        .log
        .lines
        .iter()
        .filter_map(|run| {
            let note = run.message?;
            Some(match run.last - run.first {
                0 => format!("line {}: {note}", run.first),
                _ => format!("lines {} to {}: {note}", run.first, run.last),
            })
        })
        .chain(of_the_whole(reading))
        .collect();
    let more = remarks.len().saturating_sub(NAMED);
    html! {
        <div id="problems" role="alert" aria-live="polite">
            if let Some(why) = &props.refused {
                <p><b>{ "Link not opened: " }</b>{ why.clone() }</p>
            }
            if let Some(problem) = &bench.problem {
                <p><b>{ "Not read: " }</b>{ problem.clone() }</p>
            }
            if !remarks.is_empty() {
                <ul>
                    { for remarks.iter().take(NAMED).map(|remark| html! { <li>{ remark }</li> }) }
                    if more > 0 {
                        <li>{ format!("and {more} more") }</li>
                    }
                </ul>
            }
        </div>
    }
}

/// What is odd about the memory as a whole: no line of the text says it.
fn of_the_whole(reading: &Reading) -> impl Iterator<Item = String> + '_ {
    let on_a_line = |warning: &Found<Remark>| {
        let Remark::Row(note) = warning.what else {
            return false;
        };
        let runs = &reading.log.lines;
        runs.iter()
            .any(|run| run.message == Some(note) && (run.first..=run.last).contains(&warning.line))
    };
    let warnings = reading.combined.as_ref().map(|combined| &combined.warnings);
    warnings
        .into_iter()
        .flatten()
        .filter(move |warning| !on_a_line(warning))
        .map(|warning| format!("line {}: {}", warning.line, warning.what))
}
