//! From what is mirrored back to the percentage that asks for it.

use std::ops::RangeInclusive;

use crate::{Bytes, Machine, MachineNode, Misfit, Percent, Setting};

/// A setting found, and what else would have done.
pub(super) struct Fit {
    pub setting: Setting,
    /// The largest percentage that does the same, if one holds for every node.
    pub most: Option<Percent>,
}

/// The setting under which each node of `machine` mirrors what `mirrored` says above 4 GiB, by
/// place: the smallest percentage, and one of its own for each node it does not fit.
pub(super) fn fit(machine: &Machine, below_4g: bool, mirrored: &[Bytes]) -> Result<Fit, Misfit> {
    let ranges = machine
        .held_below()
        .zip(mirrored)
        .map(|((node, held), mirrored)| percents(machine, node, held, below_4g, *mirrored))
        .collect::<Result<Vec<_>, _>>()?;
    // The percentage of most nodes; the smallest such, which is the least of some node.
    let above_4g = ranges
        .iter()
        .map(|range| *range.start())
        .max_by_key(|percent| {
            let nodes = ranges.iter().filter(|range| range.contains(percent));
            (nodes.count(), std::cmp::Reverse(*percent))
        })
        .unwrap_or_default();
    let mut setting = Setting::new(below_4g, above_4g);
    for (node, range) in machine.nodes().iter().zip(&ranges) {
        if !range.contains(&above_4g) {
            setting.nodes.insert(node.nid, *range.start());
        }
    }
    let most = ranges.iter().map(|range| *range.end()).min();
    Ok(Fit { most: most.filter(|_| setting.nodes.is_empty()), setting })
}

/// The percentages under which `node` mirrors exactly `mirrored` above 4 GiB. What a node
/// mirrors never falls as the percentage rises: they are a range.
fn percents(
    machine: &Machine,
    node: &MachineNode,
    held: Bytes,
    below_4g: bool,
    mirrored: Bytes,
) -> Result<RangeInclusive<Percent>, Misfit> {
    let given = |percent| {
        machine
            .spend_on(node, held, &Setting::new(below_4g, percent))
            .map(|(_, cost)| cost.mirrored_above)
            .map_err(Misfit::Machine)
    };
    let whole = node.installed.minus(held);
    let least = if given(Percent::ZERO)? == mirrored {
        Percent::ZERO
    } else {
        Percent::reaching(mirrored, whole).unwrap_or(Percent::MAX)
    };
    let nearest = (least, given(least)?);
    if nearest.1 != mirrored {
        let before = match least.before() {
            Some(before) => Some((before, given(before)?)),
            None => None,
        };
        return Err(Misfit::NoPercentage { nid: node.nid, mirrored, before, nearest });
    }
    let most = if given(Percent::MAX)? == mirrored {
        Percent::MAX
    } else {
        Percent::reaching(mirrored.plus(machine.granularity()), whole)
            .and_then(Percent::before)
            .unwrap_or(Percent::MAX)
    };
    Ok(least..=most)
}
