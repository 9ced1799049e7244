//! `zonescope report`: a comparison for a mail, a document or a spreadsheet.

use zonescope_report::{mail, markdown, reserved, rst};

use crate::choice::Choice;
use crate::input::Read;
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
    let Read { scenario, reservations, .. } = arguments.choice.read()?;
    let evaluated = scenario.evaluate();
    // A machine too large for a link is reported all the same.
    let link = arguments.site.link(&scenario);
    if let (Err(reason), Format::Mail | Format::Markdown | Format::Rst) = (&link, arguments.format)
    {
        crate::complain(&format!("the report has no link: {reason}"));
    }
    let link = link.as_deref().ok();
    let with = |text: String| reserved(&reservations, &text);
    Ok(match arguments.format {
        Format::Mail => with(mail(&scenario, &evaluated, link)),
        Format::Markdown => with(markdown(&scenario, &evaluated, link)),
        Format::Rst => with(rst(&scenario, &evaluated, link)),
        Format::Csv => zonescope_report::csv(&evaluated),
        Format::Json => zonescope_report::json(&evaluated).map_err(|error| error.to_string())?,
    })
}
