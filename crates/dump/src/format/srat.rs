//! Which memory belongs to which node, by firmware: `acpi_numa_memory_affinity_init()`.
//!
//! ```text
//! ACPI: SRAT: Node 0 PXM 0 [mem 0x100000000-0x27fffffff] hotplug
//! SRAT: Node 0 PXM 0 0-a0000                                        before 3.5, half-open
//! ```

use crate::item::{Doubt, Item, Range};
use crate::scan::{half_open, Scan, Scanned};
use crate::SourceKind;

/// MEMBLOCK_HOTPLUG: what the kernel makes of the word.
const HOTPLUG: u64 = 0x1;

/// A row, or what the kernel makes of several.
pub(crate) fn row<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.maybe("ACPI:")?;
    s.maybe("NUMA:")?;
    s.words("SRAT: Node")?;
    let nid = s.dec()?;
    s.words("PXM")?;
    s.dec()?;
    s.ws();
    let range = if s.peek() == Some(b'[') {
        s.lit("[mem")?;
        s.sure = Some(SourceKind::Srat);
        s.range()?
    } else {
        let first = s.bare_hex()?;
        s.lit("-")?;
        half_open(first, s.bare_hex()?)?
    };
    let mut row = Range::new(SourceKind::Srat, range);
    row.nid = Some(nid);
    if s.maybe("hotplug")? {
        row.flags = Some(HOTPLUG);
    } else {
        s.open = true;
        row.doubt = Doubt::Cut;
    }
    s.maybe("non-volatile")?;
    Ok(Item::Range(row))
}

/// `NUMA: Node 0 [mem ...] + [mem ...] -> [mem ...]`: the rows said it already.
pub(crate) fn merged<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("NUMA: Node")?;
    s.dec()?;
    s.words("[mem")?;
    s.skip(usize::MAX);
    Ok(Item::Noted)
}
