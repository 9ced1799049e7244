//! `zonescope machine`: the machine behind a dump, as JSON; and such JSON back to a machine.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use zonescope_model::{
    infer, Bytes, Flags, Inferred, Machine, MachineNode, Nid, NodeCost, PhysAddr, Region, Setting,
};

use crate::input::Input;

/// The version written, and the only one read.
const VERSION: u32 = 1;

#[derive(clap::Args)]
#[command(after_help = SCHEMA)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
}

const SCHEMA: &str = "\
Output: one JSON object; sizes and addresses in bytes, ranges half-open.
  version      1
  machine      what `zonescope mirror --machine` reads; the rest it passes over
    granularity  in what steps memory is mirrored: a power of two from 4 KiB to 1 GiB
                 [default: 1 GiB]
    nodes        [{nid, installed, flags}], in the order of their memory above 4 GiB; `flags`
                 are those of that memory apart from MIRROR [default: 0]
    below_4g     [[base, end, nid, flags]]: what is visible below 4 GiB
  setting      {below_4g, above_4g, nodes}: whether memory below 4 GiB is mirrored, the
               percentage above as text, and those of single nodes where they differ
  cost         [{nid, installed, visible, mirrored_below, mirrored_above}], per node
  assumptions  sentences: what the dump does not say, and how it was taken

Exit status: 0 success, 1 the dump is not what a mirroring machine shows (the reason on standard
error), 2 bad usage.";

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let map = arguments.input.scenario()?.setup.memory;
    let Inferred {
        machine,
        setting,
        assumptions,
    } = infer(&map).map_err(|misfit| misfit.to_string())?;
    let cost = machine.cost(&setting).map_err(|error| error.to_string())?;
    let answer = Answer {
        version: VERSION,
        machine: JsonMachine::from(&machine),
        setting: JsonSetting::from(&setting),
        cost: cost.iter().map(JsonCost::from).collect(),
        assumptions: assumptions.iter().map(ToString::to_string).collect(),
    };
    let text = serde_json::to_string_pretty(&answer).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}

/// The machine in a file of this format.
pub fn read(path: &Path) -> Result<Machine, String> {
    let at = |error: String| format!("{}: {error}", path.display());
    let bytes =
        std::fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    let file: File =
        serde_json::from_slice(&bytes).map_err(|error| at(format!("not a machine: {error}")))?;
    if file.version != VERSION {
        return Err(at(format!(
            "version {} of the machine format: this zonescope knows {VERSION}",
            file.version
        )));
    }
    file.machine.machine().map_err(at)
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    machine: JsonMachine,
    setting: JsonSetting,
    cost: Vec<JsonCost>,
    assumptions: Vec<String>,
}

/// What is read of an [`Answer`]. A misspelt field is refused, lest it be lost.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default = "current_version")]
    version: u32,
    machine: JsonMachine,
    #[serde(default, rename = "setting")]
    _setting: IgnoredAny,
    #[serde(default, rename = "cost")]
    _cost: IgnoredAny,
    #[serde(default, rename = "assumptions")]
    _assumptions: IgnoredAny,
}

fn current_version() -> u32 {
    VERSION
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonMachine {
    #[serde(default = "default_granularity")]
    granularity: u64,
    nodes: Vec<JsonNode>,
    #[serde(default)]
    below_4g: Vec<(u64, u64, u64, u64)>,
}

fn default_granularity() -> u64 {
    Machine::GRANULARITY.get()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonNode {
    nid: u64,
    installed: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    flags: u64,
}

fn is_zero(flags: &u64) -> bool {
    *flags == 0
}

fn nid(nid: u64) -> Result<Nid, String> {
    Nid::new(nid).ok_or_else(|| format!("node {nid}: the highest node id is {}", Nid::MAX))
}

impl JsonMachine {
    fn machine(&self) -> Result<Machine, String> {
        let nodes = self.nodes.iter().map(|node| {
            Ok(MachineNode {
                nid: nid(node.nid)?,
                installed: Bytes::new(node.installed),
                flags: Flags::new(node.flags),
            })
        });
        let below_4g = self.below_4g.iter().map(|&(base, end, node, flags)| {
            Ok(Region {
                base: PhysAddr::new(base),
                end: PhysAddr::new(end),
                nid: nid(node)?,
                flags: Flags::new(flags),
            })
        });
        Machine::new(
            nodes.collect::<Result<_, String>>()?,
            below_4g.collect::<Result<_, String>>()?,
            Bytes::new(self.granularity),
        )
        .map_err(|error| error.to_string())
    }
}

impl From<&Machine> for JsonMachine {
    fn from(machine: &Machine) -> JsonMachine {
        let nodes = machine.nodes().iter().map(|node| JsonNode {
            nid: node.nid.get().into(),
            installed: node.installed.get(),
            flags: node.flags.get(),
        });
        let below_4g = machine.below_4g().iter().map(|region| {
            let Region {
                base,
                end,
                nid,
                flags,
            } = region;
            (base.get(), end.get(), nid.get().into(), flags.get())
        });
        JsonMachine {
            granularity: machine.granularity().get(),
            nodes: nodes.collect(),
            below_4g: below_4g.collect(),
        }
    }
}

#[derive(Serialize)]
struct JsonSetting {
    below_4g: bool,
    above_4g: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    nodes: BTreeMap<u16, String>,
}

impl From<&Setting> for JsonSetting {
    fn from(setting: &Setting) -> JsonSetting {
        let nodes = setting.nodes.iter();
        JsonSetting {
            below_4g: setting.below_4g,
            above_4g: setting.above_4g.to_string(),
            nodes: nodes
                .map(|(nid, percent)| (nid.get(), percent.to_string()))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct JsonCost {
    nid: u16,
    installed: u64,
    visible: u64,
    mirrored_below: u64,
    mirrored_above: u64,
}

impl From<&NodeCost> for JsonCost {
    fn from(cost: &NodeCost) -> JsonCost {
        JsonCost {
            nid: cost.nid.get(),
            installed: cost.installed.get(),
            visible: cost.visible.get(),
            mirrored_below: cost.mirrored_below.get(),
            mirrored_above: cost.mirrored_above.get(),
        }
    }
}
