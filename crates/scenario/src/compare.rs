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
    let (mut groups, mut marks) = (Vec::new(), Vec::new());
    (0..variants.len()).for_each(|place| join(&mut groups, &mut marks, variants, place));
    groups
}

/// Puts the variant at `place` into the group it comes to the same as, or into one of its own.
/// `marks` has the mark of each group.
pub(crate) fn join(
    groups: &mut Vec<Vec<usize>>,
    marks: &mut Vec<u64>,
    variants: &[Evaluated],
    place: usize,
) {
    let outcome = &variants[place].outcome;
    let found = twin(marks, outcome, |group| &variants[groups[group][0]].outcome);
    match found {
        Some(group) => groups[group].push(place),
        None => groups.push(vec![place]),
    }
}

/// The group of what comes to the same as `outcome`, where `first` gives the first of each group;
/// if there is none, `marks` has one for a new group. Outcomes of other marks are not compared:
/// many differ only near their ends.
pub(crate) fn twin<'a>(
    marks: &mut Vec<u64>,
    outcome: &Outcome,
    first: impl Fn(usize) -> &'a Outcome,
) -> Option<usize> {
    let mark = mark_of(outcome);
    let mut alike = (0..marks.len()).filter(|&group| marks[group] == mark);
    let found = alike.find(|&group| same(first(group), outcome));
    if found.is_none() {
        marks.push(mark);
    }
    found
}

/// A number that is equal for outcomes that are, and hardly ever for others.
fn mark_of(outcome: &Outcome) -> u64 {
    let mut mark = 0u64;
    let mut add = |number: u64| {
        mark = (mark ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    };
    for node in &outcome.nodes {
        add(node.spanned);
        for zone in &node.zones {
            add(zone.range.start().get());
            add(zone.range.end().get());
            add(zone.absent);
            add(zone.init_early);
            add(zone.init_unavailable);
            add(zone.init_deferred);
            add(zone.linked);
        }
    }
    add(outcome.memmap.double_init);
    add(outcome.memmap.never_init);
    mark
}

/// Equal in everything but the order in which memmap_init() got there.
pub(crate) fn same(a: &Outcome, b: &Outcome) -> bool {
    a.nodes == b.nodes && a.memmap == b.memmap && a.segments == b.segments
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use zonescope_model::{Kernel, PatchSet};

    use super::*;
    use crate::{NamedVariant, CASES};

    #[test]
    fn an_outcome_is_compared_with_one_other_at_most() {
        let mut scenario = CASES[1].scenario().unwrap();
        let every = Kernel::ALL.into_iter().flat_map(|kernel| {
            PatchSet::every().map(move |patches| NamedVariant::of(patches, kernel))
        });
        scenario.variants = every.collect();
        let evaluated = scenario.evaluate();
        let (mut firsts, mut marks) = (Vec::new(), Vec::new());
        for one in &evaluated {
            let compared = Cell::new(0);
            let found = twin(&mut marks, &one.outcome, |group| {
                compared.set(compared.get() + 1);
                firsts[group]
            });
            assert_eq!(compared.get(), usize::from(found.is_some()));
            if found.is_none() {
                firsts.push(&one.outcome);
            }
        }
        assert!(firsts.len() > 5 && firsts.len() < evaluated.len());
        assert_eq!(firsts.len(), distinct(&evaluated).len());
    }
}
