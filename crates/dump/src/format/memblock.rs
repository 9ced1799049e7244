//! `memblock=debug`: `memblock_dump()` and `memblock_dbg()` in mm/memblock.c.
//!
//! ```text
//! MEMBLOCK configuration:
//!  memory size = 0x0000000100000000 reserved size = 0x0000000001000000
//!  memory.cnt  = 0x1
//!  memory[0x0]     [0x0000000000000000-0x00000000ffffffff], 0x0000000100000000 bytes on node 0 flags: 0x0
//! ```
//!
//! Kernels before 3.5 print no brackets, before 3.16 no flags; the width of the numbers
//! follows the kernel's address size and changed twice.

use crate::item::{Doubt, Item, Range};
use crate::log::{Event, EventAction};
use crate::scan::{closed, half_open, Scan, Scanned, Stop};
use crate::{Note, SourceKind};

/// `MEMBLOCK configuration:`.
pub(crate) fn header<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("MEMBLOCK configuration:")?;
    Ok(Item::Begin(&[SourceKind::Memory, SourceKind::Reserved]))
}

/// A line that begins with `memory` or `reserved`: a row, a count or the sizes.
pub(crate) fn line<'t>(s: &mut Scan<'t>, kind: SourceKind) -> Scanned<Item<'t>> {
    s.lit(match kind {
        SourceKind::Memory => "memory",
        _ => "reserved",
    })?;
    match s.peek() {
        Some(b'[') => row(s, kind),
        Some(b'.') => count(s, kind),
        Some(b' ' | b'\t') => sizes(s),
        _ => Err(Stop::No),
    }
}

fn row<'t>(s: &mut Scan<'t>, kind: SourceKind) -> Scanned<Item<'t>> {
    s.lit("[")?;
    let index = s.hex()?;
    s.lit("]")?;
    s.ws();
    let bracket = s.peek() == Some(b'[');
    if bracket {
        s.skip(1);
    }
    s.ws();
    // Prose speaks of memory[0x2] too; an address makes it a row.
    s.lit("0x")?;
    s.sure = Some(kind);
    let rewind = s.rest();
    let mut addresses = Scan::new(rewind);
    let range = prefixed_range(&mut addresses, bracket);
    s.skip(addresses.used());
    let range = range?;

    s.maybe(",")?;
    let size = s.hex()?;
    s.words("bytes")?;
    let mut row = Range::new(kind, range);
    row.index = Some(index);
    if s.maybe("on node")? {
        row.nid = Some(s.dec()?);
    }
    // `flags:` now, `flags` in some kernels between.
    if s.maybe("flags")? {
        s.maybe(":")?;
        row.flags = Some(s.hex()?);
    } else {
        s.open = true;
        row.doubt = Doubt::Short;
    }
    let holds = row.end.saturating_sub(row.base);
    if size != holds {
        row.note = Some(Note::SizeDisagrees { said: size, range: holds });
    }
    Ok(Item::Range(row))
}

/// A range whose first `0x` has been read.
fn prefixed_range(s: &mut Scan<'_>, bracket: bool) -> Scanned<(u64, u64)> {
    let first = s.spaced_hex(false)?;
    s.ws();
    s.lit("-")?;
    let last = if bracket { s.spaced_hex(true)? } else { s.hex()? };
    if !bracket {
        return closed(first, last);
    }
    s.ws();
    match s.peek() {
        Some(b']') => {
            s.skip(1);
            closed(first, last)
        }
        Some(b')') => {
            s.skip(1);
            half_open(first, last)
        }
        None => Err(Stop::End),
        Some(_) => Err(Stop::No),
    }
}

fn count<'t>(s: &mut Scan<'t>, kind: SourceKind) -> Scanned<Item<'t>> {
    s.lit(".")?;
    if s.maybe("size")? {
        s.words("=")?;
        s.hex()?;
        return Ok(Item::Noted);
    }
    s.words("cnt =")?;
    let count = s.hex()?;
    Ok(Item::Count(kind, count))
}

fn sizes<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("size =")?;
    s.hex()?;
    if s.maybe("reserved size =")? {
        s.hex()?;
    } else {
        s.open = true;
    }
    Ok(Item::Noted)
}

/// `memblock_add: [0x1000-0x9fbff] caller` and its like.
pub(crate) fn event<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.lit("memblock_")?;
    let name = s.until(':')?;
    let action = match name {
        "add" | "add_node" | "add_range" => EventAction::Add,
        "remove" => EventAction::Remove,
        "reserve" => EventAction::Reserve,
        "free" | "phys_free" => EventAction::Free,
        "mark_mirror" => {
            s.maybe("marked")?;
            EventAction::MarkMirror
        }
        _ => return Err(Stop::No),
    };
    s.words("[")?;
    let (base, end) = s.range()?;
    let mut nid = None;
    let mut flags = None;
    s.maybe(",")?;
    if s.maybe("nid=")? {
        nid = s.dec().ok();
    }
    if s.maybe("flags=")? || s.maybe("flags")? {
        s.maybe(":")?;
        flags = match s.hex() {
            Ok(bits) => Some(bits),
            // `flags=%x` has no 0x.
            Err(_) => s.bare_hex().ok(),
        };
    }
    Ok(Item::Event(Event { action, base, end, nid, flags, line: 0 }))
}
