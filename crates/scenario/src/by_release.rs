//! One machine on every stable release line, with `kernelcore=mirror` and without it.

use zonescope_model::{Evidence, Memblock, Outcome, Release, Setup, Verdict};

use crate::compare::same;
use crate::{NamedVariant, Scenario};

/// A release, and what the machine comes to on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnRelease {
    /// The release.
    pub release: &'static Release,
    /// With `kernelcore=mirror`.
    pub mirror: Outcome,
    /// Without it, all other boot words the same.
    pub plain: Outcome,
}

impl OnRelease {
    /// How it fares with `kernelcore=mirror`.
    pub fn verdict(&self) -> Verdict {
        self.mirror.verdict()
    }

    /// Whether the release was neither booted nor read: what it does is inferred.
    pub fn is_inferred(&self) -> bool {
        self.release.from_is_inferred || self.release.evidence == Evidence::Inferred
    }
}

/// The machine on every release of the maintained lines, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ByRelease {
    /// Each release.
    pub rows: Vec<OnRelease>,
}

/// A machine on its way over the releases, as many at a time as there is time for.
#[derive(Debug)]
pub struct Releasing {
    /// With `kernelcore=mirror` and without it.
    boots: [(Setup, Memblock); 2],
    left: Vec<&'static Release>,
    /// The releases so far.
    pub by_release: ByRelease,
}

impl Releasing {
    /// Nothing evaluated yet. The variants of `scenario` play no part.
    pub fn new(scenario: &Scenario) -> Releasing {
        let boots = [true, false].map(|mirror| {
            let mut setup: Setup = scenario.setup.clone();
            setup.words.mirror = mirror;
            let memblock = Memblock::new(&setup);
            (setup, memblock)
        });
        let left = Release::all().iter().filter(|release| release.is_maintained).rev().collect();
        Releasing { boots, left, by_release: ByRelease::default() }
    }

    /// Evaluates the next release; whether any are left.
    pub fn step(&mut self) -> bool {
        if let Some(release) = self.left.pop() {
            let variant = NamedVariant::of_release(release);
            let outcome = |(setup, memblock): &(Setup, Memblock)| variant.evaluate(setup, memblock);
            let [mirror, plain] = self.boots.each_ref().map(outcome);
            self.by_release.rows.push(OnRelease { release, mirror, plain });
        }
        !self.left.is_empty()
    }
}

impl ByRelease {
    /// Evaluates `scenario`'s machine on each release. Its own variants play no part.
    pub fn new(scenario: &Scenario) -> ByRelease {
        let mut releasing = Releasing::new(scenario);
        while releasing.step() {}
        releasing.by_release
    }

    /// The best verdict that any release has with `kernelcore=mirror`.
    pub fn best(&self) -> Verdict {
        self.rows.iter().map(OnRelease::verdict).min().unwrap_or(Verdict::Ok)
    }

    /// The oldest release that is right, if any is.
    pub fn first_right(&self) -> Option<&OnRelease> {
        self.rows.iter().find(|row| row.verdict() == Verdict::Ok)
    }

    /// Whether every release after the one at `place` is right too, so that "and later" holds.
    pub fn is_right_from(&self, place: usize) -> bool {
        self.rows[place.min(self.rows.len())..].iter().all(|row| row.verdict() == Verdict::Ok)
    }

    /// The first release of the line of the one at `place` that is right, that one or a later.
    pub fn first_right_of_line(&self, place: usize) -> Option<&'static Release> {
        let line = self.rows.get(place)?.release.line();
        let later = self.rows[place..].iter().filter(|row| row.release.line() == line);
        later.into_iter().find(|row| row.verdict() == Verdict::Ok).map(|row| row.release)
    }

    /// The rows that come to the same with `kernelcore=mirror`, by their places; groups in the
    /// order of their first rows.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            let is_twin = |group: &&mut Vec<usize>| {
                group.first().is_some_and(|&first| same(&self.rows[first].mirror, &row.mirror))
            };
            match groups.iter_mut().find(is_twin) {
                Some(group) => group.push(place),
                None => groups.push(vec![place]),
            }
        }
        groups
    }
}
