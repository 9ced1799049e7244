//! What a scenario comes to, computed once for all who show it.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_chart::Focus;
use zonescope_model::{Nid, Warning};
use zonescope_scenario::{Evaluated, Evaluating, Scenario};

use crate::bench::Look;
use crate::parts::number::count;

/// What memory of as many regions comes to under a few variants can be shown at once.
const AT_ONCE: usize = 500;
/// As many variants are a few.
const FEW: usize = 6;
/// More zones of all variants than these are not drawn at once.
const MOST_ZONES: usize = 1000;

/// Whether showing all of what it comes to at once would take longer than a frame.
pub fn is_large(scenario: &Scenario) -> bool {
    scenario.setup.memory.regions().len() * scenario.variants.len().max(FEW) > AT_ONCE * FEW
}

/// The node that charts show where none is chosen and all have too many zones to draw.
pub fn only_node(evaluated: &[Evaluated]) -> Option<Nid> {
    let first = evaluated.first()?.outcome.nodes.first()?;
    let nodes = evaluated.iter().flat_map(|one| &one.outcome.nodes);
    let zones: usize = nodes.map(|node| node.zones.len()).sum();
    (zones > MOST_ZONES).then_some(first.nid)
}

/// Why only one of so many nodes is shown.
pub fn too_many(nodes: usize) -> String {
    format!(
        "Of {} nodes one is shown: all have too many zones to draw at once.",
        count(nodes as u64)
    )
}

/// Every variant's outcome, and which are the same. As `Eq`, two `Rc`s of one are the same at a
/// glance: not even the paints of thousands of regions are gone through.
#[derive(PartialEq, Eq, Debug, Default)]
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

impl From<Evaluating> for Computed {
    fn from(Evaluating { evaluated, groups, .. }: Evaluating) -> Computed {
        Computed { evaluated, groups }
    }
}

impl Computed {
    /// Evaluates every variant.
    pub fn of(scenario: &Scenario) -> Computed {
        let mut evaluating = Evaluating::new(scenario);
        while evaluating.step(scenario) {}
        evaluating.into()
    }

    /// What charts show.
    pub fn focus(&self, look: &Look) -> Focus {
        let node = look.node.or_else(|| only_node(&self.evaluated));
        Focus { node, scale: look.scale, fixed: None }
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
