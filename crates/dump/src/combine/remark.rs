//! What a reader should know of how sources were combined.

use std::fmt;

use super::Origin;
use crate::Note;

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
    /// The zones reach beyond the last memory: some of it is missing.
    Excerpt {
        /// One past the last byte of memory.
        memory_end: u64,
        /// One past the last byte of the zones.
        zones_end: u64,
    },
    /// The command line changes what memory there is.
    MemoryWords,
    /// The log is of an architecture the model has no numbers of.
    Architecture(&'static str),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::Row(note) => note.fmt(f),
            Remark::PassedOver { origin, line } => write!(
                f,
                "{origin} (line {line}) was not used: it lacks memory that the early node ranges \
                 have, so it seems to be an excerpt"
            ),
            Remark::Contradiction { origin, line, other } => write!(
                f,
                "{origin}: lines {line} and {other} overlap and do not agree; the range that \
                 starts lower counts"
            ),
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
            Remark::Architecture(name) => {
                write!(f, "the log is of {name}, which is not modelled: read as x86_64")
            }
        }
    }
}
