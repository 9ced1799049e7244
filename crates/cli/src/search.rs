//! `zonescope search`: for which layouts variants hold.

use std::io::{IsTerminal, Write};

use zonescope_model::{Search, Variant};
use zonescope_scenario::FIRST_CASE;

use crate::choice::Choice;
use crate::format::Format;

/// Layouts between two reports of progress.
const SLICE: usize = 200;

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HELP: &str = "\
Tries the variants on 4,680 patterns, with low memory mirrored and not: up to four nodes, each
with one to four runs of equal size above 4 GiB, mirrored and unmirrored by turns. Sizes are
those of the machine given, or else of the mail's case 2 (`-` reads standard input); the words
on the command line are kernelcore=mirror alone. Prints on how many layouts each variant holds,
and for each kind of fault the smallest layout that has it, in the order of (nodes, runs, bytes).

JSON: `layouts`, `tried` and `variants` ({name, kernel, holds, costs, breaks, smallest_broken,
smallest_costly, faults}); a fault's `smallest` has the layout's `memory` as in a scenario file.";

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let scenario = arguments
        .choice
        .scenario_or(|| FIRST_CASE.scenario().map_err(|error| error.to_string()))?;
    let variants: Vec<Variant> = scenario.variants.iter().map(|named| named.variant).collect();
    let mut search = Search::new(&scenario.setup, &variants);
    let mut stderr = std::io::stderr();
    let watched = stderr.is_terminal();
    while search.step(SLICE) {
        if watched {
            // Whether progress can be shown is no matter of the answer.
            let _ = write!(stderr, "\r{} of {} layouts", search.done(), search.total());
        }
    }
    if watched {
        let _ = write!(stderr, "\r\x1b[K");
    }
    match arguments.format {
        Format::Text => Ok(zonescope_report::search_text(&search, &scenario.variants)),
        Format::Json => zonescope_report::search_json(&search, &scenario.variants)
            .map_err(|error| error.to_string()),
    }
}
