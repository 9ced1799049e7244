//! debugfs `memblock/memory` and its siblings: `memblock_debug_show()` in mm/memblock.c.
//!
//! ```text
//!    0: 0x0000000080000000..0x00000000901fffff              until 6.4
//! 1:   0x4  0x0000000090200000..0x00000000905fffff          as proposed, v1: flags, node
//! 2:   0x0000000090600000..0x0000000092ffffff  0x0  0x0     v2
//!    3: 0x0000000093000000..0x00000000973fffff    NOMAP    0  v3
//!    4: 0x0000000097400000..0x00000000b71fffff    0 NONE    as merged
//! ```
//!
//! What a column is shows in how it is written: a node is decimal, flags are words; of two
//! hexadecimal columns the first is the flags.

use crate::item::{Doubt, Item, Range};
use crate::scan::{closed, Scan, Scanned, Stop};
use crate::{Note, SourceKind};

/// The kernel's names for the flags, by bit, and the longer ones people write.
const FLAGS: [(&str, u64); 11] = [
    ("NONE", 0),
    ("HOTPLUG", 0x1),
    ("MIRROR", 0x2),
    ("NOMAP", 0x4),
    ("DRV_MNG", 0x8),
    ("DRIVER_MANAGED", 0x8),
    ("RSV_NIT", 0x10),
    ("RSRV_NOINIT", 0x10),
    ("RSV_KERN", 0x20),
    ("RSRV_KERN", 0x20),
    ("KHO_SCRATCH", 0x40),
];

/// A row.
pub(crate) fn row<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    let index = s.dec()?;
    s.lit(":")?;
    let mut before = [Column::None, Column::None];
    let mut places = before.iter_mut();
    let (first, width) = loop {
        s.ws();
        let from = s.used();
        let number = s.hex()?;
        if s.rest().starts_with('.') {
            break (number, s.used() - from);
        }
        let column = places.next().ok_or(Stop::No)?;
        *column = Column::Hex(number);
    };
    s.lit("..")?;
    s.sure = Some(SourceKind::Debugfs);
    let from = s.used();
    let last = s.hex()?;
    let mut row = Range::new(SourceKind::Debugfs, closed(first, last)?);
    row.index = Some(index);
    let is_narrow = s.used() - from < width;

    let before_is_there = !matches!(before, [Column::None, _]);
    let columns = match before {
        [Column::None, _] => behind(s)?,
        before => before,
    };
    for column in columns {
        match column {
            Column::Hex(flags) if row.flags.is_none() => row.flags = Some(flags),
            Column::Hex(nid) | Column::Nid(Some(nid)) => row.nid = row.nid.or(Some(nid)),
            Column::Nid(None) => {}
            Column::Flags(flags, unknown) => {
                row.flags = row.flags.or(Some(flags));
                if let Some(name) = unknown {
                    row.note = Some(Note::UnknownFlag(name));
                    row.doubt = Doubt::Cut;
                }
            }
            Column::None => {}
        }
    }
    let is_whole = before_is_there || columns.iter().all(|column| !matches!(column, Column::None));
    if is_narrow {
        // Both ends are printed alike.
        row.doubt = Doubt::Cut;
    } else if !is_whole {
        row.doubt = Doubt::Short;
    }
    Ok(Item::Range(row))
}

#[derive(Clone, Copy)]
enum Column {
    Hex(u64),
    Nid(Option<u64>),
    /// The flags known here, and the first name of one that is not.
    Flags(u64, Option<[u8; 16]>),
    None,
}

/// The columns behind the range. Hexadecimal ones are never alone.
fn behind(s: &mut Scan<'_>) -> Scanned<[Column; 2]> {
    let first = next(s);
    if let Column::Hex(_) = first {
        let flags = first;
        s.ws();
        let nid = Column::Hex(s.hex()?);
        return Ok([flags, nid]);
    }
    match s.rest().trim() {
        "0x" => Err(Stop::End),
        _ => Ok([first, next(s)]),
    }
}

/// The next column, if the next word is one.
fn next(s: &mut Scan<'_>) -> Column {
    let mut ahead = Scan::new(s.rest());
    let Ok(word) = ahead.word() else {
        return Column::None;
    };
    let column = if let Some(digits) = word.strip_prefix("0x") {
        match u64::from_str_radix(digits, 16) {
            Ok(number) => Column::Hex(number),
            Err(_) => Column::None,
        }
    } else if word == "x" {
        Column::Nid(None) // no node
    } else if word.bytes().all(|b| b.is_ascii_digit()) {
        match word.parse() {
            Ok(nid) => Column::Nid(Some(nid)),
            Err(_) => Column::None,
        }
    } else if word.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'_' | b'|')) {
        let mut flags = 0;
        let mut unknown = None;
        for name in word.split('|') {
            match FLAGS.iter().find(|(known, _)| *known == name) {
                Some((_, bits)) => flags |= bits,
                None => unknown = unknown.or(Some(beginning(name))),
            }
        }
        Column::Flags(flags, unknown)
    } else {
        Column::None
    };
    if !matches!(column, Column::None) {
        s.skip(ahead.used());
    }
    column
}

/// The first letters of a name.
fn beginning(name: &str) -> [u8; 16] {
    let mut letters = [0; 16];
    for (letter, byte) in letters.iter_mut().zip(name.bytes()) {
        *letter = byte;
    }
    letters
}
