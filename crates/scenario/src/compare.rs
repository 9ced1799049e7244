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
    let mut groups = Vec::new();
    (0..variants.len()).for_each(|place| join(&mut groups, variants, place));
    groups
}

/// Puts the variant at `place` into the group it comes to the same as, or into one of its own.
pub(crate) fn join(groups: &mut Vec<Vec<usize>>, variants: &[Evaluated], place: usize) {
    let is_twin =
        |group: &&mut Vec<usize>| same(&variants[group[0]].outcome, &variants[place].outcome);
    match groups.iter_mut().find(is_twin) {
        Some(group) => group.push(place),
        None => groups.push(vec![place]),
    }
}

/// Equal in everything but the order in which memmap_init() got there.
pub(crate) fn same(a: &Outcome, b: &Outcome) -> bool {
    a.nodes == b.nodes && a.memmap == b.memmap && a.segments == b.segments
}
