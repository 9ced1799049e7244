//! /proc/zoneinfo: `zoneinfo_show_print()` in mm/vmstat.c.
//!
//! ```text
//! Node 0, zone      DMA
//!   pages free     3840
//!         spanned  4095
//!         present  3998
//!         managed  3840
//!   start_pfn:           1
//! ```

use crate::item::{Item, ZoneField};
use crate::scan::{Scan, Scanned, Stop};

/// `Node 0, zone DMA`, and nothing else: /proc/buddyinfo has counts there.
pub(crate) fn zone<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Node")?;
    let nid = s.dec()?;
    s.lit(",")?;
    s.words("zone")?;
    let zone = s.word()?;
    let is_name = zone.bytes().all(|b| b.is_ascii_alphanumeric());
    let has_counts = s.rest().trim_start().starts_with(|c: char| c.is_ascii_digit());
    if !is_name || has_counts {
        return Err(Stop::No);
    }
    Ok(Item::Zone { nid, zone })
}

/// A count of a zone.
pub(crate) fn count<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    for (name, field) in [
        ("spanned", ZoneField::Spanned),
        ("present", ZoneField::Present),
        ("managed", ZoneField::Managed),
        ("start_pfn:", ZoneField::StartPfn),
    ] {
        if s.rest().starts_with(name) {
            s.skip(name.len());
            if !matches!(s.peek(), Some(b' ' | b'\t')) {
                return Err(Stop::No);
            }
            return Ok(Item::ZoneCount(field, s.dec()?));
        }
    }
    Err(Stop::No)
}
