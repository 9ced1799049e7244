//! What a reader should know of how sources were combined.

use std::fmt;

use super::Origin;
use crate::Note;
use zonescope_model::BootWords;

/// Something odd in what was combined that gives a memory map all the same.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Remark {
    /// A row of the memory map.
    Row(Note),
    /// A better kind of source lacks memory that another one shows.
    PassedOver {
        /// The source.
        origin: Origin,
        /// The line it begins on.
        line: u32,
    },
    /// Two rows say different things of the same bytes.
    Contradiction {
        /// The source.
        origin: Origin,
        /// The line that counts.
        line: u32,
        /// The line that does not.
        other: u32,
    },
    /// A row names a node no kernel can have.
    NodeTooHigh {
        /// The node.
        nid: u64,
    },
    /// No row says whose some memory is.
    NoNode {
        /// First byte.
        base: u64,
        /// One past the last byte.
        end: u64,
    },
    /// Rows of the memory map are not there, or can't be read.
    RowsMissing {
        /// How many there are, as their source says.
        said: Option<u64>,
        /// How many were read.
        read: u64,
    },
    /// The zones reach beyond the last memory: some of it is missing.
    Excerpt {
        /// One past the last byte of memory.
        memory_end: u64,
        /// One past the last byte of the zones.
        zones_end: u64,
    },
    /// The command line changes what memory there is.
    MemoryWords,
    /// A node of which no row is there.
    NodeMissing {
        /// The node.
        nid: u64,
        /// Its first byte, as the log says elsewhere.
        base: u64,
        /// One past its last byte.
        end: u64,
    },
    /// A node of which the first or last rows are not there.
    NodeCut {
        /// The node.
        nid: u64,
        /// Its first byte and one past its last, as the log says elsewhere.
        said: (u64, u64),
        /// The same by the rows that are there.
        found: (u64, u64),
        /// Its pages, as the log counts them, and those of its rows.
        pages: Option<(u64, u64)>,
    },
    /// A node of which some rows are not there.
    PagesMissing {
        /// The node.
        nid: u64,
        /// Its pages, as the log counts them.
        said: u64,
        /// The pages of its rows.
        found: u64,
    },
    /// The machine is none that is modelled.
    Unmodelled(Unmodelled),
    /// The kernel is older than any that is modelled.
    Older,
    /// Nothing shows the architecture beyond doubt.
    ArchAssumed {
        /// The one taken.
        name: &'static str,
        /// Why it may be another.
        why: String,
    },
    /// The log has ZONE_MOVABLE and no command line, and these words would make it.
    WordsAssumed {
        /// Those taken.
        words: BootWords,
        /// Others that would do it as well.
        others: Vec<BootWords>,
    },
    /// The log has ZONE_MOVABLE and no command line, and no word tried would make it.
    WordsMissing,
    /// The log has ZONE_MOVABLE that its command line does not give, and these words would.
    WordsDiffer {
        /// Those that would.
        words: BootWords,
        /// Others that would do it as well.
        others: Vec<BootWords>,
    },
    /// The log has ZONE_MOVABLE and words that make it of marked memory, and no such marks.
    MarksMissing(Mark),
    /// Nothing shows how large pages are.
    PagesAssumed {
        /// The size taken, in KiB.
        kib: u64,
        /// How many numbers of the log sizes were held to.
        numbers: usize,
        /// Whether this size gives them; others do, too, then.
        fit: bool,
    },
}

/// What firmware says of some memory, which boot words make ZONE_MOVABLE of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It is mirrored.
    Mirrored,
    /// It can be taken away.
    HotPluggable,
}

impl Remark {
    /// Whether it proves that some of the memory map is missing.
    pub const fn is_cut(&self) -> bool {
        matches!(
            self,
            Remark::RowsMissing { .. }
                | Remark::Excerpt { .. }
                | Remark::NodeMissing { .. }
                | Remark::NodeCut { .. }
                | Remark::PagesMissing { .. }
        )
    }
}

/// Why a machine is not modelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Unmodelled {
    /// It has HighMem.
    HighMem,
    /// It is of this architecture.
    Arch(&'static str),
    /// Its zones are those of no architecture that is modelled.
    Zones,
}

impl fmt::Display for Unmodelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unmodelled::HighMem => {
                f.write_str("the log has HighMem, and 32-bit kernels are not modelled")
            }
            Unmodelled::Arch(name) => write!(f, "the log is of {name}, which is not modelled"),
            Unmodelled::Zones => f.write_str(
                "the log's kernel has no DMA32 between a DMA of 16 MiB and Normal, as no \
                 architecture that is modelled",
            ),
        }
    }
}

/// What a number rests on that a text leaves open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// The architecture, its page size and zones: another can be named.
    Machine,
    /// The boot words: others can be named.
    Words,
    /// The text itself: its memory map, or the machine or kernel it is of.
    Text,
}

impl Remark {
    /// What it says of is not sure, so that all numbers are to be taken with it; none if the
    /// numbers are as sure as without it.
    pub fn rests_on(&self) -> Option<Ground> {
        match self {
            Remark::ArchAssumed { .. } | Remark::PagesAssumed { .. } => Some(Ground::Machine),
            Remark::WordsAssumed { .. } | Remark::WordsMissing | Remark::WordsDiffer { .. } => {
                Some(Ground::Words)
            }
            Remark::Unmodelled(_) | Remark::Older | Remark::MarksMissing(_) => Some(Ground::Text),
            _ => self.is_cut().then_some(Ground::Text),
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::Row(note) => note.fmt(f),
            Remark::PassedOver { origin, line } => write!(
                f,
                "{origin} (line {line}) not used: memory is missing there that the log shows \
                 elsewhere, so some rows were left out or can't be read"
            ),
            Remark::Contradiction { origin, line, other } => write!(
                f,
                "{origin}: lines {line} and {other} overlap and do not agree; the range that \
                 starts lower counts"
            ),
            Remark::RowsMissing { said: Some(said), read } => write!(
                f,
                "the memory map is not whole: memory.cnt says {said} regions, {read} were read"
            ),
            Remark::RowsMissing { said: None, .. } => {
                f.write_str("the memory map is not whole: some of its rows can't be read")
            }
            Remark::NodeTooHigh { nid } => write!(
                f,
                "node {nid} is above 1023, the highest a kernel can be built for: the row does \
                 not count"
            ),
            Remark::NoNode { base, end } => write!(
                f,
                "no row says which node [{base:#x}-{:#x}] belongs to: taken as the node below",
                end.saturating_sub(1)
            ),
            Remark::Excerpt { memory_end, zones_end } => write!(
                f,
                "memory ends at {memory_end:#x} here, the zones at {zones_end:#x}: some of the \
                 memory map is missing, paste all of it"
            ),
            Remark::MemoryWords => f.write_str(
                "the command line has mem= or memmap=, which change memory after firmware listed \
                 it: the kernel may have had another map",
            ),
            Remark::NodeMissing { nid, base, end } => write!(
                f,
                "node {nid} has memory in [{base:#x}-{:#x}] by this line and no row here: some of \
                 the memory map is missing, paste all of it",
                end.saturating_sub(1)
            ),
            Remark::NodeCut { nid, said, found, pages } => {
                write!(f, "node {nid} ")?;
                if found.0 > said.0 {
                    write!(
                        f,
                        "begins at {:#x} by this line, its first row here at {:#x}",
                        said.0, found.0
                    )?;
                }
                if found.0 > said.0 && found.1 < said.1 {
                    f.write_str(", and ")?;
                }
                if found.1 < said.1 {
                    write!(
                        f,
                        "ends at {:#x} by this line, its last row here at {:#x}",
                        said.1, found.1
                    )?;
                }
                if let Some((said, found)) = pages {
                    let missing = said.saturating_sub(*found);
                    write!(f, "; {missing} of its {said} pages are missing")?;
                }
                f.write_str(": some of the memory map is missing, paste all of it")
            }
            Remark::PagesMissing { nid, said, found } => write!(
                f,
                "node {nid} has {said} pages by this line, its rows here hold {found}: {} are \
                 missing, paste all of the memory map",
                said.saturating_sub(*found)
            ),
            Remark::Unmodelled(what) => {
                write!(f, "{what}: the numbers shown are not those of this machine")
            }
            Remark::Older => f.write_str(
                "the kernel is older than any modelled (v5.10.53): the numbers shown are a later kernel's",
            ),
            Remark::ArchAssumed { name, why } => {
                write!(f, "{name} is assumed: {why}")
            }
            Remark::WordsAssumed { words, others } => {
                write!(f, "the log has Movable and no command line: {words} is assumed, which gives it")?;
                for other in others {
                    write!(f, ", as {other} would")?;
                }
                Ok(())
            }
            Remark::WordsMissing => f.write_str(
                "the log has Movable and no command line: kernelcore=, movablecore= or movable_node \
                 would make it, but none that was tried gives these numbers",
            ),
            Remark::WordsDiffer { words, others } => {
                write!(f, "the command line does not give the log's Movable; {words} would")?;
                for other in others {
                    write!(f, ", as {other} would")?;
                }
                Ok(())
            }
            Remark::MarksMissing(mark) => {
                let (words, marks, source) = match mark {
                    Mark::Mirrored => ("kernelcore=mirror", "mirrored", "EFI memory map"),
                    Mark::HotPluggable => ("movable_node", "hot-pluggable", "SRAT"),
                };
                write!(
                    f,
                    "the command line has {words}, and nothing here marks memory as {marks}: paste \
                     the {source} of this boot too, which its Movable is made by"
                )
            }
            Remark::PagesAssumed { kib, numbers, fit } => {
                write!(f, "pages of {kib} KiB are assumed: ")?;
                match (numbers, fit) {
                    (0, _) => f.write_str("nothing in the log shows how large they are"),
                    (_, true) => write!(f, "other sizes give {} of the log, too", count(*numbers)),
                    (_, false) => write!(f, "no size gives {} of the log", count(*numbers)),
                }
            }
        }
    }
}

/// `all 7 numbers`.
pub(super) fn count(numbers: usize) -> String {
    match numbers {
        1 => "the one number".to_owned(),
        numbers => format!("all {numbers} numbers"),
    }
}
