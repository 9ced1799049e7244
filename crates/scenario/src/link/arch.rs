//! An architecture as its number, and its constants if it is not a known one (docs/link.md,
//! "Fields, in order").

use zonescope_model::{Arch, PhysAddr};

use super::bits::{Reader, Writer};
use super::registry::{entry, number_of, ARCHS};
use super::LinkError;

/// The number of architectures whose constants follow.
const CUSTOM: u64 = 1;

/// The smallest PAGE_SHIFT.
const LEAST_SHIFT: u32 = 12;

/// How many bits hold the length of an address: at most 61.
const ADDRESS: u32 = 6;

pub(super) fn write(writer: &mut Writer, arch: &Arch) -> Result<(), LinkError> {
    if let Some(number) = number_of(&ARCHS, &Some(*arch)) {
        writer.number(number);
        return Ok(());
    }
    if !arch.is_custom() {
        return Err(LinkError::Arch(arch.name));
    }
    writer.number(CUSTOM);
    for (bits, least) in [
        (arch.page_shift, LEAST_SHIFT),
        (arch.max_page_order, 0),
        (arch.section_size_bits, arch.page_shift.saturating_add(arch.max_page_order)),
    ] {
        writer.number(bits.saturating_sub(least).into());
    }
    writer.round(arch.dma_end.get(), ADDRESS);
    writer.round(arch.dma32_end.get(), ADDRESS);
    Ok(())
}

pub(super) fn read(reader: &mut Reader) -> Result<Arch, LinkError> {
    match reader.number()? {
        CUSTOM => read_constants(reader),
        number => {
            entry(&ARCHS, number).copied().flatten().ok_or(LinkError::Newer("an architecture"))
        }
    }
}

fn read_constants(reader: &mut Reader) -> Result<Arch, LinkError> {
    // Anything too large for 32 bits is too large for Arch::custom().
    let mut bits = |least: u32| {
        let more = reader.number()?;
        Ok(least.saturating_add(u32::try_from(more).unwrap_or(u32::MAX)))
    };
    let page_shift = bits(LEAST_SHIFT)?;
    let max_page_order = bits(0)?;
    let section_size_bits = bits(page_shift.saturating_add(max_page_order))?;
    let dma_end = PhysAddr::new(reader.round(ADDRESS)?);
    let dma32_end = PhysAddr::new(reader.round(ADDRESS)?);
    Arch::custom(page_shift, max_page_order, section_size_bits, dma_end, dma32_end)
        .map_err(LinkError::Constants)
}
