//! Everything the page is a function of. [`State::after`](super::reducer) is the one way to change
//! it.

use std::rc::Rc;

use zonescope_scenario::Scenario;

use super::history::{is_but_for_view, History, Moment};
use super::look::Look;
use super::sheet::Sheet;
use super::workbench::Workbench;

/// The workbench and the scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// What stays here.
    pub bench: Rc<Workbench>,
    /// What can be shared; everything computed comes from it alone.
    pub scenario: Rc<Scenario>,
    /// How it is looked at.
    pub look: Look,
    /// Which of the user's works this is.
    pub sheet: Sheet,
    /// What can be undone and redone.
    pub history: Rc<History>,
    /// Why a link was not opened, if one was not.
    pub refused: Option<String>,
}

impl State {
    /// What undo would come back to.
    pub fn moment(&self) -> Moment {
        Moment { bench: self.bench.clone(), scenario: self.scenario.clone() }
    }

    /// Whether `next` is another moment than this; a view is no such difference.
    pub(crate) fn is_elsewhere(&self, next: &State) -> bool {
        !Rc::ptr_eq(&self.bench, &next.bench)
            || !Rc::ptr_eq(&self.scenario, &next.scenario)
                && !is_but_for_view(&self.scenario, &next.scenario)
    }

    pub(crate) fn with_scenario(&self, change: impl FnOnce(&mut Scenario)) -> State {
        let mut scenario = Scenario::clone(&self.scenario);
        change(&mut scenario);
        if scenario == *self.scenario {
            return self.clone();
        }
        let mut next = self.clone();
        next.look.forget_missing(&scenario);
        next.scenario = Rc::new(scenario);
        next
    }

    pub(crate) fn with_bench(&self, change: impl FnOnce(&mut Workbench)) -> State {
        let mut bench = Workbench::clone(&self.bench);
        change(&mut bench);
        if bench == *self.bench {
            return self.clone();
        }
        let mut next = self.clone();
        next.bench = Rc::new(bench);
        next
    }
}
