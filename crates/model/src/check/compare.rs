//! An outcome beside a log, number by number.

use super::facts::{Facts, Field, LogFact, Subject};
use crate::limits::ZoneLimits;
use crate::memory::Memory;
use crate::{Arch, Outcome, PfnRange, Zone};
use zonescope_sorted::distinct;

/// One number both sides have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compared {
    /// What it is about.
    pub subject: Subject,
    /// What it says of it.
    pub field: Field,
    /// The log's number; present pages that underflowed are negative here.
    pub log: i128,
    /// The model's.
    pub model: i128,
}

impl Compared {
    /// Whether log and model say the same.
    pub const fn is_equal(&self) -> bool {
        self.log == self.model
    }
}

/// All numbers both sides have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    /// Each of them, in the log's order.
    pub compared: Vec<Compared>,
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_equal(&self) -> bool {
        self.compared.iter().all(Compared::is_equal)
    }

    /// What differs.
    pub fn differences(&self) -> impl Iterator<Item = &Compared> {
        self.compared.iter().filter(|compared| !compared.is_equal())
    }
}

/// What a setup gives every variant, to answer questions about outcomes.
pub(super) struct Ruler {
    limits: ZoneLimits,
    extent: PfnRange,
}

impl Ruler {
    pub fn new(memory: &Memory, arch: &Arch) -> Ruler {
        Ruler { limits: ZoneLimits::new(memory, arch, &mut ()), extent: memory.extent() }
    }

    /// Every fact of the log and the outcome's number for it.
    pub fn compare(&self, facts: &Facts, outcome: &Outcome) -> Comparison {
        let logged = facts.built.iter().map(|fact| Compared {
            subject: fact.subject,
            field: fact.field,
            log: self.logged(fact),
            model: self.value(outcome, fact.subject, fact.field),
        });
        let mut compared: Vec<Compared> = logged.collect();
        if facts.unavailable_known {
            let mut said: Vec<Subject> = facts
                .built
                .iter()
                .filter(|fact| fact.field == Field::Unavailable)
                .map(|fact| fact.subject)
                .collect();
            distinct(&mut said);
            for (nid, zone) in zones(outcome) {
                let subject = Subject::Zone(nid, zone);
                let model = self.value(outcome, subject, Field::Unavailable);
                if model > 0 && said.binary_search(&subject).is_err() {
                    let field = Field::Unavailable;
                    compared.push(Compared { subject, field, log: 0, model });
                }
            }
        }
        Comparison { compared }
    }

    /// The log's number as the model counts: signed where the kernel underflows, and a zone's
    /// limit no further than memory, which only some architectures see to.
    fn logged(&self, fact: &LogFact) -> i128 {
        match (fact.subject, fact.field) {
            (_, Field::Present) => i128::from(fact.value.cast_signed()),
            (Subject::Limits(_), Field::EndPfn) => {
                i128::from(fact.value.min(self.extent.end().get()))
            }
            _ => i128::from(fact.value),
        }
    }

    /// The outcome's number; 0 for what is not there.
    pub fn value(&self, outcome: &Outcome, subject: Subject, field: Field) -> i128 {
        match subject {
            Subject::Machine => machine(outcome, field),
            Subject::Limits(zone) => {
                let limits = self.limits.of(zone).clip_to(self.extent);
                let limits = match limits.is_empty() {
                    true => PfnRange::default(),
                    false => limits,
                };
                range(limits, field)
            }
            Subject::Node(nid) => {
                let Some(node) = outcome.node(nid) else {
                    return 0;
                };
                match field {
                    Field::Spanned => node.spanned.into(),
                    Field::Present => node.present.into(),
                    Field::MovablePfn => node.movable_pfn.map_or(0, |pfn| pfn.get().into()),
                    Field::Deferred => node.first_deferred_pfn.is_some().into(),
                    field => range(node.range, field),
                }
            }
            Subject::Zone(nid, zone) => {
                let Some(zone) = outcome.node(nid).and_then(|node| node.zone(zone)) else {
                    return 0;
                };
                match field {
                    Field::Present => zone.present.into(),
                    Field::Unavailable => zone.init_unavailable.into(),
                    Field::Linked => zone.linked.into(),
                    field => range(zone.range, field),
                }
            }
        }
    }
}

fn machine(outcome: &Outcome, field: Field) -> i128 {
    match field {
        Field::Warning(warning) => outcome.warnings.contains(&warning).into(),
        Field::Present => outcome.nodes.iter().map(|node| i128::from(node.present)).sum(),
        Field::Unavailable => zones(outcome)
            .filter_map(|(nid, zone)| outcome.node(nid)?.zone(zone))
            .map(|zone| i128::from(zone.init_unavailable))
            .sum(),
        _ => 0,
    }
}

fn range(range: PfnRange, field: Field) -> i128 {
    match field {
        Field::StartPfn => range.start().get().into(),
        Field::EndPfn => range.end().get().into(),
        Field::Spanned => range.pages().into(),
        _ => 0,
    }
}

fn zones(outcome: &Outcome) -> impl Iterator<Item = (crate::Nid, Zone)> + '_ {
    outcome.nodes.iter().flat_map(|node| node.zones.iter().map(|zone| (node.nid, zone.zone)))
}
