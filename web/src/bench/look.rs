//! How the scenario is looked at: neither shared nor undone.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_chart::Scale;
use zonescope_model::{Nid, PatchSet, PfnRange, Quantity};
use zonescope_scenario::Scenario;

/// How the scenario is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// The zone map's axis.
    pub scale: Scale,
    /// The one node shown on the zone map, or all.
    pub node: Option<Nid>,
    /// The names of the variants compared, once chosen.
    pub compared: [Option<AttrValue>; 2],
    /// The number whose derivation is shown, if one is.
    pub asked: Option<Asked>,
    /// Ranges pointed out on the zone map.
    pub pointed: Option<Pointed>,
    /// The place of the region that map and table point at.
    pub region: Option<usize>,
    /// The patches that a hunk or a variant is pointed at for.
    pub hinted: Option<Hinted>,
    /// Whether memory is being dragged, and the map's axis has to stand still.
    pub dragging: bool,
}

/// A number somebody asks about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The name of the variant whose number it is.
    pub variant: AttrValue,
    /// Which number.
    pub quantity: Quantity,
}

/// What has the pointer or the focus: it marks its like among the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hinted {
    /// A hunk, by the patches it is or is part of: it marks the variants with one of them.
    Hunk(PatchSet),
    /// A variant, by its patches: it marks the hunks of each of them.
    Variant(PatchSet),
}

/// Ranges to look at, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pointed {
    /// What they are.
    pub what: AttrValue,
    /// Where they are.
    pub ranges: Rc<[PfnRange]>,
}

impl Look {
    /// Whether a hunk is pointed at that one of these patches is in.
    pub fn marks_variant(&self, patches: PatchSet) -> bool {
        matches!(self.hinted, Some(Hinted::Hunk(of)) if of.iter().any(|one| patches.has(one)))
    }

    /// Whether a variant is pointed at that has one of these patches.
    pub fn marks_hunk(&self, patches: PatchSet) -> bool {
        matches!(self.hinted, Some(Hinted::Variant(of)) if of.iter().any(|one| patches.has(one)))
    }

    /// Drops what the scenario no longer has.
    pub fn forget_missing(&mut self, scenario: &Scenario) {
        let regions = scenario.setup.memory.regions();
        let is_node = |nid: Nid| regions.iter().any(|region| region.nid == nid);
        let is_variant =
            |name: &AttrValue| scenario.variants.iter().any(|named| named.name == name.as_str());
        self.node = self.node.filter(|nid| is_node(*nid));
        for chosen in &mut self.compared {
            *chosen = chosen.take().filter(is_variant);
        }
        self.asked = self.asked.take().filter(|asked| is_variant(&asked.variant));
        self.region = self.region.filter(|place| *place < regions.len());
    }
}
