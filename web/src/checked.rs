//! Is the kernel telling the same story? What the texts say it built, beside the model.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_dump::Story;
use zonescope_model::{Check, Checking};
use zonescope_scenario::Scenario;

use crate::hooks::{use_slices, Slices};
use crate::state::Workbench;

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
    story: Story,
    checking: Option<Checking>,
    checked: Checked,
}

impl Run {
    fn begin(key: &Key) -> Run {
        let Key { bench, scenario } = key;
        let setup = &scenario.setup;
        let reading = &bench.reading;
        let combined = reading.combined.as_ref().ok();
        let first = combined.map(|combined| Story::of_map(&reading.log, combined, &setup.arch));
        let against = bench.against.as_ref();
        let second = against.map(|against| Story::of_log(&against.log, &setup.arch));
        let mut checked = Checked {
            second_is_silent: second
                .as_ref()
                .is_some_and(|second| second.facts.is_empty()),
            is_of_text: combined.is_some_and(|combined| combined.memory == setup.memory),
            ..Checked::default()
        };
        let mut story = first.unwrap_or_default();
        if let Some(second) = second.filter(|second| !second.facts.is_empty()) {
            story = story.with(second);
        }
        checked.is_going = !story.facts.is_empty();
        Run {
            scenario: scenario.clone(),
            story,
            checking: None,
            checked,
        }
    }

    fn step(&mut self) -> bool {
        if !self.checked.is_going {
            return false;
        }
        let (setup, facts) = (&self.scenario.setup, &self.story.facts);
        let mut checking = match self.checking.take() {
            Some(checking) => checking,
            None => Checking::new(setup, facts),
        };
        if checking.step(setup, facts) {
            self.checking = Some(checking);
            return true;
        }
        let check = checking.finish(setup, facts, self.story.running());
        self.checked.check = Some(Rc::new(check));
        self.checked.is_going = false;
        false
    }
}

/// Checks the texts on the bench against the scenario.
#[hook]
pub fn use_check(bench: &Rc<Workbench>, scenario: &Rc<Scenario>) -> Checked {
    let key = Key {
        bench: bench.clone(),
        scenario: scenario.clone(),
    };
    let Slices { work, .. } = use_slices(key, Run::begin, Run::step);
    let checked = work.borrow().checked.clone();
    checked
}
