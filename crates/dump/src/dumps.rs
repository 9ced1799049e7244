//! From rows to a memory map the model can take.

use std::fmt;

use zonescope_model::{Flags, MapError, MemoryMap, Nid, PhysAddr, Region, Running};

use crate::combine::{arch, Boot, Unmodelled};
use crate::log::{Found, Log, Row, Source, SourceKind};
use crate::Note;

/// Something odd in a dump that gives a memory map all the same.
pub type MapWarning = Found<Note>;

impl Log {
    /// The sources that list memory with its nodes and flags, in order: what a picker offers.
    pub fn dumps(&self) -> Vec<&Source> {
        self.sources
            .iter()
            .filter(|source| source.is_memory && source.rows.iter().any(|row| row.base < row.end))
            .collect()
    }

    /// Which of [`Log::dumps`] is meant if nobody says: the last complete one, else the last.
    /// memblock's own dumps and tables go before debugfs, which has lost flags.
    pub fn default_dump(&self) -> Option<usize> {
        let dumps = self.dumps();
        (0..dumps.len()).max_by_key(|index| {
            dumps.get(*index).map(|dump| {
                let is_best = dump.kind != SourceKind::Debugfs;
                (is_best, dump.is_complete(), *index)
            })
        })
    }

    /// Why there is no dump at this place.
    pub(crate) fn no_dump(&self, dump: usize) -> MapFault {
        // More of a log that is not modelled would be of no use.
        if let Some(fault) = self.refusal().filter(|_| dump == 0 && self.dumps().is_empty()) {
            return fault;
        }
        match (self.dumps().len(), self.unreadable_memory) {
            (0, Some(Found { line, what: note })) => MapFault::Unreadable { line, note },
            (0, None) if dump == 0 => {
                let kinds =
                    [SourceKind::Lsmem, SourceKind::Zone, SourceKind::Zoneinfo, SourceKind::Srat];
                let there = kinds.into_iter().find_map(|kind| self.of(kind).next());
                match there {
                    Some(source) => {
                        MapFault::NotEnough { kind: source.kind, line: source.first_line }
                    }
                    None => MapFault::NoDump { asked: 1, found: 0 },
                }
            }
            (found, _) => MapFault::NoDump { asked: dump.saturating_add(1), found },
        }
    }

    /// Why nothing about this machine is modelled, if its log says so without a memory map.
    fn refusal(&self) -> Option<MapFault> {
        if let Some(Found { line, what }) = arch::refused(self, &Boot::at(self, u32::MAX)) {
            return Some(MapFault::Unmodelled { line, what });
        }
        let version = self.version()?;
        let is_older = Running::of_version(&version.what).is_older;
        is_older.then_some(MapFault::Older { line: version.line })
    }

    /// The memory map of a dump, by its place in [`Log::dumps`], and what is odd about it.
    ///
    /// # Errors
    /// If the rows are not a memory map, or there is no such dump.
    pub fn memory_map(&self, dump: usize) -> Result<(MemoryMap, Vec<MapWarning>), MapFault> {
        let dumps = self.dumps();
        let Some(source) = dumps.get(dump) else {
            return Err(self.no_dump(dump));
        };
        match memory_map(source) {
            Err(MapFault::Map { error, lines, .. }) => Err(MapFault::Map {
                error,
                lines,
                dumps: dumps.iter().map(|dump| dump.first_line).collect(),
            }),
            other => other,
        }
    }
}

/// The most lines of a kind that are told one by one.
const MOST: usize = 20;

/// What is odd about a dump that is a memory map.
fn warnings(source: &Source) -> Vec<MapWarning> {
    let read = source.rows.len() as u64;
    let known = read.saturating_add(source.unreadable.len() as u64);
    let count = source
        .count
        .filter(|said| *said > known && !source.elided)
        .map(|said| Found { line: source.first_line, what: Note::CountDisagrees { said, read } });
    count.into_iter().chain(capped(&source.unreadable)).chain(capped(&source.notes)).collect()
}

/// The first of many, and how many more there are.
pub(crate) fn capped(found: &[MapWarning]) -> impl Iterator<Item = MapWarning> + '_ {
    let more = found
        .get(MOST)
        .map(|next| Found { line: next.line, what: Note::More((found.len() - MOST) as u64) });
    found.iter().take(MOST).copied().chain(more)
}

/// The memory map of a source, and what is odd about it. Rows without a node are node 0's.
fn memory_map(source: &Source) -> Result<(MemoryMap, Vec<MapWarning>), MapFault> {
    // memblock prints an array without regions as one empty row.
    let rows = source.rows.iter().filter(|row| row.base < row.end);
    let rows: Vec<&Row> = rows.take(MemoryMap::MAX_REGIONS + 1).collect();
    let regions = rows.iter().map(|row| region(row)).collect::<Result<_, _>>()?;
    match MemoryMap::new(regions) {
        Ok(map) => Ok((map, warnings(source))),
        Err(error) => {
            let line = |index: usize| rows.get(index).map(|row| row.line);
            let lines = match error {
                MapError::EmptyRegion { index, .. } | MapError::EndsTooHigh { index, .. } => {
                    (line(index), None)
                }
                MapError::OutOfOrder { index, .. } | MapError::Overlap { index, .. } => {
                    (line(index), index.checked_sub(1).and_then(line))
                }
                MapError::TooManyRegions { .. } => (line(MemoryMap::MAX_REGIONS), None),
                _ => (Some(source.first_line), None),
            };
            // The model counts what it was given: here one more than the limit at most.
            let error = match error {
                MapError::TooManyRegions { .. } => {
                    MapError::TooManyRegions { count: source.rows.len() }
                }
                error => error,
            };
            Err(MapFault::Map { error, lines, dumps: Vec::new() })
        }
    }
}

fn region(row: &Row) -> Result<Region, MapFault> {
    let nid = row.nid.unwrap_or(0);

    Ok(Region {
        base: PhysAddr::new(row.base),
        end: PhysAddr::new(row.end),
        nid: Nid::new(nid).ok_or(MapFault::NodeTooHigh { nid, line: row.line })?,
        flags: Flags::new(row.flags.unwrap_or(match row.mirrored {
            Some(true) => Flags::MIRROR.get(),
            _ => 0,
        })),
    })
}

/// Why a dump is not a memory map.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MapFault {
    /// There is no dump of this number.
    NoDump {
        /// The number asked for, from 1.
        asked: usize,
        /// How many there are.
        found: usize,
    },
    /// There is no dump, but something that shows where memory is in another way.
    NotEnough {
        /// What there is.
        kind: SourceKind,
        /// Its first line.
        line: u32,
    },
    /// There is no dump, and the kernel is older than any that is modelled.
    Older {
        /// The line of its version.
        line: u32,
    },
    /// There is no dump, and the machine is none that is modelled.
    Unmodelled {
        /// The line that shows it.
        line: u32,
        /// Why not.
        what: Unmodelled,
    },
    /// There is no dump, since no row could be read.
    Unreadable {
        /// The first row's line.
        line: u32,
        /// Why it can't be read.
        note: Note,
    },
    /// A row's node is above [`Nid::MAX`].
    NodeTooHigh {
        /// The node.
        nid: u64,
        /// The row's line.
        line: u32,
    },
    /// The rows can't be memblock's.
    Map {
        /// Why.
        error: MapError,
        /// The line of the region named first, and of the second.
        lines: (Option<u32>, Option<u32>),
        /// The first lines of all dumps in the text.
        dumps: Vec<u32>,
    },
}

impl MapFault {
    /// The lines at fault.
    pub fn lines(&self) -> Vec<u32> {
        match self {
            MapFault::NoDump { .. } => Vec::new(),
            MapFault::NotEnough { line, .. }
            | MapFault::Older { line }
            | MapFault::Unmodelled { line, .. }
            | MapFault::Unreadable { line, .. }
            | MapFault::NodeTooHigh { line, .. } => vec![*line],
            MapFault::Map { lines, .. } => [lines.1, lines.0].into_iter().flatten().collect(),
        }
    }
}

impl fmt::Display for MapFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MapFault::NoDump { found: 0, .. } => f.write_str(
                "no memory map was found: paste all of `dmesg`, from `BIOS-e820` or the EFI memory \
                 map to behind `Early memory node ranges`; or a log booted with memblock=debug, the \
                 table of the mail, or /sys/kernel/debug/memblock/memory",
            ),
            MapFault::NoDump { asked, found } => {
                write!(f, "there is no dump {asked}: {found} were found")
            }
            MapFault::NotEnough { kind, line } => {
                let (what, why) = match kind {
                    SourceKind::Lsmem => ("lsmem", "shows blocks, and not what memory is in them"),
                    SourceKind::Zoneinfo => {
                        ("/proc/zoneinfo", "shows zones, and not what memory is in them")
                    }
                    SourceKind::Srat => {
                        ("SRAT", "shows whose memory would be where, and not how much there is")
                    }
                    _ => ("the zone ranges", "show where zones end, and not what memory is in them"),
                };
                write!(
                    f,
                    "line {line}: {what} alone {why}: paste all of `dmesg` beside it, from \
                     `BIOS-e820` or the EFI memory map to behind `Early memory node ranges`"
                )
            }
            MapFault::Older { line } => write!(
                f,
                "line {line}: the kernel is older than any modelled (v5.10.53), and its log has no \
                 memory map that can be read"
            ),
            MapFault::Unmodelled { line, what } => write!(f, "line {line}: {what}"),
            MapFault::Unreadable { line, note } => {
                write!(f, "no row of memory could be read; line {line}: {note}")
            }
            MapFault::NodeTooHigh { nid, line } => write!(
                f,
                "line {line}: node {nid} is above {}, the highest a kernel can be built for",
                Nid::MAX
            ),
            MapFault::Map { error, lines, dumps } => {
                match lines {
                    (Some(line), Some(before)) => write!(f, "lines {before} and {line}: ")?,
                    (Some(line), None) => write!(f, "line {line}: ")?,
                    _ => {}
                }
                error.fmt(f)?;
                let mixed = matches!(error, MapError::Overlap { .. } | MapError::OutOfOrder { .. });
                if mixed && dumps.len() > 1 {
                    let shown = if dumps.len() > 4 { 3 } else { dumps.len() - 1 };
                    let (first, others) = dumps.split_at(shown);
                    write!(f, " ({} were found, lines ", dumps.len())?;
                    for (place, line) in first.iter().enumerate() {
                        write!(f, "{}{line}", if place > 0 { ", " } else { "" })?;
                    }
                    match others {
                        [last] => write!(f, " and {last})")?,
                        _ => write!(f, " … and {} more)", others.len())?,
                    }
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for MapFault {}
