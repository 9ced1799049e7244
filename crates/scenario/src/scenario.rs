//! The scenario itself.

use zonescope_model::{evaluate, Kernel, Memblock, Outcome, PatchSet, Release, Setup, Variant};

use crate::compare::join;
use crate::link::default_variants;
use crate::{Evaluated, Mirrored, View};

/// A machine, how it boots, and the variants to compare on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scenario {
    /// What the reader should call it.
    pub title: String,
    /// The machine about to boot.
    pub setup: Setup,
    /// The machine that gives the memory of `setup`, if that is known: [`Scenario::mirror`] and
    /// [`Scenario::set_memory`] change both together.
    pub machine: Option<Mirrored>,
    /// What to compare, in the order shown.
    pub variants: Vec<NamedVariant>,
    /// What is shown of it.
    pub view: View,
}

/// What the variants of a scenario come to, as many at a time as there is time for.
#[derive(Debug)]
pub struct Evaluating {
    memblock: Memblock,
    /// The first variants' outcomes.
    pub evaluated: Vec<Evaluated>,
    /// Which of them come to the same (see [`distinct`](crate::distinct)).
    pub groups: Vec<Vec<usize>>,
    /// A mark for each group.
    marks: Vec<u64>,
}

impl Evaluating {
    /// Nothing evaluated yet.
    pub fn new(scenario: &Scenario) -> Evaluating {
        let memblock = Memblock::new(&scenario.setup);
        Evaluating { memblock, evaluated: Vec::new(), groups: Vec::new(), marks: Vec::new() }
    }

    /// Evaluates the next variant of `scenario`, the same one each time; whether any are left.
    pub fn step(&mut self, scenario: &Scenario) -> bool {
        let place = self.evaluated.len();
        if let Some(named) = scenario.variants.get(place) {
            self.evaluated.push(Evaluated {
                name: named.name.clone(),
                variant: named.variant,
                outcome: named.evaluate(&scenario.setup, &self.memblock),
            });
            join(&mut self.groups, &mut self.marks, &self.evaluated, place);
        }
        place + 1 < scenario.variants.len()
    }
}

/// A variant and what it is called on screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedVariant {
    /// Its name: one of the named variants, a release, or the patches joined by `+`.
    pub name: String,
    /// What it is.
    pub variant: Variant,
}

impl NamedVariant {
    /// The variant of these patches under its own name, if it has one, else under its patches'.
    pub fn of(patches: PatchSet, kernel: Kernel) -> NamedVariant {
        let name = match zonescope_model::name_of_patches(patches) {
            Some(name) => name.to_owned(),
            None => patches.to_string(),
        };
        NamedVariant { name, variant: Variant { kernel, patches } }
    }

    /// A release, under its own name.
    pub fn of_release(release: &Release) -> NamedVariant {
        NamedVariant { name: release.slug.to_owned(), variant: release.variant() }
    }

    /// The release it is, if it is one by name and by what is behind the name.
    pub fn release(&self) -> Option<&'static Release> {
        Release::from_slug(&self.name).filter(|release| release.variant() == self.variant)
    }

    /// What it comes to on `memblock`, which is `setup`'s.
    pub fn evaluate(&self, setup: &Setup, memblock: &Memblock) -> Outcome {
        match self.release().and_then(|release| release.other_setup(setup)) {
            Some(other) => evaluate(&other, self.variant, &mut ()),
            None => memblock.evaluate(self.variant, &mut ()),
        }
    }

    /// What a scenario shows that does not say: the closed list of docs/link.md on one kernel,
    /// whatever sets have names by now.
    pub fn default_set(kernel: Kernel) -> Vec<NamedVariant> {
        default_variants()
            .map(|(name, patches)| NamedVariant {
                name: name.to_owned(),
                variant: Variant { kernel, patches },
            })
            .collect()
    }
}

impl Scenario {
    /// The default variants on this machine, without a title, in the first view.
    pub fn new(setup: Setup) -> Scenario {
        Scenario {
            title: String::new(),
            setup,
            machine: None,
            variants: NamedVariant::default_set(Kernel::default()),
            view: View::default(),
        }
    }

    /// The kernel that is said once for all variants in links and files: the first one's. v6.12
    /// without a variant, whatever the default is by then: links and files outlast it.
    pub fn usual_kernel(&self) -> Kernel {
        self.variants.first().map_or(Kernel::V6_12, |named| named.variant.kernel)
    }

    /// The kernels of its variants, each once, oldest first.
    pub fn kernels(&self) -> Vec<Kernel> {
        let mut kernels: Vec<Kernel> =
            self.variants.iter().map(|named| named.variant.kernel).collect();
        zonescope_sorted::distinct(&mut kernels);
        kernels
    }

    /// What every variant comes to, in order.
    pub fn evaluate(&self) -> Vec<Evaluated> {
        let mut evaluating = Evaluating::new(self);
        while evaluating.step(self) {}
        evaluating.evaluated
    }
}
