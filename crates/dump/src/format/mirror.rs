//! What the kernel says of mirrored memory: `efi_find_mirror()` in drivers/firmware/efi, and
//! the warnings of `find_zone_movable_pfns_for_nodes()` in mm/mm_init.c.

use zonescope_model::Warning;

use crate::item::Item;
use crate::log::Fact;
use crate::scan::{Scan, Scanned};

/// `Memory: 4096M/131455M mirrored memory`.
pub(crate) fn memory<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Memory:")?;
    let mirrored = s.dec()?;
    s.lit("M/")?;
    let total = s.dec()?;
    s.lit("M")?;
    s.words("mirrored memory")?;
    Ok(Item::Fact(Fact::Mirrored { mirrored, total }))
}

/// A warning, letter for letter but for where it is wrapped.
pub(crate) fn warning<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    for (words, warning) in [
        ("The system has no mirror memory, ignore kernelcore=mirror", Warning::NoMirror),
        ("The system is under kdump, ignore kernelcore=mirror", Warning::Kdump),
        ("This configuration results in unmirrored kernel memory", Warning::UnmirroredKernelMemory),
    ] {
        if s.maybe(words)? {
            s.maybe(".")?;
            return Ok(Item::Fact(Fact::Warning(warning)));
        }
    }
    Err(crate::scan::Stop::No)
}
