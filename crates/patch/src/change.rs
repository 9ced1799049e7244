//! What became of the hunks of a text.

use std::fmt;

use zonescope_model::Patch;

/// One patch that was recognised, or one hunk that was not or does not matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What it is.
    pub what: What,
    /// The file it changes, as the kernel's tree names it; `None` if the text does not say.
    pub file: Option<String>,
    /// The function it changes; `None` outside of functions, and where the text does not say.
    pub function: Option<String>,
    /// Its hunks, in order: never empty.
    pub hunks: Vec<HunkLines>,
    /// How often it is quoted: a mail's own patches and those it answers are told apart by it.
    pub depth: usize,
    /// What is wrong with its hunks.
    pub fault: Option<Fault>,
}

impl Change {
    /// The first line of its first hunk, its header.
    pub fn first(&self) -> u32 {
        self.hunks.iter().map(|lines| lines.first).min().unwrap_or(0)
    }

    /// The last line of its last hunk.
    pub fn last(&self) -> u32 {
        self.hunks.iter().map(|lines| lines.last).max().unwrap_or(0)
    }

    /// Whether the zones may depend on it: a patch, or a change the model does not know.
    pub fn matters(&self) -> bool {
        matches!(self.what, What::Patch { .. } | What::Unknown)
    }

    /// The patch it is, and whether it is taken back.
    pub fn patch(&self) -> Option<(Patch, bool)> {
        match self.what {
            What::Patch { patch, reverted } => Some((patch, reverted)),
            _ => None,
        }
    }
}

/// A hunk's lines in the text, both counted from 1 and both its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HunkLines {
    /// Its header's.
    pub first: u32,
    /// Its last.
    pub last: u32,
}

/// What a hunk does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum What {
    /// It is a patch the model has a switch for, or part of one.
    Patch {
        /// The patch.
        patch: Patch,
        /// Whether it is taken back.
        reverted: bool,
    },
    /// It changes a function the model stands for, in a way the model does not know.
    Unknown,
    /// It changes nothing that is computed: comments, blanks, names, messages, counters.
    SameMeaning,
    /// It changes a function that does not decide zones.
    OtherFunction,
    /// It changes a file that does not.
    OtherFile,
}

/// What is wrong with a hunk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// Lines of it are missing.
    CutOff {
        /// How many.
        missing: u64,
    },
    /// It is a merge's, against several old files at once: it is not read.
    Combined,
    /// Its header and its lines disagree, though all that changes seems to be there.
    CountsDisagree {
        /// Lines of the old and the new file, by its header.
        said: (u64, u64),
        /// Those that were read.
        read: (u64, u64),
    },
    /// The mail says that the patch changes more lines than the text has.
    Incomplete {
        /// Lines changed, by the mail.
        said: u32,
        /// Those that were read.
        read: u32,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Fault::CutOff { missing: 1 } => {
                f.write_str("the hunk is cut off: by its header one more line belongs to it")
            }
            Fault::CutOff { missing } => {
                write!(f, "the hunk is cut off: by its header {missing} more lines belong to it")
            }
            Fault::Combined => f.write_str(
                "a merge's hunk, against several files at once, is not read: diff against one",
            ),
            Fault::CountsDisagree { said, read } => write!(
                f,
                "the hunk's header says {} old and {} new lines, {} and {} are here",
                said.0, said.1, read.0, read.1
            ),
            Fault::Incomplete { said, read } => {
                write!(f, "the mail says that {said} lines of this file change, {read} do here")
            }
        }
    }
}

/// What there is to say of a hunk in a line panel.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.as_deref().unwrap_or("a file the text does not name");
        match (self.what, &self.function) {
            (What::Patch { patch, reverted: false }, _) => write!(f, "the patch {patch}")?,
            (What::Patch { patch, reverted: true }, _) => {
                write!(f, "the patch {patch}, taken back")?;
            }
            (What::Unknown, Some(function)) => {
                write!(f, "changes {function}() in a way the model does not know")?;
            }
            (What::Unknown, None) => {
                write!(f, "changes {file} in a way the model does not know")?;
            }
            (What::SameMeaning, Some(function)) => {
                write!(f, "changes nothing that {function}() computes")?;
            }
            (What::SameMeaning, None) => write!(f, "changes nothing that {file} computes")?,
            (What::OtherFunction, Some(function)) => {
                write!(f, "does not matter to zones: {function}() does not decide them")?;
            }
            (What::OtherFunction, None) => {
                write!(f, "does not matter to zones: no function of {file}")?;
            }
            (What::OtherFile, _) => write!(f, "does not matter to zones: {file} decides none")?,
        }
        match &self.fault {
            Some(fault) => write!(f, "; {fault}"),
            None => Ok(()),
        }
    }
}
