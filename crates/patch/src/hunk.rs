//! Hunks as they stand in a text: their lines, put right where mailers broke them.

use zonescope_dump::Piece;

use crate::change::Fault;
use crate::header::Span;
use crate::prose::is_prose;
use crate::quoting::{is_deeper, Quoting, Under};

/// Whose line it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    /// Both files'.
    Context,
    /// The old file's alone.
    Removed,
    /// The new file's alone.
    Added,
    /// It has no mark: a context line that lost its blank, or the end of the line above.
    Bare,
}

/// A line of a hunk, its mark taken off.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub mark: Mark,
    pub text: String,
    /// How wide the text's line was: a wide one may have been broken.
    width: usize,
    /// How long the rest is that a mailer may have broken off.
    word: usize,
}

/// A hunk and how much of it was there.
#[derive(Clone, Debug)]
pub(crate) struct Hunk {
    /// Its first line in the old file.
    pub start: u64,
    /// How many lines its header says it has of the old file.
    said_old: u64,
    said_new: u64,
    old: u64,
    new: u64,
    /// The function its header names.
    pub context: String,
    pub lines: Vec<Line>,
    /// Its lines in the text, that of its header first.
    pub first: u32,
    pub last: u32,
    /// Whether context lines begin with their blank.
    pub is_spaced: bool,
    has_blank: bool,
    header_width: usize,
    /// Context lines since the last that changed.
    trailing: u64,
    /// Whether lines are kept: what they say does not matter in other files.
    keeps: bool,
    /// How many lines were removed or added.
    pub changed: u32,
    /// Whether it is a merge's: its lines have a mark for each old file, and are not read.
    is_combined: bool,
}

/// The columns in which mailers wrap at the narrowest.
const NARROWEST: usize = 66;

impl Hunk {
    pub fn new(span: Span<'_>, line: u32, width: usize, keeps: bool) -> Hunk {
        Hunk {
            start: span.start,
            said_old: span.old,
            said_new: span.new,
            old: 0,
            new: 0,
            context: span.context.to_owned(),
            lines: Vec::new(),
            first: line,
            last: line,
            is_spaced: false,
            has_blank: false,
            header_width: width,
            trailing: 0,
            keeps,
            changed: 0,
            is_combined: span.is_combined,
        }
    }

    /// The line of the old file behind its last.
    pub fn end(&self) -> u64 {
        self.start.saturating_add(self.said_old)
    }

    /// Whether it has all lines its header says.
    pub fn is_full(&self) -> bool {
        self.old >= self.said_old && self.new >= self.said_new
    }

    /// Takes a line; false if the hunk ends before it.
    pub fn take(&mut self, quoting: &Quoting, piece: &Piece<'_>) -> bool {
        let (text, last) = (&*piece.text, piece.last);
        let is_next = piece.first <= self.last.saturating_add(1);
        let width = columns(text);
        let rest = match quoting.strip(text) {
            Under::Alike(rest) => rest,
            Under::Shallower(rest) if !rest.is_empty() && is_next && self.was_broken(rest) => {
                self.join(rest, width, last);
                return true;
            }
            // Somebody else's words between the lines of a hunk.
            Under::Shallower(_) => return !self.is_full(),
        };
        let trimmed = rest.trim_end();
        if matches!(trimmed, "--") {
            return false;
        }
        let mark = match trimmed.as_bytes().first() {
            None if self.is_full() => return false,
            None => {
                self.has_blank = true;
                self.push(Mark::Context, "", width, last);
                return true;
            }
            Some(b'\\') => return true,
            Some(b' ' | b'\t') => {
                self.is_spaced = true;
                Mark::Context
            }
            Some(b'+') => Mark::Added,
            Some(b'-') => Mark::Removed,
            Some(_) => Mark::Bare,
        };
        if mark == Mark::Bare {
            if is_deeper(rest) {
                return !self.is_full();
            }
            if self.is_spaced {
                let broken = is_next && self.was_broken(rest);
                if broken {
                    self.join(rest, width, last);
                }
                return broken;
            }
            if self.is_full() || is_prose(rest) {
                return false;
            }
            self.push(mark, rest, width, last);
            return true;
        }
        let body = trimmed.get(1..).unwrap_or_default();
        // A list behind a hunk, its marks those of a diff.
        if (self.is_full() || !self.is_spaced) && is_prose(body) {
            return false;
        }
        self.push(mark, body, width, last);
        true
    }

    fn push(&mut self, mark: Mark, text: &str, width: usize, last: u32) {
        let (old, new) = sides(mark);
        self.old += u64::from(old);
        self.new += u64::from(new);
        self.last = last;
        if old && new {
            self.trailing += 1;
        } else {
            self.trailing = 0;
            self.changed += 1;
        }
        if self.keeps {
            let word = first_word(text);
            self.lines.push(Line { mark, text: text.to_owned(), width, word });
        }
    }

    /// Whether a mailer broke this off the line above: it would not have fitted there.
    fn was_broken(&self, rest: &str) -> bool {
        let above = self.lines.last().map_or(self.header_width, |line| line.width);
        above + 1 + first_word(rest) > NARROWEST
    }

    /// Puts what was broken off back behind the line above.
    fn join(&mut self, rest: &str, width: usize, last: u32) {
        self.last = last;
        match self.lines.last_mut() {
            Some(line) => {
                line.text.push(' ');
                line.text.push_str(rest.trim_end());
                line.width = width;
            }
            None => {
                self.context.push(' ');
                self.context.push_str(rest.trim());
                self.header_width = width;
            }
        }
    }

    /// Puts its lines right, all of them taken; what is wrong with it, if anything is.
    pub fn close(&mut self) -> Option<Fault> {
        if self.is_spaced {
            self.join_where(|line| line.mark == Mark::Bare);
        }
        // Broken before an operator, the rest of a line looks like one of a diff.
        for (mark, surplus) in [
            (Mark::Removed, self.old.saturating_sub(self.said_old)),
            (Mark::Added, self.new.saturating_sub(self.said_new)),
        ] {
            let mut above = 0;
            let mut broken = 0;
            for line in &self.lines {
                let is_broken = line.mark == mark && above + 1 + line.word > NARROWEST;
                broken += u64::from(is_broken);
                above = line.width;
            }
            if surplus > 0 && broken == surplus {
                self.join_broken(mark);
            }
        }
        self.fault().map(|(fault, _)| fault)
    }

    /// Whether lines of it that may change something are missing.
    pub fn is_cut(&self) -> bool {
        self.fault().is_some_and(|(_, cut)| cut)
    }

    /// What is wrong with it, and whether lines that may change something are missing.
    ///
    /// A hunk ends with three lines of context: if no more are missing than those, or empty ones
    /// that an archive drops, all that changes is there.
    fn fault(&self) -> Option<(Fault, bool)> {
        const CONTEXT: u64 = 3;
        if self.is_combined {
            return Some((Fault::Combined, true));
        }
        let (old, new) = (self.said_old, self.said_new);
        if (self.old, self.new) == (old, new) {
            return None;
        }
        let disagree = Fault::CountsDisagree { said: (old, new), read: (self.old, self.new) };
        if self.old > old || self.new > new {
            return Some((disagree, false));
        }
        let missing = (old - self.old, new - self.new);
        let only_context = missing.0 == missing.1
            && (missing.0 <= CONTEXT && self.trailing + missing.0 >= CONTEXT
                || !self.has_blank && !self.is_spaced && self.trailing > 0);
        // One file's lines are all there: lines of the other alone were left out by hand.
        let has_one_side = missing.0 == 0 && self.trailing >= CONTEXT;
        match only_context || has_one_side {
            true => Some((disagree, false)),
            false => Some((Fault::CutOff { missing: missing.0.max(missing.1) }, true)),
        }
    }

    /// Whether some lines may be the ends of those above.
    pub fn may_be_broken(&self) -> bool {
        let mut above = self.header_width;
        self.lines.iter().any(|line| {
            let broken = line.mark == Mark::Bare && above + 1 + line.word > NARROWEST;
            above = line.width;
            broken
        })
    }

    /// The same hunk with those lines put behind the ones above.
    pub fn unbroken(&self) -> Hunk {
        let mut hunk = self.clone();
        hunk.join_broken(Mark::Bare);
        hunk
    }

    fn join_broken(&mut self, mark: Mark) {
        // Below the header only a line without a mark can be the rest of it.
        let mut above = if mark == Mark::Bare { self.header_width } else { 0 };
        self.join_where(|line| {
            let broken = line.mark == mark && above + 1 + line.word > NARROWEST;
            above = line.width;
            broken
        });
    }

    fn join_where(&mut self, mut is_rest: impl FnMut(&Line) -> bool) {
        let mut whole: Vec<Line> = Vec::with_capacity(self.lines.len());
        for line in std::mem::take(&mut self.lines) {
            if !is_rest(&line) {
                whole.push(line);
                continue;
            }
            let (old, new) = sides(line.mark);
            self.old -= u64::from(old);
            self.new -= u64::from(new);
            let Some(above) = whole.last_mut() else {
                self.context.push(' ');
                self.context.push_str(line.text.trim());
                continue;
            };
            let sign = match line.mark {
                Mark::Removed => "- ",
                Mark::Added => "+ ",
                Mark::Context | Mark::Bare => "",
            };
            above.text.push(' ');
            above.text.push_str(sign);
            above.text.push_str(line.text.trim_end());
            above.width = line.width;
        }
        self.lines = whole;
        let is_context = |line: &&Line| matches!(line.mark, Mark::Context | Mark::Bare);
        self.trailing = self.lines.iter().rev().take_while(is_context).count() as u64;
    }
}

/// Whether a line is of the old file, and of the new one.
fn sides(mark: Mark) -> (bool, bool) {
    match mark {
        Mark::Context | Mark::Bare => (true, true),
        Mark::Removed => (true, false),
        Mark::Added => (false, true),
    }
}

fn first_word(text: &str) -> usize {
    text.split_whitespace().next().map_or(0, str::len)
}

/// How wide a line is shown.
fn columns(text: &str) -> usize {
    const TAB: usize = 8;
    text.trim_end().chars().fold(0, |at, c| match c {
        '\t' => (at / TAB + 1) * TAB,
        _ => at + 1,
    })
}
