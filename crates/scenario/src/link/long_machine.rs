//! A machine with its mirror setting in the long form: instead of regions, the last part has
//! nodes.

use zonescope_model::{Bytes, Machine, MachineNode, Percent, Setting};

use super::long::part;
use super::long_number::{bytes, write_size};
use super::long_regions::{read_regions, read_row, write_flags, write_regions};
use super::LinkError;
use crate::Mirrored;

/// The fields of a machine, as they stand there. There is one if the first is.
#[derive(Default)]
pub(super) struct MachineFields<'a> {
    pub(super) setting: Option<&'a str>,
    pub(super) granularity: Option<&'a str>,
    pub(super) below: Option<&'a str>,
}

impl MachineFields<'_> {
    /// The machine of these fields and the nodes of the last part.
    pub(super) fn read(&self, nodes: &str) -> Result<Option<Mirrored>, LinkError> {
        let Some(setting) = self.setting else {
            return match (self.granularity, self.below) {
                (None, None) => Ok(None),
                _ => Err(part(nodes, "`machine:` among the fields before it")),
            };
        };
        let mut setting = read_setting(setting)
            .ok_or_else(|| part(setting, "a mirror setting, as in t/25 for -m t -M 25"))?;
        let nodes = nodes
            .split(',')
            .map(|text| {
                let (node, own) = read_node(text).ok_or_else(|| {
                    part(text, "a node of the machine: its id, flags, `+` and what is installed, as in 0:+512G")
                })?;
                if let Some(own) = own {
                    setting.nodes.insert(node.nid, own);
                }
                Ok(node)
            })
            .collect::<Result<_, LinkError>>()?;
        let below = self.below.map_or(Ok(Vec::new()), read_regions)?;
        let granularity = match self.granularity {
            Some(text) => bytes(text).ok_or_else(|| part(text, "a size, as in 2M"))?,
            None => Machine::GRANULARITY.get(),
        };
        let machine =
            Machine::new(nodes, below, Bytes::new(granularity)).map_err(LinkError::Machine)?;
        Ok(Some(Mirrored { machine, setting }))
    }
}

/// `t` or `f`, and the percentage behind a slash.
fn read_setting(text: &str) -> Option<Setting> {
    let (below_4g, above_4g) = text.split_once('/')?;
    let below_4g = match below_4g {
        "t" | "T" => true,
        "f" | "F" => false,
        _ => return None,
    };
    Some(Setting::new(below_4g, above_4g.parse().ok()?))
}

/// Node, flags, `+` and what is installed; behind a slash a percentage of its own.
fn read_node(text: &str) -> Option<(MachineNode, Option<Percent>)> {
    let (nid, flags, start, installed) = read_row(text)?;
    let (installed, own) = match installed.split_once('/') {
        Some((installed, own)) => (installed, Some(own.parse().ok()?)),
        None => (installed, None),
    };
    let node = MachineNode { nid, installed: Bytes::new(bytes(installed)?), flags };
    start.is_empty().then_some((node, own))
}

/// The fields of a machine and, last, its nodes.
pub(super) fn write(mirrored: &Mirrored) -> Result<Vec<String>, LinkError> {
    let Mirrored { machine, setting } = mirrored;
    let below_4g = if setting.below_4g { 't' } else { 'f' };
    let mut fields = vec![format!("machine:{below_4g}/{}", setting.above_4g)];
    if machine.granularity() != Machine::GRANULARITY {
        let granularity = write_size(machine.granularity().get());
        fields.push(format!("granularity:{granularity}"));
    }
    if !machine.below_4g().is_empty() {
        fields.push(format!("below:{}", write_regions(machine.below_4g())?));
    }
    let nodes: Vec<String> =
        machine.nodes().iter().map(|node| write_node(node, setting.nodes.get(&node.nid))).collect();
    fields.push(nodes.join(","));
    Ok(fields)
}

fn write_node(node: &MachineNode, own: Option<&Percent>) -> String {
    let MachineNode { nid, installed, flags } = node;
    let own = own.map_or(String::new(), |percent| format!("/{percent}"));
    let (flags, installed) = (write_flags(*flags), write_size(installed.get()));
    format!("{nid}{flags}+{installed}{own}")
}
