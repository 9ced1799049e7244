//! What texts tell of one boot: the zones it built, and the kernel that built them.

use zonescope_model::{Arch, Facts, Field, Running, Subject};

use crate::{Combined, Log};

/// What is known of a boot besides its memory.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Witness {
    /// What its kernel built.
    pub facts: Facts,
    /// The text behind `Linux version`.
    pub version: Option<String>,
}

impl Witness {
    /// What the log a memory map was read from tells of the boot with that memory.
    pub fn of_map(log: &Log, combined: &Combined, arch: &Arch) -> Witness {
        Witness { facts: log.facts(combined.line, arch), version: combined.kernel.clone() }
    }

    /// What a text of its own tells: /proc/zoneinfo, or another log of the same boot.
    pub fn of_log(log: &Log, arch: &Arch) -> Witness {
        Witness {
            facts: log.facts(u32::MAX, arch),
            version: log.version().map(|found| found.what.clone()),
        }
    }

    /// With a second text on the same boot: its numbers count before these, as it was brought to
    /// tell more; the kernel is the one the memory map came with.
    #[must_use]
    pub fn with(self, second: Witness) -> Witness {
        Witness { facts: second.facts.or(self.facts), version: self.version.or(second.version) }
    }

    /// What it tells of the kernel that runs.
    pub fn running(&self) -> Running {
        let version = self.version.as_deref();
        let mut running = version.map_or(Running::default(), Running::of_version);
        // Only kernels before v5.10.53 count the holes of all zones in one line.
        running.is_older |= self
            .facts
            .built
            .iter()
            .any(|fact| (fact.subject, fact.field) == (Subject::Machine, Field::Unavailable));
        running
    }
}
