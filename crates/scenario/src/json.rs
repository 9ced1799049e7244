//! A scenario as a JSON file: the input object of golden data, with what the page adds.

use std::fmt;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use zonescope_model::{
    Arch, BootWords, Flags, Kernel, MapError, MemoryMap, Nid, Patch, PatchSet, PhysAddr, Region,
    Setup,
};

use crate::{NamedVariant, Scenario, View};

/// The version written, and the highest read.
const VERSION: u32 = 1;

/// The file, field by field. Unknown fields are refused: a misspelt one must not be lost.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default = "current_version")]
    version: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(default = "default_arch")]
    arch: String,
    memory: Vec<(u64, u64, u64, u64)>,
    #[serde(default)]
    cmdline: String,
    /// Golden data says it so; a file of ours has `elfcorehdr=` on the command line.
    #[serde(default, skip_serializing)]
    kdump: bool,
    #[serde(default = "default_kernel")]
    kernel: String,
    #[serde(default = "enabled")]
    deferred_init: bool,
    /// One variant without a name, as golden lines have it; beside `variants` it is refused.
    #[serde(default, skip_serializing)]
    patches: Option<Vec<String>>,
    #[serde(default)]
    variants: Option<Vec<FileVariant>>,
    /// What golden lines carry besides; not kept.
    #[serde(default, skip_serializing)]
    #[allow(dead_code)]
    id: IgnoredAny,
    #[serde(default, skip_serializing)]
    #[allow(dead_code)]
    group: IgnoredAny,
    #[serde(default, skip_serializing)]
    #[allow(dead_code)]
    tag: IgnoredAny,
    #[serde(default, skip_serializing)]
    #[allow(dead_code)]
    expect: IgnoredAny,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileVariant {
    name: String,
    patches: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kernel: Option<String>,
}

fn current_version() -> u32 {
    VERSION
}

fn default_arch() -> String {
    Arch::X86_64.name.to_owned()
}

fn default_kernel() -> String {
    Kernel::default().name().to_owned()
}

fn enabled() -> bool {
    true
}

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
                "no architecture is called `{name}`: there is {}",
                Arch::X86_64.name
            ),
            ScenarioError::PatchesAndVariants => f.write_str(
                "both `patches` and `variants` are given: `patches` is one variant without a \
                 name; put it into `variants`",
            ),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// The kernel called `name`.
fn kernel(name: &str) -> Result<Kernel, ScenarioError> {
    Kernel::from_name(name).ok_or_else(|| ScenarioError::Kernel(name.to_owned()))
}

/// The patches with these slugs.
fn patches(slugs: &[String]) -> Result<PatchSet, ScenarioError> {
    slugs
        .iter()
        .map(|slug| Patch::from_slug(slug).ok_or_else(|| ScenarioError::Patch(slug.clone())))
        .collect()
}

impl Scenario {
    /// Reads a scenario file, or a line of golden data. Without `variants` the scenario has the
    /// one variant of `patches`, or, without those too, the six named ones.
    ///
    /// # Errors
    /// The first thing that is not as the format says.
    pub fn from_json(text: &str) -> Result<Scenario, ScenarioError> {
        let file: File =
            serde_json::from_str(text).map_err(|error| ScenarioError::Json(error.to_string()))?;
        if file.version != VERSION {
            return Err(ScenarioError::Version(file.version));
        }
        if file.arch != Arch::X86_64.name {
            return Err(ScenarioError::Arch(file.arch));
        }
        let regions = file
            .memory
            .iter()
            .enumerate()
            .map(|(index, &(base, end, nid, flags))| {
                Ok(Region {
                    base: PhysAddr::new(base),
                    end: PhysAddr::new(end),
                    nid: Nid::new(nid).ok_or(ScenarioError::Nid { index, nid })?,
                    flags: Flags::new(flags),
                })
            })
            .collect::<Result<_, _>>()?;
        let default_kernel = kernel(&file.kernel)?;
        let variants = match (file.variants, file.patches) {
            (Some(_), Some(_)) => return Err(ScenarioError::PatchesAndVariants),
            (Some(variants), None) => variants
                .into_iter()
                .map(|variant| {
                    let kernel = variant
                        .kernel
                        .map_or(Ok(default_kernel), |name| kernel(&name))?;
                    let named = NamedVariant::of(patches(&variant.patches)?, kernel);
                    Ok(NamedVariant {
                        name: variant.name,
                        ..named
                    })
                })
                .collect::<Result<_, _>>()?,
            (None, Some(slugs)) => vec![NamedVariant::of(patches(&slugs)?, default_kernel)],
            (None, None) => NamedVariant::all_named(default_kernel),
        };
        let mut words = BootWords::parse(&file.cmdline);
        words.kdump |= file.kdump;
        Ok(Scenario {
            title: file.title,
            setup: Setup {
                memory: MemoryMap::new(regions).map_err(ScenarioError::Map)?,
                words,
                arch: Arch::X86_64,
                deferred_init: file.deferred_init,
            },
            variants,
            view: View::default(),
        })
    }
}
