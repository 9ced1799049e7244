//! Which kernels and patches would have built what a log shows.

use super::compare::Ruler;
use super::facts::{Facts, Field, Subject};
use super::managed::Ledger;
use crate::{Kernel, Memblock, PatchSet, Variant, Zone};
use zonescope_sorted::sort_by_key;

/// The variants that give all facts of a log.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Explanation {
    /// Each of them, the one with the fewest patches first.
    pub members: Vec<Variant>,
    /// What would tell them apart; members alike in all of these can't be told apart by what a
    /// kernel shows.
    pub observations: Vec<Observation>,
}

/// A number the members do not agree on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Observation {
    /// What it is about.
    pub subject: Subject,
    /// What it says of it.
    pub field: Field,
    /// Its value under each member, in their order.
    pub values: Vec<i128>,
}

/// How a variant fares against a log.
struct Trial {
    variant: Variant,
    differences: usize,
    managed_fits: bool,
    answers: Vec<i128>,
}

/// Variants, tried on a log.
pub(super) struct Trials {
    /// What is left to try; the next one is last.
    left: Vec<Variant>,
    questions: Vec<(Subject, Field)>,
    trials: Vec<Trial>,
}

impl Trials {
    /// Every patch set on every kernel: fewest patches first, then the kernel that is taken where
    /// none is named, then the others, newest first.
    pub fn new() -> Trials {
        let mut sets: Vec<PatchSet> = PatchSet::every().collect();
        sort_by_key(&mut sets, |set| set.iter().count());
        let usual = Kernel::default();
        let others = Kernel::ALL.into_iter().rev().filter(|kernel| *kernel != usual);
        let kernels: Vec<Kernel> = std::iter::once(usual).chain(others).collect();
        let variants = |patches| kernels.iter().map(move |&kernel| Variant { kernel, patches });
        let mut left: Vec<Variant> = sets.into_iter().flat_map(variants).collect();
        left.reverse();
        Trials { trials: Vec::with_capacity(left.len()), left, questions: Vec::new() }
    }

    /// Tries the next variant; false if there was none left.
    pub fn step(
        &mut self,
        memblock: &Memblock,
        facts: &Facts,
        ruler: &Ruler,
        ledger: &Ledger,
    ) -> bool {
        let Some(variant) = self.left.pop() else {
            return false;
        };
        let outcome = memblock.evaluate(variant, &mut ());
        if self.questions.is_empty() {
            let nids = outcome.nodes.iter().map(|node| node.nid);
            self.questions = nids.flat_map(questions_of).collect();
        }
        self.trials.push(Trial {
            variant,
            differences: ruler.compare(facts, &outcome).differences().count(),
            managed_fits: ledger.fits(&outcome),
            answers: self
                .questions
                .iter()
                .map(|(subject, field)| ruler.value(&outcome, *subject, *field))
                .collect(),
        });
        true
    }

    /// Whether `variant` gives every number of the log.
    pub fn explain(&self, variant: Variant) -> bool {
        let mut trials = self.trials.iter();
        trials.any(|trial| trial.variant == variant && trial.differences == 0)
    }

    /// The variant that differs least, of this kernel and these patches where given.
    pub fn closest(&self, kernel: Option<Kernel>, patches: Option<PatchSet>) -> Variant {
        let fits = |trial: &&Trial| {
            kernel.is_none_or(|kernel| trial.variant.kernel == kernel)
                && patches.is_none_or(|patches| trial.variant.patches == patches)
        };
        self.trials
            .iter()
            .filter(fits)
            .min_by_key(|trial| (trial.differences, !trial.managed_fits))
            .map_or(Variant::default(), |trial| trial.variant)
    }

    /// The variants without a difference. Managed pages decide only where some of them fit and
    /// others do not: much besides the boot can move those.
    pub fn explanation(&self) -> Explanation {
        let equal = || self.trials.iter().filter(|trial| trial.differences == 0);
        let some_fit = equal().any(|trial| trial.managed_fits);
        let members: Vec<&Trial> =
            equal().filter(|trial| trial.managed_fits || !some_fit).collect();
        Explanation {
            members: members.iter().map(|trial| trial.variant).collect(),
            observations: self.observations(&members),
        }
    }

    /// Few questions that tell apart as many members as all of them would: a question that
    /// parts no members the ones before left together is left out.
    fn observations(&self, members: &[&Trial]) -> Vec<Observation> {
        let mut group = vec![0; members.len()];
        let mut groups = usize::from(!members.is_empty());
        let mut observations = Vec::new();
        for (place, (subject, field)) in self.questions.iter().enumerate() {
            let values: Vec<i128> = members
                .iter()
                .map(|member| member.answers.get(place).copied().unwrap_or(0))
                .collect();
            let mut seen: Vec<(usize, i128)> = Vec::new();
            let finer: Vec<usize> = group
                .iter()
                .zip(&values)
                .map(|(group, value)| {
                    let key = (*group, *value);
                    seen.iter().position(|known| *known == key).unwrap_or_else(|| {
                        seen.push(key);
                        seen.len() - 1
                    })
                })
                .collect();
            if seen.len() > groups {
                groups = seen.len();
                group = finer;
                observations.push(Observation { subject: *subject, field: *field, values });
            }
        }
        observations
    }
}

/// What one can look for in a log, the easiest first.
fn questions_of(nid: crate::Nid) -> impl Iterator<Item = (Subject, Field)> {
    let zones = |field| Zone::ALL.map(|zone| (Subject::Zone(nid, zone), field));
    std::iter::once((Subject::Node(nid), Field::Deferred))
        .chain(zones(Field::Spanned))
        .chain(zones(Field::Present))
        .chain(zones(Field::Unavailable))
        .chain(zones(Field::Linked))
}
