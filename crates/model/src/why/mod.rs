//! Why a number is what it is: derivations, read off the trace of the evaluation that gave it.
//!
//! No rule of the kernel is repeated here. [`Recording`] evaluates once with a recorder;
//! [`Recording::derive`] picks the facts a number rests on, in the order of the kernel's steps.

mod inputs;
mod machine;
mod memmap;
mod node;
mod quantity;
mod step;
mod term;
mod toggle;
mod zone;

use crate::{evaluate, Fact, Outcome, Setup, Variant};

pub use quantity::{MachineField, NodeField, Quantity, Unit, Value, ZoneField};
pub use step::Step;
pub use term::Term;
pub use toggle::{Remedy, Toggled, Toggles};

/// An outcome, and every decision on the way to it.
#[derive(Clone, Debug)]
pub struct Recording {
    variant: Variant,
    outcome: Outcome,
    facts: Vec<Fact>,
}

/// How a number came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Derivation {
    /// The number.
    pub quantity: Quantity,
    /// Under which variant.
    pub variant: Variant,
    /// The steps, in order: the last one gives the number.
    pub steps: Vec<Step>,
    /// The patches that decide it: what it would be with each one switched over.
    pub effects: Vec<Effect>,
}

/// What one patch, switched over, would make of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The patch, applied or taken out, as it now is not.
    pub switch: Toggled,
    /// The other value.
    pub value: Value,
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

    /// How `quantity` came about, without [`Derivation::effects`]; `None` if its node has no
    /// memory.
    pub fn derive(&self, quantity: Quantity) -> Option<Derivation> {
        quantity.of(&self.outcome)?;
        let steps = match quantity {
            Quantity::Machine { field } => machine::steps(self, field),
            Quantity::Node { nid, field } => node::steps(self, nid, field),
            Quantity::Zone { nid, zone, field } => zone::steps(self, nid, zone, field),
        };
        Some(Derivation { quantity, variant: self.variant, steps, effects: Vec::new() })
    }

    /// What `pick` takes of the facts, in order.
    fn facts_of<'a, T: 'a>(
        &'a self,
        pick: impl Fn(&Fact) -> Option<T> + 'a,
    ) -> impl Iterator<Item = T> + 'a {
        self.facts.iter().filter_map(pick)
    }
}

/// How `quantity` comes about under `variant`, and which patches decide it; `None` if its node
/// has no memory.
///
/// # Examples
/// ```
/// # use zonescope_model::*;
/// # let region = |base: u64, end: u64, flags| Region {
/// #     base: PhysAddr::new(base << 30), end: PhysAddr::new(end << 30), nid: Nid::default(), flags,
/// # };
/// # let setup = Setup {
/// #     memory: MemoryMap::new(vec![region(4, 5, Flags::MIRROR), region(5, 8, Flags::NONE)]).unwrap(),
/// #     words: BootWords::parse("kernelcore=mirror"), arch: Arch::X86_64, deferred_init: true,
/// # };
/// let absent = Quantity::Zone { nid: Nid::default(), zone: Zone::Normal, field: ZoneField::Absent };
/// let derivation = derive(&setup, Variant::default(), absent).unwrap();
/// assert_eq!(derivation.value(), Some(Value::Pages(3 << 18)));
/// assert_eq!(derivation.effects[0].switch.patch, Patch::ClipNormal);
/// assert_eq!(derivation.effects[0].value, Value::Pages(0));
/// ```
pub fn derive(setup: &Setup, variant: Variant, quantity: Quantity) -> Option<Derivation> {
    let mut derivation = Recording::new(setup, variant).derive(quantity)?;
    derivation.effects = Toggles::new(setup, variant).effects(quantity, derivation.value());
    Some(derivation)
}

impl Derivation {
    /// What the steps come to.
    pub fn value(&self) -> Option<Value> {
        self.steps.last().map(Step::result)
    }
}
