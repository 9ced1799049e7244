//! `zonescope machine`: the machine behind a dump, as JSON; and such JSON back to a machine.

use std::path::Path;

use serde::Serialize;
use serde_json::Value;
use zonescope_mirror::{Inferred, Machine, NodeCost};
use zonescope_scenario::{
    json_document, machine_from_json, machine_to_json, setting_to_json, ScenarioError,
};

use crate::input::Input;

/// The version written.
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
    let scenario = arguments.input.scenario()?;
    let Inferred { machine, setting, assumptions } =
        scenario.machine_behind().map_err(|misfit| misfit.to_string())?;
    let cost = machine.cost(&setting).map_err(|error| error.to_string())?;
    let answer = Answer {
        version: VERSION,
        machine: value(&machine_to_json(&machine))?,
        setting: value(&setting_to_json(&setting))?,
        cost: cost.iter().map(JsonCost::from).collect(),
        assumptions: assumptions.iter().map(ToString::to_string).collect(),
    };
    json_document(&answer).map_err(|error| error.to_string())
}

fn value(json: &str) -> Result<Value, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// The machine in a file of this format.
pub fn read(path: &Path) -> Result<Machine, String> {
    let bytes = std::fs::read(path)
        .map_err(|error| format!("can't read {}: {error}", crate::called(path)))?;
    machine_from_json(&zonescope_open::text(&bytes)).map_err(|error| {
        let error = match error {
            ScenarioError::Json(what) => format!("not a machine: {what}"),
            error => error.to_string(),
        };
        format!("{}: {error}", crate::called(path))
    })
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    machine: Value,
    setting: Value,
    cost: Vec<JsonCost>,
    assumptions: Vec<String>,
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
