//! Every figure: what it is called, how much room it wants, and how it is drawn of a scenario.

use zonescope_scenario::{distinct, matrix, ByRelease, Evaluated, Scenario, Sweep};

use crate::absent::absent_pages;
use crate::chart::Chart;
use crate::init::init_map;
use crate::matrix::matrix_chart;
use crate::releases::releases_chart;
use crate::style::{Focus, Style};
use crate::sweep::sweep_chart;
use crate::theme::Theme;
use crate::zones::zone_map;

/// A figure that can stand alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure {
    /// Where each distinct outcome puts its zones.
    Zones,
    /// The absent pages of each zone.
    Absent,
    /// How each struct page is initialised, and who owns it.
    Init,
    /// The variants over the percentage mirrored above 4 GiB.
    Sweep,
    /// All patch sets, grouped by what they come to.
    Matrix,
    /// The machine on each stable release.
    Releases,
}

impl Figure {
    /// Every figure.
    pub const ALL: [Figure; 6] = [
        Figure::Zones,
        Figure::Absent,
        Figure::Releases,
        Figure::Init,
        Figure::Sweep,
        Figure::Matrix,
    ];

    /// The word for it in addresses, ids, files' names and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Figure::Zones => "zones",
            Figure::Absent => "absent",
            Figure::Init => "init",
            Figure::Sweep => "sweep",
            Figure::Matrix => "matrix",
            Figure::Releases => "releases",
        }
    }

    /// The figure with that word.
    pub fn from_word(word: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.word() == word)
    }

    /// What menus call it.
    pub const fn title(self) -> &'static str {
        match self {
            Figure::Zones => "Zone map",
            Figure::Absent => "Absent pages",
            Figure::Init => "memmap init",
            Figure::Sweep => "Sweep",
            Figure::Matrix => "Matrix",
            Figure::Releases => "By release",
        }
    }

    /// What it shows, for who chooses among them.
    pub const fn meaning(self) -> &'static str {
        match self {
            Figure::Zones => "Where each distinct outcome puts its zones",
            Figure::Absent => "The absent pages of each zone",
            Figure::Init => "How each struct page is initialised, and who owns it",
            Figure::Sweep => {
                "The variants over the percentage mirrored above 4 GiB; the machine is inferred"
            }
            Figure::Matrix => {
                "All patch sets, grouped by what they come to on the first variant's kernel"
            }
            Figure::Releases => "Which stable releases may boot it with kernelcore=mirror",
        }
    }

    /// The least width it can be read in, in pixels.
    pub const fn least_px(self) -> u32 {
        match self {
            Figure::Zones | Figure::Init | Figure::Sweep => 300,
            Figure::Absent | Figure::Matrix | Figure::Releases => 560,
        }
    }

    /// Whether it needs less room than the widest.
    pub const fn is_narrow(self) -> bool {
        self.least_px() < Figure::Zones.least_px()
    }

    /// How it is drawn into a file of its own.
    pub const fn file(self, theme: Theme) -> Style {
        let width_px = match self {
            Figure::Zones | Figure::Init | Figure::Sweep => 1100,
            Figure::Absent | Figure::Matrix | Figure::Releases => 700,
        };
        Style { width_px, theme, standalone: true }
    }

    /// How it is drawn where there are `room_px` pixels; where that is too little, it scrolls.
    pub const fn within(self, room_px: u32, theme: Theme) -> Style {
        let least_px = self.least_px();
        let width_px = if room_px < least_px { least_px } else { room_px };
        Style { width_px, theme, standalone: false }
    }

    /// The chart of `scenario`, whose outcomes are `evaluated`.
    ///
    /// # Errors
    /// Why there is none: not every memory is a machine's.
    pub fn draw(
        self,
        scenario: &Scenario,
        evaluated: &[Evaluated],
        focus: &Focus,
        style: Style,
    ) -> Result<Chart, String> {
        let setup = &scenario.setup;
        Ok(match self {
            Figure::Zones => zone_map((evaluated, &distinct(evaluated)), setup, focus, style),
            Figure::Absent => absent_pages(evaluated, setup, focus, style),
            Figure::Init => init_map((evaluated, &distinct(evaluated)), setup, focus, style),
            Figure::Sweep => {
                let machine = scenario.machine_behind().map_err(|misfit| misfit.to_string())?;
                let (now, variants) = (machine.setting.above_4g, &scenario.variants);
                let sweep = Sweep::new(machine.machine, machine.setting, setup, variants.clone());
                let mut sweep = sweep.map_err(|error| error.to_string())?;
                while sweep.step() {}
                sweep_chart(&sweep.groups(), variants, setup, Some(now), style)
            }
            Figure::Matrix => matrix_chart(&matrix(setup, scenario.usual_kernel()), style),
            Figure::Releases => releases_chart(scenario, &ByRelease::new(scenario), style),
        })
    }
}
