//! A memory map as bits (docs/link.md, "The map").

use zonescope_model::{Flags, Nid, PhysAddr, Region};

use super::bits::{length, Reader, Writer};
use super::{LinkError, MAX_REGIONS};

/// In what units values are counted: the largest power of two that all are multiples of, as its
/// exponent.
pub(super) fn unit(values: impl Iterator<Item = u64>) -> u32 {
    values.map(u64::trailing_zeros).min().unwrap_or(0)
}

/// How many bits tell one of `count` places apart.
pub(super) fn place_bits(count: usize) -> u32 {
    length((count as u64).saturating_sub(1))
}

/// That many units of 2^shift bytes, if 64 bits hold it.
pub(super) fn bytes(units: u64, shift: u64) -> Result<u64, LinkError> {
    let bytes = u128::from(units) << shift;
    u64::try_from(bytes).map_err(|_| LinkError::Malformed)
}

/// The different values, ascending.
pub(super) fn distinct(values: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut values: Vec<u64> = values.collect();
    zonescope_sorted::distinct(&mut values);
    values
}

/// Where `value` is in the set it was put into.
pub(super) fn place_of(set: &[u64], value: u64) -> u64 {
    set.partition_point(|known| *known < value) as u64
}

/// Regions as a map has them: at least one, sorted, none overlapping.
pub(super) fn write(writer: &mut Writer, regions: &[Region]) -> Result<(), LinkError> {
    if regions.len() > MAX_REGIONS {
        return Err(LinkError::TooManyRegions { count: regions.len() });
    }
    let shift = unit(regions.iter().map(|region| region.base.get() | region.end.get()));
    let mut end = 0;
    let pieces: Vec<(u64, u64)> = regions
        .iter()
        .map(|region| {
            let gap = region.base.get() - end;
            end = region.end.get();
            (gap >> shift, (end - region.base.get()) >> shift)
        })
        .collect();
    let largest = pieces.iter().map(|&(gap, size)| gap.max(size)).max();
    let width = length(largest.unwrap_or(0));
    let nids = distinct(regions.iter().map(|region| region.nid.get().into()));
    let flags = distinct(regions.iter().map(|region| region.flags.get()));

    writer.number((regions.len() as u64).saturating_sub(1));
    writer.bits(shift.into(), 6);
    writer.bits(width.into(), 6);
    writer.set(&nids);
    writer.set(&flags);
    for (region, (gap, size)) in regions.iter().zip(pieces) {
        writer.round(gap, length(width.into()));
        writer.round(size, length(width.into()));
        let nid = place_of(&nids, region.nid.get().into());
        writer.bits(nid, place_bits(nids.len()));
        let flag = place_of(&flags, region.flags.get());
        writer.bits(flag, place_bits(flags.len()));
    }
    Ok(())
}

/// As many regions as a map may have; whether they are one is not looked at.
pub(super) fn read(reader: &mut Reader) -> Result<Vec<Region>, LinkError> {
    let count = reader.number()?.saturating_add(1);
    if count > MAX_REGIONS as u64 {
        return Err(LinkError::Malformed);
    }
    let shift = reader.bits(6)?;
    let width = length(reader.bits(6)?);
    let bytes = |units| bytes(units, shift);
    let nids = reader
        .set(MAX_REGIONS)?
        .into_iter()
        .map(|nid| Nid::new(nid).ok_or(LinkError::Malformed))
        .collect::<Result<Vec<Nid>, _>>()?;
    let flags = reader.set(MAX_REGIONS)?;
    let mut end = 0_u64;
    (0..count)
        .map(|_| {
            let base = end.checked_add(bytes(reader.round(width)?)?);
            let base = base.ok_or(LinkError::Malformed)?;
            let next = base.checked_add(bytes(reader.round(width)?)?);
            end = next.ok_or(LinkError::Malformed)?;
            let nid = reader.bits(place_bits(nids.len()))?;
            let flag = reader.bits(place_bits(flags.len()))?;
            Ok(Region {
                base: PhysAddr::new(base),
                end: PhysAddr::new(end),
                nid: *nids.get(nid as usize).ok_or(LinkError::Malformed)?,
                flags: Flags::new(*flags.get(flag as usize).ok_or(LinkError::Malformed)?),
            })
        })
        .collect()
}
