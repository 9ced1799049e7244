//! The BIOS's memory map: `e820__print_table()` in arch/x86/kernel/e820.c.
//!
//! ```text
//! BIOS-provided physical RAM map:
//! BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
//!  BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)        before 3.5, half-open
//! e820: user-defined physical RAM map:
//! user: [mem 0x0000000000000000-0x000000000009fbff] usable
//! ```
//!
//! The kernel lists the map again once boot words (`mem=`, `memmap=`), firmware's own setup_data or
//! uncached MTRRs changed it, and names each list after who made it. Xen's guests and host, BIOSes
//! without the call and old ones have names of their own.

use crate::item::{Doubt, Item, Range};
use crate::scan::{half_open, Scan, Scanned, Stop};
use crate::SourceKind;

/// What a range can be; a longer name before its beginning.
const TYPES: [&str; 13] = [
    "usable",
    "reserved",
    "ACPI data",
    "ACPI NVS",
    "unusable",
    "persistent (type 7)",
    "persistent (type 12)",
    "soft reserved",
    "kernel data",
    "System RAM",
    "ACPI tables",
    "(usable)",
    "(reserved)",
];

/// What the rows of each map begin with, and its header.
const MAPS: [(&str, &str); 7] = [
    ("BIOS-e820:", "BIOS-provided"),
    ("BIOS-e801:", "BIOS-provided"),
    ("BIOS-88:", "BIOS-provided"),
    ("Xen:", "Xen-provided"),
    ("user:", "user-defined"),
    ("reserve setup_data:", "extended"),
    ("modified:", "modified"),
];

/// Whether the message begins as a row or a header does.
pub(crate) fn is_line(text: &str) -> bool {
    header(text).is_some() || label(text).is_some()
}

/// What is left behind a header's first word.
fn header(text: &str) -> Option<&str> {
    let text = text.strip_prefix("e820:").unwrap_or(text).trim_start();
    MAPS.iter().find_map(|(_, name)| text.strip_prefix(name))
}

fn label(text: &str) -> Option<&'static str> {
    let mut labels = MAPS.iter().map(|(label, _)| *label);
    labels.find(|label| text.starts_with(label))
}

/// A row, or the header above it.
pub(crate) fn line<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    let text = s.rest();
    if let Some(label) = label(text) {
        return row(s, label);
    }
    let rest = header(text).ok_or(Stop::No)?;
    s.skip(text.len() - rest.len());
    s.words("physical RAM map:")?;
    Ok(Item::Begin(&[SourceKind::E820]))
}

fn row<'t>(s: &mut Scan<'t>, label: &str) -> Scanned<Item<'t>> {
    s.words(label)?;
    s.ws();
    let range = if s.peek() == Some(b'[') {
        s.words("[mem")?;
        s.sure = Some(SourceKind::E820);
        s.range()?
    } else {
        let first = s.bare_hex()?;
        s.words("-")?;
        s.sure = Some(SourceKind::E820);
        half_open(first, s.bare_hex()?)?
    };
    s.ws();
    let (name, doubt) = type_name(s)?;
    let mut row = Range::new(SourceKind::E820, range);
    row.name = Some(name);
    row.doubt = doubt;
    Ok(Item::Range(row))
}

fn type_name<'t>(s: &mut Scan<'t>) -> Scanned<(&'t str, Doubt)> {
    let rest = s.rest();
    for name in TYPES {
        let mut ahead = Scan::new(rest);
        match ahead.words(name) {
            Ok(()) => {
                s.skip(ahead.used());
                let name = rest.get(..ahead.used()).unwrap_or_default();
                let name = name.strip_prefix('(').map_or(name, |name| name.trim_end_matches(')'));
                return Ok((name, Doubt::None));
            }
            Err(Stop::End) => return Err(Stop::End),
            Err(_) => {}
        }
    }
    if s.maybe("type")? {
        s.dec()?;
        let name = rest.get(..rest.len() - s.rest().len()).unwrap_or_default();
        return Ok((name, Doubt::Cut));
    }
    // A type of a later kernel: the rest of the line, if it is whole.
    s.skip(usize::MAX);
    Ok((rest.trim_end(), Doubt::Cut))
}
