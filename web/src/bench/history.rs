//! Undo and redo: what was on screen before and after, as far as it was the user's doing.

use std::rc::Rc;

use zonescope_scenario::Scenario;

use super::state::{Action, State, Workbench};

/// Steps beyond these are forgotten, the oldest first.
const STEPS: usize = 100;
/// So are steps whose texts come to more bytes than this.
const TEXTS: usize = 64 << 20;

/// What can be gone back to.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    /// What was on the bench.
    pub bench: Rc<Workbench>,
    /// What was shown of it.
    pub scenario: Rc<Scenario>,
}

/// An edit that goes on over several actions and is undone at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Going {
    /// Typing in the text.
    Text,
    /// Typing a command line.
    Cmdline,
    /// Typing a title.
    Title,
    /// Turning the mirror's percentage.
    Mirror,
    /// Dragging a boundary.
    Drag,
}

/// What was before the present, and what was undone.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct History {
    /// The oldest first.
    pub past: Vec<Moment>,
    /// What redo comes to next is last.
    pub future: Vec<Moment>,
    /// The edit under way.
    going: Option<Going>,
}

impl Going {
    /// The edit that `action` is a part of, if it is one of many parts.
    pub fn of(action: &Action) -> Option<Going> {
        match action {
            Action::Edit(_) => Some(Going::Text),
            Action::Cmdline(_) => Some(Going::Cmdline),
            Action::Title(_) => Some(Going::Title),
            Action::Mirror(_) => Some(Going::Mirror),
            Action::Drag(_) => Some(Going::Drag),
            _ => None,
        }
    }
}

impl History {
    /// A history of these moments.
    pub fn new(past: Vec<Moment>, future: Vec<Moment>) -> History {
        History { past, future, going: None }
    }

    /// After a step away from `before`.
    #[must_use]
    pub fn noting(&self, before: Moment, going: Option<Going>) -> History {
        let mut next = History { past: self.past.clone(), future: Vec::new(), going };
        if going.is_none() || going != self.going {
            next.past.push(before);
            next.forget_the_oldest();
        }
        next
    }

    /// After the edit under way has come to rest: the next one is another.
    #[must_use]
    pub fn resting(&self) -> History {
        History { going: None, ..self.clone() }
    }

    /// The last moment that shows `scenario`, in whatever view, as it was read.
    pub(crate) fn find(&self, scenario: &Scenario) -> Option<&Moment> {
        self.past.iter().chain(&self.future).rev().find(|moment| {
            moment.bench.problem.is_none()
                && moment.scenario.setup == scenario.setup
                && is_but_for_view(&moment.scenario.normalised(), scenario)
        })
    }

    /// Whether an edit is under way.
    pub fn is_going(&self) -> bool {
        self.going.is_some()
    }

    fn forget_the_oldest(&mut self) {
        let mut bytes = 0usize;
        let mut before: Option<&Moment> = None;
        let kept = self
            .past
            .iter()
            .rev()
            .take(STEPS)
            .take_while(|moment| {
                let reading = &moment.bench.reading;
                // A text unchanged over many steps is held once.
                if !before.is_some_and(|before| before.bench.reading.shares_text(reading)) {
                    bytes = bytes.saturating_add(reading.text.len());
                }
                before = Some(moment);
                bytes <= TEXTS
            })
            .count();
        self.past.drain(..self.past.len() - kept);
    }
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

/// Whether two scenarios differ in nothing but what is shown of them.
pub(crate) fn is_but_for_view(one: &Scenario, other: &Scenario) -> bool {
    one.setup == other.setup
        && one.title == other.title
        && one.variants == other.variants
        && one.machine == other.machine
}
