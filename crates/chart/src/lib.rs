//! Outcomes to geometry to SVG.
//!
//! A [`Figure`] is what can be drawn of a scenario, a [`Style`] what all figures share, a [`Focus`]
//! what of the machine is shown. A [`Chart`] is what comes of it: the SVG, the hit areas to lay
//! over it, the sentence for a screen reader and the table that says the same. The page, which
//! evaluates and sweeps in slices, draws by the functions behind the figures; [`step_map`] shows
//! how struct pages are initialised step by step.
//!
//! ```
//! # use zonescope_chart::{Figure, Focus, Theme};
//! # use zonescope_report::Told;
//! # use zonescope_scenario::CASES;
//! let scenario = CASES[1].scenario().unwrap();
//! let style = Figure::Zones.file(Theme::Light);
//! let (evaluated, focus) = (scenario.evaluate(), Focus::default());
//! let chart = Figure::Zones.draw(&scenario, &evaluated, &focus, style, Told::default());
//! assert!(chart.unwrap().svg.starts_with("<svg "));
//! ```
//!
//! Geometry comes first: everything is laid out into a scene of shapes in tenths of a pixel, by
//! integers only, so that the same scenario gives the same bytes natively and in wasm. The scene is
//! then drawn through plotters onto our own backend, which writes SVG. Each shape carries a class,
//! for whoever styles it, and the presentation attributes of one [`Theme`], for a file that stands
//! alone. There is no `<style>` and no `style=`, so a strict Content-Security-Policy lets it
//! through.

mod absent;
mod axis;
mod cells;
mod chart;
mod colors;
mod draw;
mod export;
mod figure;
mod init;
mod lanes;
mod legend;
mod log;
mod map;
mod matrix;
mod memory;
mod metrics;
mod overlay;
mod parts;
mod releases;
mod role;
mod rows;
mod scene;
mod sheet;
mod steps;
mod style;
mod svg;
mod sweep;
mod symbols;
mod theme;
mod ticks;
mod words;
mod zones;

pub use absent::absent_pages;
pub use axis::{Axis, Scale};
pub use cells::FixedAxis;
pub use chart::{Boundary, Chart, LegendItem, Mark, Table};
pub use figure::{Figure, Work};
pub use init::{init_map, step_map};
pub use matrix::matrix_chart;
pub use releases::releases_chart;
pub use steps::{init_steps, InitCall, InitStep};
pub use style::{Focus, Style};
pub use sweep::sweep_chart;
pub use theme::Theme;
pub use zones::zone_map;

#[cfg(test)]
mod tests;
