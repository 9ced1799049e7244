//! `zonescope`: what the page computes, for shells, scripts and documentation builds.

mod boot;
mod chart;
mod check;
mod choice;
mod dump;
mod eval;
mod explain;
mod findings;
mod format;
mod input;
mod jsonl;
mod link;
mod machine;
mod mirror;
mod parse;
mod patch;
mod releases;
mod report;
mod search;

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use zonescope_model::{Kernel, Patch, NAMED_VARIANTS};
use zonescope_report::visible;

/// Shows how Linux carves memory into zones at boot, for each variant of a patch series.
///
/// Reads a boot log, a mail, a memblock dump, a scenario file or a link; models memblock, zones
/// and struct page initialisation as mm/mm_init.c does them.
#[derive(Parser)]
#[command(name = "zonescope", version, after_help = help())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compute zones, absent pages and struct page initialisation for each variant
    Eval(eval::Arguments),
    /// Show how a number came about, step by step
    Explain(explain::Arguments),
    /// List what each variant is at fault for, what that means, and what would remove it
    Findings(findings::Arguments),
    /// Say which kernel releases may boot the machine with kernelcore=mirror, and what to do
    Releases(releases::Arguments),
    /// Find the layouts on which variants hold, and the smallest on which they don't
    Search(search::Arguments),
    /// Compare what a log says the kernel built with what the model says
    Check(check::Arguments),
    /// Boot a kernel in QEMU as if its firmware mirrored the scenario's memory, and check its log
    Boot(boot::Arguments),
    /// Show what was read from a text: every row, and what became of every line (JSON)
    Parse(parse::Arguments),
    /// Say what to change in a kernel's source for a variant, function by function
    Patch(patch::Arguments),
    /// Print a link that opens the scenario in the page; or what is in one
    Link(link::Arguments),
    /// Write a comparison for a mail, a document or a spreadsheet
    Report(report::Arguments),
    /// Draw a figure as SVG
    Chart(chart::Arguments),
    /// Print the scenario's memory in the kernel's own format
    Dump(dump::Arguments),
    /// Print the dump the same machine would show under another mirror setting
    Mirror(mirror::Arguments),
    /// Infer the machine behind a dump: installed memory and mirror setting (JSON)
    Machine(machine::Arguments),
}

/// Examples, and the words that options take: those that the core has.
fn help() -> String {
    let variants = NAMED_VARIANTS.map(|known| known.name).join(", ");
    let patches = Patch::ALL.map(Patch::slug).join(", ");
    let kernels = Kernel::ALL.map(Kernel::name).join(", ");
    format!(
        "{EXAMPLES}

Variants: {variants},
or patches joined by `+`: {patches}.
Kernels: {kernels}.

{STATUS}"
    )
}

const EXAMPLES: &str = "\
Examples:
  zonescope eval dmesg.txt                      the six named variants, as text
  zonescope eval --variant base --variant clip --format json dump.txt
  zonescope eval --variant node-extent-span+clip-normal --kernel v6.18 dump.txt
  zonescope eval --cmdline kernelcore=30% --dump 1 mail.txt
  zonescope explain --node 0 --zone Normal --field absent dmesg.txt
  zonescope findings --variant node-extent dmesg.txt
  zonescope releases dmesg.txt                  which kernel may boot this machine?
  zonescope eval --release 6.12.110 --release 7.3 dmesg.txt
  zonescope search --variant simplified         on which layouts does it hold?
  zonescope eval mail.txt                       the patches whose diffs it holds, if any
  dmesg | zonescope parse
  zonescope check dmesg.txt                     is the kernel telling the same story?
  zonescope check --against zoneinfo.txt dump.txt
  zonescope patch --variant clip --release 6.12.y
  zonescope report dmesg.txt                    what to put into a reply on the list
  zonescope link --variant base --variant simplified dmesg.txt
  zonescope chart --theme print -o zones.svg 'https://.../#1...'
  zonescope mirror --below-4g t --above-4g 25 dmesg.txt
  zonescope machine dmesg.txt > machine.json";

const STATUS: &str = "\
Exit status: 0 success, 1 bad input (the reason on standard error), 2 bad usage,
3 `check` or `boot` found a difference.";

fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| refuse(&error));
    let result = match arguments.command {
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Findings(arguments) => findings::run(&arguments),
        Command::Releases(arguments) => releases::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Check(arguments) => return checked(check::run(&arguments)),
        Command::Boot(arguments) => return checked(boot::run(&arguments)),
        Command::Parse(arguments) => parse::run(&arguments),
        Command::Patch(arguments) => Ok(patch::run(&arguments)),
        Command::Link(arguments) => link::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Chart(arguments) => chart::run(&arguments),
        Command::Dump(arguments) => dump::run(&arguments),
        Command::Mirror(arguments) => mirror::run(&arguments),
        Command::Machine(arguments) => machine::run(&arguments),
    };
    match result {
        Ok(output) => print(&output),
        Err(message) => fail(&message),
    }
}

/// As any other answer, but a difference has its own exit status.
fn checked(result: Result<check::Answer, String>) -> ExitCode {
    match result {
        Ok(answer) if answer.equal => print(&answer.output),
        Ok(answer) => {
            print(&answer.output);
            ExitCode::from(3)
        }
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ExitCode {
    complain(message);
    ExitCode::FAILURE
}

/// Ends the command: its arguments are none, or ask for help.
fn refuse(error: &clap::Error) -> ! {
    if !error.use_stderr() {
        // Help has colours of its own, and nothing in it that came from elsewhere.
        error.exit();
    }
    tell(error.render().to_string().trim_end());
    std::process::exit(error.exit_code())
}

/// Says something on standard error.
fn complain(message: &str) {
    tell(&format!("zonescope: {message}"));
}

/// Writes to standard error lines that do not steer the terminal, whatever a log or an argument
/// put into them. If it is closed there is nobody to tell.
fn tell(lines: &str) {
    use std::io::Write;
    let lines: Vec<String> = lines.split('\n').map(visible).collect();
    let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
}

/// A file as messages call it.
fn called(file: impl AsRef<Path>) -> String {
    visible(&file.as_ref().display().to_string())
}

/// Prints all of `output`; a reader that has closed the pipe has seen enough.
fn print(output: &str) -> ExitCode {
    use std::io::Write;
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(output.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            complain(&format!("can't write the answer: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
