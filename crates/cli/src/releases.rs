//! `zonescope releases`: which kernel may boot this machine with kernelcore=mirror.

use zonescope_report::{releases_json, releases_text};
use zonescope_scenario::{ByRelease, View};

use crate::choice::Choice;
use crate::format::Format;
use crate::link::Site;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    site: Site,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let mut read = arguments.choice.read()?;
    read.scenario.view = View::Releases;
    let scenario = &read.scenario;
    let by_release = ByRelease::new(scenario);
    match arguments.format {
        Format::Text => {
            // A machine too large for a link is told about without one.
            let link = arguments.site.link(scenario).ok();
            Ok(releases_text(scenario, &by_release, read.told(link.as_deref())))
        }
        Format::Json => releases_json(scenario, &by_release).map_err(|error| error.to_string()),
    }
}
