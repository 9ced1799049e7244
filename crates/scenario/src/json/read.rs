//! Reads a scenario file, or a line of golden data.

use serde::de::IgnoredAny;
use serde::Deserialize;
use zonescope_model::{
    Arch, BootWords, Flags, Kernel, MemoryMap, Nid, Patch, PatchSet, PhysAddr, Region, Setup,
};

use super::{ScenarioError, VERSION};
use crate::{NamedVariant, Scenario, View};

/// The file, field by field. Unknown fields are refused: a misspelt one must not be lost.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default = "current_version")]
    version: u32,
    #[serde(default)]
    title: String,
    #[serde(default = "default_arch")]
    arch: String,
    memory: Vec<(u64, u64, u64, u64)>,
    #[serde(default)]
    cmdline: String,
    /// Golden data says it so; a file of ours has `elfcorehdr=` on the command line.
    #[serde(default)]
    kdump: bool,
    #[serde(default = "default_kernel")]
    kernel: String,
    #[serde(default = "enabled")]
    deferred_init: bool,
    /// One variant without a name, as golden lines have it; beside `variants` it is refused.
    #[serde(default)]
    patches: Option<Vec<String>>,
    #[serde(default)]
    variants: Option<Vec<FileVariant>>,
    #[serde(default)]
    view: Option<String>,
    /// What golden lines carry besides; not kept.
    #[serde(default)]
    #[allow(dead_code)]
    id: IgnoredAny,
    #[serde(default)]
    #[allow(dead_code)]
    group: IgnoredAny,
    #[serde(default)]
    #[allow(dead_code)]
    tag: IgnoredAny,
    #[serde(default)]
    #[allow(dead_code)]
    expect: IgnoredAny,
}

/// What a file of any version has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileVariant {
    name: String,
    patches: Vec<String>,
    #[serde(default)]
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

/// A file of a later version may have fields this one does not know: then the version is what to
/// complain of.
fn later_version(text: &str, error: &serde_json::Error) -> ScenarioError {
    match serde_json::from_str(text) {
        Ok(Versioned { version }) if version != VERSION => ScenarioError::Version(version),
        _ => ScenarioError::Json(error.to_string()),
    }
}

impl Scenario {
    /// Reads a scenario file (docs/scenario.md), or a line of golden data. Without `variants` the scenario has the
    /// one variant of `patches`, or, without those too, the six named ones.
    ///
    /// # Errors
    /// The first thing that is not as the format says.
    pub fn from_json(text: &str) -> Result<Scenario, ScenarioError> {
        let file: File = serde_json::from_str(text).map_err(|error| later_version(text, &error))?;
        if file.version != VERSION {
            return Err(ScenarioError::Version(file.version));
        }
        let Some(arch) = Arch::from_name(&file.arch) else {
            return Err(ScenarioError::Arch(file.arch));
        };
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
        let view = match file.view {
            None => View::default(),
            Some(name) => View::from_name(&name).ok_or(ScenarioError::View(name))?,
        };
        let mut words = BootWords::parse(&file.cmdline);
        words.kdump |= file.kdump;
        Ok(Scenario {
            title: file.title,
            setup: Setup {
                memory: MemoryMap::new(regions).map_err(ScenarioError::Map)?,
                words,
                arch,
                deferred_init: file.deferred_init,
            },
            machine: None,
            variants,
            view,
        })
    }
}
