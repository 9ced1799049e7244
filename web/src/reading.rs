//! A text and what was read from it: the only place where the page meets the dump reader.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_dump::{Log, MapWarning, Source};
use zonescope_model::MemoryMap;

/// Above this many bytes the box shows only the lines of the chosen dump: browsers edit a text
/// of megabytes slowly.
pub const BOX_LIMIT: usize = 256 << 10;

/// A text, the lines and dumps in it, and the one that was chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// The whole text.
    pub text: AttrValue,
    /// What stands in the box: all of it, or the chosen dump's lines.
    pub shown: AttrValue,
    /// What became of every line.
    pub log: Rc<Log>,
    /// Which of the dumps, if there is any.
    pub chosen: Option<usize>,
    /// The chosen dump as a memory map, or a sentence that says which line and why not.
    pub memory: Result<Rc<MemoryMap>, String>,
    /// What is odd about the chosen dump, though it could be read.
    pub warnings: Rc<[MapWarning]>,
}

impl Reading {
    /// Reads `text`, and chooses the dump the reader takes to be meant.
    pub fn of(text: AttrValue) -> Reading {
        let log = Rc::new(zonescope_dump::read(&text));
        let chosen = log.default_dump();
        Reading::new(text, log, chosen)
    }

    /// The same text with another dump chosen.
    #[must_use]
    pub fn choose(&self, dump: usize) -> Reading {
        Reading::new(self.text.clone(), self.log.clone(), Some(dump))
    }

    fn new(text: AttrValue, log: Rc<Log>, chosen: Option<usize>) -> Reading {
        let (memory, warnings) = match log.memory_map(chosen.unwrap_or(0)) {
            Ok((memory, warnings)) => (Ok(Rc::new(memory)), warnings),
            Err(fault) => (Err(fault.to_string()), Vec::new()),
        };
        Reading {
            shown: shown(&text, &log, chosen),
            text,
            log,
            chosen,
            memory,
            warnings: warnings.into(),
        }
    }

    /// The chosen dump.
    pub fn dump(&self) -> Option<&Source> {
        self.log.dumps().get(self.chosen?).copied()
    }

    /// Whether the box holds only part of the text.
    pub fn is_excerpt(&self) -> bool {
        self.shown.len() != self.text.len()
    }
}

/// A small text whole; of a large one the chosen dump's lines, or without a dump its beginning.
fn shown(text: &AttrValue, log: &Log, chosen: Option<usize>) -> AttrValue {
    if text.len() <= BOX_LIMIT {
        return text.clone();
    }
    match chosen.and_then(|dump| log.dumps().get(dump).copied()) {
        Some(dump) => {
            let before = dump.first_line.saturating_sub(1);
            let lines: Vec<&str> = text
                .lines()
                .skip(before as usize)
                .take(dump.last_line.saturating_sub(before) as usize)
                .collect();
            lines.join("\n").into()
        }
        None => {
            let end = (0..=BOX_LIMIT)
                .rev()
                .find(|&end| text.is_char_boundary(end));
            text.get(..end.unwrap_or(0))
                .unwrap_or_default()
                .to_owned()
                .into()
        }
    }
}
