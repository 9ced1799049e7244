//! Outcomes to geometry to SVG.
//!
//! [`zone_map`] shows where each distinct outcome puts its zones; [`absent_pages`] how many
//! pages of each zone are absent; [`init_map`] how struct pages are initialised and [`step_map`]
//! step by step; [`sweep_chart`] the variants over the mirrored percentage; [`matrix_chart`] all
//! patch sets. Each gives a [`Chart`]: the SVG, the hit areas to lay over it, the sentence for a
//! screen reader and the table that says the same.
//!
//! ```
//! # use zonescope_chart::{zone_map, ZoneMapOptions};
//! # use zonescope_model::{Arch, BootWords, Flags, MemoryMap, Nid, Region, Setup};
//! # let region = Region { base: 0.into(), end: (1 << 32).into(), nid: Nid::default(), flags: Flags::NONE };
//! let setup = Setup {
//!     memory: MemoryMap::new(vec![region]).unwrap(),
//!     words: BootWords::default(),
//!     arch: Arch::X86_64,
//!     deferred_init: true,
//! };
//! let chart = zone_map(&[], &setup, &ZoneMapOptions::default());
//! assert!(chart.svg.starts_with("<svg "));
//! ```
//!
//! Geometry comes first: everything is laid out into a scene of shapes in tenths of a pixel,
//! by integers only, so that the same scenario gives the same bytes natively and in wasm. The
//! scene is then drawn through plotters onto our own backend, which writes SVG. Each shape
//! carries a class, for whoever styles it, and the presentation attributes of one [`Theme`],
//! for a file that stands alone. There is no `<style>` and no `style=`, so a strict
//! Content-Security-Policy lets it through.

mod absent;
mod axis;
mod cells;
mod chart;
mod colors;
mod draw;
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
mod role;
mod rows;
mod scene;
mod sign;
mod steps;
mod svg;
mod sweep;
mod theme;
mod ticks;
mod words;
mod zones;

pub use absent::{absent_pages, AbsentOptions};
pub use axis::{Axis, Scale};
pub use cells::HeldAxis;
pub use chart::{Boundary, Chart, LegendItem, Mark, Table};
pub use init::{init_map, step_map, InitOptions};
pub use matrix::{matrix_chart, MatrixOptions};
pub use steps::{init_steps, InitCall, InitStep};
pub use sweep::{sweep_chart, SweepOptions};
pub use theme::Theme;
pub use zones::{zone_map, ZoneMapOptions};

#[cfg(test)]
mod tests;
