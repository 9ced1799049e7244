//! `zonescope eval`: what each variant comes to.

use zonescope_report::text;

use crate::choice::Choice;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Answer lines of golden data: each comes back with its `expect` replaced
    #[arg(long, conflicts_with_all = ["variants", "from_text", "kernel", "cmdline", "arch", "no_deferred_init", "format", "dump"])]
    jsonl: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// At most 72 columns, for mails
    Text,
    /// Every number, pages and pfns, in the form golden data has them
    Json,
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    if arguments.jsonl {
        let answers = crate::jsonl::answer(&arguments.choice.input.bytes()?);
        if answers.faults.is_empty() {
            return Ok(answers.lines);
        }
        crate::print(&answers.lines);
        return Err(answers.faults.join("\nzonescope: "));
    }
    let read = arguments.choice.with_patches()?;
    let scenario = &read.scenario;
    let evaluated = scenario.evaluate();
    Ok(match arguments.format {
        Format::Text => text(scenario, &evaluated, read.told(None)),
        Format::Json => zonescope_report::json(&evaluated).map_err(|error| error.to_string())?,
    })
}
