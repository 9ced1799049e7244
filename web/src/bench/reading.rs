//! A text and what was read from it: the only place where the page meets the readers of texts.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_dump::{Combined, Log, Progress, Source};
use zonescope_model::{Arch, MemoryMap, PatchSet, Variant};
use zonescope_open::Opened;
use zonescope_patch::Change;
use zonescope_report::as_sentence;

use super::line_index::LineIndex;

/// Above this many bytes a text is not put into a box: browsers edit a text of megabytes slowly.
pub const BOX_LIMIT: usize = 256 << 10;

/// A text, the lines and dumps in it, and the one that was chosen.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The whole text.
    pub text: AttrValue,
    /// Where its lines are.
    pub lines: Rc<LineIndex>,
    /// What became of every line.
    pub log: Rc<Log>,
    /// What became of its diffs.
    pub changes: Rc<[Change]>,
    /// Which of the dumps, if there is any.
    pub chosen: Option<usize>,
    /// The scenario in the text, or all it says of a machine; or a sentence that says which line
    /// and why not.
    pub opened: Result<Rc<Opened>, String>,
    /// Whether the page wrote it: then it says what the memory is, and not where it is from.
    pub is_written: bool,
}

impl Reading {
    /// Whether some of the memory map is known to be missing.
    pub fn is_cut(&self) -> bool {
        !self.is_written && self.combined().is_some_and(Combined::is_cut)
    }

    /// What the numbers rest on that the text does not say, a sentence each: for who sees only
    /// what was made of it. What the user put in the place of an assumption is not assumed.
    pub fn reservations(&self, arch: &Arch, cmdline_is_given: bool) -> Vec<String> {
        let Some(combined) = self.combined().filter(|_| !self.is_written) else {
            return Vec::new();
        };
        let arch_is_given = *arch != combined.arch.unwrap_or(Arch::X86_64);
        let open = combined.reservations(arch_is_given, cmdline_is_given);
        open.iter().map(|open| as_sentence(&open.to_string())).collect()
    }

    /// Reads `text`, and chooses the dump the reader takes to be meant.
    pub fn of(text: AttrValue) -> Reading {
        let log = zonescope_dump::read(&text);
        let changes = zonescope_patch::read(&text);
        let lines = LineIndex::of(&text);
        Reading::from_log(text, log, changes, lines)
    }

    /// What `log` and `changes` say, which were read from `text`.
    fn from_log(text: AttrValue, log: Log, changes: Vec<Change>, lines: LineIndex) -> Reading {
        let chosen = log.default_dump();
        Reading {
            opened: opened(&text, &log, chosen),
            text,
            lines: Rc::new(lines),
            log: Rc::new(log),
            changes: changes.into(),
            chosen,
            is_written: false,
        }
    }

    /// The memory as the kernel would print it.
    pub fn written(memory: &MemoryMap) -> Reading {
        Reading { is_written: true, ..Reading::of(zonescope_dump::write(memory).into()) }
    }

    /// The same text with another dump chosen.
    #[must_use]
    pub fn choose(&self, dump: usize) -> Reading {
        let chosen = Some(dump);
        let opened = opened(&self.text, &self.log, chosen);
        Reading { opened, chosen, is_written: false, ..self.clone() }
    }

    /// The variants that its diffs make, on the kernel of its machine.
    pub fn variants(&self) -> Vec<Variant> {
        let version = match self.combined() {
            Some(combined) => self.log.version_at(combined.line),
            None => self.log.version(),
        };
        zonescope_patch::variants(&self.changes, version.map(|found| found.what.as_str()))
    }

    /// The patches that its diffs are.
    pub fn patches(&self) -> PatchSet {
        self.changes.iter().filter_map(Change::patch).map(|(patch, _)| patch).collect()
    }

    /// What the text says of a machine, if it is a log of one.
    pub fn combined(&self) -> Option<&Combined> {
        match self.opened.as_deref() {
            Ok(Opened::Log(combined)) => Some(combined),
            _ => None,
        }
    }

    /// The memory the text is about.
    pub fn memory(&self) -> Option<&MemoryMap> {
        self.combined().map(|combined| &combined.memory)
    }

    /// The chosen dump.
    pub fn dump(&self) -> Option<&Source> {
        self.log.dumps().get(self.chosen?).copied()
    }

    /// Whether the text is too large for a box.
    pub fn is_large(&self) -> bool {
        self.text.len() > BOX_LIMIT
    }

    /// What stands in the box.
    pub fn in_box(&self) -> AttrValue {
        match self.is_large() {
            true => AttrValue::default(),
            false => self.text.clone(),
        }
    }

    /// Whether both are of one text, held once.
    pub fn shares_text(&self, other: &Reading) -> bool {
        std::ptr::eq(self.text.as_ptr(), other.text.as_ptr())
    }
}

fn opened(text: &str, log: &Log, chosen: Option<usize>) -> Result<Rc<Opened>, String> {
    zonescope_open::open(text, log, chosen).map(Rc::new).map_err(|fault| fault.to_string())
}

/// The rest follows from these.
impl PartialEq for Reading {
    fn eq(&self, other: &Reading) -> bool {
        self.chosen == other.chosen
            && self.is_written == other.is_written
            && (Rc::ptr_eq(&self.log, &other.log)
                || self.shares_text(other)
                || self.text == other.text)
    }
}

/// A large text on its way into the page. Each is another one, whatever it says.
#[derive(Clone, Debug)]
pub struct Brought(pub AttrValue);

impl PartialEq for Brought {
    fn eq(&self, other: &Brought) -> bool {
        std::ptr::eq(self.0.as_ptr(), other.0.as_ptr())
    }
}

/// A text being read, a step at a time.
pub struct UnderWay {
    text: AttrValue,
    progress: Progress,
    diffs: zonescope_patch::Progress,
    lines: LineIndex,
    /// How many bytes were read.
    read: usize,
    log: Option<Log>,
    /// What it came to, once it has.
    pub reading: Option<Rc<Reading>>,
}

/// How many bytes are read in a step.
const STEP: usize = 32 << 10;

impl UnderWay {
    /// Nothing read yet.
    pub fn new(brought: &Brought) -> UnderWay {
        UnderWay {
            text: brought.0.clone(),
            progress: Progress::new(),
            diffs: zonescope_patch::Progress::new(),
            lines: LineIndex::new(&brought.0),
            read: 0,
            log: None,
            reading: None,
        }
    }

    /// One step; false when all is done.
    pub fn step(&mut self) -> bool {
        if self.log.is_none() && self.progress.step(&self.text, STEP) {
            self.read = self.progress.position();
            self.lines.go_on(&self.text, self.read);
            return true;
        }
        if self.log.is_some() && self.diffs.step(&self.text, STEP) {
            return true;
        }
        let Some(log) = self.log.take() else {
            self.read = self.text.len();
            self.lines.go_on(&self.text, self.read);
            self.log = Some(std::mem::take(&mut self.progress).finish());
            return true;
        };
        let changes = std::mem::take(&mut self.diffs).finish();
        let reading = Reading::from_log(self.text.clone(), log, changes, self.lines.clone());
        self.reading = Some(Rc::new(reading));
        false
    }

    /// How much was read, in percent.
    pub fn percent(&self) -> usize {
        let read = self.read.saturating_mul(100);
        read.checked_div(self.text.len()).unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use yew::AttrValue;

    use super::{Brought, Reading, UnderWay, BOX_LIMIT};

    #[test]
    fn a_text_read_in_steps_is_read_as_at_once() {
        let noise = "[    0.000000] usb 1-1: something else entirely\r\n".repeat(9_000);
        let dump = "memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x0\n";
        let diff = "@@ -1 +1 @@ int f(int a)\n-a;\n+b;\n";
        let text = AttrValue::from(format!("{noise}{dump}{diff}{noise}"));
        assert!(text.len() > BOX_LIMIT);
        let mut under_way = UnderWay::new(&Brought(text.clone()));
        let mut percents = vec![under_way.percent()];
        while under_way.step() {
            percents.push(under_way.percent());
        }
        assert!(percents.is_sorted() && percents.len() > 10);
        assert!(percents.iter().all(|percent| *percent <= 100));
        let in_steps = under_way.reading.unwrap();
        let at_once = Reading::of(text);
        assert_eq!(*in_steps.log, *at_once.log);
        assert_eq!(in_steps.lines, at_once.lines);
        assert_eq!(in_steps.changes, at_once.changes);
        assert_eq!(at_once.changes.len(), 1);
        assert_eq!(in_steps.opened, at_once.opened);
        assert!(in_steps.opened.is_ok());
    }
}
