//! `zonescope chart`: a figure for a document, without a browser.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use zonescope_chart::{Figure, Focus, Theme};

use crate::choice::Choice;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// What to draw
    #[arg(long, value_parser = figures(), default_value = Figure::Zones.word())]
    view: Figure,
    /// The colours
    #[arg(long, value_parser = themes(), default_value = Theme::Light.name())]
    theme: Theme,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE.svg")]
    output: Option<PathBuf>,
}

fn figures() -> impl TypedValueParser<Value = Figure> {
    let words = Figure::ALL.map(|figure| PossibleValue::new(figure.word()).help(figure.meaning()));
    PossibleValuesParser::new(words)
        .try_map(|word| Figure::from_word(&word).ok_or("there is no such figure"))
}

fn themes() -> impl TypedValueParser<Value = Theme> {
    PossibleValuesParser::new(Theme::ALL.map(Theme::name))
        .try_map(|name| Theme::from_name(&name).ok_or("there is no such theme"))
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let read = arguments.choice.read()?;
    let scenario = &read.scenario;
    let evaluated = scenario.evaluate();
    let (focus, theme) = (Focus::default(), arguments.theme);
    let view = arguments.view;
    let told = read.told(None);
    let chart = view.draw(scenario, &evaluated, &focus, view.file(theme), told)?;
    let chart = view.framed(chart, scenario, &evaluated, &focus, theme, told);
    match &arguments.output {
        None => Ok(chart.svg),
        Some(file) => std::fs::write(file, chart.svg)
            .map(|()| String::new())
            .map_err(|error| format!("can't write {}: {error}", crate::called(file))),
    }
}
