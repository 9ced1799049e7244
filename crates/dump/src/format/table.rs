//! Tables made by hand, as in the mail: a header of column names, then rows.
//!
//! ```text
//! node start end size flags mirror pfn_range
//! ---- ----- --- ---- ----- ------ ---------
//! 0 0x1000 0x9dfff 0x9d000 0x2 yes 0x1-0x9e
//!
//! node zone start_pfn end_pfn start_addr end_addr
//! 0 DMA 0x1 0xfff 0x1000 0xffffff
//! ```
//!
//! The header says which column is what; without one the mail's own columns are taken.
//! `end`, `end_addr` and `end_pfn` are inclusive, `pfn_range` is half-open. An `end` that
//! lies on a page border and agrees with the size is taken for exclusive.

use crate::item::{Doubt, Item, Range};
use crate::scan::{closed, half_open, Scan, Scanned, Stop};
use crate::{Note, SourceKind};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Column {
    Node,
    Zone,
    Start,
    End,
    Size,
    Flags,
    Mirror,
    Pfns,
    StartPfn,
    EndPfn,
    /// Something not read here.
    Other,
}

/// The columns of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Columns {
    columns: Vec<Column>,
    pub kind: SourceKind,
}

/// The most columns a header may have: more is not a table of memory.
const MAX_COLUMNS: usize = 16;

const REGIONS: [Column; 7] = [
    Column::Node,
    Column::Start,
    Column::End,
    Column::Size,
    Column::Flags,
    Column::Mirror,
    Column::Pfns,
];

const ZONES: [Column; 6] =
    [Column::Node, Column::Zone, Column::StartPfn, Column::EndPfn, Column::Start, Column::End];

/// The words of a table's line: blanks and table rules between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '|']).filter(|word| !word.is_empty())
}

/// Skips blanks and the bar between two cells.
fn bar(s: &mut Scan<'_>) {
    s.ws();
    if s.peek() == Some(b'|') {
        s.skip(1);
        s.ws();
    }
}

/// The header: it begins with `node` (or `nid`) and names a start and an end.
pub(crate) fn header(text: &str) -> Option<Columns> {
    let mut columns = Vec::new();
    for word in words(text) {
        if columns.len() == MAX_COLUMNS {
            return None;
        }
        columns.push(match word.to_ascii_lowercase().as_str() {
            "node" | "nid" => Column::Node,
            "zone" => Column::Zone,
            "start" | "base" | "start_addr" => Column::Start,
            "end" | "end_addr" => Column::End,
            "size" | "length" | "bytes" => Column::Size,
            "flags" | "flag" => Column::Flags,
            "mirror" | "mirrored" => Column::Mirror,
            "pfn_range" | "pfns" => Column::Pfns,
            "start_pfn" => Column::StartPfn,
            "end_pfn" => Column::EndPfn,
            _ => Column::Other,
        });
    }
    let has = |column| columns.contains(&column);
    let start = has(Column::Start) || has(Column::StartPfn);
    let end = has(Column::End) || has(Column::EndPfn);
    if columns.first() != Some(&Column::Node) || !start || !end {
        return None;
    }
    let kind = match has(Column::Zone) {
        true => SourceKind::TableZones,
        false => SourceKind::Table,
    };
    Some(Columns { columns, kind })
}

/// Whether `text` is a line drawn under a header.
pub(crate) fn is_rule(text: &str) -> bool {
    text.starts_with("--") && text.bytes().all(|b| matches!(b, b'-' | b' ' | b'|' | b'+' | b'\t'))
}

/// A row: a node number, then an address or a zone's name.
pub(crate) fn row<'t>(s: &mut Scan<'t>, header: Option<&Columns>) -> Scanned<Item<'t>> {
    let mut second = Scan::new(s.rest());
    second.dec()?;
    if !matches!(second.peek(), None | Some(b' ' | b'\t' | b'|')) {
        return Err(Stop::No);
    }
    bar(&mut second);
    let kind = match second.word()?.as_bytes() {
        [b'0', b'x', ..] => SourceKind::Table,
        [b'A'..=b'Z', ..] => SourceKind::TableZones,
        _ => return Err(Stop::No),
    };
    let columns = match header {
        Some(header) if header.kind == kind => header.columns.as_slice(),
        _ if kind == SourceKind::Table => &REGIONS,
        _ => &ZONES,
    };
    let mut cells = Cells::default();
    for (place, column) in columns.iter().enumerate() {
        cells.read(s, *column)?;
        if place >= 2 && cells.hex_seen >= 2 {
            s.sure = Some(kind);
        }
    }
    let row = cells.row(kind)?;
    // Half a number at the end of a line: the next one may have the rest.
    s.open = row.doubt == Doubt::Cut;
    Ok(Item::Range(row))
}

/// The cells of one row.
#[derive(Default)]
struct Cells<'t> {
    nid: Option<u64>,
    zone: Option<&'t str>,
    start: Option<u64>,
    end: Option<u64>,
    size: Option<u64>,
    flags: Option<u64>,
    mirror: Option<bool>,
    pfns: Option<(u64, u64)>,
    start_pfn: Option<u64>,
    end_pfn: Option<u64>,
    hex_seen: u8,
}

impl<'t> Cells<'t> {
    fn read(&mut self, s: &mut Scan<'t>, column: Column) -> Scanned<()> {
        bar(s);
        let mut hex = |s: &mut Scan<'t>| {
            self.hex_seen = self.hex_seen.saturating_add(1);
            s.hex()
        };
        match column {
            Column::Node => self.nid = Some(s.dec()?),
            Column::Start => self.start = Some(hex(s)?),
            Column::End => self.end = Some(hex(s)?),
            Column::Size => self.size = Some(hex(s)?),
            Column::Flags => self.flags = Some(hex(s)?),
            Column::StartPfn => self.start_pfn = Some(hex(s)?),
            Column::EndPfn => self.end_pfn = Some(hex(s)?),
            Column::Zone => self.zone = Some(s.word()?),
            Column::Other => {
                s.word()?;
            }
            Column::Mirror => {
                self.mirror = Some(match s.word()? {
                    "yes" | "y" | "true" => true,
                    "no" | "n" | "false" => false,
                    // Cut in the middle of the word.
                    _ if s.rest().is_empty() => return Err(Stop::End),
                    _ => return Err(Stop::No),
                });
            }
            Column::Pfns => {
                let start = s.hex()?;
                s.ws();
                s.lit("-")?;
                self.pfns = Some((start, s.hex()?));
            }
        }
        Ok(())
    }

    fn row(self, kind: SourceKind) -> Scanned<Range<'t>> {
        const PAGE: u64 = 4096;
        let bytes = |pfn: u64| pfn.saturating_mul(PAGE);
        let range = match (self.start, self.end, self.start_pfn, self.end_pfn) {
            (Some(start), Some(end), ..) => match self.size {
                Some(size) if end % PAGE == 0 && end.checked_sub(start) == Some(size) => {
                    half_open(start, end)?
                }
                _ => closed(start, end)?,
            },
            (_, _, Some(start), Some(end)) => {
                half_open(bytes(start), bytes(end.saturating_add(1)))?
            }
            _ => return Err(Stop::No),
        };
        let mut row: Range<'t> = Range::new(kind, range);
        row.nid = self.nid;
        row.name = self.zone;
        row.flags = self.flags;
        row.mirrored = self.mirror;
        self.check(&mut row);
        Ok(row)
    }

    /// What the row says twice should be the same.
    fn check(&self, row: &mut Range<'t>) {
        const PAGE_SHIFTS: [u32; 3] = [12, 14, 16];
        let holds = row.end.saturating_sub(row.base);
        let of = |shift: u32| (row.base.div_ceil(1 << shift), row.end >> shift);
        let pfns = match (self.pfns, self.start_pfn, self.end_pfn) {
            (Some(pfns), ..) => Some(pfns),
            (_, Some(start), Some(end)) => Some((start, end.saturating_add(1))),
            _ => None,
        };
        if pfns.is_some_and(|pfns| PAGE_SHIFTS.iter().all(|shift| pfns != of(*shift))) {
            let (start, end) = of(12);
            row.note = Some(Note::PfnsDisagree { start, end });
            // The last number of the row: half of it would disagree too.
            row.doubt = Doubt::Cut;
        }
        match (self.mirror, self.flags) {
            (Some(said), Some(flags)) if said != (flags & 0x2 != 0) => {
                row.note = Some(Note::MirrorDisagrees { said, flags });
            }
            _ => {}
        }
        match self.size {
            Some(said) if said != holds => {
                row.note = Some(Note::SizeDisagrees { said, range: holds });
            }
            _ => {}
        }
    }
}
