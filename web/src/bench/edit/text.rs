//! A text, pasted, typed or picked.

use yew::AttrValue;
use zonescope_dump::Combined;
use zonescope_model::{cmdline_for, Arch};
use zonescope_scenario::Case;

use crate::bench::opening::scenario_in;
use crate::bench::reading::Reading;
use crate::bench::state::State;

impl State {
    /// Takes in a text; opens the scenario in it if that is all there is. What it says of the
    /// command line replaces the user's own words when it is a new text, or says something new.
    pub(crate) fn read(&self, reading: Reading, new: bool) -> State {
        let combined = match scenario_in(&reading) {
            Some(Ok(scenario)) => return self.open(&scenario),
            Some(Err(problem)) => Err(problem),
            None => reading.combined.clone(),
        };
        let mut next = self.with_bench(|bench| {
            bench.case = None;
            bench.problem = combined.as_ref().err().cloned();
            bench.titled &= !new;
        });
        if let Ok(combined) = combined {
            let implied = implied_cmdline(&combined);
            let titled = next.bench.titled;
            let before = self.bench.reading.combined.as_ref().ok();
            let is_of_another_arch = new || before.is_none_or(|old| old.arch != combined.arch);
            next = next.with_scenario(|scenario| {
                scenario.set_memory(combined.memory.clone());
                if !titled {
                    scenario.title = combined.title.clone().unwrap_or_default();
                }
                if is_of_another_arch {
                    scenario.setup.arch = combined.arch.unwrap_or(Arch::X86_64);
                }
            });
            if new || implied != self.bench.implied {
                next =
                    next.with_bench(|bench| bench.implied = implied.clone()).with_cmdline(implied);
            }
        }
        next.with_bench(|bench| bench.reading = reading)
    }

    pub(crate) fn case(&self, case: &'static Case) -> State {
        let Ok(memory) = case.memory() else {
            return self.clone();
        };
        self.read(Reading::written(&memory), true)
            .with_bench(|bench| bench.case = Some(case.id))
            .with_scenario(|scenario| scenario.title = case.title.to_owned())
    }
}

/// The command line a text comes with.
pub(super) fn implied_cmdline(combined: &Combined) -> AttrValue {
    let cmdline = cmdline_for(combined.cmdline.as_deref(), &combined.memory);
    AttrValue::from(cmdline.to_owned())
}
