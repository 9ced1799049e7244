//! Why a number is what it is: derivations, read off the trace of the evaluation that gave it.
//!
//! No rule of the kernel is repeated here. [`Recording`] evaluates once with a recorder;
//! [`Recording::derive`] picks the decisions a number rests on, in the order of the kernel's steps.

mod inputs;
mod machine;
mod memmap;
mod node;
mod present;
mod quantity;
mod recording;
mod span;
mod step;
mod term;
mod toggle;
mod zone;

use crate::{Setup, Variant};

pub use quantity::{MachineField, NodeField, Quantity, Unit, Value, ZoneField};
pub use recording::Recording;
pub use step::Step;
pub use term::Term;
pub use toggle::{Effect, Remedy, Toggled, Toggles};

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

impl Recording {
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
}

/// How `quantity` comes about under `variant`, and which patches decide it; `None` if its node has
/// no memory.
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
