//! An evaluation with every decision on the way.

use crate::{evaluate, Fact, Outcome, Setup, Variant};

/// An outcome, and every decision on the way to it.
#[derive(Clone, Debug)]
pub struct Recording {
    pub(super) variant: Variant,
    pub(super) outcome: Outcome,
    facts: Vec<Fact>,
}

impl Recording {
    /// Evaluates `setup` under `variant`, recording every decision.
    pub fn new(setup: &Setup, variant: Variant) -> Recording {
        let mut facts = Vec::new();
        let outcome = evaluate(setup, variant, &mut facts);
        Recording { variant, outcome, facts }
    }

    /// What it came to.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Every decision, in the kernel's order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// What `pick` takes of the facts, in order.
    pub(super) fn facts_of<'a, T: 'a>(
        &'a self,
        pick: impl Fn(&Fact) -> Option<T> + 'a,
    ) -> impl Iterator<Item = T> + 'a {
        self.facts.iter().filter_map(pick)
    }

    /// The first that `pick` takes of the facts.
    pub(super) fn fact_of<T>(&self, pick: impl Fn(&Fact) -> Option<T>) -> Option<T> {
        self.facts.iter().find_map(pick)
    }
}
