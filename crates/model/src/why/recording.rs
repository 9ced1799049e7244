//! An evaluation with every decision on the way.

use crate::{Fact, Memblock, Outcome, PfnRange, Setup, Variant};

/// An outcome, and every decision on the way to it.
#[derive(Clone, Debug)]
pub struct Recording {
    pub(super) variant: Variant,
    pub(super) outcome: Outcome,
    facts: Vec<Fact>,
    memblock: Memblock,
}

impl Recording {
    /// Evaluates `setup` under `variant`, recording every decision.
    pub fn new(setup: &Setup, variant: Variant) -> Recording {
        let mut facts = Vec::new();
        let memblock = Memblock::new(setup);
        let outcome = memblock.evaluate(variant, &mut facts);
        Recording { variant, outcome, facts, memblock }
    }

    /// What it came to.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Every decision, in the kernel's order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The mirrored or the other memory inside `limit`, of whatever node.
    pub(super) fn memory_within(&self, limit: PfnRange, mirrored: bool) -> Vec<PfnRange> {
        let parts = self.memblock.memory.within(limit);
        parts.filter(|(_, of)| of.flags.is_mirror() == mirrored).map(|(part, _)| part).collect()
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
