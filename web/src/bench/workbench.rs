//! What stays on the bench.

use yew::AttrValue;
use zonescope_model::Kernel;

use super::reading::Reading;

/// What the user has on the bench.
#[derive(Clone, PartialEq, Debug)]
pub struct Workbench {
    /// The text and what was read from it.
    pub reading: Reading,
    /// A second log, to check the model against.
    pub against: Option<Reading>,
    /// The case the memory is of, as long as it is.
    pub case: Option<&'static str>,
    /// Whether the title is of the user's choice, and not the text's.
    pub titled: bool,
    /// The command line, as it stands in its box.
    pub cmdline: AttrValue,
    /// The command line the text comes with.
    pub implied: AttrValue,
    /// What new variants start with.
    pub kernel: Kernel,
}

impl Workbench {
    /// Why the scenario is not the text's, if it can't be.
    pub fn problem(&self) -> Option<&str> {
        self.reading.opened.as_ref().err().map(String::as_str)
    }
}
