//! Why a text is not a scenario file.

use std::fmt;

use zonescope_mirror::MachineError;
use zonescope_model::{ArchError, Kernel, MapError, Patch, Region};

use super::VERSION;
use crate::View;

/// Why a text is not a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ScenarioError {
    /// It is not JSON, said with line and column; or not of the right shape, with the way to the
    /// value.
    Json(String),
    /// It is of a later version.
    Version(u64),
    /// Its memory is not a memory map.
    Map(MapError),
    /// Its machine is none, or not under its setting.
    Machine(MachineError),
    /// Its memory is not what its machine gives.
    MemoryAndMachine {
        /// The first row that differs, counted from 0.
        index: usize,
        /// What the machine gives there, if anything.
        computed: Option<Region>,
    },
    /// No patch has this name.
    Patch(String),
    /// No kernel has this name.
    Kernel(String),
    /// No architecture has this name, or could have these constants.
    Arch(ArchError),
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
            ScenarioError::Machine(error) => write!(f, "the machine: {error}"),
            ScenarioError::MemoryAndMachine { index, computed } => {
                write!(f, "`memory` is not what `machine` gives: at row {index} that has ")?;
                match computed {
                    Some(region) => region.fmt(f)?,
                    None => f.write_str("none")?,
                }
                f.write_str("; leave out `memory` to have the machine's, or `machine`")
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
            ScenarioError::Arch(error) => error.fmt(f),
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
