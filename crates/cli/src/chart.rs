//! `zonescope chart`: a figure for a document, without a browser.

use std::path::PathBuf;

use zonescope_chart::{
    absent_pages, init_map, zone_map, AbsentOptions, InitOptions, Theme, ZoneMapOptions,
};

use crate::choice::Choice;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// What to draw
    #[arg(long, value_enum, default_value_t = View::Zones)]
    view: View,
    /// The colours
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE.svg")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum View {
    /// Where each distinct outcome puts its zones
    Zones,
    /// The absent pages of each zone
    Absent,
    /// How each struct page is initialised, and who owns it
    Init,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Colours {
    Light,
    Dark,
    Print,
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let scenario = arguments.choice.scenario()?;
    let evaluated = scenario.evaluate();
    let theme = match arguments.theme {
        Colours::Light => Theme::Light,
        Colours::Dark => Theme::Dark,
        Colours::Print => Theme::Print,
    };
    let chart = match arguments.view {
        View::Zones => {
            let options = ZoneMapOptions {
                theme,
                standalone: true,
                ..Default::default()
            };
            zone_map(&evaluated, &scenario.setup, &options)
        }
        View::Absent => {
            let options = AbsentOptions {
                theme,
                standalone: true,
                ..Default::default()
            };
            absent_pages(&evaluated, &scenario.setup, &options)
        }
        View::Init => {
            let options = InitOptions {
                theme,
                standalone: true,
                ..Default::default()
            };
            init_map(&evaluated, &scenario.setup, &options)
        }
    };
    match &arguments.output {
        None => Ok(chart.svg),
        Some(file) => std::fs::write(file, chart.svg)
            .map(|()| String::new())
            .map_err(|error| format!("can't write {}: {error}", file.display())),
    }
}
