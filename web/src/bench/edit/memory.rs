//! The memory, by its map or by the machine's mirror setting.

use yew::AttrValue;
use zonescope_model::{cmdline_for, MemoryMap};
use zonescope_open::cmdline_of;
use zonescope_scenario::{Mirrored, Scenario, CASES};

use crate::bench::reading::Reading;
use crate::bench::state::State;

impl State {
    /// What the machine shows under its setting; nothing changes if it can't be set so.
    pub(crate) fn mirrored(&self, mirrored: &Mirrored) -> State {
        self.with_other_memory(|scenario| scenario.mirror(mirrored.clone()).is_ok())
    }

    /// Another map.
    pub(crate) fn with_memory(&self, memory: &MemoryMap) -> State {
        self.with_other_memory(|scenario| {
            scenario.set_memory(memory.clone());
            true
        })
    }

    /// The memory the text is about, and the command line it comes with if nobody typed another.
    pub(crate) fn reread(&self) -> State {
        let Some(combined) = self.bench.reading.combined() else {
            return self.clone();
        };
        let state = self.with_memory(&combined.memory);
        let implied = AttrValue::from(cmdline_of(combined));
        let is_implied = state.bench.cmdline == state.bench.implied;
        let state = state.with_bench(|bench| bench.implied = implied.clone());
        match is_implied {
            true => state.with_cmdline(implied),
            false => state,
        }
    }

    /// What was of the old memory goes with it: the case, the title if the user did not choose
    /// it, the text if the page wrote it, and a command line nobody typed.
    fn with_other_memory(&self, change: impl FnOnce(&mut Scenario) -> bool) -> State {
        let mut is_changed = false;
        let next = self.with_scenario(|scenario| is_changed = change(scenario));
        let memory = &next.scenario.setup.memory;
        if !is_changed || *memory == self.scenario.setup.memory {
            return next;
        }
        let case = CASES.iter().find(|case| case.memory().is_ok_and(|its| its == *memory));
        let text = self.bench.reading.combined();
        let is_logged = text.is_some_and(|text| text.cmdline.is_some());
        // A machine that is no longer mirrored is still booted as it was.
        let implied =
            Some(cmdline_for(None, memory)).filter(|words| !is_logged && !words.is_empty());
        let is_implied = self.bench.cmdline == self.bench.implied;
        let mut state = next.with_bench(|bench| {
            bench.case = case.map(|case| case.id);
            if bench.reading.is_written {
                bench.reading = Reading::written(memory);
            }
            if let Some(implied) = implied {
                bench.implied = implied.into();
            }
        });
        if is_implied {
            let implied = state.bench.implied.clone();
            state = state.with_cmdline(implied);
        }
        if state.bench.titled {
            return state;
        }
        let title = match (case, text) {
            (Some(case), _) => case.title.to_owned(),
            (None, Some(text)) if text.memory == state.scenario.setup.memory => {
                text.title.clone().unwrap_or_default()
            }
            _ => self.changed_title().unwrap_or_default(),
        };
        state.with_scenario(|scenario| scenario.title = title)
    }
}
