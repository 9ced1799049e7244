//! Is the kernel telling the same witness? What the texts say it built, beside the model.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_dump::Witness;
use zonescope_model::{Check, Checking};
use zonescope_scenario::Scenario;

use crate::bench::Workbench;
use crate::hooks::{use_slices, Slices};

/// A check, as far as it has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Checked {
    /// What came of it.
    pub check: Option<Rc<Check>>,
    /// Whether there is something to check, and it goes on.
    pub is_going: bool,
    /// Whether there is a second text that says nothing of zones.
    pub second_is_silent: bool,
    /// Whether the memory is the text's still.
    pub is_of_text: bool,
    /// Whether it is, and some of the text's memory map is known to be missing.
    pub is_part: bool,
}

/// What is checked. Only texts and setup count: a check takes long.
#[derive(Clone)]
struct Key {
    bench: Rc<Workbench>,
    scenario: Rc<Scenario>,
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        let is_same_bench = Rc::ptr_eq(&self.bench, &other.bench)
            || self.bench.reading == other.bench.reading
                && self.bench.against == other.bench.against;
        let is_same_setup = Rc::ptr_eq(&self.scenario, &other.scenario)
            || self.scenario.setup == other.scenario.setup;
        is_same_bench && is_same_setup
    }
}

struct Run {
    scenario: Rc<Scenario>,
    witness: Witness,
    checking: Option<Checking>,
    checked: Checked,
}

impl Run {
    fn begin(key: &Key) -> Run {
        let Key { bench, scenario } = key;
        let setup = &scenario.setup;
        let reading = &bench.reading;
        let combined = reading.combined();
        let first = combined.map(|combined| Witness::of_map(&reading.log, combined, &setup.arch));
        let against = bench.against.as_ref();
        let second = against.map(|against| Witness::of_log(&against.log, &setup.arch));
        let is_of_text = combined.is_some_and(|combined| combined.memory == setup.memory);
        let mut checked = Checked {
            second_is_silent: second.as_ref().is_some_and(|second| second.facts.is_empty()),
            is_of_text,
            is_part: is_of_text && reading.is_cut(),
            ..Checked::default()
        };
        let mut witness = first.unwrap_or_default();
        if let Some(second) = second.filter(|second| !second.facts.is_empty()) {
            witness = witness.with(second);
        }
        checked.is_going = !witness.facts.is_empty();
        Run { scenario: scenario.clone(), witness, checking: None, checked }
    }

    fn step(&mut self) -> bool {
        if !self.checked.is_going {
            return false;
        }
        let (setup, facts) = (&self.scenario.setup, &self.witness.facts);
        let mut checking = match self.checking.take() {
            Some(checking) => checking,
            None => Checking::new(setup, facts),
        };
        if checking.step(facts) {
            self.checking = Some(checking);
            return true;
        }
        let check = checking.finish(facts, self.witness.running());
        self.checked.check = Some(Rc::new(check));
        self.checked.is_going = false;
        false
    }
}

/// Checks the texts on the bench against the scenario.
#[hook]
pub fn use_check(bench: &Rc<Workbench>, scenario: &Rc<Scenario>) -> Checked {
    let key = Key { bench: bench.clone(), scenario: scenario.clone() };
    let Slices { work, .. } = use_slices(key, Run::begin, Run::step);
    let checked = work.borrow().checked.clone();
    checked
}

#[cfg(test)]
mod tests {
    use super::{Checked, Key, Rc, Run};
    use crate::bench::{Action, Reading, State};

    const LOG: &str = "\
Linux version 6.12.50 (x@y)
MEMBLOCK configuration:
 memory.cnt  = 0x2
 memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes on node 0 flags: 0x0
 memory[0x1]\t[0x0000000000100000-0x000000003fffffff], 0x000000003ff00000 bytes on node 0 flags: 0x0
Zone ranges:
  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
  DMA32    [mem 0x0000000001000000-0x000000003fffffff]
  Normal   empty
";
    const ZONEINFO: &str = "\
Node 0, zone    DMA32
        spanned  258048
        present  258048
        managed  250000
  start_pfn:           4096
";

    fn checked(state: &State) -> Checked {
        let mut run =
            Run::begin(&Key { bench: state.bench.clone(), scenario: state.scenario.clone() });
        while run.step() {}
        run.checked
    }

    fn load(text: &str) -> State {
        let first = State::first().unwrap();
        first.after(Action::Load(text.to_owned().into()))
    }

    fn differences(checked: &Checked) -> Vec<(i128, i128)> {
        let check = checked.check.as_ref().unwrap();
        let differences = check.comparison.differences();
        differences.map(|one| (one.log, one.model)).collect()
    }

    fn with(state: &State, text: &str) -> State {
        let second = Reading::of(text.to_owned().into());
        state.after(Action::Against(Some(Rc::new(second))))
    }

    #[test]
    fn without_zones_there_is_nothing_to_check() {
        let checked = checked(&State::first().unwrap());
        assert_eq!((checked.check, checked.is_going), (None, false));
    }

    #[test]
    fn a_log_is_equal_or_differs_by_its_numbers() {
        let equal = checked(&load(LOG));
        assert_eq!(differences(&equal), []);
        assert!(equal.is_of_text);
        // Where DMA ends is the log's to say: the model is told, and differs on DMA32's start.
        let other = LOG.replace("0x0000000000ffffff]", "0x0000000000fff000]");
        assert_eq!(differences(&checked(&load(&other))), [(0x1000, 0xfff)]);
    }

    #[test]
    fn a_second_text_counts_first_and_a_silent_one_not_at_all() {
        let log = load(LOG);
        let before = checked(&log).check.unwrap().comparison.compared.len();
        let both = checked(&with(&log, ZONEINFO));
        assert_eq!(differences(&both), []);
        assert!(both.check.unwrap().comparison.compared.len() > before);
        let less = checked(&with(&log, &ZONEINFO.replace("present  258048", "present  258047")));
        assert_eq!(differences(&less), [(258_047, 258_048)]);
        let silent = checked(&with(&log, "nothing of note\n"));
        assert!(silent.second_is_silent);
        assert_eq!(differences(&silent), []);
    }

    #[test]
    fn every_boot_at_hand_is_equal() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/boots");
        let Ok(files) = std::fs::read_dir(folder) else {
            eprintln!("no boots at hand: nothing is checked");
            return;
        };
        let mut count = 0;
        let paths = files.map(|file| file.unwrap().path());
        for path in paths.filter(|path| path.is_file()) {
            let text = std::fs::read_to_string(&path).unwrap();
            let checked = checked(&load(&text));
            assert_eq!(differences(&checked), [], "{}", path.display());
            assert!(checked.is_of_text, "{}", path.display());
            count += 1;
        }
        assert!(count > 0);
    }
}
