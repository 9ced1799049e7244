//! What the kernel says while it counts its memory, from `free_area_init()` to the end of the
//! deferred walk.
//!
//! ```text
//! mminit::memmap_init Initialising map node 0 zone 2 pfns 1048576 -> 2214592512
//! percpu: Embedded 4 pages/cpu s175784 r8192 d78168 u262144
//! Built 4 zonelists, mobility grouping on.  Total pages: 108375876
//! Dentry cache hash table entries: 524288 (order: 10, 4194304 bytes, linear)
//! Memory: 464660912K/440384512K available (14848K kernel code, ...)
//! smp: Brought up 2 nodes, 8 CPUs
//! devtmpfs: initialized
//! ```

use crate::item::Item;
use crate::log::{Fact, Sign};
use crate::scan::{Scan, Scanned, Stop};

/// `memmap_init_range()` under mminit_loglevel=4.
pub(crate) fn map<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("mminit::memmap_init Initialising map node")?;
    let nid = s.dec()?;
    s.words("zone")?;
    let index = s.dec()?;
    s.words("pfns")?;
    let start = s.dec()?;
    s.words("->")?;
    let end = s.dec()?;
    Ok(Item::Fact(Fact::ZoneMap { nid, index, start, end }))
}

/// `pcpu_embed_first_chunk()`: the sizes of the areas, in bytes, fill so many pages.
pub(crate) fn per_cpu<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.maybe("percpu:")?;
    s.maybe("PERCPU:")?;
    s.words("Embedded")?;
    let pages = s.dec()?;
    s.words("pages/cpu")?;
    s.ws();
    if s.peek() == Some(b'@') {
        s.word()?;
    }
    let mut bytes = 0u64;
    for letter in ["s", "r", "d"] {
        s.words(letter)?;
        bytes = bytes.saturating_add(s.dec()?);
    }
    match bytes.checked_rem(pages) {
        Some(0) => page_size(bytes / pages),
        _ => Err(Stop::No),
    }
}

/// `alloc_large_system_hash()`: a table of so many bytes is a block of this order.
pub(crate) fn hash_table<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.until(':')?;
    s.dec()?;
    s.words("(order:")?;
    let order = s.dec()?;
    s.lit(",")?;
    let bytes = s.dec()?;
    s.words("bytes")?;
    let order = u32::try_from(order).map_err(|_| Stop::No)?;
    page_size(bytes.checked_shr(order).ok_or(Stop::No)?)
}

/// A page's size, if kernels have such pages.
fn page_size<'t>(bytes: u64) -> Scanned<Item<'t>> {
    let is_one = bytes.is_power_of_two() && (12..=18).contains(&bytes.trailing_zeros());
    match is_one {
        true => Ok(Item::Fact(Fact::PageSize { bytes })),
        false => Err(Stop::No),
    }
}

/// `build_all_zonelists()`.
pub(crate) fn zonelists<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Built")?;
    s.dec()?;
    s.words("zonelists")?;
    let (_, pages) = s.rest().split_once("Total pages:").ok_or(Stop::No)?;
    let pages = Scan::new(pages).dec()?;
    s.skip(usize::MAX);
    Ok(Item::Fact(Fact::TotalPages { pages }))
}

/// `mem_init_print_info()`, since v3.11. Older kernels write a small `k`, and their second number
/// holds what lies between memory.
pub(crate) fn available<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Memory:")?;
    s.dec()?;
    if s.lit("k/").is_ok() {
        return high_mem(s).map(Item::Sign);
    }
    s.lit("K/")?;
    let kib = s.dec()?;
    s.lit("K")?;
    s.words("available")?;
    match high_mem(s) {
        Ok(sign) => Ok(Item::Sign(sign)),
        Err(_) => Ok(Item::Fact(Fact::Present { kib })),
    }
}

/// `0K highmem)`, which only kernels built with it say.
fn high_mem(s: &mut Scan<'_>) -> Scanned<Sign> {
    let has_some = s.rest().contains("K highmem)") || s.rest().contains("k highmem)");
    s.skip(usize::MAX);
    match has_some {
        true => Ok(Sign::HighMem),
        false => Err(Stop::No),
    }
}

/// `RAMDISK: [mem 0x28be0000-0x2a332fff]`: reserved long before nodes are known.
pub(crate) fn ram_disk<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("RAMDISK:")?;
    let (base, end) = s.mem_range()?;
    Ok(Item::Fact(Fact::Taken { base, end }))
}

/// `smp_init()` is done.
pub(crate) fn cpus_are_up<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("smp: Brought up")?;
    Ok(Item::Fact(Fact::CpusAreUp))
}

/// `do_basic_setup()` begins, right after `page_alloc_init_late()`.
pub(crate) fn late<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("devtmpfs: initialized")?;
    Ok(Item::Fact(Fact::DeferredIsOver))
}
