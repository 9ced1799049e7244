//! What is known of a scenario besides what is in it.

use zonescope_model::Verdict;

use crate::consequence::verdict_name;

/// What a report is told besides a scenario and its outcomes.
#[derive(Clone, Copy, Default, Debug)]
pub struct Told<'a> {
    /// What the numbers rest on, or were checked against, a sentence each.
    pub said: &'a [String],
    /// Whether some of the memory map is known to be missing: what is at fault is so, but what is
    /// not may be on the whole machine, and nothing is called ok.
    pub is_part: bool,
    /// Where the scenario opens in the page.
    pub link: Option<&'a str>,
}

/// Of a scenario that is known whole: its link alone.
impl<'a> From<Option<&'a str>> for Told<'a> {
    fn from(link: Option<&'a str>) -> Told<'a> {
        Told { link, ..Told::default() }
    }
}

impl Told<'_> {
    /// What is to be known of a report on part of the memory.
    pub const CAUTION: &'static str = "Some of the memory map is missing: what is not at fault \
                                       here may be on the whole machine.";

    /// A verdict in a word.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match self.is_open(verdict) {
            true => "not known",
            false => verdict_name(verdict),
        }
    }

    /// The sentence that goes with a verdict.
    pub fn sentence(self, verdict: Verdict, sentence: String) -> String {
        match self.is_open(verdict) {
            true => format!("On this part of the memory: {sentence}"),
            false => sentence,
        }
    }

    /// A verdict's machine word, or `open`.
    pub fn name(self, verdict: Verdict) -> &'static str {
        match self.is_open(verdict) {
            true => "open",
            false => verdict.name(),
        }
    }

    /// Whether the whole machine may fare worse.
    fn is_open(self, verdict: Verdict) -> bool {
        self.is_part && verdict == Verdict::Ok
    }
}
