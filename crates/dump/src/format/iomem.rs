//! /proc/iomem.
//!
//! ```text
//! 00001000-0009ffff : System RAM
//! 000a0000-000fffff : Reserved
//!   000a0000-000dffff : PCI Bus 0000:00
//! ```

use crate::item::{Doubt, Item, Range};
use crate::scan::{closed, Scan, Scanned, Stop};
use crate::{Note, SourceKind};

/// Whether a text begins with two addresses as /proc/iomem writes them: eight digits or more.
pub(crate) fn is_row(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take(17).take_while(u8::is_ascii_hexdigit).count();
    let first = digits(text);
    (8..=16).contains(&first)
        && text.as_bytes().get(first) == Some(&b'-')
        && text.get(first + 1..).is_some_and(|rest| (8..=16).contains(&digits(rest)))
}

/// Whether a text is a row of memory with a broken address.
pub(crate) fn is_broken_row(text: &str) -> bool {
    let digits = text.bytes().take(17).take_while(u8::is_ascii_hexdigit).count();
    digits >= 8
        && text.as_bytes().get(digits) == Some(&b'-')
        && text.trim_end().ends_with(" : System RAM")
}

/// A row.
pub(crate) fn row<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    let first = s.bare_hex()?;
    s.lit("-")?;
    let last = s.bare_hex()?;
    s.words(":")?;
    if !matches!(s.peek(), None | Some(b' ' | b'\t')) {
        return Err(Stop::No);
    }
    s.sure = Some(SourceKind::Iomem);
    let name = s.rest().trim();
    if name.is_empty() {
        return Err(Stop::End);
    }
    if (first, last) == (0, 0) {
        return Err(Stop::Bad(Note::Hidden));
    }
    s.skip(usize::MAX);
    let mut row = Range::new(SourceKind::Iomem, closed(first, last)?);
    row.name = Some(name);
    // Names that end where they seem to.
    let is_whole = matches!(name, "System RAM" | "Reserved" | "reserved" | "Kernel bss");
    if !is_whole {
        row.doubt = Doubt::Cut;
    }
    Ok(Item::Range(row))
}
