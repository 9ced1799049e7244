//! Every figure: what it is called, how much room it wants, and how it is drawn of a scenario.

use zonescope_mirror::Percent;
use zonescope_report::Told;
use zonescope_scenario::{distinct, Evaluated, Matrix, Releasing, Scenario, Sweep};

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

    /// How it is drawn into a file of its own.
    pub const fn file(self, theme: Theme) -> Style {
        let width_px = match self {
            Figure::Zones | Figure::Init | Figure::Sweep => 1100,
            Figure::Absent | Figure::Matrix | Figure::Releases => 700,
        };
        Style { width_px, theme, standalone: true }
    }

    /// What is to be done before it can be drawn of `scenario`, beside evaluating its variants.
    ///
    /// # Errors
    /// Why it can't be drawn: not every memory is a machine's.
    pub fn work(self, scenario: &Scenario) -> Result<Work, String> {
        let setup = &scenario.setup;
        Ok(match self {
            Figure::Zones | Figure::Absent | Figure::Init => Work::None,
            Figure::Sweep => {
                let behind = scenario.machine_behind().map_err(|misfit| misfit.to_string())?;
                let (now, variants) = (behind.setting.above_4g, scenario.variants.clone());
                let sweep = Sweep::new(behind.machine, behind.setting, setup, variants);
                Work::Sweep(Box::new(sweep.map_err(|error| error.to_string())?), now)
            }
            Figure::Matrix => Work::Matrix(Box::new(Matrix::new(setup, scenario.usual_kernel()))),
            Figure::Releases => Work::Releases(Box::new(Releasing::new(scenario))),
        })
    }

    /// The chart of `scenario`, whose outcomes are `evaluated`, all its work done at once.
    ///
    /// # Errors
    /// As [`Figure::work`].
    pub fn draw(
        self,
        scenario: &Scenario,
        evaluated: &[Evaluated],
        focus: &Focus,
        style: Style,
        told: Told<'_>,
    ) -> Result<Chart, String> {
        let mut work = self.work(scenario)?;
        while work.step() {}
        Ok(self.draw_of(&work, scenario, (evaluated, &distinct(evaluated)), focus, style, told))
    }

    /// The chart, its `work` done; the groups are [`distinct`] of the outcomes.
    pub fn draw_of(
        self,
        work: &Work,
        scenario: &Scenario,
        outcomes: (&[Evaluated], &[Vec<usize>]),
        focus: &Focus,
        style: Style,
        told: Told<'_>,
    ) -> Chart {
        let setup = &scenario.setup;
        match work {
            Work::Matrix(matrix) => matrix_chart(matrix.groups(), style),
            Work::Releases(releasing) => {
                releases_chart(scenario, &releasing.by_release, style, told)
            }
            Work::Sweep(sweep, now) => {
                sweep_chart(&sweep.groups(), &scenario.variants, setup, Some(*now), style)
            }
            Work::None => match self {
                Figure::Absent => absent_pages(outcomes.0, setup, focus, style),
                Figure::Init => init_map(outcomes, setup, focus, style),
                _ => zone_map(outcomes, setup, focus, style),
            },
        }
    }
}

/// What a figure draws beside the outcomes of the scenario's variants, as much of it at a time as
/// there is time for.
#[derive(Debug)]
pub enum Work {
    /// Nothing.
    None,
    /// All patch sets.
    Matrix(Box<Matrix>),
    /// All releases.
    Releases(Box<Releasing>),
    /// All percentages, and the one of the scenario.
    Sweep(Box<Sweep>, Percent),
}

impl Work {
    /// Does some of it; whether any is left.
    pub fn step(&mut self) -> bool {
        match self {
            Work::None => false,
            Work::Matrix(matrix) => matrix.step(),
            Work::Releases(releasing) => releasing.step(),
            Work::Sweep(sweep, _) => sweep.step(),
        }
    }
}
