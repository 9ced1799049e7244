//! What a scenario comes to, computed once for all who show it.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_model::Warning;
use zonescope_scenario::{distinct, Evaluated, Scenario};

use crate::bench::Look;

/// What memory of as many regions comes to can be shown at once.
const AT_ONCE: usize = 500;

/// Whether showing all of what it comes to at once would take longer than a frame.
pub fn is_large(scenario: &Scenario) -> bool {
    scenario.setup.memory.regions().len() > AT_ONCE
}

/// Every variant's outcome, and which are the same. As `Eq`, two `Rc`s of one are the same at a
/// glance: not even the paints of thousands of regions are gone through.
#[derive(PartialEq, Eq, Debug)]
pub struct Computed {
    /// The outcomes, in the scenario's order.
    pub evaluated: Vec<Evaluated>,
    /// Places in `evaluated` of variants that come to the same.
    pub groups: Vec<Vec<usize>>,
}

/// A scenario that is the same as another one if both come to the same: neither title nor view
/// counts.
#[derive(Clone, Debug)]
pub struct Computable(pub Rc<Scenario>);

impl PartialEq for Computable {
    fn eq(&self, Computable(other): &Computable) -> bool {
        Rc::ptr_eq(&self.0, other)
            || self.0.setup == other.setup && self.0.variants == other.variants
    }
}

impl Computed {
    /// Evaluates every variant.
    pub fn of(scenario: &Scenario) -> Computed {
        let evaluated = scenario.evaluate();
        Computed { groups: distinct(&evaluated), evaluated }
    }

    /// The variant called `name`.
    pub fn named(&self, name: &str) -> Option<&Evaluated> {
        self.evaluated.iter().find(|one| one.name == name)
    }

    /// Whether the variants run on different kernels.
    pub fn kernels_differ(&self) -> bool {
        self.evaluated.windows(2).any(|pair| pair[0].variant.kernel != pair[1].variant.kernel)
    }

    /// The kernel's warnings, each once.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        for evaluated in &self.evaluated {
            for warning in &evaluated.outcome.warnings {
                if !warnings.contains(warning) {
                    warnings.push(*warning);
                }
            }
        }
        warnings
    }

    /// The two variants compared: those chosen, else the first and the first of the last group.
    pub fn compared(&self, look: &Look) -> Option<[&Evaluated; 2]> {
        let chosen = |name: &Option<AttrValue>| name.as_ref().and_then(|name| self.named(name));
        let [left, right] = &look.compared;
        let first = self.evaluated.first()?;
        let last = self.evaluated.get(*self.groups.last()?.first()?)?;
        Some([chosen(left).unwrap_or(first), chosen(right).unwrap_or(last)])
    }
}
