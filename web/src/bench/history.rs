//! Undo and redo: what was on screen before and after, as far as it was the user's doing.

use std::rc::Rc;

use zonescope_scenario::Scenario;

use super::action::LongEdit;
use super::workbench::Workbench;

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

/// What was before the present, and what was undone.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct History {
    /// The oldest first.
    pub past: Vec<Moment>,
    /// What redo comes to next is last.
    pub future: Vec<Moment>,
    /// The work that a link took the place of: it outlasts a reload.
    pub replaced: Option<Replaced>,
    /// The edit under way.
    under_way: Option<LongEdit>,
}

/// Work that a link took the place of.
#[derive(Clone, PartialEq, Debug)]
pub struct Replaced {
    /// The work.
    pub work: Moment,
    /// What the link showed.
    pub by: Rc<Scenario>,
}

impl Replaced {
    /// Whether `scenario` is the link's still, in whatever view.
    pub fn is_by(&self, scenario: &Scenario) -> bool {
        is_but_for_view(&self.by, scenario)
    }
}

impl History {
    /// After a reload: one step leads back to the work that a link replaced.
    pub fn reopened(replaced: Option<Replaced>) -> History {
        let past = replaced.iter().map(|replaced| replaced.work.clone()).collect();
        History { past, replaced, ..History::default() }
    }

    /// After a link that shows `by` took the place of `before`. Of links followed one after the
    /// other, all took the place of what was there before the first.
    #[must_use]
    pub fn noting_link(&self, before: Moment, by: &Rc<Scenario>) -> History {
        let kept = self.replaced.as_ref().filter(|replaced| replaced.is_by(&before.scenario));
        let work = kept.map_or(&before, |replaced| &replaced.work).clone();
        let replaced = Some(Replaced { work, by: by.clone() });
        History { replaced, ..self.noting(before, None) }
    }

    /// After a step away from `before`.
    #[must_use]
    pub fn noting(&self, before: Moment, under_way: Option<LongEdit>) -> History {
        let mut next = History { future: Vec::new(), under_way, ..self.clone() };
        if under_way.is_none() || under_way != self.under_way {
            next.past.push(before);
            next.forget_the_oldest();
        }
        next
    }

    /// After the edit under way has come to rest: the next one is another.
    #[must_use]
    pub fn resting(&self) -> History {
        History { under_way: None, ..self.clone() }
    }

    /// The last moment that shows `scenario`, in whatever view, as it was read.
    pub(crate) fn find(&self, scenario: &Scenario) -> Option<&Moment> {
        self.past.iter().chain(&self.future).rev().find(|moment| {
            moment.bench.problem().is_none()
                && moment.scenario.setup == scenario.setup
                && is_but_for_view(&moment.scenario.normalised(), scenario)
        })
    }

    /// Whether an edit is under way.
    pub fn is_editing(&self) -> bool {
        self.under_way.is_some()
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

/// Whether two scenarios differ in nothing but what is shown of them.
pub(crate) fn is_but_for_view(one: &Scenario, other: &Scenario) -> bool {
    one.setup == other.setup
        && one.title == other.title
        && one.variants == other.variants
        && one.machine == other.machine
}
