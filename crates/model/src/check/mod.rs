//! Is it so? What a log says the kernel built, beside what the model says it builds; and which
//! kernels and patches would explain the log.

mod compare;
mod explain;
mod facts;
mod managed;
mod running;

pub use compare::{Compared, Comparison};
pub use explain::{Explanation, Observation};
pub use facts::{Facts, Field, LogFact, ManagedZone, Reserved, Subject};
pub use managed::Gap;
pub use running::Running;

use crate::{Memblock, Release, Setup, Variant, Verdict};

/// A log, checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// The variant the log is compared with.
    pub variant: Variant,
    /// The log beside it.
    pub comparison: Comparison,
    /// The variants that would explain the log.
    pub explanation: Explanation,
    /// Managed pages beside present ones, by node.
    pub gaps: Vec<Gap>,
    /// Pages that are never initialised under the variant, and so never managed.
    pub never_init: u64,
    /// How the variant fares on this machine.
    pub verdict: Verdict,
    /// Whether the kernel that runs is older than what is modelled.
    pub is_older: bool,
    /// The release that the log's version belongs to, whether or not it explains the log.
    pub release: Option<&'static Release>,
}

impl Check {
    /// The release that the log is compared with: its own if that is the variant's, else the
    /// first stable one that is.
    pub fn release_compared(&self) -> Option<&'static Release> {
        let is_compared = |release: &&'static Release| release.variant() == self.variant;
        let others = Release::all().iter().filter(|release| release.is_maintained);
        self.release.into_iter().chain(others).find(is_compared)
    }

    /// The stable releases that explain the log, oldest first.
    pub fn releases_that_explain(&self) -> impl Iterator<Item = &'static Release> + '_ {
        let stable = Release::all().iter().filter(|release| release.is_maintained);
        stable.filter(|release| self.explanation.members.contains(&release.variant()))
    }
}

/// Compares `facts` with what `setup` comes to under the kernel that runs. What is not known of
/// that kernel is taken from the smallest variant that explains the log, or if none does, from
/// the one that comes closest.
pub fn check(setup: &Setup, facts: &Facts, running: Running) -> Check {
    let mut checking = Checking::new(setup, facts);
    while checking.step(facts) {}
    checking.finish(facts, running)
}

/// Compares `facts` with what `setup` comes to under one variant, whatever kernel runs.
pub fn compare(setup: &Setup, variant: Variant, facts: &Facts) -> Comparison {
    let memblock = Memblock::new(setup);
    let ruler = compare::Ruler::new(&memblock.memory, &memblock.arch);
    ruler.compare(facts, &memblock.evaluate(variant, &mut ()))
}

/// A [`check`] a step at a time, for front ends that must not block: each step is given the same
/// facts again.
pub struct Checking {
    memblock: Memblock,
    ruler: compare::Ruler,
    ledger: managed::Ledger,
    trials: explain::Trials,
}

impl Checking {
    /// Nothing tried yet.
    pub fn new(setup: &Setup, facts: &Facts) -> Checking {
        let memblock = Memblock::new(setup);
        Checking {
            ruler: compare::Ruler::new(&memblock.memory, &memblock.arch),
            ledger: managed::Ledger::new(&memblock.memory, &memblock.arch, facts),
            trials: explain::Trials::new(),
            memblock,
        }
    }

    /// Tries one more variant; false if there was none left.
    pub fn step(&mut self, facts: &Facts) -> bool {
        self.trials.step(&self.memblock, facts, &self.ruler, &self.ledger)
    }

    /// What came of it.
    pub fn finish(self, facts: &Facts, running: Running) -> Check {
        // Where its patches are not certain, the release's count as long as they explain the log.
        let of_release = running.release.map(Release::variant).filter(|variant| {
            let is_asked = running.kernel.is_none_or(|kernel| kernel == variant.kernel);
            running.patches.is_none() && is_asked && self.trials.explain(*variant)
        });
        let closest = || self.trials.closest(running.kernel, running.patches);
        let variant = of_release.unwrap_or_else(closest);
        let outcome = self.memblock.evaluate(variant, &mut ());
        Check {
            variant,
            comparison: self.ruler.compare(facts, &outcome),
            explanation: self.trials.explanation(),
            gaps: self.ledger.gaps,
            never_init: outcome.memmap.never_init,
            verdict: outcome.verdict(),
            is_older: running.is_older,
            release: running.release,
        }
    }
}
