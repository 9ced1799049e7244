//! From text to lines: undoes what mailers, terminals and web pages do to text as a whole.
//! What they put before each line is [`crate::prefix`]'s; broken rows are joined by the reader.

mod control;
mod json;
mod latin;
mod lsmem;
mod mail;
mod markup;
mod quoted_printable;
mod utf16;
mod written;

use std::borrow::Cow;
use std::collections::VecDeque;

use mail::{Base64, Encoding};
pub(crate) use utf16::decode;

/// A line as its writer meant it.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// What stands on it, quoting included.
    pub text: Cow<'a, str>,
    /// The first line of the text it stands on, counted from 1.
    pub first: u32,
    /// The last one.
    pub last: u32,
    /// Whether a line break follows: without one the text may have been cut here.
    pub ended: bool,
    /// How wide it was where it was broken, in bytes: colours and markup are part of a line.
    pub(crate) width: usize,
}

impl Piece<'_> {
    /// Gives it another text, of another width.
    fn set(&mut self, text: String) {
        self.width = text.trim_end().len();
        self.text = Cow::Owned(text);
    }
}

/// What was done to the text, by evidence in it. Most texts are left alone.
#[derive(Default)]
struct Used {
    quoted_printable: bool,
    json: bool,
    markup: bool,
    control: bool,
}

impl Used {
    /// Searches a part of the text, once for all: passes over it add up.
    fn search(&mut self, part: &str, begins: bool) {
        /// How many places are looked at closely.
        const MOST: u32 = 64;
        let (mut escapes, mut strings) = (0, 0);
        self.json |= begins && json::begins(part);
        for (at, byte) in part.bytes().enumerate() {
            match byte {
                b'=' if !self.quoted_printable && escapes < MOST => {
                    let found = quoted_printable::is_escape(part, at);
                    escapes += u32::from(found.is_some());
                    self.quoted_printable = found == Some(true);
                }
                b'"' if !self.json && strings < MOST => {
                    let found = json::ends_a_line(part, at);
                    strings += u32::from(found.is_some());
                    self.json = found == Some(true);
                }
                b'{' | b'[' if !self.json && json::begins_here(part, at) => self.json = true,
                b'<' | b'&' | b'[' => self.markup = self.markup || markup::is_mark(part, at),
                0..=8 | 0x1b | 0xc0.. => self.control = self.control || control::is_mark(part, at),
                _ => {}
            }
        }
    }
}

/// The lines of a text, with what was done to the text as a whole undone: quoted-printable, markup,
/// escapes.
///
/// # Examples
/// ```
/// let mut pieces = zonescope_dump::Pieces::new("a =3D=\n b\nc\n");
/// let piece = pieces.next().unwrap();
/// assert_eq!((&*piece.text, piece.first, piece.last), ("a = b", 1, 2));
/// ```
pub struct Pieces<'a> {
    text: &'a str,
    /// Bytes of it that were read, those of lines only looked at included.
    at: usize,
    /// What ends a line.
    line_break: char,
    /// Lines handed out so far.
    line: u32,
    /// Whether the beginning of the line under way was handed out.
    in_line: bool,
    used: Used,
    /// What the header of a mail says of the lines under way.
    encoding: Option<Encoding>,
    /// Whether that header ended.
    in_body: bool,
    base64: Base64,
    /// Whether strings at the beginning of lines are taken for JSON's: C's look the same.
    is_code: bool,
    /// How far the text was searched for evidence.
    searched: usize,
    /// Lines before strings are taken out of them, if they are: several made from one.
    written: VecDeque<Piece<'a>>,
    /// Lines read ahead, or several made from one.
    queue: VecDeque<Piece<'a>>,
}

/// A longer line is handed out in parts of about as many bytes: no step must take long.
const LONGEST_LINE: usize = 16 << 10;

/// How far ahead evidence is searched for at least, in bytes. What comes later says nothing of
/// the lines before: a large text is not gone through twice.
const AHEAD: usize = 128 << 10;

impl<'a> Pieces<'a> {
    /// Those of `text`, from its beginning.
    pub fn new(text: &'a str) -> Pieces<'a> {
        Pieces {
            text,
            at: match text.starts_with('\u{feff}') {
                true => '\u{feff}'.len_utf8(),
                false => 0,
            },
            // Carriage returns alone: very old editors.
            line_break: match text.contains('\n') {
                true => '\n',
                false => '\r',
            },
            line: 0,
            in_line: false,
            used: Used::default(),
            encoding: None,
            in_body: false,
            base64: Base64::default(),
            is_code: false,
            searched: 0,
            written: VecDeque::new(),
            queue: VecDeque::new(),
        }
    }

    /// Those of a text that may hold code, whose strings are no JSON's unless the text begins so.
    pub fn of_code(text: &'a str) -> Pieces<'a> {
        Pieces { is_code: !json::begins(text), ..Pieces::new(text) }
    }

    /// What is left, apart from the text: [`Pieces::on`] goes on.
    pub fn off(self) -> Pieces<'static> {
        let own = |piece: Piece<'a>| Piece { text: Cow::Owned(piece.text.into_owned()), ..piece };
        let owned = |queue: VecDeque<Piece<'a>>| queue.into_iter().map(own).collect();
        let (written, queue) = (owned(self.written), owned(self.queue));
        Pieces { text: "", written, queue, ..self }
    }

    /// Goes on with the same text.
    pub fn on<'t>(self, text: &'t str) -> Pieces<'t>
    where
        'a: 't,
    {
        Pieces { text, ..self }
    }

    /// How many bytes were read, those of lines only looked at included.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The line `ahead` after the next one, without taking it.
    pub fn peek(&mut self, ahead: usize) -> Option<&Piece<'a>> {
        while self.queue.len() <= ahead {
            if !self.fill() {
                return None;
            }
        }
        self.queue.get(ahead)
    }

    /// Makes pieces of the next line. False at the end.
    fn fill(&mut self) -> bool {
        loop {
            let Some(mut piece) = self.written() else {
                return false;
            };
            if self.used.json {
                self.mend(&mut piece);
                if let Some(text) = members(&piece.text) {
                    piece.set(text);
                    if json::has_object(&piece.text) {
                        // Objects in strings: of what was a log of them.
                        let mut inner = VecDeque::new();
                        split(piece, &mut inner);
                        inner.append(&mut self.written);
                        self.written = inner;
                        continue;
                    }
                }
            }
            if let Some(text) = self.used.markup.then(|| markup::clean(&piece.text)).flatten() {
                piece.set(text);
            }
            if !self.hides_control() {
                split(piece, &mut self.queue);
                return true;
            }
            let mut parts = VecDeque::new();
            split(piece, &mut parts);
            for mut part in parts {
                // Whoever broke the line took colours for a part of it: it stays as wide.
                if let Some(text) = control::clean(&part.text) {
                    part.text = Cow::Owned(text);
                }
                self.queue.push_back(part);
            }
            return true;
        }
    }

    /// Whether lines may have control characters: some can be seen, or escapes stand for them.
    fn hides_control(&self) -> bool {
        self.used.control || self.used.json || self.used.quoted_printable
    }

    /// The next line of the text, without its line break, or a part of a long one.
    fn physical(&mut self) -> Option<(&'a str, bool)> {
        self.search();
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        if !self.in_line {
            self.line = self.line.saturating_add(1);
        }
        let near = rest.floor_char_boundary(LONGEST_LINE);
        let near = rest.get(..near).unwrap_or_default();
        self.in_line = false;
        let (raw, ended) = match near.split_once(self.line_break) {
            Some((raw, _)) => {
                self.at += raw.len() + 1;
                (raw, true)
            }
            None if near.len() == rest.len() => {
                self.at = self.text.len();
                (rest, false)
            }
            None => {
                let part = near.get(..seam(near)).unwrap_or(near);
                self.at += part.len();
                self.in_line = true;
                (part, true)
            }
        };
        Some((raw.trim_end_matches('\r'), ended))
    }

    /// Searches the text ahead for what was done to it.
    fn search(&mut self) {
        let text = self.text;
        if self.at + AHEAD <= self.searched || self.searched >= text.len() {
            return;
        }
        // From the beginning of a line: what tells may lie across the border.
        let known = text.get(..self.searched).unwrap_or_default();
        let line = known.get(known.floor_char_boundary(known.len().saturating_sub(LONGEST_LINE))..);
        let overlap = match line.and_then(|line| line.rsplit_once('\n')) {
            Some((_, begun)) => begun.len(),
            None => 0,
        };
        let to = text.floor_char_boundary(self.at.saturating_add(2 * AHEAD));
        let part = text.get(known.len() - overlap..to).unwrap_or_default();
        self.used.search(part, self.searched == 0);
        self.used.json &= !self.is_code;
        self.searched = to;
    }
}

/// Queues a piece, or the several that line breaks inside make of it.
fn split<'a>(piece: Piece<'a>, queue: &mut VecDeque<Piece<'a>>) {
    const BREAKS: [char; 2] = ['\n', '\r'];
    if !piece.text.contains(BREAKS) {
        queue.push_back(piece);
        return;
    }
    // A break of its own at the end of a line is the same break twice.
    let text = match piece.ended {
        true => piece.text.strip_suffix('\n').unwrap_or(&piece.text),
        false => &piece.text,
    };
    let mut parts = text.split(BREAKS).peekable();
    while let Some(part) = parts.next() {
        queue.push_back(Piece {
            width: part.trim_end().len(),
            text: Cow::Owned(part.to_owned()),
            ended: piece.ended || parts.peek().is_some(),
            ..piece
        });
    }
}

/// A line of JSON: lsmem's members, or strings.
fn members(line: &str) -> Option<String> {
    lsmem::clean(line).or_else(|| json::clean(line))
}

/// Where to part a long line: behind a line break written as an escape, else before a time or a
/// tag, else behind a blank. A row that is parted all the same is joined as any broken row is.
fn seam(line: &str) -> usize {
    const REACH: usize = 2048;
    let from = line.floor_char_boundary(line.len().saturating_sub(REACH));
    let reach = line.get(from..).unwrap_or_default();
    let behind = |mark: &str| reach.rfind(mark).map(|at| at + mark.len());
    let before = |mark: &str| reach.rfind(mark).filter(|at| *at > 0);
    let at = behind("\\n").or_else(|| before("[ ")).or_else(|| before("<")).or_else(|| behind(" "));
    at.map_or(line.len(), |at| from + at)
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        self.peek(0)?;
        self.queue.pop_front()
    }
}
