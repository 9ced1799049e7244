//! Writes a memory map as the kernel does: `memblock_dump_all()` in mm/memblock.c.

use std::fmt::Write;

use zonescope_model::MemoryMap;

/// The map as a `memblock=debug` dump. Reading it gives the same map.
///
/// # Examples
/// ```
/// # let text = " memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes on node 0 flags: 0x2\n";
/// let log = zonescope_dump::read(text);
/// let (map, _) = log.memory_map(0).unwrap();
/// assert!(zonescope_dump::write(&map).ends_with(text));
/// ```
pub fn write(map: &MemoryMap) -> String {
    let regions = map.regions();
    let size: u64 = regions
        .iter()
        .map(|region| region.end.get().saturating_sub(region.base.get()))
        .fold(0, u64::saturating_add);
    let mut text = String::from("MEMBLOCK configuration:\n");
    // Writing to a String cannot fail.
    let _ = writeln!(text, " memory size = {size:#018x} reserved size = {:#018x}", 0);
    let _ = writeln!(text, " memory.cnt  = {:#x}", regions.len());
    for (index, region) in regions.iter().enumerate() {
        let (base, end) = (region.base.get(), region.end.get());
        let _ = writeln!(
            text,
            " memory[{index:#x}]\t[{base:#018x}-{:#018x}], {:#018x} bytes on node {} flags: {:#x}",
            end.saturating_sub(1),
            end.saturating_sub(base),
            region.nid,
            region.flags.get()
        );
    }
    text
}
