//! What the formats make of a piece of text.

use crate::format::{lsmem, table};
use crate::log::{Event, Fact, Sign};
use crate::scan::{Scan, Scanned, Stop};
use crate::{Note, SourceKind};

/// What a format read.
#[derive(Debug)]
pub(crate) enum Item<'t> {
    /// A row.
    Range(Range<'t>),
    /// A header: the next rows of these kinds begin new sources.
    Begin(&'static [SourceKind]),
    /// `memory.cnt = 0x6`.
    Count(SourceKind, u64),
    /// Part of a format, with nothing to keep.
    Noted,
    /// The header of a table made by hand.
    Table(table::Columns),
    /// The header of an lsmem list.
    Lsmem(lsmem::Columns),
    /// The path of a debugfs file: whether it lists memory.
    DebugfsFile {
        /// `memblock/memory`, not `memblock/reserved`.
        is_memory: bool,
    },
    /// The kernel's command line.
    CommandLine {
        words: &'t str,
        /// Newer kernels print it in pieces, all but the last of which end in ` \\`.
        in_pieces: bool,
    },
    /// The text behind `Linux version`.
    Version(&'t str),
    /// A sign of an architecture.
    Sign(Sign),
    /// A fact of the boot.
    Fact(Fact),
    /// A memblock call.
    Event(Event),
    /// `Node 0, zone DMA` of /proc/zoneinfo.
    Zone {
        /// The node.
        nid: u64,
        /// The zone.
        zone: &'t str,
    },
    /// A count of the zone under way.
    ZoneCount(ZoneField, u64),
}

/// A count of /proc/zoneinfo.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ZoneField {
    Spanned,
    Present,
    Managed,
    StartPfn,
}

/// Whether a row at the very end of a text may be cut off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Doubt {
    /// It is whole.
    None,
    /// It is whole if the row before has no more than it: older kernels print less.
    Short,
    /// Its last word has lost its end.
    Cut,
}

/// A row as a format read it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range<'t> {
    pub kind: SourceKind,
    /// Its number in its source, where it has one.
    pub index: Option<u64>,
    pub base: u64,
    pub end: u64,
    pub nid: Option<u64>,
    pub flags: Option<u64>,
    pub name: Option<&'t str>,
    pub mirrored: Option<bool>,
    /// EFI's memory for special purposes.
    pub is_special: bool,
    /// Whether it is memory, where its line names the debugfs file it is from.
    pub is_memory: Option<bool>,
    /// What to think of the row if the text ends with it, in the middle of a line.
    pub doubt: Doubt,
    pub note: Option<Note>,
}

impl Range<'_> {
    pub fn new(kind: SourceKind, (base, end): (u64, u64)) -> Range<'static> {
        Range {
            kind,
            index: None,
            base,
            end,
            nid: None,
            flags: None,
            name: None,
            mirrored: None,
            is_special: false,
            is_memory: None,
            doubt: Doubt::None,
            note: None,
        }
    }
}

/// What a piece of text came to.
pub(crate) enum Reading<'t> {
    /// Nothing a format knows.
    Nothing,
    /// An item in the first `used` bytes. `open`: it goes to the end of the text and could
    /// go on there.
    Item { item: Item<'t>, used: usize, open: bool },
    /// The beginning of something. `sure`: of this and nothing else.
    More { sure: Option<SourceKind> },
    /// Something known, but broken.
    Bad(SourceKind, Note),
}

/// Runs a parser over a text.
pub(crate) fn parse<'t>(
    text: &'t str,
    parser: impl FnOnce(&mut Scan<'t>) -> Scanned<Item<'t>>,
) -> Reading<'t> {
    let mut scan = Scan::new(text);
    match parser(&mut scan) {
        Ok(item) => {
            let used = scan.used();
            let open = scan.open && scan.at_end();
            Reading::Item { item, used, open }
        }
        Err(Stop::End) => Reading::More { sure: scan.sure },
        Err(Stop::No) => match scan.sure {
            Some(kind) => Reading::Bad(kind, Note::Malformed(kind)),
            None => Reading::Nothing,
        },
        Err(Stop::Bad(note)) => match scan.sure {
            Some(kind) => Reading::Bad(kind, note),
            None => Reading::Nothing,
        },
    }
}
