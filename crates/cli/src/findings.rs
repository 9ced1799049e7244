//! `zonescope findings`: what each finding means, and which patches would remove it.

use zonescope_report::findings_text;

use crate::choice::Choice;
use crate::format::Format;

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
For every distinct outcome each finding, worst first: where it is (pfns, half-open), what it
would do on a real machine, and which of the patches, applied or taken out alone, would
remove it: found by evaluating so. Then whether each zone is contiguous (zone->contiguous), as
set_zone_contiguous() would find it.

JSON: `outcomes` ({variants, kernel, verdict, findings, contiguous}).";

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let read = arguments.choice.read()?;
    let scenario = &read.scenario;
    let evaluated = scenario.evaluate();
    match arguments.format {
        Format::Text => Ok(findings_text(scenario, &evaluated, read.told(None))),
        Format::Json => {
            zonescope_report::findings_json(scenario, &evaluated).map_err(|error| error.to_string())
        }
    }
}
