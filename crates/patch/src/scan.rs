//! Finds the diffs of a text: files, and hunks in them.

use zonescope_dump::{Piece, Pieces};

use crate::change::Fault;
use crate::header::Header;
use crate::hunk::Hunk;
use crate::modelled::Place;
use crate::quoting::{Quoting, Under};

/// What a diff changes in one file.
#[derive(Debug)]
pub(crate) struct Section {
    pub file: Option<String>,
    pub quoting: Quoting,
    pub hunks: Vec<(Hunk, Option<Fault>)>,
    /// How many lines of the file change, where the mail says so.
    pub stat: Option<u32>,
}

impl Section {
    fn new(file: Option<&str>, quoting: Quoting) -> Section {
        Section { file: file.map(str::to_owned), quoting, hunks: Vec::new(), stat: None }
    }

    /// Whether its file may hold what the model stands for.
    pub fn matters(&self) -> bool {
        self.file.as_deref().is_none_or(|file| Place::of(file).is_some())
    }
}

/// The scanner: it is given one line after the other.
#[derive(Default)]
pub(crate) struct Scan {
    section: Option<Section>,
    open: Option<Hunk>,
    /// The file that `---` named, its `+++` to come.
    before: Option<String>,
    /// The last file a mail's summary named, and how many lines of it change.
    stat: Option<(String, u32)>,
    /// Sections that are complete.
    done: Vec<Section>,
}

impl Scan {
    /// Takes a line; `below` are those that follow.
    pub fn line(&mut self, piece: &Piece<'_>, below: &mut Pieces<'_>) {
        let text = &*piece.text;
        let (quoting, rest) = Quoting::split(text);
        if let Some(header) = self.header(&quoting, rest, below) {
            self.close();
            return self.take(header, quoting, piece);
        }
        let Some(section) = &self.section else {
            return;
        };
        if let Some(open) = &mut self.open {
            if !open.take(&section.quoting, piece) {
                self.close();
            }
        }
    }

    /// The sections that are complete.
    pub fn drain(&mut self) -> std::vec::Drain<'_, Section> {
        self.done.drain(..)
    }

    /// Ends with the text.
    pub fn finish(&mut self) {
        self.close();
        self.done.extend(self.section.take());
    }

    /// The header on a line, unless it is one of the lines of the hunk under way.
    fn header<'l>(
        &self,
        quoting: &Quoting,
        rest: &'l str,
        below: &mut Pieces<'_>,
    ) -> Option<Header<'l>> {
        // A glance at the first byte spares most lines the rest.
        if !rest.starts_with(['@', '-', '+', 'd', 'I']) && !rest.contains(" | ") {
            return None;
        }
        if !quoting.may_head() {
            return match Header::read(rest) {
                stat @ Some(Header::Stat(..)) if self.open.is_none() => stat,
                _ => None,
            };
        }
        let header = Header::read(rest)?;
        let is_open = self.open.as_ref().is_some_and(|open| !open.is_full());
        let mut follows = |ahead: usize, with: &str| {
            below.peek(ahead).is_some_and(|piece| match quoting.strip(&piece.text) {
                Under::Alike(rest) => rest.starts_with(with),
                Under::Shallower(_) => false,
            })
        };
        let is_header = match header {
            Header::File(_) | Header::Hunk(_) => true,
            // A line `-- x` that was removed looks the same.
            Header::Before(_) => follows(0, "+++ ") && (!is_open || follows(1, "@@ -")),
            Header::After(_) => self.before.is_some(),
            Header::Stat(..) => self.open.is_none(),
        };
        is_header.then_some(header)
    }

    fn take(&mut self, header: Header<'_>, quoting: Quoting, piece: &Piece<'_>) {
        let before = self.before.take();
        match header {
            Header::Stat(file, count) => {
                if Place::of(file).is_some() {
                    self.stat = Some((file.to_owned(), count));
                }
            }
            Header::File(file) => self.begin(file, quoting),
            Header::Before(file) => {
                let is_begun = self
                    .section
                    .as_ref()
                    .is_some_and(|section| section.hunks.is_empty() && section.quoting == quoting);
                if !is_begun {
                    self.begin(None, quoting);
                }
                self.before = Some(file.to_owned());
            }
            Header::After(file) => {
                let file = match (file, before) {
                    ("/dev/null", Some(before)) => before,
                    _ => file.to_owned(),
                };
                if let Some(section) = &mut self.section {
                    section.file = Some(file);
                }
            }
            Header::Hunk(span) => {
                let is_same = self.section.as_ref().is_some_and(|s| s.quoting == quoting);
                if !is_same {
                    self.begin(None, quoting);
                }
                let keeps = self.section.as_ref().is_some_and(Section::matters);
                let width = piece.text.trim_end().len();
                self.open = Some(Hunk::new(span, piece.first, width, keeps));
            }
        }
    }

    fn begin(&mut self, file: Option<&str>, quoting: Quoting) {
        self.done.extend(self.section.take());
        self.section = Some(Section::new(file, quoting));
    }

    /// Ends the hunk under way.
    fn close(&mut self) {
        let (Some(mut hunk), Some(section)) = (self.open.take(), &mut self.section) else {
            return;
        };
        let fault = hunk.close();
        section.hunks.push((hunk, fault));
        let stat = self.stat.take_if(|(file, _)| {
            section
                .file
                .as_deref()
                .is_some_and(|path| Place::of(path).is_some() && ends(path, file))
        });
        if let Some((_, count)) = stat {
            section.stat = Some(count);
        }
    }
}

/// Whether a path ends with another.
fn ends(path: &str, other: &str) -> bool {
    path.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
}
