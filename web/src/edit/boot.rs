//! The command line, as text and by its words.

use yew::AttrValue;
use zonescope_model::BootWords;

use crate::state::State;

impl State {
    pub(crate) fn with_cmdline(&self, cmdline: AttrValue) -> State {
        self.with_scenario(|scenario| scenario.setup.words = BootWords::parse(&cmdline))
            .with_bench(|bench| bench.cmdline = cmdline)
    }

    /// The words the model does not read stay where they are, before the others.
    pub(crate) fn with_words(&self, words: BootWords) -> State {
        let others = self
            .bench
            .cmdline
            .split_whitespace()
            .filter(|word| !BootWords::reads(word));
        let own = words.to_string();
        let own = Some(own.as_str()).filter(|own| !own.is_empty());
        let cmdline: Vec<&str> = others.chain(own).collect();
        self.with_cmdline(cmdline.join(" ").into())
    }
}
