//! What is wrong with the text, and what is on screen instead.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_dump::{Found, Ground, LineRun, Remark};

use crate::bench::{Reading, Workbench};

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
    let is_found = |run: &LineRun| run.message.is_some() && !reading.is_written;
    let on_lines = || reading.log.lines.iter().filter(is_found);
    let of_the_whole = of_the_whole(reading);
    let more = (on_lines().count() + of_the_whole.len()).saturating_sub(NAMED);
    let remarks: Vec<String> = on_lines()
        .take(NAMED)
        .filter_map(|run| on_a_line(&run))
        .chain(of_the_whole)
        .take(NAMED)
        .collect();
    html! {
        <div id="problems" role="alert" aria-live="polite">
            if let Some(why) = &props.refused {
                <p><b>{ "Link not opened: " }</b>{ why.clone() }</p>
            }
            if let Some(problem) = bench.problem() {
                <p><b>{ "Not read: " }</b>{ problem }</p>
            }
            if !remarks.is_empty() {
                <ul>
                    { for remarks.iter().map(|remark| html! { <li>{ remark }</li> }) }
                    if more > 0 {
                        <li>{ format!("and {more} more") }</li>
                    }
                </ul>
            }
        </div>
    }
}

fn on_a_line(run: &LineRun) -> Option<String> {
    let note = run.message?;
    Some(match run.last - run.first {
        0 => format!("line {}: {note}", run.first),
        _ => format!("lines {} to {}: {note}", run.first, run.last),
    })
}

/// What is odd about the memory as a whole: no line of the text says it.
fn of_the_whole(reading: &Reading) -> Vec<String> {
    let runs = &reading.log.lines;
    let is_said = |warning: &Found<Remark>| {
        let Remark::Row(note) = warning.what else {
            return false;
        };
        runs.get(runs.place_of(warning.line)).is_some_and(|run| run.message == Some(note))
    };
    // A text that the page wrote says what the scenario has: nothing in it is a log's fault.
    let Some(combined) = reading.combined().filter(|_| !reading.is_written) else {
        return Vec::new();
    };
    let warnings = combined.warnings.iter();
    warnings
        .filter(|warning| !is_said(warning))
        .map(|Found { line, what }| {
            format!("line {line}: {}", with_remedy(&what.to_string(), what.rests_on()))
        })
        .collect()
}

/// What is said of a log, and where on the page it is settled, if anywhere.
fn with_remedy(what: &str, ground: Option<Ground>) -> String {
    match ground {
        Some(Ground::Machine) => format!("{what} (choose another under Boot)"),
        Some(Ground::Words) => format!("{what} (type others under Boot)"),
        Some(Ground::Text) | None => what.to_owned(),
    }
}
