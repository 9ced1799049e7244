//! Scenarios that come from elsewhere: a link, a file, storage. They never take the place of
//! the user's work for good: it is one undo away.

use std::rc::Rc;

use zonescope_model::{cmdline_for, Kernel};
use zonescope_scenario::{Case, Scenario, CASES};

use super::history::{is_but_for_view, History, Moment};
use super::naming::name_apart;
use super::reading::Reading;
use super::state::{State, Workbench};
use super::stored::Stored;

/// A number for the user's work, under which it is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// This work's.
    pub number: u64,
    /// The next one that is free.
    pub next: u64,
    /// Whether anything was done in it, and not only something opened to begin with.
    pub touched: bool,
}

/// Work found in storage.
#[derive(Clone, PartialEq, Debug)]
pub struct Work {
    /// What it is.
    pub stored: Stored,
    /// Its number, if no other tab is at it.
    pub number: Option<u64>,
}

impl State {
    /// What the page opens with: the link, else the work found in storage, else the first case.
    /// A link never discards the work: it is the link's first undo.
    ///
    /// # Errors
    /// Never: a test holds that.
    pub fn begin(
        free: u64,
        link: Option<Result<Scenario, String>>,
        work: Option<Work>,
    ) -> Result<State, String> {
        let mut state = State::first()?;
        state.sheet.next = free;
        state = state.renumbered();
        if let Some(Work { stored, number }) = work {
            state.bench = stored.present.bench;
            state.scenario = stored.present.scenario;
            state.history = Rc::new(History::new(stored.past, stored.future));
            state.sheet.number = number.unwrap_or(state.sheet.number);
            state.sheet.touched = true;
        }
        Ok(match link {
            None => state,
            Some(Err(why)) => {
                state.refused = Some(why);
                state
            }
            Some(Ok(scenario)) => {
                let mut opened = state.open(&scenario);
                if state.sheet.touched && state.is_elsewhere(&opened) {
                    opened.history = Rc::new(state.history.noting(state.moment(), None));
                }
                opened
            }
        })
    }

    /// Shows a scenario from elsewhere, unless it is there already. What the user had made it
    /// from comes back with it: the browser's own way back leads to a link too.
    pub(crate) fn open(&self, scenario: &Scenario) -> State {
        let mut next = self.clone();
        next.refused = None;
        if !is_but_for_view(&self.scenario.normalised(), scenario) {
            let known = self.history.find(scenario).cloned();
            let moment = known.unwrap_or_else(|| showing(scenario));
            next.look.forget_missing(&moment.scenario);
            next.bench = moment.bench;
            next.scenario = moment.scenario;
        }
        next.with_scenario(|shown| shown.view = scenario.view)
    }

    /// With a new number.
    pub(crate) fn renumbered(&self) -> State {
        let mut next = self.clone();
        next.sheet.number = next.sheet.next;
        next.sheet.next = next.sheet.next.wrapping_add(1);
        next
    }
}

/// The scenario, and its memory in the box as the kernel prints it.
fn showing(scenario: &Scenario) -> Moment {
    let mut scenario = scenario.clone();
    let kernel = scenario.variants.first().map_or(Kernel::default(), |named| named.variant.kernel);
    name_apart(&mut scenario.variants, kernel);
    let memory = &scenario.setup.memory;
    let case = CASES.iter().find(|case| is_case(&scenario, case));
    let bench = Workbench {
        reading: Reading::written(memory),
        against: None,
        case: case.map(|case| case.id),
        problem: None,
        titled: case.is_none() && !scenario.title.is_empty(),
        cmdline: scenario.setup.words.to_string().into(),
        implied: cmdline_for(None, memory).to_owned().into(),
        kernel,
    };
    Moment { bench: Rc::new(bench), scenario: Rc::new(scenario) }
}

fn is_case(scenario: &Scenario, case: &Case) -> bool {
    case.title == scenario.title
        && case.memory().is_ok_and(|memory| memory == scenario.setup.memory)
}

/// Why a text that stands in the box says nothing of a machine, if it does not.
pub(crate) fn problem_in(reading: &Reading) -> Option<String> {
    match scenario_in(reading) {
        Some(scenario) => scenario.err(),
        None => reading.combined.as_ref().err().cloned(),
    }
}

/// The scenario a text is, or has a link to, or why there is none; nothing if the text is about
/// memory, or about neither.
pub(crate) fn scenario_in(reading: &Reading) -> Option<Result<Scenario, String>> {
    let text = reading.text.trim_start();
    if text.starts_with('{') {
        match Scenario::from_json(text) {
            Ok(scenario) => return Some(Ok(scenario.normalised())),
            // A journal in JSON begins like a scenario, but holds a log.
            Err(error) if reading.log.sources.is_empty() => return Some(Err(error.to_string())),
            Err(_) => {}
        }
    }
    match &reading.log.link {
        // A report of ours, quoted back: its tables are no memory map, its link is.
        Some(link) if reading.chosen.is_none() => {
            Some(Scenario::from_link(link).map_err(|error| error.to_string()))
        }
        _ => None,
    }
}
