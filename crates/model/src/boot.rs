//! What steps 3 to 5 look at: a machine as it boots, and one node of it.

use crate::limits::ZoneLimits;
use crate::memory::{Memory, NodeRange};
use crate::rules::Rules;
use crate::{BootWords, Pfn};

/// What is the same for every node: what the steps so far came to, and the choices in force.
pub(crate) struct Boot<'a> {
    pub memory: &'a Memory,
    pub limits: &'a ZoneLimits,
    pub words: &'a BootWords,
    pub rules: Rules,
}

/// A node with memory, and its zone_movable_pfn.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    pub extent: NodeRange,
    pub movable_pfn: Option<Pfn>,
}
