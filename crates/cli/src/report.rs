//! `zonescope report`: a comparison for a mail, a document or a spreadsheet.

use zonescope_report::{mail, markdown, rst};

use crate::choice::Choice;
use crate::link::Site;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    site: Site,
    /// What it is for
    #[arg(long, value_enum, default_value_t = Format::Mail)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// At most 72 columns: what differs, and the link
    Mail,
    /// GitHub's Markdown
    Markdown,
    /// reStructuredText
    Rst,
    /// A row for each zone of each variant
    Csv,
    /// As `zonescope eval --format json`
    Json,
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let read = arguments.choice.read()?;
    let scenario = &read.scenario;
    let evaluated = scenario.evaluate();
    // A machine too large for a link is reported all the same.
    let link = arguments.site.link(scenario);
    if let (Err(reason), Format::Mail | Format::Markdown | Format::Rst) = (&link, arguments.format)
    {
        crate::complain(&format!("the report has no link: {reason}"));
    }
    let told = read.told(link.as_deref().ok());
    Ok(match arguments.format {
        Format::Mail => mail(scenario, &evaluated, told),
        Format::Markdown => markdown(scenario, &evaluated, told),
        Format::Rst => rst(scenario, &evaluated, told),
        Format::Csv => zonescope_report::csv(&evaluated),
        Format::Json => zonescope_report::json(&evaluated).map_err(|error| error.to_string())?,
    })
}
