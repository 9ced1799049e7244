//! From text to lines: undoes what mailers, terminals and web pages do to text as a whole.
//! What they put before each line is [`crate::prefix`]'s; broken rows are joined by the reader.

mod control;
mod json;
mod markup;
mod quoted_printable;
mod utf16;

use std::borrow::Cow;
use std::collections::VecDeque;

pub(crate) use utf16::decode;

/// A line as its writer meant it.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    pub text: Cow<'a, str>,
    /// The first line of the text it stands on, counted from 1.
    pub first: u32,
    /// The last one.
    pub last: u32,
    /// Whether a line break follows: without one the text may have been cut here.
    pub ended: bool,
}

/// The lines of a text.
pub(crate) struct Pieces<'a> {
    rest: &'a str,
    /// What ends a line.
    line_break: char,
    /// Lines handed out so far.
    line: u32,
    /// Bytes in all.
    len: usize,
    used: Used,
    /// Lines read ahead, or several made from one.
    queue: VecDeque<Piece<'a>>,
}

/// What was done to the text, by evidence in it. Most texts are left alone.
struct Used {
    quoted_printable: bool,
    json: bool,
    markup: bool,
    control: bool,
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a str) -> Pieces<'a> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Pieces {
            rest: text,
            // Carriage returns alone: very old editors.
            line_break: match text.contains('\n') {
                true => '\n',
                false => '\r',
            },
            line: 0,
            len: text.len(),
            used: Used {
                quoted_printable: quoted_printable::is_used(text),
                json: json::is_used(text),
                markup: markup::is_used(text),
                control: control::is_used(text),
            },
            queue: VecDeque::new(),
        }
    }

    /// How many bytes were read, those of lines only looked at included.
    pub fn position(&self) -> usize {
        self.len - self.rest.len()
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
        let Some((raw, ended)) = self.physical() else {
            return false;
        };
        let first = self.line;
        let mut piece = Piece {
            text: Cow::Borrowed(raw),
            first,
            last: first,
            ended,
        };
        if self.used.quoted_printable {
            self.decode(&mut piece, raw);
        }
        for (used, clean) in [
            (self.used.json, json::clean as fn(&str) -> Option<String>),
            (self.used.markup, markup::clean),
            (self.used.control || self.used.json, control::clean),
        ] {
            if let Some(text) = used.then(|| clean(&piece.text)).flatten() {
                piece.text = Cow::Owned(text);
            }
        }
        self.split(piece);
        true
    }

    /// The next line of the text, without its line break.
    fn physical(&mut self) -> Option<(&'a str, bool)> {
        if self.rest.is_empty() {
            return None;
        }
        self.line = self.line.saturating_add(1);
        let (raw, ended) = match self.rest.split_once(self.line_break) {
            Some((raw, rest)) => {
                self.rest = rest;
                (raw, true)
            }
            None => (std::mem::take(&mut self.rest), false),
        };
        Some((raw.trim_end_matches('\r'), ended))
    }

    /// Decodes a quoted-printable line and the lines its soft breaks join it to.
    fn decode(&mut self, piece: &mut Piece<'a>, raw: &'a str) {
        let mut decoder = quoted_printable::Decoder::default();
        if !decoder.add(raw) {
            return;
        }
        while decoder.goes_on() {
            let next = self.rest.split(self.line_break).next().unwrap_or_default();
            if self.rest.is_empty() || !quoted_printable::is_clean(next.trim_end_matches('\r')) {
                break;
            }
            let Some((raw, ended)) = self.physical() else {
                break;
            };
            decoder.add(raw);
            piece.last = self.line;
            piece.ended = ended;
        }
        piece.text = Cow::Owned(decoder.finish());
    }

    /// Queues a piece, or the several that line breaks inside make of it.
    fn split(&mut self, piece: Piece<'a>) {
        const BREAKS: [char; 2] = ['\n', '\r'];
        if !piece.text.contains(BREAKS) {
            self.queue.push_back(piece);
            return;
        }
        let mut parts = piece.text.split(BREAKS).peekable();
        while let Some(part) = parts.next() {
            self.queue.push_back(Piece {
                text: Cow::Owned(part.to_owned()),
                ended: piece.ended || parts.peek().is_some(),
                ..piece
            });
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.queue.is_empty() {
            self.fill();
        }
        self.queue.pop_front()
    }
}
