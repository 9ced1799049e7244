//! All patch sets at once, grouped by what they come to.

use zonescope_model::{Kernel, Memblock, Outcome, PatchSet, Setup, Variant};

use crate::compare::twin;

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
    memblock: Memblock,
    kernel: Kernel,
    left: Vec<PatchSet>,
    groups: Vec<Group>,
    /// A mark for each group.
    marks: Vec<u64>,
}

impl Matrix {
    /// Nothing evaluated yet.
    pub fn new(setup: &Setup, kernel: Kernel) -> Matrix {
        let mut left: Vec<PatchSet> = PatchSet::every().collect();
        left.reverse();
        let memblock = Memblock::new(setup);
        Matrix { memblock, kernel, left, groups: Vec::new(), marks: Vec::new() }
    }

    /// Evaluates the next patch set; whether any are left.
    pub fn step(&mut self) -> bool {
        let Some(patches) = self.left.pop() else {
            return false;
        };
        let variant = Variant { kernel: self.kernel, patches };
        let outcome = self.memblock.evaluate(variant, &mut ());
        let Matrix { groups, marks, .. } = self;
        match twin(marks, &outcome, |group| &groups[group].outcome) {
            Some(group) => groups[group].patch_sets.push(patches),
            None => groups.push(Group { patch_sets: vec![patches], outcome }),
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
    let mut matrix = Matrix::new(setup, kernel);
    while matrix.step() {}
    matrix.groups
}
