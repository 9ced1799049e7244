//! Lines as they were written down: what mailers and pages encoded and broke is whole again before
//! anything is taken out of it.

use std::borrow::Cow;

use super::mail::{self, Encoding};
use super::{json, markup, quoted_printable, split, Piece, Pieces, LONGEST_LINE};

impl<'a> Pieces<'a> {
    /// The next line as it was written: decoded, and without markup around strings.
    pub(super) fn written(&mut self) -> Option<Piece<'a>> {
        loop {
            if let Some(piece) = self.written.pop_front() {
                return Some(piece);
            }
            let Some((raw, ended)) = self.physical() else {
                let rest = self.base64.finish()?;
                return Some(Piece {
                    width: rest.len(),
                    text: Cow::Owned(rest),
                    first: self.base64.first,
                    last: self.line,
                    ended: false,
                });
            };
            if self.encoding == Some(Encoding::Base64) && self.add_base64(raw) {
                continue;
            }
            if matches!(raw.as_bytes(), [b'C' | b'c' | b'F' | b'>' | b' ', ..]) {
                if let Some(encoding) = mail::declared(raw) {
                    (self.encoding, self.in_body) = (encoding, false);
                }
            }
            let first = self.line;
            let mut piece = Piece {
                text: Cow::Borrowed(raw),
                first,
                last: first,
                ended,
                width: raw.trim_end().len(),
            };
            let is_escaped = match self.encoding {
                Some(encoding) => encoding == Encoding::QuotedPrintable,
                None => self.used.quoted_printable,
            };
            if is_escaped {
                self.decode(&mut piece, raw);
            }
            // What a page shows in lines of its own may be parts of one string.
            let text = (self.used.json && self.used.markup).then(|| markup::clean(&piece.text));
            if let Some(text) = text.flatten() {
                piece.set(text);
                split(piece, &mut self.written);
                continue;
            }
            return Some(piece);
        }
    }

    /// Takes a line of base64; false if it is none: then the text in base64 ended.
    fn add_base64(&mut self, raw: &str) -> bool {
        let is_empty = raw.trim().is_empty();
        if is_empty || !self.in_body {
            self.in_body |= is_empty;
            return false;
        }
        let first = self.base64.first;
        let before = self.base64.has_begun().then_some(first);
        match self.base64.add(raw, self.line, LONGEST_LINE) {
            Some(lines) => {
                let mut first = before.unwrap_or(self.line);
                for line in lines {
                    self.written.push_back(Piece {
                        width: line.len(),
                        text: Cow::Owned(line),
                        first,
                        last: self.line,
                        ended: true,
                    });
                    first = self.line;
                }
                self.base64.first = first;
                true
            }
            None => {
                self.encoding = None;
                let Some(rest) = self.base64.finish() else {
                    return false;
                };
                self.written.push_back(Piece {
                    width: rest.len(),
                    text: Cow::Owned(rest),
                    first,
                    last: self.line.saturating_sub(1).max(first),
                    ended: true,
                });
                self.written.push_back(Piece {
                    width: raw.len(),
                    text: Cow::Owned(raw.to_owned()),
                    first: self.line,
                    last: self.line,
                    ended: true,
                });
                true
            }
        }
    }

    /// Puts an object together that a mailer broke: a string has no line breaks of its own.
    pub(super) fn mend(&mut self, piece: &mut Piece<'a>) {
        const MOST: usize = 16;
        if self.in_line {
            return;
        }
        for _ in 0..MOST {
            if !json::is_broken(&piece.text) {
                return;
            }
            let Some(next) = self.written() else {
                return;
            };
            if json::has_object(&next.text) || next.text.contains("{\\\"") {
                return self.written.push_front(next);
            }
            let is_string = next.text.trim_start().starts_with('"');
            let more = is_string.then(|| json::clean(&next.text)).flatten();
            let more = more.as_deref().unwrap_or(&next.text);
            let more = more.trim_start_matches(['>', '|', ' ', '\t']).trim_end();
            if !more.is_empty() {
                piece.text = Cow::Owned(format!("{} {more}", piece.text.trim_end()));
            }
            (piece.last, piece.ended) = (next.last, next.ended);
        }
    }

    /// Decodes a quoted-printable line and the lines its soft breaks join it to.
    fn decode(&mut self, piece: &mut Piece<'a>, raw: &'a str) {
        let mut decoder = quoted_printable::Decoder::default();
        if !decoder.add(raw) {
            if let Some(text) = quoted_printable::blanks(raw) {
                piece.set(text);
            }
            return;
        }
        while decoder.goes_on() && decoder.len() < LONGEST_LINE {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let near = rest.get(..rest.floor_char_boundary(LONGEST_LINE));
            let next = near.and_then(|near| near.split(self.line_break).next());
            let is_clean = |line: &str| quoted_printable::is_clean(line.trim_end_matches('\r'));
            if rest.is_empty() || !next.is_some_and(is_clean) {
                break;
            }
            let Some((raw, ended)) = self.physical() else {
                break;
            };
            decoder.add(raw);
            piece.last = self.line;
            piece.ended = ended;
        }
        piece.set(decoder.finish());
    }
}
