//! The charts as they leave the page: drawn from the scenario alone, into files and documents.

use zonescope_chart::{
    absent_pages, init_map, matrix_chart, sweep_chart, zone_map, AbsentOptions, Chart, InitOptions,
    MatrixOptions, SweepOptions, Theme, ZoneMapOptions,
};
use zonescope_model::Inferred;
use zonescope_report::misfit_sentence;
use zonescope_scenario::{matrix, Evaluated, Scenario, Sweep};

use crate::answer::{ABSENT_LEAST, ZONES_LEAST};
use crate::bench::Look;

/// A chart that can stand alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// The zone map.
    Zones,
    /// Absent pages.
    Absent,
    /// How struct pages are initialised.
    Init,
    /// The variants over the mirrored percentage.
    Sweep,
    /// All patch sets.
    Matrix,
}

/// What a figure is drawn on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// A file of its own.
    File,
    /// A place in a document, so many pixels wide.
    Document(u32),
}

impl Figure {
    /// Every figure.
    pub const ALL: [Figure; 5] =
        [Figure::Zones, Figure::Absent, Figure::Init, Figure::Sweep, Figure::Matrix];

    /// What the menu says.
    pub const fn name(self) -> &'static str {
        match self {
            Figure::Zones => "Zone map",
            Figure::Absent => "Absent pages",
            Figure::Init => "memmap init",
            Figure::Sweep => "Sweep",
            Figure::Matrix => "Matrix",
        }
    }

    /// The word for it in addresses and files' names.
    pub const fn word(self) -> &'static str {
        match self {
            Figure::Zones => "zones",
            Figure::Absent => "absent",
            Figure::Init => "init",
            Figure::Sweep => "sweep",
            Figure::Matrix => "matrix",
        }
    }

    /// The least width it can be read in, in pixels.
    pub const fn least_px(self) -> u32 {
        match self {
            Figure::Zones | Figure::Init | Figure::Sweep => ZONES_LEAST,
            Figure::Absent | Figure::Matrix => ABSENT_LEAST,
        }
    }

    /// The chart, as it is looked at.
    ///
    /// # Errors
    /// Why there is none: not every memory is a machine's.
    pub fn draw(
        self,
        scenario: &Scenario,
        evaluated: &[Evaluated],
        look: &Look,
        (paper, theme): (Paper, Theme),
    ) -> Result<Chart, String> {
        let setup = &scenario.setup;
        let standalone = paper == Paper::File;
        let wide = |file_px: u32| match paper {
            Paper::File => file_px,
            Paper::Document(width_px) => width_px,
        };
        Ok(match self {
            Figure::Zones => {
                let options = ZoneMapOptions {
                    scale: look.scale,
                    node: look.node,
                    theme,
                    standalone,
                    ..ZoneMapOptions::default()
                };
                let width_px = wide(options.width_px);
                zone_map(evaluated, setup, &ZoneMapOptions { width_px, ..options })
            }
            Figure::Absent => {
                let options = AbsentOptions {
                    node: look.node,
                    theme,
                    standalone,
                    ..AbsentOptions::default()
                };
                let width_px = wide(options.width_px);
                absent_pages(evaluated, setup, &AbsentOptions { width_px, ..options })
            }
            Figure::Init => {
                let options =
                    InitOptions { node: look.node, theme, standalone, ..InitOptions::default() };
                let width_px = wide(options.width_px);
                init_map(evaluated, setup, &InitOptions { width_px, ..options })
            }
            Figure::Sweep => {
                let behind = scenario.machine_behind();
                let Inferred { machine, setting, .. } =
                    behind.map_err(|misfit| misfit_sentence(&misfit))?;
                let now = Some(setting.above_4g);
                let variants = scenario.variants.clone();
                let mut sweep = Sweep::new(machine, setting, setup, variants)
                    .map_err(|error| error.to_string())?;
                while sweep.step() {}
                let options = SweepOptions { now, theme, standalone, ..SweepOptions::default() };
                let width_px = wide(options.width_px);
                let options = SweepOptions { width_px, ..options };
                sweep_chart(&sweep.groups(), &scenario.variants, setup, &options)
            }
            Figure::Matrix => {
                let options = MatrixOptions { theme, standalone, ..MatrixOptions::default() };
                // Its cells have a size of their own.
                let width_px = wide(options.width_px).min(options.width_px);
                matrix_chart(
                    &matrix(setup, scenario.usual_kernel()),
                    &MatrixOptions { width_px, ..options },
                )
            }
        })
    }
}
