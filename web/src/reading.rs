//! A text and what was read from it: the only place where the page meets the dump reader.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_dump::{Combined, Log, Source};
use zonescope_model::MemoryMap;

/// Above this many bytes the box shows only the lines of the chosen dump: browsers edit a text
/// of megabytes slowly.
pub const BOX_LIMIT: usize = 256 << 10;

/// A text, the lines and dumps in it, and the one that was chosen.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The whole text.
    pub text: AttrValue,
    /// What stands in the box: all of it, or the chosen dump's lines.
    pub shown: AttrValue,
    /// What became of every line.
    pub log: Rc<Log>,
    /// Which of the dumps, if there is any.
    pub chosen: Option<usize>,
    /// Everything the text says of a machine, or a sentence that says which line and why not.
    pub combined: Result<Rc<Combined>, String>,
    /// Whether the page wrote it: then it says what the memory is, and not where it is from.
    pub is_written: bool,
}

impl Reading {
    /// Reads `text`, and chooses the dump the reader takes to be meant.
    pub fn of(text: AttrValue) -> Reading {
        let log = zonescope_dump::read(&text);
        Reading::from_log(text, log)
    }

    /// What `log` says, which was read from `text`.
    pub fn from_log(text: AttrValue, log: Log) -> Reading {
        let chosen = log.default_dump();
        Reading::new(text, Rc::new(log), chosen)
    }

    /// The memory as the kernel would print it.
    pub fn written(memory: &MemoryMap) -> Reading {
        Reading {
            is_written: true,
            ..Reading::of(zonescope_dump::write(memory).into())
        }
    }

    /// The same text with another dump chosen.
    #[must_use]
    pub fn choose(&self, dump: usize) -> Reading {
        Reading::new(self.text.clone(), self.log.clone(), Some(dump))
    }

    fn new(text: AttrValue, log: Rc<Log>, chosen: Option<usize>) -> Reading {
        Reading {
            shown: shown(&text, &log, chosen),
            combined: log
                .combined(chosen)
                .map(Rc::new)
                .map_err(|fault| fault.to_string()),
            text,
            log,
            chosen,
            is_written: false,
        }
    }

    /// The memory the text is about.
    pub fn memory(&self) -> Option<&MemoryMap> {
        self.combined.as_ref().ok().map(|combined| &combined.memory)
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

/// The rest follows from these.
impl PartialEq for Reading {
    fn eq(&self, other: &Reading) -> bool {
        self.chosen == other.chosen
            && self.is_written == other.is_written
            && (Rc::ptr_eq(&self.log, &other.log) || self.text == other.text)
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
