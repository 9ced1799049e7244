//! From text to lines: undoes what mailers, terminals and web pages do to text as a whole.
//! What they put before each line is [`crate::prefix`]'s; broken rows are joined by the reader.

mod quoted_printable;

use std::borrow::Cow;
use std::collections::VecDeque;

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
    /// Lines handed out so far.
    line: u32,
    /// Bytes in all.
    len: usize,
    quoted_printable: bool,
    /// Lines read ahead, or several made from one.
    queue: VecDeque<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a str) -> Pieces<'a> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Pieces {
            rest: text,
            line: 0,
            len: text.len(),
            quoted_printable: quoted_printable::is_used(text),
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
        if self.quoted_printable {
            self.decode(&mut piece, raw);
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
        let (raw, ended) = match self.rest.split_once('\n') {
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
            let next = self.rest.split('\n').next().unwrap_or_default();
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

    /// Queues a piece, or the several that carriage returns make of it.
    fn split(&mut self, piece: Piece<'a>) {
        if !piece.text.contains('\r') {
            self.queue.push_back(piece);
            return;
        }
        for part in piece.text.split('\r') {
            self.queue.push_back(Piece {
                text: Cow::Owned(part.to_owned()),
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
