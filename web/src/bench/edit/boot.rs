//! The command line, as text and by its words.

use yew::AttrValue;
use zonescope_model::BootWords;

use crate::bench::state::State;

impl State {
    pub(crate) fn with_cmdline(&self, cmdline: AttrValue) -> State {
        self.with_scenario(|scenario| scenario.setup.words = BootWords::parse(&cmdline))
            .with_bench(|bench| bench.cmdline = cmdline)
    }

    /// Whatever says the same already stays as it is written, and so does every word that the
    /// model does not read.
    pub(crate) fn with_words(&self, words: BootWords) -> State {
        self.with_cmdline(words.written_into(&self.bench.cmdline).into())
    }
}
