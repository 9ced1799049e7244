//! Everything the model starts from, apart from the variant.

use crate::{Arch, BootWords, MemoryMap};

/// A machine about to boot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setup {
    /// memblock.memory.
    pub memory: MemoryMap,
    /// What the command line says.
    pub words: BootWords,
    /// The architecture's constants.
    pub arch: Arch,
    /// CONFIG_DEFERRED_STRUCT_PAGE_INIT.
    pub deferred_init: bool,
}
