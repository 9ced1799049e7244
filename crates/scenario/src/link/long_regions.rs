//! Regions of the long form: node, flags, start and size.

use zonescope_model::{Flags, Nid, PhysAddr, Region};

use super::long::part;
use super::long_number::{bytes, hexadecimal, plain_decimal, write_bytes};
use super::{LinkError, MAX_REGIONS};

/// The flags that have a letter.
const LETTERS: [(char, Flags); 3] =
    [('m', Flags::MIRROR), ('h', Flags::HOTPLUG), ('n', Flags::NOMAP)];

/// The regions of a list, which may be no map.
pub(super) fn read_regions(list: &str) -> Result<Vec<Region>, LinkError> {
    let count = list.split(',').count();
    if count > MAX_REGIONS {
        return Err(LinkError::TooManyRegions { count });
    }
    let expected = "a region: node, flags (`m`, `h`, `n` or `:`), start `+` size, as in 0m1+9d";
    list.split(',').map(|text| read_region(text).ok_or_else(|| part(text, expected))).collect()
}

fn read_region(text: &str) -> Option<Region> {
    let (nid, flags, start, size) = read_row(text)?;
    let base = bytes(start)?;
    Some(Region {
        base: PhysAddr::new(base),
        end: PhysAddr::new(base.checked_add(bytes(size)?)?),
        nid,
        flags,
    })
}

/// Node, flags, what stands before the `+`, and what behind it.
pub(super) fn read_row(text: &str) -> Option<(Nid, Flags, &str, &str)> {
    let (nid, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let (flags, range) = if let Some(rest) = rest.strip_prefix(':') {
        (Flags::NONE, rest)
    } else if let Some(rest) = rest.strip_prefix('/') {
        let (bits, rest) = rest.split_once('/')?;
        (Flags::new(hexadecimal(bits)?), rest)
    } else {
        read_letters(rest)?
    };
    let (start, size) = range.split_once('+')?;
    Some((Nid::new(plain_decimal(nid)?)?, flags, start, size))
}

/// One letter or more, and what follows them.
fn read_letters(text: &str) -> Option<(Flags, &str)> {
    let mut flags = Flags::NONE;
    let mut rest = text;
    while let Some((_, flag)) =
        LETTERS.iter().find(|(letter, _)| rest.starts_with([*letter, letter.to_ascii_uppercase()]))
    {
        flags = flags.with(*flag);
        rest = rest.get(1..)?;
    }
    (flags != Flags::NONE).then_some((flags, rest))
}

/// The regions as a list.
pub(super) fn write_regions(regions: &[Region]) -> Result<String, LinkError> {
    if regions.len() > MAX_REGIONS {
        return Err(LinkError::TooManyRegions { count: regions.len() });
    }
    let regions: Vec<String> = regions.iter().map(write_region).collect();
    Ok(regions.join(","))
}

fn write_region(region: &Region) -> String {
    format!(
        "{}{}{}+{}",
        region.nid,
        write_flags(region.flags),
        write_bytes(region.base.get()),
        write_bytes(region.end.get() - region.base.get())
    )
}

pub(super) fn write_flags(flags: Flags) -> String {
    let letters: String =
        LETTERS.iter().filter(|(_, flag)| flags.has(*flag)).map(|(letter, _)| *letter).collect();
    let lettered = LETTERS.iter().fold(Flags::NONE, |all, (_, flag)| all.with(*flag));
    if flags == Flags::NONE {
        ":".to_owned()
    } else if flags.without(lettered) == Flags::NONE {
        letters
    } else {
        format!("/{:x}/", flags.get())
    }
}
