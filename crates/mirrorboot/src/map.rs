//! The memory map that `GetMemoryMap` gives, as the kernel should see it: descriptors split at
//! the borders of ranges, and what lies inside changed. Nothing is allocated: that would change
//! the map, and the key that `ExitBootServices` asks for.
//!
//! A descriptor (UEFI specification, `EFI_MEMORY_DESCRIPTOR`) is a 32-bit type, padding, the
//! physical address, the virtual one, the number of pages and the attribute, 64 bits each. The
//! firmware says how far apart they lie; it is more than their size.

use crate::{Change, Range, PAGE};

const PHYSICAL_START: usize = 8;
const VIRTUAL_START: usize = 16;
const NUMBER_OF_PAGES: usize = 24;
const ATTRIBUTE: usize = 32;
const DESCRIPTOR: usize = 40;

/// EfiMemoryMappedIO.
const MEMORY_MAPPED_IO: u32 = 11;
/// EfiMemoryMappedIOPortSpace.
const MEMORY_MAPPED_IO_PORT_SPACE: u32 = 12;
/// EFI_MEMORY_UC: a device's registers are not cached.
const UNCACHED: u64 = 0x1;
/// EFI_MEMORY_MORE_RELIABLE: what efi_find_mirror() looks for.
const MORE_RELIABLE: u64 = 0x1_0000;
/// EFI_MEMORY_RUNTIME: the firmware uses it after ExitBootServices.
const RUNTIME: u64 = 1 << 63;

/// The buffer does not hold the changed map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooSmall {
    /// What would, in bytes.
    pub needed: usize,
}

/// How many descriptors a map can grow by: each border of a range may split one.
pub fn pieces_more_at_most(ranges: &[Range]) -> usize {
    ranges.len().saturating_mul(2)
}

/// Changes the first `used` bytes of `buffer`, descriptors that lie `stride` bytes apart, by
/// `ranges`, which are sorted and do not overlap. Gives the bytes used from then on.
///
/// # Errors
/// When the map would not fit the buffer; it is then as it was.
pub fn change(
    buffer: &mut [u8],
    used: usize,
    stride: usize,
    ranges: &[Range],
) -> Result<usize, TooSmall> {
    if stride < DESCRIPTOR || used > buffer.len() {
        // No firmware's map: better as it is than read wrongly.
        return Ok(used);
    }
    let count = used / stride;
    let read = |buffer: &[u8], place: usize| Descriptor::read(buffer, place.checked_mul(stride)?);
    let pieces_of = |buffer: &[u8], place: usize| {
        read(buffer, place).map_or(1, |descriptor| descriptor.pieces(ranges).count())
    };
    let total: usize = (0..count).map(|place| pieces_of(buffer, place)).sum();
    let needed = total.saturating_mul(stride);
    if needed > buffer.len() {
        return Err(TooSmall { needed });
    }
    // From the end, as the pieces of a descriptor never lie before where it lay itself.
    let mut to = total;
    for from in (0..count).rev() {
        let Some(descriptor) = read(buffer, from) else {
            continue;
        };
        let pieces = descriptor.pieces(ranges).count();
        for (nth, piece) in descriptor.pieces(ranges).enumerate() {
            // The first piece may lie where the descriptor does, so it is written last.
            if nth > 0 {
                put(buffer, stride, from, to - pieces + nth, &piece);
            }
        }
        if let Some(first) = descriptor.pieces(ranges).next() {
            put(buffer, stride, from, to - pieces, &first);
        }
        to -= pieces;
    }
    Ok(needed)
}

/// Writes what `piece` says into a copy of the descriptor at `from`, with whatever else it has.
fn put(buffer: &mut [u8], stride: usize, from: usize, to: usize, piece: &Descriptor) {
    buffer.copy_within(from * stride..(from + 1) * stride, to * stride);
    let fields = [
        (PHYSICAL_START, piece.start),
        (VIRTUAL_START, piece.virt),
        (NUMBER_OF_PAGES, piece.pages),
        (ATTRIBUTE, piece.attribute),
    ];
    for (offset, value) in fields {
        let at = to * stride + offset;
        if let Some(bytes) = buffer.get_mut(at..at + 8) {
            bytes.copy_from_slice(&value.to_le_bytes());
        }
    }
    if let Some(bytes) = buffer.get_mut(to * stride..to * stride + 4) {
        bytes.copy_from_slice(&piece.kind.to_le_bytes());
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Descriptor {
    kind: u32,
    start: u64,
    virt: u64,
    pages: u64,
    attribute: u64,
}

impl Descriptor {
    fn read(buffer: &[u8], at: usize) -> Option<Descriptor> {
        let number = |offset: usize| {
            let bytes = buffer.get(at.checked_add(offset)?..)?.first_chunk()?;
            Some(u64::from_le_bytes(*bytes))
        };
        let kind = u32::from_le_bytes(*buffer.get(at..)?.first_chunk()?);
        Some(Descriptor {
            kind,
            start: number(PHYSICAL_START)?,
            virt: number(VIRTUAL_START)?,
            pages: number(NUMBER_OF_PAGES)?,
            attribute: number(ATTRIBUTE)?,
        })
    }

    /// One past its last byte; its start where it is none that `ranges` could split.
    fn end(&self) -> u64 {
        let bytes = self.pages.checked_mul(PAGE).filter(|_| self.start.is_multiple_of(PAGE));
        bytes.and_then(|bytes| self.start.checked_add(bytes)).unwrap_or(self.start)
    }

    /// What it becomes, lowest first: at least one piece.
    fn pieces<'a>(&self, ranges: &'a [Range]) -> impl Iterator<Item = Descriptor> + 'a {
        let whole = *self;
        let end = whole.end();
        let mut at = Some(whole.start);
        core::iter::from_fn(move || {
            let start = at?;
            let inside = ranges.iter().find(|range| range.start <= start && start < range.end);
            let border = match inside {
                Some(range) => Some(range.end),
                None => ranges.iter().map(|range| range.start).find(|border| start < *border),
            };
            let until = border.filter(|border| *border < end);
            at = until;
            Some(whole.piece(start, until.unwrap_or(end), inside.map(|range| range.change)))
        })
    }

    fn is_device(self) -> bool {
        matches!(self.kind, MEMORY_MAPPED_IO | MEMORY_MAPPED_IO_PORT_SPACE)
    }

    fn piece(self, start: u64, end: u64, change: Option<Change>) -> Descriptor {
        if end <= start {
            // Empty, or none that can be split.
            return self;
        }
        let before = start - self.start;
        let (kind, attribute) = match change {
            None => (self.kind, self.attribute),
            Some(Change::Mirror) if self.is_device() => (self.kind, self.attribute),
            Some(Change::Mirror) => (self.kind, self.attribute | MORE_RELIABLE),
            // A device that can be cached is memory for arm64's is_memory(), so it loses that.
            Some(Change::Hide) => (MEMORY_MAPPED_IO, self.attribute & RUNTIME | UNCACHED),
        };
        Descriptor {
            kind,
            start,
            // 0 until a kernel sets virtual addresses.
            virt: if self.virt == 0 { 0 } else { self.virt.wrapping_add(before) },
            pages: (end - start) / PAGE,
            attribute,
        }
    }
}

#[cfg(test)]
mod tests;
