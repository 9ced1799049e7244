//! What a memory map does not say about its machine.

use std::fmt;

use crate::{Bytes, Percent};
use zonescope_model::Nid;

/// Something that a map does not say, and how it was taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Assumption {
    /// A node has installed what is visible and, once more, what is mirrored.
    Installed {
        /// The node.
        nid: Nid,
        /// What is visible, with what firmware keeps below 4 GiB.
        visible: Bytes,
        /// What second copies take.
        mirrored: Bytes,
    },
    /// Not all that a node holds below 4 GiB is visible: firmware keeps the rest.
    Kept {
        /// The node.
        nid: Nid,
        /// What is visible.
        visible: Bytes,
        /// What the node is taken to hold: the next whole granule.
        held: Bytes,
    },
    /// Memory is mirrored in steps of less than 1 GiB.
    Granularity {
        /// The largest steps that fit.
        granularity: Bytes,
    },
    /// No memory lies below 4 GiB: whether it would be mirrored was taken from the rest.
    NothingBelow {
        /// How it was taken.
        mirrored: bool,
    },
    /// Several percentages give the map: the smallest is taken.
    Percentage {
        /// The smallest.
        least: Percent,
        /// The largest.
        most: Percent,
    },
    /// No one percentage gives the map: this node has its own.
    OwnPercentage {
        /// The node.
        nid: Nid,
        /// Its percentage.
        percent: Percent,
    },
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Assumption::Installed { nid, visible, mirrored } => write!(
                f,
                "node {nid} has {} installed: {visible} visible, {mirrored} for second copies",
                visible.plus(mirrored)
            ),
            Assumption::Kept { nid, visible, held } => write!(
                f,
                "node {nid} holds {held} below 4 GiB: {visible} visible, the rest kept by firmware"
            ),
            Assumption::Granularity { granularity } => {
                write!(f, "memory is mirrored in steps of {granularity}")
            }
            Assumption::NothingBelow { mirrored } => write!(
                f,
                "no memory lies below 4 GiB: if any did, it would {}be mirrored",
                if mirrored { "" } else { "not " }
            ),
            Assumption::Percentage { least, most } => write!(
                f,
                "any percentage from {least} to {most} gives this map: the smallest is taken"
            ),
            Assumption::OwnPercentage { nid, percent } => {
                write!(f, "no one percentage gives this map: node {nid} has {percent} % of its own")
            }
        }
    }
}
