//! Memory that is to be hidden must not be used either: the kernel's stub allocates where it
//! likes, and an initrd in a hole is lost.

use alloc::format;
use alloc::string::String;

use mirrorboot::{Change, Range, PAGE};
use uefi::boot::{self, AllocateType, MemoryType};
use uefi::mem::memory_map::MemoryMap;

/// Takes what is free in hidden ranges; says which range to be mirrored holds no memory at all.
pub fn hidden(ranges: &[Range]) -> Result<(), String> {
    let map = boot::memory_map(MemoryType::LOADER_DATA)
        .map_err(|error| format!("the firmware gives no memory map: {error}"))?;
    for range in ranges {
        let mut is_memory = false;
        for descriptor in map.entries() {
            let end = descriptor.phys_start.saturating_add(descriptor.page_count * PAGE);
            let start = range.start.max(descriptor.phys_start);
            let end = range.end.min(end);
            if start >= end {
                continue;
            }
            is_memory = true;
            let is_free = descriptor.ty == MemoryType::CONVENTIONAL;
            if range.change == Change::Hide && is_free {
                let pages = usize::try_from((end - start) / PAGE).unwrap_or(usize::MAX);
                boot::allocate_pages(AllocateType::Address(start), MemoryType::RESERVED, pages)
                    .map_err(|error| format!("can't keep {range} free: {error}"))?;
            }
        }
        if !is_memory && range.change == Change::Mirror {
            return Err(format!("no memory lies in {range}, which should be mirrored"));
        }
    }
    Ok(())
}
