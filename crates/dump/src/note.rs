//! What there is to say of a line: why it can't be read, or what is odd about it.

use std::fmt;

use crate::SourceKind;

/// A remark on a line. Small and without text of its own, so that a hundred megabytes of
/// broken lines cost no more than themselves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Note {
    /// A row that ends before it is complete.
    CutOff(SourceKind),
    /// A row of which some part is not what belongs there.
    Malformed(SourceKind),
    /// A range that ends before it starts.
    Backwards {
        /// Its first address.
        first: u64,
        /// Its last address.
        last: u64,
    },
    /// A number of more than 64 bits.
    TooLarge,
    /// Addresses the kernel shows as zero to all but root.
    Hidden,
    /// The size and the range of a row say different things.
    SizeDisagrees {
        /// The size the row gives, in bytes.
        said: u64,
        /// What its range holds, in bytes.
        range: u64,
    },
    /// The mirror column and the flags of a row say different things.
    MirrorDisagrees {
        /// What the mirror column says.
        said: bool,
        /// The flags.
        flags: u64,
    },
    /// The pfn columns and the addresses of a row say different things.
    PfnsDisagree {
        /// The first pfn by the addresses, for pages of 4 KiB.
        start: u64,
        /// One past the last pfn by the addresses.
        end: u64,
    },
    /// A flag of a name not known here: its first letters, and NULs where it has fewer.
    UnknownFlag([u8; 16]),
    /// A row without flags among rows that have them.
    NoFlags,
    /// A row without a node among rows that have one.
    NoNode,
    /// A row with neither, among rows that have both.
    NoNodeNorFlags,
    /// `memory.cnt` is larger than the number of rows.
    CountDisagrees {
        /// What `memory.cnt` says.
        said: u64,
        /// How many rows there are.
        read: u64,
    },
    /// A row of memory that a driver added after boot.
    DriverManaged {
        /// First byte.
        base: u64,
        /// One past the last byte.
        end: u64,
    },
    /// How many lines more have something to say, from this one on.
    More(u64),
}

impl Note {
    /// Whether the line could be read all the same.
    pub const fn is_warning(self) -> bool {
        !matches!(
            self,
            Note::CutOff(_)
                | Note::Malformed(_)
                | Note::Backwards { .. }
                | Note::TooLarge
                | Note::Hidden
        )
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Note::CutOff(kind) => write!(
                f,
                "the row is cut off and does not count; expected `{}`: paste it whole",
                kind.shape()
            ),
            Note::Malformed(kind) => write!(
                f,
                "looks like a row but can't be read as one; expected `{}`: mend it or leave it out",
                kind.shape()
            ),
            Note::Backwards { first, last } => write!(
                f,
                "the range [{first:#x}-{last:#x}] ends before it starts: check its two addresses"
            ),
            Note::TooLarge => f.write_str(
                "a number here needs more than 64 bits, which no address has: check its digits",
            ),
            Note::Hidden => f.write_str(
                "the kernel hides these addresses from all but root: read the file as root",
            ),
            Note::SizeDisagrees { said, range } => write!(
                f,
                "the size says {said:#x} bytes, the range holds {range:#x}: the range counts"
            ),
            Note::MirrorDisagrees { said, flags } => write!(
                f,
                "the mirror column says {}, the flags {flags:#x} say {}: the flags count",
                yes_no(said),
                yes_no(!said)
            ),
            Note::PfnsDisagree { start, end } => write!(
                f,
                "the pfns are not those of the addresses ({start:#x}-{end:#x} with 4 KiB pages): \
                 the addresses count"
            ),
            Note::UnknownFlag(name) => {
                let name = name.split(|b| *b == 0).next().unwrap_or_default();
                write!(f, "the flag {} is not known here: it is left out", name.escape_ascii())
            }
            Note::NoFlags => f.write_str(
                "no flags here though other rows have them: was the line cut? read as none",
            ),
            Note::NoNode => f.write_str(
                "no node here though other rows have one: was the line cut? read as node 0",
            ),
            Note::NoNodeNorFlags => f.write_str(
                "neither node nor flags here though other rows have them: was the line cut? read \
                 as node 0 without flags",
            ),
            Note::CountDisagrees { said, read } => {
                write!(f, "memory.cnt says {said} regions, {read} were read")
            }
            Note::DriverManaged { base, end } => write!(
                f,
                "[{base:#x}-{:#x}] was added by a driver after boot (DRV_MNG): left out",
                end.saturating_sub(1)
            ),
            Note::More(1) => f.write_str("one more line has a remark"),
            Note::More(lines) => write!(f, "and {lines} more lines have remarks"),
        }
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes {
        "yes"
    } else {
        "no"
    }
}
