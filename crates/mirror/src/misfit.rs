//! Why a map is not one that the mirroring rule gives.

use std::fmt;

use crate::{Bytes, MachineError, Percent};
use zonescope_model::{Flags, Nid, Region};

/// Why a map is not one that the mirroring rule gives: its regions can only be edited one by one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Misfit {
    /// Some memory below 4 GiB is mirrored, some is not.
    PartlyBelow {
        /// The first that is.
        mirrored: Region,
        /// The first that is not.
        plain: Region,
    },
    /// Memory above 4 GiB does not begin there, or does not go on where it should.
    Gap {
        /// The region before the gap; none if that ends at 4 GiB.
        before: Option<Region>,
        /// The region after it.
        region: Region,
    },
    /// A node goes on above another one.
    Interleaved {
        /// Where it goes on.
        region: Region,
        /// The region of the other node, right below.
        before: Region,
    },
    /// A node has mirrored memory above memory that is not.
    NotAtBottom {
        /// The mirrored memory.
        region: Region,
        /// What lies right below.
        before: Region,
    },
    /// Memory of one node above 4 GiB has different flags.
    FlagsDiffer {
        /// The region with other flags.
        region: Region,
        /// The region right below.
        before: Region,
    },
    /// Mirrored memory comes in no whole pages.
    TooFine {
        /// The node.
        nid: Nid,
        /// What it mirrors above 4 GiB.
        mirrored: Bytes,
    },
    /// No percentage makes a node mirror what it does.
    NoPercentage {
        /// The node.
        nid: Nid,
        /// What it mirrors above 4 GiB.
        mirrored: Bytes,
        /// The last percentage that gives less, and what it gives.
        before: Option<(Percent, Bytes)>,
        /// The first that does not, and what it gives.
        nearest: (Percent, Bytes),
    },
    /// The machine it would take is none.
    Machine(MachineError),
}

/// A region without its flags.
struct Place(Region);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Region { base, end, nid, .. } = self.0;
        let last = end.get().saturating_sub(1);
        write!(f, "[{base}-{last:#x}] of node {nid}")
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Misfit::PartlyBelow { mirrored, plain } => write!(
                f,
                "below 4 GiB {} is mirrored and {} is not: firmware mirrors all of it or none",
                Place(mirrored),
                Place(plain)
            ),
            Misfit::Gap { before: None, region } => write!(
                f,
                "{} is the first above 4 GiB and does not begin there: memory follows 4 GiB \
                 without a gap",
                Place(region)
            ),
            Misfit::Gap { before: Some(before), region } => {
                let hole = region.base.get().saturating_sub(before.end.get());
                write!(
                    f,
                    "{} of nothing lie between {} and {}: above 4 GiB memory follows without gaps",
                    Bytes::new(hole),
                    Place(before),
                    Place(region)
                )
            }
            Misfit::Interleaved { region, before } => write!(
                f,
                "{} goes on above {}: nodes follow each other, they do not interleave",
                Place(region),
                Place(before)
            ),
            Misfit::NotAtBottom { region, before } => write!(
                f,
                "{} is mirrored and lies above {}, which is not: mirrored memory lies at the \
                 bottom of its node",
                Place(region),
                Place(before)
            ),
            Misfit::FlagsDiffer { region, before } => write!(
                f,
                "{} has flags {} and {} has flags {}: above 4 GiB a node has the same flags \
                 throughout, but for MIRROR",
                Place(before),
                before.flags.without(Flags::MIRROR),
                Place(region),
                region.flags.without(Flags::MIRROR)
            ),
            Misfit::TooFine { nid, mirrored } => write!(
                f,
                "node {nid} mirrors {mirrored} above 4 GiB: memory is mirrored in whole pages"
            ),
            Misfit::NoPercentage { nid, mirrored, before, nearest: (percent, given) } => {
                write!(
                    f,
                    "node {nid} mirrors {mirrored} above 4 GiB, which no percentage gives: "
                )?;
                if let Some((percent, given)) = before {
                    write!(f, "{percent} % gives {given}, ")?;
                }
                write!(f, "{percent} % gives {given}")
            }
            Misfit::Machine(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Misfit {}
