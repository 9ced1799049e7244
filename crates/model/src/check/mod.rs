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

use crate::{evaluate, Setup, Variant};

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
    /// Whether the kernel that runs is older than what is modelled.
    pub is_older: bool,
}

/// Compares `facts` with what `setup` comes to under the kernel that runs. What is not known of
/// that kernel is taken from the smallest variant that explains the log, or if none does, from
/// the one that comes closest.
pub fn check(setup: &Setup, facts: &Facts, running: Running) -> Check {
    let ruler = compare::Ruler::new(setup);
    let ledger = managed::Ledger::new(setup, facts);
    let trials = explain::Trials::new(setup, facts, &ruler, &ledger);
    let variant = trials.closest(running.kernel, running.patches);
    let outcome = evaluate(setup, variant, &mut ());
    Check {
        variant,
        comparison: ruler.compare(facts, &outcome),
        explanation: trials.explanation(),
        gaps: ledger.gaps,
        never_init: outcome.memmap.never_init,
        is_older: running.is_older,
    }
}
