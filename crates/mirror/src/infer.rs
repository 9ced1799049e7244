//! From a memory map back to the machine and the setting that give it.

use crate::fit::{fit, Fit};
use crate::seen::{granularity, mirrored_below, nodes, split, Seen};
use crate::{Assumption, Bytes, Machine, MachineNode, Misfit, Setting};
use zonescope_model::{MemoryMap, Region};

/// A machine and a setting that give a map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inferred {
    /// The machine.
    pub machine: Machine,
    /// Its setting.
    pub setting: Setting,
    /// What the map does not say.
    pub assumptions: Vec<Assumption>,
}

/// The machine behind `map`, and the setting with the smallest percentage that gives it.
/// [`Machine::map`] of both is `map` again, its touching regions merged as memblock merges them.
///
/// # Errors
/// What in the map the mirroring rule would not have made.
pub fn infer(map: &MemoryMap) -> Result<Inferred, Misfit> {
    let (low, high) = split(map);
    let nodes = nodes(&low, &high)?;
    let granularity = granularity(&nodes)?;
    let (machine, fit) = match mirrored_below(&low)? {
        Some(below_4g) => fitting(&nodes, &low, granularity, below_4g)?,
        // Either may be: the one with fewer percentages, not mirrored if that is the same.
        None => {
            let plain = fitting(&nodes, &low, granularity, false);
            match fitting(&nodes, &low, granularity, true) {
                Ok(mirrored)
                    if own_percentages(&mirrored)
                        < plain.as_ref().map_or(usize::MAX, own_percentages) =>
                {
                    mirrored
                }
                _ => plain?,
            }
        }
    };
    let assumptions = assumptions(&nodes, &machine, &fit, low.is_empty());
    Ok(Inferred { machine, setting: fit.setting, assumptions })
}

fn own_percentages((_, fit): &(Machine, Fit)) -> usize {
    fit.setting.nodes.len()
}

/// The machine that shows `nodes`, and its setting, given whether it mirrors below 4 GiB.
fn fitting(
    nodes: &[Seen],
    low: &[Region],
    granularity: Bytes,
    below_4g: bool,
) -> Result<(Machine, Fit), Misfit> {
    let machine_nodes = nodes.iter().map(|node| {
        let held = node.below.round_up(granularity);
        let copies = if below_4g { held } else { Bytes::ZERO };
        let copies = copies.plus(node.mirrored);
        MachineNode {
            nid: node.nid,
            installed: held.plus(node.above).plus(copies),
            flags: node.flags,
        }
    });
    let machine = Machine::new(machine_nodes.collect(), low.to_vec(), granularity)
        .map_err(Misfit::Machine)?;
    let mirrored: Vec<Bytes> = nodes.iter().map(|node| node.mirrored).collect();
    let fit = fit(&machine, below_4g, &mirrored)?;
    Ok((machine, fit))
}

fn assumptions(
    nodes: &[Seen],
    machine: &Machine,
    fit: &Fit,
    nothing_below: bool,
) -> Vec<Assumption> {
    let mut assumptions = Vec::new();
    for (node, (machine_node, held)) in nodes.iter().zip(machine.held_below()) {
        let (nid, visible) = (node.nid, node.below);
        if visible < held {
            assumptions.push(Assumption::Kept { nid, visible, held });
        }
        let visible = held.plus(node.above);
        assumptions.push(Assumption::Installed {
            nid,
            visible,
            mirrored: machine_node.installed.minus(visible),
        });
    }
    if machine.granularity() < Machine::GRANULARITY {
        assumptions.push(Assumption::Granularity { granularity: machine.granularity() });
    }
    if nothing_below {
        assumptions.push(Assumption::NothingBelow { mirrored: fit.setting.below_4g });
    }
    if let Some(most) = fit.most.filter(|most| *most > fit.setting.above_4g) {
        assumptions.push(Assumption::Percentage { least: fit.setting.above_4g, most });
    }
    let own = fit.setting.nodes.iter();
    assumptions.extend(own.map(|&(nid, percent)| Assumption::OwnPercentage { nid, percent }));
    assumptions
}
