//! A machine and its mirror setting as JSON: in a scenario file, and in what `zonescope machine`
//! prints.

use zonescope_mirror::{Bytes, Machine, MachineNode, Percent, Setting};
use zonescope_model::{Flags, Nid, Region};
use zonescope_sorted::SortedMap;

use super::read::{nid, parse, region};
use super::value::At;
use super::write::{object, row, rows};
use super::ScenarioError;
use crate::Mirrored;

/// The machine in what `zonescope machine` prints: the field `machine`.
///
/// # Errors
/// The first thing that is not as the format says.
pub fn machine_from_json(text: &str) -> Result<Machine, ScenarioError> {
    let json = parse(text)?;
    let file = At::file(&json);
    file.has_only(&["version", "machine", "setting", "cost", "assumptions"])?;
    let at = file.need("machine")?;
    at.has_only(&["granularity", "nodes", "below_4g"])?;
    machine(at)
}

/// The field `machine` of a scenario file.
pub(super) fn mirrored(at: At) -> Result<Mirrored, ScenarioError> {
    at.has_only(&["granularity", "nodes", "below_4g", "setting"])?;
    Ok(Mirrored { machine: machine(at)?, setting: setting(at.need("setting")?)? })
}

fn machine(at: At) -> Result<Machine, ScenarioError> {
    let nodes = at.need("nodes")?.list(|at| {
        at.has_only(&["nid", "installed", "flags"])?;
        Ok(MachineNode {
            nid: nid(at, at.need("nid")?.number()?)?,
            installed: Bytes::new(at.need("installed")?.number()?),
            flags: Flags::new(at.field("flags").map_or(Ok(0), |at| at.number())?),
        })
    })?;
    let below_4g = match at.field("below_4g") {
        Some(at) => at.list(region)?,
        None => Vec::new(),
    };
    let granularity = match at.field("granularity") {
        Some(at) => Bytes::new(at.number()?),
        None => Machine::GRANULARITY,
    };
    Machine::new(nodes, below_4g, granularity).map_err(ScenarioError::Machine)
}

fn setting(at: At) -> Result<Setting, ScenarioError> {
    at.has_only(&["below_4g", "above_4g", "nodes"])?;
    let mut nodes = SortedMap::new();
    if let Some(at) = at.field("nodes") {
        for (name, at) in at.entries()? {
            let nid = name.parse().ok().and_then(Nid::new);
            // `01` would be another way to write 1.
            let Some(nid) = nid.filter(|nid| nid.to_string() == name) else {
                return Err(at.fault(format_args!("`{name}` is no node id")));
            };
            if nodes.insert(nid, percent(at)?).is_some() {
                return Err(at.fault("this node is there twice"));
            }
        }
    }
    Ok(Setting {
        below_4g: at.need("below_4g")?.bool()?,
        above_4g: percent(at.need("above_4g")?)?,
        nodes,
    })
}

fn percent(at: At) -> Result<Percent, ScenarioError> {
    at.text()?.parse().map_err(|error| at.fault(error))
}

/// A machine as `zonescope machine` prints it.
pub fn machine_to_json(machine: &Machine) -> String {
    object(&fields(machine), 1)
}

/// A mirror setting as `zonescope machine` prints it.
pub fn setting_to_json(setting: &Setting) -> String {
    let Setting { below_4g, above_4g, nodes } = setting;
    let nodes: Vec<String> =
        nodes.iter().map(|(nid, percent)| format!("\"{nid}\": \"{percent}\"")).collect();
    let nodes = match nodes.is_empty() {
        true => String::new(),
        false => format!(", \"nodes\": {{{}}}", nodes.join(", ")),
    };
    format!("{{\"below_4g\": {below_4g}, \"above_4g\": \"{above_4g}\"{nodes}}}")
}

pub(super) fn mirrored_to_json(mirrored: &Mirrored) -> String {
    let mut fields = fields(&mirrored.machine);
    fields.push(("setting", setting_to_json(&mirrored.setting)));
    object(&fields, 1)
}

fn fields(machine: &Machine) -> Vec<(&'static str, String)> {
    let nodes = machine.nodes().iter().map(|node| {
        let MachineNode { nid, installed, flags } = node;
        let flags = match *flags {
            Flags::NONE => String::new(),
            flags => format!(", \"flags\": {}", flags.get()),
        };
        format!("{{\"nid\": {nid}, \"installed\": {}{flags}}}", installed.get())
    });
    let below_4g: &[Region] = machine.below_4g();
    vec![
        ("granularity", machine.granularity().get().to_string()),
        ("nodes", rows(nodes, 2)),
        ("below_4g", rows(below_4g.iter().map(row), 2)),
    ]
}
