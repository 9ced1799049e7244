//! What steps 3 to 5 look at: how the machine is being carved so far, and one node of it.

use crate::limits::ZoneLimits;
use crate::memory::{Memory, NodeRange};
use crate::{BootWords, PatchSet, Pfn};

/// What is the same for every node: what the steps so far came to, and the choices in force.
pub(crate) struct Carving<'a> {
    pub memory: &'a Memory,
    pub limits: &'a ZoneLimits,
    pub words: &'a BootWords,
    pub patches: PatchSet,
}

/// A node with memory, and its zone_movable_pfn.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    pub extent: NodeRange,
    pub movable_pfn: Option<Pfn>,
}
