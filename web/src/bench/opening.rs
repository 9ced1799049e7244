//! Scenarios that come from elsewhere: a link, a file, storage. They never take the place of
//! the user's work for good: it is one undo away.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_model::{cmdline_for, Arch, BootWords, Kernel, Setup};
use zonescope_scenario::{Case, Scenario, CASES, FIRST_CASE};

use super::history::{is_but_for_view, History, Moment};
use super::look::Look;
use super::naming::name_apart;
use super::reading::Reading;
use super::sheet::Sheet;
use super::state::State;
use super::stored::Stored;
use super::workbench::Workbench;

/// Work found in storage.
#[derive(Clone, PartialEq, Debug)]
pub struct Work {
    /// What it is.
    pub stored: Stored,
    /// Its number, if no other tab is at it.
    pub number: Option<u64>,
}

impl State {
    /// What the page opens with, or why the first case is no scenario.
    ///
    /// # Errors
    /// Never: a test holds that.
    pub fn first() -> Result<State, String> {
        let memory = FIRST_CASE.memory().map_err(|error| error.to_string())?;
        let state = State {
            bench: Rc::new(Workbench {
                reading: Reading::of(AttrValue::default()),
                against: None,
                case: None,
                titled: false,
                cmdline: AttrValue::default(),
                implied: AttrValue::default(),
                kernel: Kernel::default(),
            }),
            scenario: Rc::new(Scenario::new(Setup {
                memory,
                words: BootWords::default(),
                arch: Arch::X86_64,
                deferred_init: true,
            })),
            look: Look::default(),
            sheet: Sheet::default(),
            history: Rc::default(),
            refused: None,
        };
        let mut state = state.case(FIRST_CASE);
        state.history = Rc::default();
        state.sheet = Sheet::default();
        Ok(state)
    }

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
            state.history = Rc::new(History::reopened(stored.replaced));
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
                    let noted = state.history.noting_link(state.moment(), &opened.scenario);
                    opened.history = Rc::new(noted);
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

    /// A case of the menu, as if its memory had been pasted on its architecture.
    pub(crate) fn case(&self, case: &'static Case) -> State {
        let Ok(memory) = case.memory() else {
            return self.clone();
        };
        self.read(Reading::written(&memory), true)
            .with_bench(|bench| bench.case = Some(case.id))
            .with_scenario(|scenario| {
                scenario.title = case.title.to_owned();
                scenario.setup.arch = case.arch;
            })
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
