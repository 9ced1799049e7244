//! For which layouts does a variant hold? Tries variants on every layout of a [`Family`], as
//! many at a time as the caller has time for.

use crate::{Family, FindingKind, Memblock, Outcome, Setup, Severity, Variant, Verdict};

/// Variants on their way through a family.
#[derive(Clone, Debug)]
pub struct Search {
    family: Family,
    tallies: Vec<Tally>,
    done: usize,
}

/// How one variant fared so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    /// The variant.
    pub variant: Variant,
    /// Layouts without fault.
    pub holds: usize,
    /// Layouts on which it works at a price.
    pub costs: usize,
    /// Layouts it breaks.
    pub breaks: usize,
    /// What is costly or broken, worst first.
    pub faults: Vec<Fault>,
}

/// One kind of finding, and where it shows first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The kind: costly or broken.
    pub kind: FindingKind,
    /// On how many layouts.
    pub layouts: usize,
    /// The smallest of them: its place in [`Family::patterns`].
    pub smallest: usize,
    /// How many pages it is there.
    pub pages: u64,
}

impl Search {
    /// Tries `variants` on the family sized like the machine of `setup`.
    pub fn new(setup: &Setup, variants: &[Variant]) -> Search {
        Search {
            family: Family::new(setup),
            tallies: variants
                .iter()
                .map(|&variant| Tally {
                    variant,
                    holds: 0,
                    costs: 0,
                    breaks: 0,
                    faults: Vec::new(),
                })
                .collect(),
            done: 0,
        }
    }

    /// Tries the next `layouts` layouts; whether any are left. Dropping the search cancels it.
    pub fn step(&mut self, layouts: usize) -> bool {
        let patterns = self.family.patterns().iter().skip(self.done).take(layouts);
        for (place, pattern) in (self.done..).zip(patterns) {
            // A layout that were no memory map would count for no variant.
            if let Ok(setup) = self.family.setup(pattern) {
                let memblock = Memblock::new(&setup);
                for tally in &mut self.tallies {
                    tally.add(place, &memblock.evaluate(tally.variant, &mut ()));
                }
            }
        }
        self.done = self.total().min(self.done + layouts);
        self.done < self.total()
    }

    /// How many layouts have been tried.
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.family.patterns().len()
    }

    /// The layouts.
    pub fn family(&self) -> &Family {
        &self.family
    }

    /// How the variants fared so far, in the order given.
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }
}

impl Tally {
    fn add(&mut self, place: usize, outcome: &Outcome) {
        match outcome.verdict() {
            Verdict::Ok => self.holds += 1,
            Verdict::Costly => self.costs += 1,
            Verdict::Broken => self.breaks += 1,
        }
        // Findings come worst kind first, so those of one kind follow each other.
        for of_kind in outcome.findings.chunk_by(|a, b| a.kind == b.kind) {
            let Some(kind) = of_kind.first().map(|finding| finding.kind) else {
                continue;
            };
            if kind.severity() < Severity::Costly {
                continue;
            }
            match self.faults.binary_search_by_key(&kind, |fault| fault.kind) {
                Ok(known) => self.faults[known].layouts += 1,
                Err(new) => self.faults.insert(
                    new,
                    Fault {
                        kind,
                        layouts: 1,
                        smallest: place,
                        pages: of_kind.iter().map(|finding| finding.pages).sum(),
                    },
                ),
            }
        }
    }

    /// Layouts tried.
    pub fn tried(&self) -> usize {
        self.holds + self.costs + self.breaks
    }

    /// The smallest layout with a fault of at least this severity, and its worst fault there.
    pub fn smallest(&self, severity: Severity) -> Option<&Fault> {
        self.faults
            .iter()
            .filter(|fault| fault.kind.severity() >= severity)
            .min_by_key(|fault| fault.smallest)
    }
}
