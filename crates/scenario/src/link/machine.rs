//! A machine with its mirror setting as bits (docs/link.md, "The machine").

use zonescope_mirror::{Bytes, Machine, MachineNode, Percent, Setting};
use zonescope_model::{Flags, Nid};

use super::bits::{length, Reader, Writer};
use super::map::{self, bytes, distinct, place_bits, place_of, unit};
use super::LinkError;
use crate::Mirrored;

/// The most nodes a machine has: each has another id.
const MAX_NODES: u64 = 1024;

/// log2 of the usual granularity, 1 GiB, which no other exceeds.
const USUAL: u32 = 30;

pub(super) fn write(writer: &mut Writer, mirrored: &Mirrored) -> Result<(), LinkError> {
    let Mirrored { machine, setting } = mirrored;
    let nodes = machine.nodes();
    writer.bit(setting.below_4g);
    write_percent(writer, setting.above_4g);
    let granularity = machine.granularity().get().trailing_zeros();
    writer.number(USUAL.saturating_sub(granularity).into());

    writer.number((nodes.len() as u64).saturating_sub(1));
    let in_order = are_in_order(nodes);
    writer.bit(!in_order);
    let flags = distinct(nodes.iter().map(|node| node.flags.get()));
    writer.set(&flags);
    let shift = unit(nodes.iter().map(|node| node.installed.get()));
    let sizes = nodes.iter().map(|node| node.installed.get() >> shift);
    let width = length(sizes.max().unwrap_or(0));
    writer.bits(shift.into(), 6);
    writer.bits(width.into(), 6);
    writer.bit(!setting.nodes.is_empty());
    for node in nodes {
        if !in_order {
            writer.number(node.nid.get().into());
        }
        writer.round(node.installed.get() >> shift, length(width.into()));
        let flag = place_of(&flags, node.flags.get());
        writer.bits(flag, place_bits(flags.len()));
        if !setting.nodes.is_empty() {
            let own = setting.nodes.get(&node.nid);
            writer.bit(own.is_some());
            if let Some(percent) = own {
                write_percent(writer, *percent);
            }
        }
    }
    let below_4g = machine.below_4g();
    writer.bit(!below_4g.is_empty());
    match below_4g.is_empty() {
        true => Ok(()),
        false => map::write(writer, below_4g),
    }
}

pub(super) fn read(reader: &mut Reader) -> Result<Mirrored, LinkError> {
    let mut setting = Setting::new(reader.bit()?, read_percent(reader)?);
    let finer = reader.number()?;
    let granularity = 1_u64
        .checked_shl(USUAL)
        .and_then(|usual| usual.checked_shr(u32::try_from(finer).ok()?))
        .ok_or(LinkError::Malformed)?;

    let count = reader.number()?.saturating_add(1);
    if count > MAX_NODES {
        return Err(LinkError::Malformed);
    }
    let in_order = !reader.bit()?;
    let flags = reader.set(count as usize)?;
    let shift = reader.bits(6)?;
    let width = length(reader.bits(6)?);
    let some_differ = reader.bit()?;
    let mut nodes = Vec::new();
    for place in 0..count {
        let nid = if in_order { place } else { reader.number()? };
        let nid = Nid::new(nid).ok_or(LinkError::Malformed)?;
        let installed = bytes(reader.round(width)?, shift)?;
        let flag = reader.bits(place_bits(flags.len()))?;
        nodes.push(MachineNode {
            nid,
            installed: Bytes::new(installed),
            flags: Flags::new(*flags.get(flag as usize).ok_or(LinkError::Malformed)?),
        });
        if some_differ && reader.bit()? {
            setting.nodes.insert(nid, read_percent(reader)?);
        }
    }
    let below_4g = match reader.bit()? {
        true => map::read(reader)?,
        false => Vec::new(),
    };
    let machine =
        Machine::new(nodes, below_4g, Bytes::new(granularity)).map_err(LinkError::Machine)?;
    Ok(Mirrored { machine, setting })
}

/// Whether the nodes' ids are 0, 1, 2 and so on.
fn are_in_order(nodes: &[MachineNode]) -> bool {
    (0..).zip(nodes).all(|(place, node)| node.nid.get() == place)
}

/// A whole percentage in seven bits, any other in fourteen.
fn write_percent(writer: &mut Writer, percent: Percent) {
    let hundredths = percent.hundredths();
    match hundredths % 100 {
        0 => writer.bits((hundredths / 100).into(), 7),
        _ => {
            writer.bit(true);
            writer.bits(hundredths.into(), 13);
        }
    }
}

fn read_percent(reader: &mut Reader) -> Result<Percent, LinkError> {
    let hundredths = match reader.bit()? {
        true => reader.bits(13)?,
        false => 100 * reader.bits(6)?,
    };
    Percent::from_hundredths(hundredths).map_err(|_| LinkError::Malformed)
}

#[cfg(test)]
mod tests {
    use super::super::{compact::decode, frame};
    use super::*;
    use crate::Scenario;

    /// A body with a machine: whether its percentage is in hundredths, the percentage, in how
    /// fine steps; then two nodes of 512 GiB: whether their ids are said, the unit, whether some
    /// have a percentage of their own.
    fn machine(
        (in_hundredths, percent): (bool, u64),
        finer: u64,
        (ids, shift, some_differ): (bool, u64, bool),
    ) -> Result<Scenario, LinkError> {
        let mut writer = Writer::default();
        writer.bit(true);
        writer.number(0);
        writer.bit(false);
        (0..5).for_each(|_| writer.number(0));
        writer.bit(false);
        writer.bit(true);
        writer.bit(in_hundredths);
        writer.bits(percent, if in_hundredths { 13 } else { 6 });
        writer.number(finer);
        writer.number(1);
        writer.bit(ids);
        writer.set(&[0]);
        writer.bits(shift, 6);
        writer.bits(40 - shift, 6);
        writer.bit(some_differ);
        for nid in 0..2 {
            if ids {
                writer.number(nid);
            }
            writer.round(1 << (39 - shift), length(40 - shift));
            if some_differ {
                writer.bit(false);
            }
        }
        writer.bit(false);
        decode(frame::wrap(&writer.finish()))
    }

    #[test]
    fn there_is_one_link_for_one_machine() {
        const NODES: (bool, u64, bool) = (false, 39, false);
        let plain = machine((false, 25), 0, NODES).unwrap();
        assert_eq!(plain.setup.memory.regions().len(), 4);
        for (percent, nodes, why) in [
            ((true, 2500), NODES, "25 % in hundredths"),
            ((false, 51), NODES, "more than half"),
            ((true, 5001), NODES, "a little more than half"),
            ((false, 25), (true, 39, false), "ids in order, spelt out"),
            ((false, 25), (false, 38, false), "a unit too small"),
            ((false, 25), (false, 39, true), "no node with its own percentage, said twice"),
        ] {
            assert_eq!(machine(percent, 0, nodes), Err(LinkError::Malformed), "{why}");
        }
        let too_fine = machine((false, 25), 19, NODES);
        assert!(matches!(too_fine, Err(LinkError::Machine(_))));
        assert_eq!(machine((false, 25), 64, NODES), Err(LinkError::Malformed));
    }
}
