//! lsmem of util-linux.
//!
//! ```text
//! RANGE                                 SIZE  STATE NODE  ZONES BLOCK
//! 0x0000000000000000-0x000000007fffffff   2G online    0   None     0
//! 0x0000000100000000-0x000000027fffffff   6G offline   1          2-7
//! ```
//!
//! The header says which columns there are. A cell can be empty: each is known by what can
//! stand in it. `lsmem -P` names each:
//!
//! ```text
//! RANGE="0x0000000000000000-0x000000007fffffff" SIZE="2G" STATE="online" NODE="0" ZONES="None"
//! ```

use crate::item::{Doubt, Item, Range};
use crate::scan::{closed, Scan, Scanned, Stop};
use crate::SourceKind;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Range,
    Size,
    State,
    Removable,
    Node,
    Zones,
    Block,
    Other,
}

/// The columns of the list under way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Columns(Vec<Column>);

/// The header, which names the columns in capitals.
pub(crate) fn header(text: &str) -> Option<Columns> {
    let columns: Vec<_> =
        text.split_ascii_whitespace().take(16).map(column).collect::<Option<_>>()?;
    (columns.first() == Some(&Column::Range)).then_some(Columns(columns))
}

fn column(name: &str) -> Option<Column> {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map(|(_, column)| *column)
}

/// The columns' names.
const NAMES: [(&str, Column); 9] = [
    ("RANGE", Column::Range),
    ("SIZE", Column::Size),
    ("STATE", Column::State),
    ("REMOVABLE", Column::Removable),
    ("NODE", Column::Node),
    ("ZONES", Column::Zones),
    ("BLOCK", Column::Block),
    ("CONFIGURED", Column::Other),
    ("MEMMAP-ON-MEMORY", Column::Other),
];

/// What there is without a header: lsmem's own choice.
const USUAL: [Column; 5] =
    [Column::Range, Column::Size, Column::State, Column::Removable, Column::Block];

/// A row: a range, and what the header says.
pub(crate) fn row<'t>(s: &mut Scan<'t>, header: Option<&Columns>) -> Scanned<Item<'t>> {
    let first = s.hex()?;
    s.lit("-")?;
    let last = s.hex()?;
    if !s.peek().is_none_or(|b| matches!(b, b' ' | b'\t')) {
        return Err(Stop::No);
    }
    let mut row = Range::new(SourceKind::Lsmem, closed(first, last)?);
    let columns = header.map_or(&USUAL[..], |Columns(columns)| columns.as_slice());
    let mut last_is_there = true;
    for column in columns.iter().skip(1) {
        let mut ahead = Scan::new(s.rest());
        let word = match ahead.word() {
            Err(Stop::End) if matches!(column, Column::Size | Column::State) => {
                return Err(Stop::End);
            }
            word => word.unwrap_or_default(),
        };
        last_is_there = fits(*column, word);
        if last_is_there {
            s.skip(ahead.used());
        }
        match column {
            Column::Node if last_is_there => row.nid = word.parse().ok(),
            Column::Zones if last_is_there => row.name = Some(word),
            // These two are never empty, and make it a row.
            Column::Size | Column::State if !last_is_there => return Err(Stop::No),
            Column::State => s.sure = Some(SourceKind::Lsmem),
            _ => {}
        }
    }
    if !last_is_there {
        let rest = s.rest().trim();
        if !rest.is_empty() && !rest.contains([' ', '\t']) {
            return Err(Stop::End); // half a word
        }
        row.doubt = Doubt::Cut;
        s.open = true;
    }
    Ok(Item::Range(row))
}

/// A row of pairs: `RANGE="..."`, then any others, each with its name. Newer versions write
/// `MEMMAP_ON_MEMORY`.
pub(crate) fn pairs<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.lit("RANGE=")?;
    quotation_mark(s);
    let first = s.hex()?;
    s.lit("-")?;
    let last = s.hex()?;
    s.sure = Some(SourceKind::Lsmem);
    let mut row = Range::new(SourceKind::Lsmem, closed(first, last)?);
    quotation_mark(s);
    // Until the pair that stands last as a rule.
    row.doubt = Doubt::Cut;
    loop {
        s.ws();
        let rest = s.rest();
        let is_of_a_name = |b: &u8| b.is_ascii_uppercase() || matches!(b, b'-' | b'_');
        let name = rest.bytes().take_while(is_of_a_name).count();
        let (name, value) = rest.split_at_checked(name).unwrap_or((rest, ""));
        let is_begun = || NAMES.iter().any(|(known, _)| known.starts_with(name));
        if rest.is_empty() {
            s.open = true;
            return Ok(Item::Range(row));
        }
        if value.is_empty() && is_begun() {
            return Err(Stop::End);
        }
        let column = column(&name.replace('_', "-")).filter(|column| *column != Column::Range);
        let (Some(column), Some(value)) = (column, value.strip_prefix('=')) else {
            return Ok(Item::Range(row));
        };
        let (value, used) = match value.strip_prefix('"') {
            Some(value) => (value.split_once('"').ok_or(Stop::End)?.0, 2),
            None => (value.split([' ', '\t']).next().unwrap_or_default(), 0),
        };
        s.skip(name.len() + 1 + used + value.len());
        match column {
            Column::Node => row.nid = value.parse().ok(),
            Column::Zones if fits(column, value) => row.name = Some(value),
            Column::Block => row.doubt = Doubt::None,
            _ => {}
        }
    }
}

fn quotation_mark(s: &mut Scan<'_>) {
    if s.peek() == Some(b'"') {
        s.skip(1);
    }
}

/// Whether a word can stand in a column.
fn fits(column: Column, word: &str) -> bool {
    const ZONES: [&str; 7] = ["None", "DMA", "DMA32", "Normal", "HighMem", "Movable", "Device"];
    let all = |also: &[u8]| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || also.contains(&b))
    };
    match column {
        Column::Range | Column::Other => !word.is_empty(),
        Column::Size => all(b".,KMGTPEB") && word.starts_with(|c: char| c.is_ascii_digit()),
        Column::State => matches!(word, "online" | "offline" | "going-offline"),
        Column::Removable => matches!(word, "yes" | "no" | "-"),
        Column::Node => all(b""),
        Column::Zones => word.split(['/', ',']).all(|zone| ZONES.contains(&zone)),
        Column::Block => all(b"-,"),
    }
}
