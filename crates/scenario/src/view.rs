//! The views: what stands below the verdicts.

use std::fmt;

/// One way to look at a scenario. Page, link, embed and command use the same names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum View {
    /// The zones on the map, and absent pages.
    #[default]
    Zones,
    /// What memmap_init() does, range by range.
    Init,
    /// The variants over the mirrored percentage.
    Sweep,
    /// All patch sets at once.
    Matrix,
    /// The model beside what a log says.
    Check,
    /// The machine on each stable release.
    Releases,
}

impl View {
    /// Every view, in the order shown.
    pub const ALL: [View; 6] =
        [View::Zones, View::Releases, View::Init, View::Sweep, View::Matrix, View::Check];

    /// The name in addresses, scenario files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            View::Zones => "zones",
            View::Init => "init",
            View::Sweep => "sweep",
            View::Matrix => "matrix",
            View::Check => "check",
            View::Releases => "releases",
        }
    }

    /// The view called `name`.
    pub fn from_name(name: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.name() == name)
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
