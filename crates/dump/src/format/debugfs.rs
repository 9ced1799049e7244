//! debugfs `memblock/memory` and its siblings: `memblock_debug_show()` in mm/memblock.c.
//!
//! ```text
//!    0: 0x0000000080000000..0x00000000901fffff              until 6.2
//!    1: 0x0000000090200000..0x00000000905fffff    NOMAP    0  as first proposed
//!    2: 0x0000000090600000..0x0000000092ffffff    0 NONE      as merged
//! ```
//!
//! The two orders are told apart by which column is a number.

use crate::item::{Doubt, Item, Range};
use crate::scan::{closed, Scan, Scanned};
use crate::{Note, SourceKind};

/// The kernel's names for the flags, by bit, and the longer ones people write.
const FLAGS: [(&str, u64); 10] = [
    ("NONE", 0),
    ("HOTPLUG", 0x1),
    ("MIRROR", 0x2),
    ("NOMAP", 0x4),
    ("DRV_MNG", 0x8),
    ("DRIVER_MANAGED", 0x8),
    ("RSV_NOINIT", 0x10),
    ("RSRV_NOINIT", 0x10),
    ("RSRV_KERN", 0x20),
    ("KHO_SCRATCH", 0x40),
];

/// A row.
pub(crate) fn row<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    let index = s.dec()?;
    s.lit(":")?;
    s.ws();
    let from = s.used();
    let first = s.hex()?;
    let width = s.used() - from;
    s.lit("..")?;
    s.sure = Some(SourceKind::Debugfs);
    let from = s.used();
    let last = s.hex()?;
    let mut row = Range::new(SourceKind::Debugfs, closed(first, last)?);
    row.index = Some(index);
    let is_narrow = s.used() - from < width;

    let columns = [next(s), next(s)];
    for column in columns {
        match column {
            Column::Nid(nid) => row.nid = row.nid.or(nid),
            Column::Flags(flags) => row.flags = row.flags.or(Some(flags)),
            Column::UnknownFlag => {
                row.note = Some(Note::UnknownFlag);
                row.doubt = Doubt::Cut;
            }
            Column::None => {}
        }
    }
    if is_narrow {
        // Both ends are printed alike.
        row.doubt = Doubt::Cut;
    } else if columns.iter().any(|column| matches!(column, Column::None)) {
        row.doubt = Doubt::Short;
    }
    Ok(Item::Range(row))
}

#[derive(Clone, Copy)]
enum Column {
    Nid(Option<u64>),
    Flags(u64),
    UnknownFlag,
    None,
}

/// The next column, if the next word is one.
fn next(s: &mut Scan<'_>) -> Column {
    let mut ahead = Scan::new(s.rest());
    let Ok(word) = ahead.word() else {
        return Column::None;
    };
    let column = if word == "x" {
        Column::Nid(None) // no node
    } else if word.bytes().all(|b| b.is_ascii_digit()) {
        match word.parse() {
            Ok(nid) => Column::Nid(Some(nid)),
            Err(_) => Column::None,
        }
    } else if word
        .bytes()
        .all(|b| b.is_ascii_uppercase() || matches!(b, b'_' | b'|'))
    {
        let mut flags = 0;
        let mut known = true;
        for name in word.split('|') {
            match FLAGS.iter().find(|(known, _)| *known == name) {
                Some((_, bits)) => flags |= bits,
                None => known = false,
            }
        }
        match known {
            true => Column::Flags(flags),
            false => Column::UnknownFlag,
        }
    } else {
        Column::None
    };
    if !matches!(column, Column::None) {
        s.skip(ahead.used());
    }
    column
}
