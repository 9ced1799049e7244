//! lsmem of util-linux.
//!
//! ```text
//! RANGE                                 SIZE  STATE NODE  ZONES BLOCK
//! 0x0000000000000000-0x000000007fffffff   2G online    0   None     0
//! ```

use crate::item::{Doubt, Item, Range};
use crate::scan::{closed, Scan, Scanned, Stop};
use crate::SourceKind;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Range,
    Node,
    Zones,
    Other,
}

/// The columns of the list under way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Columns(Vec<Column>);

/// The header, which names the columns in capitals.
pub(crate) fn header(text: &str) -> Option<Columns> {
    let columns: Vec<_> = text
        .split_ascii_whitespace()
        .take(16)
        .map(|word| match word {
            "RANGE" => Some(Column::Range),
            "NODE" => Some(Column::Node),
            "ZONES" => Some(Column::Zones),
            "SIZE" | "STATE" | "REMOVABLE" | "BLOCK" | "CONFIGURED" | "MEMMAP-ON-MEMORY" => {
                Some(Column::Other)
            }
            _ => None,
        })
        .collect::<Option<_>>()?;
    (columns.first() == Some(&Column::Range)).then_some(Columns(columns))
}

/// A row: a range, a size, and what the header says.
pub(crate) fn row<'t>(s: &mut Scan<'t>, header: Option<&Columns>) -> Scanned<Item<'t>> {
    let first = s.hex()?;
    s.lit("-")?;
    let last = s.hex()?;
    let size = s.word()?;
    let is_size = size.starts_with(|c: char| c.is_ascii_digit())
        && size
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'A'..=b'Z'));
    if !is_size {
        return Err(Stop::No);
    }
    let mut row = Range::new(SourceKind::Lsmem, closed(first, last)?);
    let Some(Columns(columns)) = header else {
        // Without a header, a state makes it a row.
        return match s.word()? {
            "online" | "offline" => Ok(Item::Range(row)),
            _ => Err(Stop::No),
        };
    };
    s.sure = Some(SourceKind::Lsmem);
    for column in columns.iter().skip(2) {
        match column {
            Column::Node => row.nid = Some(s.dec()?),
            Column::Zones => row.name = Some(s.word()?),
            Column::Range | Column::Other => {
                s.word()?;
            }
        }
    }
    if let Some(Column::Node | Column::Zones) = columns.last() {
        row.doubt = Doubt::Short;
    }
    Ok(Item::Range(row))
}
