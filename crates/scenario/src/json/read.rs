//! Reads a scenario file, or a line of golden data.

use zonescope_model::{
    Arch, BootWords, Flags, Kernel, MemoryMap, Nid, Patch, PatchSet, PhysAddr, Region, Setup,
};

use super::machine;
use super::value::{At, Json};
use super::{ScenarioError, VERSION};
use crate::{NamedVariant, Scenario, View};

/// Every field. Unknown ones are refused: a misspelt one must not be lost.
const FIELDS: [&str; 16] = [
    "version",
    "title",
    "arch",
    "memory",
    "machine",
    "cmdline",
    "kernel",
    "deferred_init",
    "variants",
    "view",
    // One variant without a name, and `elfcorehdr=`, as golden lines have them.
    "patches",
    "kdump",
    // What golden lines carry besides; not kept.
    "id",
    "group",
    "tag",
    "expect",
];

/// An architecture of one's own.
pub(super) const ARCH_FIELDS: [&str; 5] =
    ["page_shift", "max_page_order", "section_size_bits", "dma_end", "dma32_end"];

/// The JSON in a text, of a version that is known here.
pub(super) fn parse(text: &str) -> Result<Json, ScenarioError> {
    let json: Json =
        serde_json::from_str(text).map_err(|error| ScenarioError::Json(error.to_string()))?;
    // A later version may have fields this one does not know: the version is what to complain of.
    match At::file(&json).field("version").map(|at| at.number()) {
        None | Some(Ok(VERSION)) => Ok(json),
        Some(Ok(version)) => Err(ScenarioError::Version(version)),
        Some(Err(error)) => Err(error),
    }
}

fn kernel(at: At) -> Result<Kernel, ScenarioError> {
    let name = at.text()?;
    Kernel::from_name(name).ok_or_else(|| ScenarioError::Kernel(name.to_owned()))
}

fn patches(at: At) -> Result<PatchSet, ScenarioError> {
    let patches = at.list(|at| {
        let slug = at.text()?;
        Patch::from_slug(slug).ok_or_else(|| ScenarioError::Patch(slug.to_owned()))
    })?;
    Ok(patches.into_iter().collect())
}

fn variant(at: At, usual: Kernel) -> Result<NamedVariant, ScenarioError> {
    at.has_only(&["name", "patches", "kernel"])?;
    let kernel = at.field("kernel").map_or(Ok(usual), kernel)?;
    let name = at.need("name")?.text()?.to_owned();
    let named = NamedVariant::of(patches(at.need("patches")?)?, kernel);
    Ok(NamedVariant { name, ..named })
}

/// The node id that stands at `at`, or in it.
pub(super) fn nid(at: At, nid: u64) -> Result<Nid, ScenarioError> {
    Nid::new(nid)
        .ok_or_else(|| at.fault(format_args!("node {nid}: the highest node id is {}", Nid::MAX)))
}

/// A row of base, end, node and flags.
pub(super) fn region(at: At) -> Result<Region, ScenarioError> {
    match at.list(|at| at.number())?[..] {
        [base, end, node, flags] => Ok(Region {
            base: PhysAddr::new(base),
            end: PhysAddr::new(end),
            nid: nid(at, node)?,
            flags: Flags::new(flags),
        }),
        ref numbers => Err(at.fault(format_args!(
            "expected 4 numbers (base, end, node, flags), found {}",
            numbers.len()
        ))),
    }
}

/// A name or a link's spelling, or an object of constants.
fn arch(at: At) -> Result<Arch, ScenarioError> {
    if let Some(name) = at.as_text() {
        return name.parse().map_err(ScenarioError::Arch);
    }
    at.has_only(&ARCH_FIELDS)?;
    let number = |name| at.need(name)?.number();
    let bits = |name| Ok(u32::try_from(number(name)?).unwrap_or(u32::MAX));
    let [page, order, section, dma, dma32] = ARCH_FIELDS;
    let (dma_end, dma32_end) = (number(dma)?, number(dma32)?);
    Arch::custom(
        bits(page)?,
        bits(order)?,
        bits(section)?,
        PhysAddr::new(dma_end),
        PhysAddr::new(dma32_end),
    )
    .map_err(ScenarioError::Arch)
}

fn view(at: At) -> Result<View, ScenarioError> {
    let name = at.text()?;
    View::from_name(name).ok_or_else(|| ScenarioError::View(name.to_owned()))
}

impl Scenario {
    /// Reads a scenario file (docs/scenario.md), or a line of golden data. Without `variants` the
    /// scenario has the one variant of `patches`, or, without those too, the six named ones.
    ///
    /// # Errors
    /// The first thing that is not as the format says.
    pub fn from_json(text: &str) -> Result<Scenario, ScenarioError> {
        let json = parse(text)?;
        let file = At::file(&json);
        file.has_only(&FIELDS)?;
        let machine = file.field("machine").map(machine::mirrored).transpose()?;
        let computed = match &machine {
            Some(mirrored) => Some(mirrored.map().map_err(ScenarioError::Machine)?.0),
            None => None,
        };
        let given = match file.field("memory") {
            Some(at) => Some(MemoryMap::new(at.list(region)?).map_err(ScenarioError::Map)?),
            None => None,
        };
        let memory = match (given, computed) {
            (Some(given), Some(computed)) => agreed(given, &computed)?,
            (Some(memory), None) | (None, Some(memory)) => memory,
            (None, None) => {
                return Err(file.fault("missing field `memory`, or `machine` to compute it from"))
            }
        };
        let usual = file.field("kernel").map_or(Ok(Kernel::default()), kernel)?;
        let variants = match (file.field("variants"), file.field("patches")) {
            (Some(_), Some(_)) => return Err(ScenarioError::PatchesAndVariants),
            (Some(variants), None) => variants.list(|at| variant(at, usual))?,
            (None, Some(slugs)) => vec![NamedVariant::of(patches(slugs)?, usual)],
            (None, None) => NamedVariant::default_set(usual),
        };
        let mut words = BootWords::parse(file.field("cmdline").map_or(Ok(""), |at| at.text())?);
        words.kdump |= file.field("kdump").map_or(Ok(false), |at| at.bool())?;
        Ok(Scenario {
            title: file.field("title").map_or(Ok(""), |at| at.text())?.to_owned(),
            setup: Setup {
                memory,
                words,
                arch: file.field("arch").map_or(Ok(Arch::X86_64), arch)?,
                deferred_init: file.field("deferred_init").map_or(Ok(true), |at| at.bool())?,
            },
            machine,
            variants,
            view: file.field("view").map_or(Ok(View::default()), view)?,
        })
    }
}

/// The memory, if the file's is the machine's.
fn agreed(given: MemoryMap, computed: &MemoryMap) -> Result<MemoryMap, ScenarioError> {
    let (rows, regions) = (given.regions(), computed.regions());
    let differs = |index: &usize| rows.get(*index) != regions.get(*index);
    match (0..rows.len().max(regions.len())).find(differs) {
        Some(index) => {
            Err(ScenarioError::MemoryAndMachine { index, computed: regions.get(index).copied() })
        }
        None => Ok(given),
    }
}
