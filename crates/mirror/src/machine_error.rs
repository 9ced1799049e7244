//! Why there is no such machine, or no such mirror on it.

use std::fmt;

use crate::Bytes;
use zonescope_model::{MapError, MemoryMap, Nid, Region};

/// Why there is no such machine, or no such mirror on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum MachineError {
    /// There is no node.
    NoNode,
    /// Two nodes have the same id.
    NodeTwice {
        /// The id.
        nid: Nid,
    },
    /// A node has nothing installed.
    EmptyNode {
        /// The node.
        nid: Nid,
    },
    /// The granularity is no power of two from 4 KiB to 1 GiB.
    Granularity {
        /// What it is.
        granularity: Bytes,
    },
    /// A range that should lie below 4 GiB does not.
    NotBelow4G {
        /// The range.
        region: Region,
    },
    /// A range belongs to a node that the machine has not.
    NotOfAnyNode {
        /// The range.
        region: Region,
    },
    /// A node has less installed than it holds below 4 GiB.
    LessThanBelow {
        /// The node.
        nid: Nid,
        /// What it has.
        installed: Bytes,
        /// What it holds below 4 GiB, in whole granules.
        held: Bytes,
    },
    /// More is installed than the model can place below 2^60.
    TooLarge {
        /// What is installed in all, at least.
        total: Bytes,
    },
    /// The ranges are not a memory map.
    Map(MapError),
    /// A percentage is set for a node that the machine has not.
    NoSuchNode {
        /// The node.
        nid: Nid,
    },
    /// Something is to be mirrored, and all memory lies below 4 GiB.
    NothingAbove4G,
    /// A node can't pay for mirroring what it holds below 4 GiB.
    NodeTooSmall {
        /// The node.
        nid: Nid,
        /// What it has.
        installed: Bytes,
        /// What it holds below 4 GiB, twice.
        needed: Bytes,
    },
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MachineError::NoNode => f.write_str("there is no node: a machine needs at least one"),
            MachineError::NodeTwice { nid } => {
                write!(f, "node {nid} is there twice: give each node once")
            }
            MachineError::EmptyNode { nid } => {
                write!(f, "node {nid} has no memory installed: give it some or leave it out")
            }
            MachineError::Granularity { granularity } => write!(
                f,
                "memory can't be mirrored in steps of {granularity}: the step is a power of two \
                 from 4 KiB to 1 GiB"
            ),
            MachineError::NotBelow4G { region } => write!(
                f,
                "{region} does not lie below 4 GiB: above, the nodes follow each other and need \
                 no ranges"
            ),
            MachineError::NotOfAnyNode { region } => write!(
                f,
                "{region} belongs to a node that is not among the machine's: add node {}",
                region.nid
            ),
            MachineError::LessThanBelow { nid, installed, held } => write!(
                f,
                "node {nid} holds {held} below 4 GiB and can't do so with {installed} installed"
            ),
            MachineError::TooLarge { total } => write!(
                f,
                "{total} installed would not end below 2^60 ({}), the limit of this model",
                MemoryMap::MAX_END
            ),
            MachineError::Map(error) => error.fmt(f),
            MachineError::NoSuchNode { nid } => {
                write!(f, "node {nid} has a percentage, and the machine has no node {nid}")
            }
            MachineError::NothingAbove4G => f.write_str(
                "the machine has no memory above 4 GiB: nothing there to mirror, nor to pay for \
                 a mirror below",
            ),
            MachineError::NodeTooSmall { nid, installed, needed } => write!(
                f,
                "node {nid} is too small for its mirror: what it holds below 4 GiB and its second \
                 copy take {needed}, and {installed} is installed"
            ),
        }
    }
}

impl std::error::Error for MachineError {}
