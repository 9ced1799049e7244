//! The EFI memory map: `efi_print_memmap()` on x86, `reserve_regions()` elsewhere.
//!
//! ```text
//! efi: mem00: [Boot Data  |  |MR|  |  |  |   |WB|WT|WC|UC] range=[0x0-0x1000) (0MB)   half-open
//! efi: mem00: [Boot Data  |   |  |MR|  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0-0xfff] (0MB)
//! EFI: mem00: type=7, attr=0xf, range=[0x0000000000000000-0x000000000009f000) (0MB)
//! efi:   0x000001400000-0x00000147ffff [Conventional Memory|   |  |  |  |WB|WT|WC|UC]*
//! ```

use crate::item::{Item, Range};
use crate::scan::{closed, Scan, Scanned, Stop};
use crate::SourceKind;

/// EFI_MEMORY_MORE_RELIABLE.
const MORE_RELIABLE: u64 = 0x1_0000;
/// EFI_MEMORY_SP: memory for special purposes, which the kernel keeps for drivers.
const SPECIAL: u64 = 0x4_0000;

/// What the attributes say.
#[derive(Clone, Copy, Default)]
struct Attributes {
    is_mirrored: bool,
    is_special: bool,
}

impl Attributes {
    fn of_bits(bits: u64) -> Attributes {
        Attributes { is_mirrored: bits & MORE_RELIABLE != 0, is_special: bits & SPECIAL != 0 }
    }
}

/// A line labelled `efi:`, or `mem00:` without its label.
pub(crate) fn line<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    if s.rest().starts_with("efi:") || s.rest().starts_with("EFI:") {
        s.skip(4);
    }
    s.ws();
    match s.peek() {
        None => Err(Stop::End),
        Some(b'm') => numbered(s),
        Some(b'0') => plain(s),
        Some(b'P') => {
            s.words("Processing EFI memory map:")?;
            Ok(Item::Begin(&[SourceKind::Efi]))
        }
        Some(b'M') => super::mirror::memory(s),
        Some(_) => Err(Stop::No),
    }
}

/// `mem00: ... range=[...]`.
fn numbered<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.lit("mem")?;
    let index = s.dec()?;
    s.lit(":")?;
    s.ws();
    let (name, said) = match s.peek() {
        Some(b'[') => {
            s.sure = Some(SourceKind::Efi);
            attributes(s)?
        }
        _ => {
            s.words("type=")?;
            s.sure = Some(SourceKind::Efi);
            let name = s.until(',')?;
            s.words("attr=")?;
            let attributes = s.hex()?;
            s.lit(",")?;
            (name, Attributes::of_bits(attributes))
        }
    };
    s.words("range=[")?;
    let mut row = Range::new(SourceKind::Efi, s.range()?);
    row.index = Some(index);
    row.name = Some(name);
    row.mirrored = Some(said.is_mirrored);
    row.is_special = said.is_special;
    // `(129536MB)`
    s.ws();
    match s.peek() {
        Some(b'(') => {
            let mut size = Scan::new(s.rest());
            if size.until(')').is_ok() && size.used() <= 16 {
                s.skip(size.used());
            }
        }
        None => s.open = true,
        Some(_) => {}
    }
    Ok(Item::Range(row))
}

/// `0x000001400000-0x00000147ffff [...]`.
fn plain<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    let first = s.hex()?;
    s.lit("-")?;
    let last = s.hex()?;
    s.ws();
    if !matches!(s.peek(), None | Some(b'[')) {
        return Err(Stop::No);
    }
    s.sure = Some(SourceKind::Efi);
    let mut row = Range::new(SourceKind::Efi, closed(first, last)?);
    let (name, said) = attributes(s)?;
    if s.peek() == Some(b'*') {
        s.skip(1); // reserved by the kernel
    }
    row.name = Some(name);
    row.mirrored = Some(said.is_mirrored);
    row.is_special = said.is_special;
    Ok(Item::Range(row))
}

/// `[Conventional Memory|   |MR|...|UC]`: the type, and what is said of it.
fn attributes<'t>(s: &mut Scan<'t>) -> Scanned<(&'t str, Attributes)> {
    s.lit("[")?;
    let cells = s.until(']')?;
    if cells.contains('[') {
        return Err(Stop::No);
    }
    // Blanks pad the type; where the line was broken its bar may be lost.
    let cells = cells.trim_start();
    let bar = cells.find('|').unwrap_or(cells.len());
    let end = cells.find("  ").map_or(bar, |padding| padding.min(bar));
    let (name, cells) = cells.split_at(end);
    let mut said = Attributes::default();
    for cell in cells.split(['|', ' ']) {
        let cell = match cell.strip_prefix("attr=") {
            Some(number) => Scan::new(number).hex().map_or_else(|_| said, Attributes::of_bits),
            None => Attributes { is_mirrored: cell == "MR", is_special: cell == "SP" },
        };
        said.is_mirrored |= cell.is_mirrored;
        said.is_special |= cell.is_special;
    }
    Ok((name.trim_end(), said))
}
