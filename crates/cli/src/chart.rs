//! `zonescope chart`: a figure for a document, without a browser.

use std::path::PathBuf;

use zonescope_chart::{
    absent_pages, init_map, matrix_chart, sweep_chart, zone_map, AbsentOptions, InitOptions,
    MatrixOptions, SweepOptions, Theme, ZoneMapOptions,
};
use zonescope_scenario::{matrix, Sweep};

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
    /// The variants over the percentage mirrored above 4 GiB; the machine is inferred
    Sweep,
    /// All 32 patch sets, grouped by what they come to on the first variant's kernel
    Matrix,
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
            let options = ZoneMapOptions { theme, standalone: true, ..Default::default() };
            zone_map(&evaluated, &scenario.setup, &options)
        }
        View::Absent => {
            let options = AbsentOptions { theme, standalone: true, ..Default::default() };
            absent_pages(&evaluated, &scenario.setup, &options)
        }
        View::Init => {
            let options = InitOptions { theme, standalone: true, ..Default::default() };
            init_map(&evaluated, &scenario.setup, &options)
        }
        View::Sweep => {
            let behind = scenario.machine_behind();
            let inferred = behind.map_err(|misfit| misfit.to_string())?;
            let now = inferred.setting.above_4g;
            let variants = scenario.variants.clone();
            let sweep = Sweep::new(inferred.machine, inferred.setting, &scenario.setup, variants);
            let mut sweep = sweep.map_err(|error| error.to_string())?;
            while sweep.step() {}
            let options =
                SweepOptions { now: Some(now), theme, standalone: true, ..Default::default() };
            sweep_chart(&sweep.groups(), &scenario.variants, &scenario.setup, &options)
        }
        View::Matrix => {
            let options = MatrixOptions { theme, standalone: true, ..Default::default() };
            matrix_chart(&matrix(&scenario.setup, scenario.usual_kernel()), &options)
        }
    };
    match &arguments.output {
        None => Ok(chart.svg),
        Some(file) => std::fs::write(file, chart.svg)
            .map(|()| String::new())
            .map_err(|error| format!("can't write {}: {error}", file.display())),
    }
}
