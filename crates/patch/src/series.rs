//! The variants that a text's patches make: each author's in the order of the text, and each alone.

use zonescope_model::{Kernel, Patch, PatchSet, Running, Variant};

use crate::Change;

/// The kernel of the thread, whose tree was 7.1-rc: that of a text which names none.
pub const THREAD: Kernel = Kernel::V6_18;

/// The variants to compare for a text: of each depth of quoting, which is another author's, the
/// code its first patch applies to, then one patch more at a time; then each patch alone. Without
/// patches there are none. `version` is what stands behind `Linux version` in the text, if it does.
///
/// # Examples
/// ```
/// use zonescope_model::{Kernel, PatchSet};
///
/// let changes = zonescope_patch::read("no diff");
/// assert!(zonescope_patch::variants(&changes, None).is_empty());
/// ```
pub fn variants(changes: &[Change], version: Option<&str>) -> Vec<Variant> {
    let running = version.map(Running::of_version).unwrap_or_default();
    let kernel = running.kernel.unwrap_or(THREAD);
    let base = running.release.map_or(PatchSet::NONE, |release| release.patches);
    let mut sets = Sets::default();
    for author in authors(changes) {
        let start = before(&author, base);
        sets.add(start);
        author.iter().fold(start, |set, step| sets.add(step.on(set)));
    }
    for author in authors(changes) {
        let start = before(&author, base);
        author.iter().for_each(|step| {
            sets.add(step.on(start));
        });
    }
    sets.0.into_iter().map(|patches| Variant { kernel, patches }).collect()
}

/// A patch put on, or taken back.
#[derive(Clone, Copy)]
struct Step {
    patch: Patch,
    reverted: bool,
}

impl Step {
    fn on(self, set: PatchSet) -> PatchSet {
        match self.reverted {
            false => set.with(self.patch),
            true => set.without(self.patch),
        }
    }
}

/// The steps of each depth of quoting, in the order in which these begin.
fn authors(changes: &[Change]) -> Vec<Vec<Step>> {
    let mut authors: Vec<(usize, Vec<Step>)> = Vec::new();
    for change in changes {
        let Some((patch, reverted)) = change.patch() else {
            continue;
        };
        let step = Step { patch, reverted };
        match authors.iter_mut().find(|(depth, _)| *depth == change.depth) {
            Some((_, steps)) => steps.push(step),
            None => authors.push((change.depth, vec![step])),
        }
    }
    authors.into_iter().map(|(_, steps)| steps).collect()
}

/// What an author's patches apply to: `base`, but with what they take back and without what they
/// put on.
fn before(steps: &[Step], base: PatchSet) -> PatchSet {
    steps.iter().rev().fold(base, |set, step| match step.reverted {
        false => set.without(step.patch),
        true => set.with(step.patch),
    })
}

/// Sets in the order in which they are first met.
#[derive(Default)]
struct Sets(Vec<PatchSet>);

impl Sets {
    fn add(&mut self, set: PatchSet) -> PatchSet {
        if !self.0.contains(&set) {
            self.0.push(set);
        }
        set
    }
}
