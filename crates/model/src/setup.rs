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

impl Setup {
    /// Whether struct pages may be left for later: the configuration is on, and no
    /// `early_page_ext` turns it off (`early_page_ext_enabled()` in mm/page_ext.c).
    pub const fn defers(&self) -> bool {
        self.deferred_init && !self.words.early_page_ext
    }
}
