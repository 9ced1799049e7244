//! What became of every line, as runs.

use std::fmt;

use crate::Note;

/// Neighbouring lines that fared alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineRun {
    /// The first line.
    pub first: u32,
    /// The last line.
    pub last: u32,
    /// What became of them.
    pub fate: LineFate,
    /// What there is to say: always where they are unreadable, sometimes where understood.
    pub message: Option<Note>,
}

/// What became of a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LineFate {
    /// Prose, or a message nothing is read from.
    Ignored,
    /// Read.
    Understood,
    /// It looks like a row, but is not one.
    Unreadable,
}

impl LineFate {
    /// The word `zonescope parse` uses.
    pub const fn name(self) -> &'static str {
        match self {
            LineFate::Ignored => "ignored",
            LineFate::Understood => "understood",
            LineFate::Unreadable => "unreadable",
        }
    }
}

/// What became of every line, as runs of neighbours that fared alike. A log has many: each takes
/// eight bytes here, and something to say only where there is something.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Lines {
    runs: Vec<Run>,
    /// What there is to say, by the places of the runs.
    messages: Vec<(u32, Note)>,
}

/// The lines from the end of the run before up to `last`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Run {
    last: u32,
    fate: LineFate,
}

impl Lines {
    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Whether there is none: the text is empty.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The run at this place.
    pub fn get(&self, place: usize) -> Option<LineRun> {
        let run = self.runs.get(place)?;
        let said = u32::try_from(place).ok().and_then(|place| {
            let found = self.messages.binary_search_by_key(&place, |(at, _)| *at);
            self.messages.get(found.ok()?)
        });
        let before = place.checked_sub(1).and_then(|before| self.runs.get(before));
        Some(LineRun {
            first: before.map_or(0, |before| before.last) + 1,
            last: run.last,
            fate: run.fate,
            message: said.map(|(_, note)| *note),
        })
    }

    /// The place of the run a line is in; none has it beyond the text's end.
    pub fn place_of(&self, line: u32) -> usize {
        self.runs.partition_point(|run| run.last < line)
    }

    /// The last run.
    pub fn last(&self) -> Option<LineRun> {
        self.get(self.len().checked_sub(1)?)
    }

    /// Every run, in order.
    pub fn iter(&self) -> impl Iterator<Item = LineRun> + '_ {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    pub(crate) fn push(&mut self, last: u32, fate: LineFate, message: Option<Note>) {
        let place = u32::try_from(self.len());
        if let (Some(note), Ok(place)) = (message, place) {
            self.messages.push((place, note));
        }
        self.runs.push(Run { last, fate });
    }

    /// Takes the last run away.
    pub(crate) fn pop(&mut self) {
        self.runs.pop();
        let left = self.len();
        self.messages.pop_if(|(at, _)| *at as usize >= left);
    }

    /// Has the last run end there.
    pub(crate) fn end_at(&mut self, last: u32) {
        if let Some(run) = self.runs.last_mut() {
            run.last = last;
        }
    }
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
