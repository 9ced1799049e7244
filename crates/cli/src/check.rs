//! `zonescope check`: is the kernel telling the same story?

use std::path::PathBuf;

use zonescope_dump::Witness;
use zonescope_model::{check, Running};
use zonescope_report::{check_json, check_text};

use crate::choice::Choice;
use crate::input::Read;

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// A second log or /proc/zoneinfo of the same boot; what it says counts before the input
    #[arg(long, value_name = "ZONEINFO")]
    against: Option<PathBuf>,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HELP: &str = "\
Compared are zones (/proc/zoneinfo), zone ranges, movable starts, extents and pages of nodes,
pages in unavailable ranges, deferred nodes and the kernel's warnings about kernelcore=mirror:
what the log has of them. Without --variant and --kernel the log is compared with what
`Linux version` tells of the kernel, else with the smallest set of patches that explains it.

JSON: `equal`, `variant`, `compared` (how many numbers), `differences` and `tells_apart`
({what, nid, zone, field, ...}), `explained_by` ({name, patches, kernel}, fewest patches first;
`values` in `tells_apart` go with it) and `managed` ({nid, memory, present, managed, reserved,
memmap, tables, lost}, pages; memmap and tables are estimates, 0 where the log has every allocation).

Exit status: 0 equal, 3 different, 1 bad input, 2 bad usage.";

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// At most 72 columns, for mails
    Text,
    /// Every number
    Json,
}

/// What is printed, and whether log and model agree.
pub struct Answer {
    pub output: String,
    pub equal: bool,
}

pub fn run(arguments: &Arguments) -> Result<Answer, String> {
    let read = arguments.choice.read()?;
    if let Some(why) = read.log.as_ref().and_then(|(_, combined)| combined.refusal()) {
        return Err(why.to_owned());
    }
    let setup = &read.scenario.setup;
    let mut witness = match &read.log {
        Some((log, combined)) => Witness::of_map(log, combined, &setup.arch),
        None => Witness::default(),
    };
    if let Some(file) = &arguments.against {
        let bytes = std::fs::read(file)
            .map_err(|error| format!("can't read {}: {error}", crate::called(file)))?;
        let second = Witness::of_log(&zonescope_dump::read_bytes(&bytes), &setup.arch);
        if second.facts.is_empty() {
            return Err(format!("{}: {NOTHING}", crate::called(file)));
        }
        witness = witness.with(second);
    }
    let used = read.log.as_ref().map(|(_, combined)| match arguments.choice.has_cmdline() {
        true => combined.sentence_with_cmdline(),
        false => combined.sentence(),
    });
    answer(&read, &witness, arguments.choice.running(), used, arguments.format)
}

/// What [`run`] says of this log, as text: for a kernel that has just been booted.
pub fn of_log(text: &str) -> Result<Answer, String> {
    let read = Read::of_text(text, None)?;
    let arch = &read.scenario.setup.arch;
    let witness = read.log.as_ref().map(|(log, combined)| Witness::of_map(log, combined, arch));
    let used = read.log.as_ref().map(|(_, combined)| combined.sentence());
    answer(&read, &witness.unwrap_or_default(), Running::default(), used, Format::Text)
}

fn answer(
    read: &Read,
    witness: &Witness,
    asked: Running,
    used: Option<String>,
    format: Format,
) -> Result<Answer, String> {
    if witness.facts.is_empty() {
        return Err(NOTHING.to_owned());
    }
    let setup = &read.scenario.setup;
    let told = witness.running();
    let running = Running {
        kernel: asked.kernel.or(told.kernel),
        patches: asked.patches.or(told.patches),
        ..told
    };
    let check = check(setup, &witness.facts, running);
    let output = match format {
        Format::Text => check_text(&check, used.as_deref(), &setup.arch),
        Format::Json => check_json(&check, used.as_deref()).map_err(|error| error.to_string())?,
    };
    Ok(Answer { output, equal: check.comparison.is_equal() })
}

const NOTHING: &str = "nothing here says what zones the kernel built: give a log with `Zone \
                       ranges`, or /proc/zoneinfo";
