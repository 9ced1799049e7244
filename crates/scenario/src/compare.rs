//! Which variants come to the same.

use zonescope_model::{Outcome, Variant};

/// A variant and what it came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evaluated {
    /// The variant's name.
    pub name: String,
    /// What it is.
    pub variant: Variant,
    /// What it came to.
    pub outcome: Outcome,
}

/// Groups variants that come to the same: the same nodes, zones, counts and owner of every
/// struct page. Each group lists places in `variants`; groups and members keep that order.
pub fn distinct(variants: &[Evaluated]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, evaluated) in variants.iter().enumerate() {
        let twin =
            groups.iter_mut().find(|group| same(&variants[group[0]].outcome, &evaluated.outcome));
        match twin {
            Some(group) => group.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups
}

/// Equal in everything but the order in which memmap_init() got there.
pub(crate) fn same(a: &Outcome, b: &Outcome) -> bool {
    a.nodes == b.nodes && a.memmap == b.memmap && a.segments == b.segments
}
