//! An evaluation with every decision on the way.

use crate::{Decision, Memblock, Outcome, PfnRange, Setup, Variant};

/// An outcome, and every decision on the way to it.
#[derive(Clone, Debug)]
pub struct Recording {
    pub(super) variant: Variant,
    pub(super) outcome: Outcome,
    decisions: Vec<Decision>,
    memblock: Memblock,
}

impl Recording {
    /// Evaluates `setup` under `variant`, recording every decision.
    pub fn new(setup: &Setup, variant: Variant) -> Recording {
        let mut decisions = Vec::new();
        let memblock = Memblock::new(setup);
        let outcome = memblock.evaluate(variant, &mut decisions);
        Recording { variant, outcome, decisions, memblock }
    }

    /// What it came to.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Every decision, in the kernel's order.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// The mirrored or the other memory inside `limit`, of whatever node.
    pub(super) fn memory_within(&self, limit: PfnRange, mirrored: bool) -> Vec<PfnRange> {
        let parts = self.memblock.memory.within(limit);
        parts.filter(|(_, of)| of.flags.is_mirror() == mirrored).map(|(part, _)| part).collect()
    }

    /// What `pick` takes of the decisions, in order.
    pub(super) fn decisions_of<'a, T: 'a>(
        &'a self,
        pick: impl Fn(&Decision) -> Option<T> + 'a,
    ) -> impl Iterator<Item = T> + 'a {
        self.decisions.iter().filter_map(pick)
    }

    /// The first that `pick` takes of the decisions.
    pub(super) fn decision_of<T>(&self, pick: impl Fn(&Decision) -> Option<T>) -> Option<T> {
        self.decisions.iter().find_map(pick)
    }
}
