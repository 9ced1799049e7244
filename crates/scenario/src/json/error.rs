//! Why a text is not a scenario file.

use std::fmt;

use zonescope_model::{Arch, Kernel, MapError, Nid, Patch};

use super::VERSION;
use crate::View;

/// Why a text is not a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ScenarioError {
    /// It is not JSON of the right shape; the reader's own words, with line and column.
    Json(String),
    /// It is of a later version.
    Version(u32),
    /// Its memory is not a memory map.
    Map(MapError),
    /// A node id is too high.
    Nid {
        /// Which region, counted from 0.
        index: usize,
        /// Its node id.
        nid: u64,
    },
    /// No patch has this name.
    Patch(String),
    /// No kernel has this name.
    Kernel(String),
    /// No architecture has this name.
    Arch(String),
    /// No view has this name.
    View(String),
    /// Both `patches` and `variants` are given.
    PatchesAndVariants,
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list =
            |names: &mut dyn Iterator<Item = &'static str>| names.collect::<Vec<_>>().join(", ");
        match self {
            ScenarioError::Json(message) => write!(f, "not a scenario: {message}"),
            ScenarioError::Version(version) => write!(
                f,
                "version {version} of the scenario format: this zonescope knows up to {VERSION}; \
                 use a newer one"
            ),
            ScenarioError::Map(error) => error.fmt(f),
            ScenarioError::Nid { index, nid } => {
                write!(
                    f,
                    "region {index} is on node {nid}: the highest node id is {}",
                    Nid::MAX
                )
            }
            ScenarioError::Patch(slug) => write!(
                f,
                "no patch is called `{slug}`: there are {}",
                list(&mut Patch::ALL.iter().map(|patch| patch.slug()))
            ),
            ScenarioError::Kernel(name) => write!(
                f,
                "no kernel is called `{name}`: there are {}",
                list(&mut Kernel::ALL.iter().map(|kernel| kernel.name()))
            ),
            ScenarioError::Arch(name) => write!(
                f,
                "no architecture is called `{name}`: there are {}",
                list(&mut Arch::ALL.iter().map(|arch| arch.name))
            ),
            ScenarioError::View(name) => write!(
                f,
                "no view is called `{name}`: there are {}",
                list(&mut View::ALL.iter().map(|view| view.name()))
            ),
            ScenarioError::PatchesAndVariants => f.write_str(
                "both `patches` and `variants` are given: `patches` is one variant without a \
                 name; put it into `variants`",
            ),
        }
    }
}

impl std::error::Error for ScenarioError {}
