//! Scenarios that come from elsewhere: a link, a file, storage. They never take the place of
//! the user's work for good: it is kept, and one step away.

use std::rc::Rc;

use zonescope_model::{cmdline_for, BootWords, Kernel};
use zonescope_scenario::{Case, Scenario, CASES};

use crate::naming::name_apart;
use crate::reading::Reading;
use crate::state::{implied_cmdline, State, View, Workbench};
use crate::stored::Stored;

/// A number for one work of the user's, under which it is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// This work's.
    pub number: u64,
    /// The next one that is free.
    pub next: u64,
    /// Whether there is work of the user's on it, and not only what was opened.
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
    /// A link never discards the work; `before` is what the work itself had kept.
    ///
    /// # Errors
    /// Never: a test holds that.
    pub fn begin(
        free: u64,
        link: Option<Result<Scenario, String>>,
        work: Option<Work>,
        before: Option<Work>,
    ) -> Result<State, String> {
        let mut state = State::first()?;
        state.sheet.next = free;
        if let Some(work) = work {
            let kept = before.map(|before| {
                state = state.renumbered();
                Rc::new(state.restored(before))
            });
            state = state.renumbered().restored(work);
            state.kept = kept;
        }
        Ok(match link {
            None => state,
            Some(Ok(scenario)) => state.open(&scenario),
            Some(Err(why)) => state.with_bench(|bench| bench.refused = Some(why)),
        })
    }

    /// Shows a scenario from elsewhere. The one that is there already stays as it is.
    pub(crate) fn open(&self, scenario: &Scenario) -> State {
        let is = |state: &State| state.scenario.normalised() == *scenario;
        if is(self) {
            return self.with_bench(|bench| bench.refused = None);
        }
        match &self.kept {
            Some(kept) if is(kept) => self.back(),
            _ => self.showing(scenario).in_place_of(self),
        }
    }

    /// Swaps this with what is kept.
    pub(crate) fn back(&self) -> State {
        let Some(kept) = &self.kept else {
            return self.clone();
        };
        let mut next = State::clone(kept);
        next.sheet.next = self.sheet.next;
        next.kept = Some(self.without_kept());
        next
    }

    /// This is the user's work.
    pub(crate) fn touched(mut self) -> State {
        self.sheet.touched = true;
        if self.bench.refused.is_some() {
            self = self.with_bench(|bench| bench.refused = None);
        }
        self
    }

    /// This was opened, not made: what was made before is kept, and this gets its own number.
    pub(crate) fn in_place_of(mut self, before: &State) -> State {
        self.kept = before.kept.clone();
        self.sheet = before.sheet;
        if before.sheet.touched {
            self.kept = Some(before.without_kept());
            self = self.renumbered_alone();
        }
        self.sheet.touched = false;
        self.with_bench(|bench| bench.refused = None)
    }

    /// With new numbers for this and what is kept.
    pub(crate) fn renumbered(&self) -> State {
        let mut next = self.clone().renumbered_alone();
        if let Some(kept) = &self.kept {
            let mut other = State::clone(kept);
            other.sheet.next = next.sheet.next;
            other = other.renumbered_alone();
            next.sheet.next = other.sheet.next;
            next.kept = Some(Rc::new(other));
        }
        next
    }

    fn renumbered_alone(mut self) -> State {
        self.sheet.number = self.sheet.next;
        self.sheet.next = self.sheet.next.wrapping_add(1);
        self
    }

    fn without_kept(&self) -> Rc<State> {
        Rc::new(State {
            kept: None,
            ..self.clone()
        })
    }

    /// The scenario, and its memory in the box as the kernel prints it.
    fn showing(&self, scenario: &Scenario) -> State {
        let mut scenario = scenario.clone();
        let kernel = scenario
            .variants
            .first()
            .map_or(Kernel::default(), |named| named.variant.kernel);
        name_apart(&mut scenario.variants, kernel);
        let memory = &scenario.setup.memory;
        let case = CASES.iter().find(|case| is_case(&scenario, case));
        let bench = Workbench {
            reading: Reading::of(zonescope_dump::write(memory).into()),
            case: case.map(|case| case.id),
            problem: None,
            refused: None,
            titled: case.is_none() && !scenario.title.is_empty(),
            cmdline: scenario.setup.words.to_string().into(),
            implied: cmdline_for(None, memory).to_owned().into(),
            kernel,
        };
        State {
            bench: Rc::new(bench),
            scenario: Rc::new(scenario),
            view: View::default(),
            sheet: self.sheet,
            kept: self.kept.clone(),
        }
    }

    /// The work as it was left.
    fn restored(&self, work: Work) -> State {
        let Stored {
            scenario,
            cmdline,
            text,
            chosen,
            ..
        } = work.stored;
        let words = scenario.setup.words;
        let mut next = self.showing(&scenario).with_bench(|bench| {
            if let Some(text) = text {
                let mut reading = Reading::of(text.into());
                if let Some(chosen) = chosen.filter(|&dump| dump < reading.log.dumps().len()) {
                    reading = reading.choose(chosen);
                }
                match &reading.memory {
                    Ok(memory) => bench.implied = implied_cmdline(&reading, memory),
                    Err(problem) => bench.problem = Some(problem.clone()),
                }
                bench.case = None;
                bench.reading = reading;
            }
            if BootWords::parse(&cmdline) == words {
                bench.cmdline = cmdline.into();
            }
        });
        next.sheet.number = work.number.unwrap_or(next.sheet.number);
        next.touched()
    }
}

fn is_case(scenario: &Scenario, case: &Case) -> bool {
    case.title == scenario.title
        && case
            .memory()
            .is_ok_and(|memory| memory == scenario.setup.memory)
}

/// The scenario a text is, or has a link to, or why there is none; nothing if the text is about
/// memory, or about neither.
pub(crate) fn scenario_in(reading: &Reading) -> Option<Result<Scenario, String>> {
    let text = reading.text.trim_start();
    if text.starts_with('{') {
        match Scenario::from_json(text) {
            Ok(scenario) => return Some(Ok(scenario.normalised())),
            Err(error) if reading.chosen.is_none() => return Some(Err(error.to_string())),
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
