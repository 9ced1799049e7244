//! What each patch, switched over, would change: found by evaluating so.

use super::quantity::{Quantity, Value};
use crate::{
    Finding, FindingKind, Memblock, Outcome, Patch, PatchSet, Setup, Severity, Variant, Verdict,
};

/// A patch switched over: applied where it was not, taken out where it was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Toggled {
    /// The patch.
    pub patch: Patch,
    /// Whether the variant at hand has it, so that switching takes it out.
    pub was_applied: bool,
}

/// What one patch, switched over, would make of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The patch, applied or taken out, as it now is not.
    pub switch: Toggled,
    /// The other value.
    pub value: Value,
}

/// The outcomes with each patch switched over.
#[derive(Clone, Debug)]
pub struct Toggles {
    outcomes: Vec<(Toggled, Outcome)>,
}

/// A patch that, switched over, removes a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remedy {
    /// The patch.
    pub switch: Toggled,
    /// The verdict with it.
    pub verdict: Verdict,
    /// Kinds it brings that are costly or worse and were not found before.
    pub brings: Vec<FindingKind>,
}

impl Toggled {
    /// The patches of a variant after the switch.
    pub fn apply_to(self, patches: PatchSet) -> PatchSet {
        if self.was_applied {
            patches.without(self.patch)
        } else {
            patches.with(self.patch)
        }
    }
}

impl Toggles {
    /// Evaluates `setup` under `variant` with each of the patches switched over.
    pub fn new(setup: &Setup, variant: Variant) -> Toggles {
        let memblock = Memblock::new(setup);
        let outcomes = Patch::ALL.map(|patch| {
            let switch = Toggled { patch, was_applied: variant.patches.has(patch) };
            let other = Variant { patches: switch.apply_to(variant.patches), ..variant };
            (switch, memblock.evaluate(other, &mut ()))
        });
        Toggles { outcomes: Vec::from(outcomes) }
    }

    /// The patches that would make `quantity` another value than `value`.
    pub fn effects(&self, quantity: Quantity, value: Option<Value>) -> Vec<Effect> {
        self.outcomes
            .iter()
            .filter_map(|(switch, outcome)| {
                let other = quantity.of(outcome)?;
                (Some(other) != value).then_some(Effect { switch: *switch, value: other })
            })
            .collect()
    }

    /// The patches that would remove `finding` of `outcome`: with one switched over there is none
    /// of its kind in its place.
    pub fn remedies(&self, finding: &Finding, outcome: &Outcome) -> Vec<Remedy> {
        self.outcomes
            .iter()
            .filter(|(_, other)| !other.has_alike(finding))
            .map(|(switch, other)| Remedy {
                switch: *switch,
                verdict: other.verdict(),
                brings: FindingKind::ALL
                    .into_iter()
                    .filter(|kind| kind.severity() >= Severity::Costly)
                    .filter(|&kind| other.has_kind(kind) && !outcome.has_kind(kind))
                    .collect(),
            })
            .collect()
    }
}
