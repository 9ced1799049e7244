//! Which of several machines a log may be of: those that give its own numbers.

use zonescope_model::{
    compare, Arch, BootWords, Compared, Facts, Field, Kernel, MemoryMap, Setup, Subject, Variant,
    Version, Zone,
};

use crate::log::Log;

/// What a boot was, but for its machine.
pub(super) struct Readings<'l> {
    pub log: &'l Log,
    /// The line its memory map begins on.
    pub line: u32,
    pub memory: &'l MemoryMap,
    pub words: BootWords,
    pub kernel: Kernel,
    pub version: Option<Version>,
    /// The bits of all that the kernel prints in whole pages.
    pub bits: u64,
}

/// What came of trying.
#[derive(Default)]
pub(super) struct Tried {
    /// The machines that give every number, and their names, in the order they were tried.
    pub fitting: Vec<(&'static str, Arch)>,
    /// How many numbers the log gives that a machine decides.
    pub numbers: usize,
    /// The boot's first line of them.
    pub line: Option<u32>,
}

/// Larger maps are not tried: a text of one row after another is no boot log.
pub(super) const MOST_REGIONS: usize = 512;

impl Readings<'_> {
    /// The constants of this boot's version.
    pub fn of_version(&self, arch: Arch) -> Arch {
        self.version.map_or(arch, |version| arch.of_version(version))
    }

    /// Tries every machine, each with its name.
    pub fn try_all(&self, machines: impl Iterator<Item = (&'static str, Arch)>) -> Tried {
        // Of mirrored memory it depends on patches what is present.
        let depends = self.words.mirror && self.memory.has_mirror();
        if depends || self.memory.regions().len() > MOST_REGIONS {
            return Tried::default();
        }
        let mut tried = Tried { line: Some(self.line), ..Tried::default() };
        let is_whole = |arch: &Arch| self.bits.trailing_zeros() >= arch.page_shift;
        for (name, arch) in machines.filter(|(_, arch)| is_whole(arch)) {
            let facts = self.log.facts(self.line, &arch);
            let (numbers, is_equal) = self.compared(arch, &facts);
            tried.numbers = tried.numbers.max(numbers);
            let is_known = tried.fitting.iter().any(|(known, _)| *known == name);
            if numbers > 0 && is_equal && !is_known {
                tried.fitting.push((name, arch));
            }
        }
        tried
    }

    /// How many numbers a machine decides, and whether it gives all of them.
    fn compared(&self, arch: Arch, facts: &Facts) -> (usize, bool) {
        let memory = self.memory.clone();
        let setup = Setup { memory, words: self.words, arch, deferred_init: true };
        let variant = Variant { kernel: self.kernel, ..Variant::default() };
        let comparison = compare(&setup, variant, facts);
        let mut deciding = comparison.compared.iter().filter(|compared| is_deciding(compared));
        let numbers = deciding.clone().count();
        (numbers, deciding.all(Compared::is_equal))
    }
}

/// Whether a number is one that page size, section size and zones decide, and neither boot words
/// nor patches.
fn is_deciding(compared: &Compared) -> bool {
    if compared.subject.zone() == Some(Zone::Movable) {
        return false;
    }
    match compared.field {
        Field::Present => true,
        // For all of a machine it is what kernels older than any modelled count.
        Field::Unavailable => compared.subject != Subject::Machine,
        Field::StartPfn | Field::EndPfn | Field::Spanned => {
            matches!(compared.subject, Subject::Zone(..))
        }
        _ => false,
    }
}
