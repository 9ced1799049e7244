//! Why QEMU can't make a machine.

use std::fmt;

use zonescope_model::{Nid, Region};
use zonescope_report::size_of_bytes;

/// Why a scenario can't be booted. What an approximation would do about it is said where there
/// is one.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Unbootable {
    /// No machine of QEMU runs such kernels with mirrorboot.
    Arch {
        /// The architecture.
        arch: String,
    },
    /// All memory lies below 4 GiB.
    NoHighMemory,
    /// A region has a flag that firmware of QEMU never gives.
    Flags {
        /// The region.
        region: Region,
    },
    /// A region starts or ends within a page of 4 KiB, which EFI's memory map counts in.
    WithinPage {
        /// The region.
        region: Region,
    },
    /// Memory below 4 GiB belongs to more than one node.
    LowNodes {
        /// The first two.
        nids: [Nid; 2],
    },
    /// A node has memory on both sides of another's.
    Interleaved {
        /// That node.
        nid: Nid,
    },
    /// Nodes are not numbered from 0 in the order of their memory.
    Numbers {
        /// The nodes in that order.
        nids: Vec<Nid>,
    },
    /// More nodes than QEMU makes.
    TooManyNodes {
        /// How many.
        nodes: usize,
    },
    /// The host is too small even with a section for each range.
    TooLarge {
        /// What would be needed, in bytes.
        needed: u64,
        /// What may be had, in bytes.
        memory: u64,
    },
}

impl Unbootable {
    /// Whether another machine would be made instead when an approximation is asked for.
    pub fn can_be_approximated(&self) -> bool {
        matches!(
            self,
            Unbootable::Flags { .. }
                | Unbootable::WithinPage { .. }
                | Unbootable::LowNodes { .. }
                | Unbootable::Interleaved { .. }
                | Unbootable::Numbers { .. }
        )
    }
}

impl fmt::Display for Unbootable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unbootable::Arch { arch } => write!(
                f,
                "QEMU boots x86_64 and arm64 here, and this is {arch}: give another --arch"
            ),
            Unbootable::NoHighMemory => f.write_str(
                "no node has memory above 4 GiB: only there kernelcore=mirror asks what is \
                 mirrored; add some",
            ),
            Unbootable::Flags { region } => write!(
                f,
                "region {region}: firmware of QEMU says MIRROR of memory and nothing else; an \
                 approximation leaves other flags out"
            ),
            Unbootable::WithinPage { region } => write!(
                f,
                "region {region} starts or ends within a page of 4 KiB, and EFI's memory map \
                 counts in those; an approximation rounds down"
            ),
            Unbootable::LowNodes { nids: [one, other] } => write!(
                f,
                "memory below 4 GiB belongs to nodes {one} and {other}, and QEMU's lies in other \
                 places; an approximation gives all of it to node {one}"
            ),
            Unbootable::Interleaved { nid } => write!(
                f,
                "node {nid} has memory on both sides of another node's, and QEMU lays nodes one \
                 behind the other; an approximation makes each run of memory a node of its own"
            ),
            Unbootable::Numbers { nids } => {
                let nids: Vec<String> = nids.iter().map(Nid::to_string).collect();
                write!(
                    f,
                    "by address the nodes are {}, and QEMU numbers them from 0 in that order; an \
                     approximation numbers them anew",
                    nids.join(", ")
                )
            }
            Unbootable::TooManyNodes { nodes } => {
                write!(f, "{nodes} nodes: QEMU makes up to {}", crate::plan::MOST_NODES)
            }
            Unbootable::TooLarge { needed, memory } => write!(
                f,
                "even with no more than a section for each range the machine has {}, and {} may \
                 be used: take a layout of fewer ranges, or a larger host",
                size_of_bytes((*needed).into()),
                size_of_bytes((*memory).into())
            ),
        }
    }
}

impl std::error::Error for Unbootable {}
