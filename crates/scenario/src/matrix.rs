//! All patch sets at once, grouped by what they come to.

use zonescope_model::{evaluate, Kernel, Outcome, PatchSet, Setup, Variant};

use crate::compare::same;

/// The patch sets that come to one outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The sets, in the order of [`PatchSet::every`].
    pub patch_sets: Vec<PatchSet>,
    /// What they come to.
    pub outcome: Outcome,
}

/// All patch sets on one kernel on their way into groups, as many at a time as there is time for.
#[derive(Clone, Debug)]
pub struct Matrix {
    kernel: Kernel,
    left: Vec<PatchSet>,
    groups: Vec<Group>,
}

impl Matrix {
    /// Nothing evaluated yet.
    pub fn new(kernel: Kernel) -> Matrix {
        let mut left: Vec<PatchSet> = PatchSet::every().collect();
        left.reverse();
        Matrix { kernel, left, groups: Vec::new() }
    }

    /// Evaluates the next patch set on `setup`, the same machine each time; whether any are left.
    pub fn step(&mut self, setup: &Setup) -> bool {
        let Some(patches) = self.left.pop() else {
            return false;
        };
        let variant = Variant { kernel: self.kernel, patches };
        let outcome = evaluate(setup, variant, &mut ());
        match self.groups.iter_mut().find(|group| same(&group.outcome, &outcome)) {
            Some(group) => group.patch_sets.push(patches),
            None => self.groups.push(Group { patch_sets: vec![patches], outcome }),
        }
        !self.left.is_empty()
    }

    /// The groups so far, in the order of their first sets.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }
}

/// All patch sets on `kernel`, grouped by equal outcome; the verdict is the outcome's.
pub fn matrix(setup: &Setup, kernel: Kernel) -> Vec<Group> {
    let mut matrix = Matrix::new(kernel);
    while matrix.step(setup) {}
    matrix.groups
}
