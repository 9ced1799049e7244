//! Back and forth between what was before and after.

use std::rc::Rc;

use crate::bench::history::{History, Moment};
use crate::bench::state::State;

impl State {
    /// One step back, if there is one.
    pub(crate) fn undone(&self) -> State {
        let mut history = self.history.resting();
        match history.past.pop() {
            Some(moment) => {
                history.future.push(self.moment());
                self.at(moment, history)
            }
            None => self.clone(),
        }
    }

    /// One step forward again, if there is one.
    pub(crate) fn redone(&self) -> State {
        let mut history = self.history.resting();
        match history.future.pop() {
            Some(moment) => {
                history.past.push(self.moment());
                self.at(moment, history)
            }
            None => self.clone(),
        }
    }

    /// What is looked at stays, only what it shows changes.
    fn at(&self, moment: Moment, history: History) -> State {
        let mut next = self.clone();
        let view = self.scenario.view;
        next.bench = moment.bench;
        next.scenario = moment.scenario;
        next.history = Rc::new(history);
        next.refused = None;
        next.sheet.touched = true;
        next.look.forget_missing(&next.scenario);
        next.with_scenario(|scenario| scenario.view = view)
    }
}
