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
    /// Of those that firmware can make: without fault, at a price, broken.
    pub of_firmware: [usize; 3],
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
    /// On how many layouts that firmware can make.
    pub of_firmware: usize,
    /// The smallest of these.
    pub smallest_of_firmware: Option<usize>,
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
                    of_firmware: [0; 3],
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
                    let outcome = memblock.evaluate(tally.variant, &mut ());
                    tally.add(place, pattern.is_of_firmware(), &outcome);
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
    fn add(&mut self, place: usize, is_of_firmware: bool, outcome: &Outcome) {
        let [holds, costs, breaks] = &mut self.of_firmware;
        let (all, made) = match outcome.verdict() {
            Verdict::Ok => (&mut self.holds, holds),
            Verdict::Costly => (&mut self.costs, costs),
            Verdict::Broken => (&mut self.breaks, breaks),
        };
        *all += 1;
        *made += usize::from(is_of_firmware);
        // Findings come worst kind first, so those of one kind follow each other.
        for of_kind in outcome.findings.chunk_by(|a, b| a.kind == b.kind) {
            let Some(kind) = of_kind.first().map(|finding| finding.kind) else {
                continue;
            };
            if kind.severity() < Severity::Costly {
                continue;
            }
            let at = self.faults.binary_search_by_key(&kind, |fault| fault.kind);
            let at = at.unwrap_or_else(|new| {
                let pages = of_kind.iter().map(|finding| finding.pages).sum();
                let fault = Fault {
                    kind,
                    layouts: 0,
                    smallest: place,
                    pages,
                    of_firmware: 0,
                    smallest_of_firmware: None,
                };
                self.faults.insert(new, fault);
                new
            });
            if let Some(fault) = self.faults.get_mut(at) {
                fault.layouts += 1;
                if is_of_firmware {
                    fault.of_firmware += 1;
                    fault.smallest_of_firmware.get_or_insert(place);
                }
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
