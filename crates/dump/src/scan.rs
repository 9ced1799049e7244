//! A cursor over one line, for parsers that must tell "not mine" from "mine, but cut off".

use crate::{Note, SourceKind};

/// Why a parser stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    /// The text is something else.
    No,
    /// The text ended too early: it may go on in the next line.
    End,
    /// The text is broken in a way that has a name.
    Bad(Note),
}

pub(crate) type Scanned<T> = Result<T, Stop>;

/// The cursor.
pub(crate) struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// Whose row this is beyond doubt: from here on a mismatch is an error, not prose.
    pub sure: Option<SourceKind>,
    /// What was read is complete, yet more could follow at the end of the text.
    pub open: bool,
}

impl<'t> Scan<'t> {
    pub fn new(text: &'t str) -> Scan<'t> {
        Scan { text, at: 0, sure: None, open: false }
    }

    /// How many bytes were read.
    pub fn used(&self) -> usize {
        self.at
    }

    /// What is left.
    pub fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next byte, if any.
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Whether nothing but blanks is left.
    pub fn at_end(&mut self) -> bool {
        self.ws();
        self.at >= self.text.len()
    }

    /// Skips blanks.
    pub fn ws(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Moves on by `bytes`, or to the end.
    pub fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.text.len());
    }

    /// Exactly `want`, here.
    pub fn lit(&mut self, want: &str) -> Scanned<()> {
        let rest = self.rest();
        if rest.starts_with(want) {
            self.at += want.len();
            Ok(())
        } else if want.starts_with(rest.trim_end()) {
            Err(Stop::End)
        } else {
            Err(Stop::No)
        }
    }

    /// The words of `want` after any blanks, with any blanks between them.
    pub fn words(&mut self, want: &str) -> Scanned<()> {
        for word in want.split(' ') {
            self.ws();
            self.lit(word)?;
        }
        Ok(())
    }

    /// The words of `want`, if they are there. Words begun but cut off stop the parser.
    pub fn maybe(&mut self, want: &str) -> Scanned<bool> {
        let before = self.at;
        self.ws();
        if self.at >= self.text.len() {
            return Ok(false);
        }
        match self.words(want) {
            Ok(()) => Ok(true),
            Err(Stop::No) => {
                self.at = before;
                Ok(false)
            }
            Err(stop) => Err(stop),
        }
    }

    /// A word: everything up to a blank. Never empty.
    pub fn word(&mut self) -> Scanned<&'t str> {
        self.ws();
        let rest = self.rest();
        let len = rest.find([' ', '\t']).unwrap_or(rest.len());
        self.at += len;
        match rest.get(..len) {
            None | Some("") => Err(Stop::End),
            Some(word) => Ok(word),
        }
    }

    /// Everything before `stop`, which is skipped too.
    pub fn until(&mut self, stop: char) -> Scanned<&'t str> {
        let rest = self.rest();
        let len = rest.find(stop).ok_or(Stop::End)?;
        self.at += len + stop.len_utf8();
        Ok(rest.get(..len).unwrap_or_default())
    }

    /// A decimal number after any blanks.
    pub fn dec(&mut self) -> Scanned<u64> {
        self.ws();
        self.digits(10)
    }

    /// A hexadecimal number with its `0x`, after any blanks. Some print zero as `0`.
    pub fn hex(&mut self) -> Scanned<u64> {
        self.ws();
        let bytes = self.rest().as_bytes();
        match (bytes.first(), bytes.get(1)) {
            (None, _) | (Some(b'0'), None) => Err(Stop::End),
            (Some(b'0'), Some(b'x' | b'X')) => {
                self.at += 2;
                self.digits(16)
            }
            (Some(b'0'), Some(next)) if !next.is_ascii_alphanumeric() => {
                self.at += 1;
                Ok(0)
            }
            _ => Err(Stop::No),
        }
    }

    /// A hexadecimal number without `0x`, after any blanks.
    pub fn bare_hex(&mut self) -> Scanned<u64> {
        self.ws();
        self.digits(16)
    }

    /// Digits to a base, here. None at the end of the text: cut off.
    fn digits(&mut self, radix: u32) -> Scanned<u64> {
        let mut value: u64 = 0;
        let mut any = false;
        while let Some(digit) = self.peek().and_then(|b| char::from(b).to_digit(radix)) {
            value = value
                .checked_mul(u64::from(radix))
                .and_then(|value| value.checked_add(u64::from(digit)))
                .ok_or(Stop::Bad(Note::TooLarge))?;
            self.at += 1;
            any = true;
        }
        match any {
            true => Ok(value),
            false if self.at >= self.text.len() => Err(Stop::End),
            false => Err(Stop::No),
        }
    }

    /// A hexadecimal number in which people (or a wrap) may have put blanks: `0x0000 9fff`.
    /// Only where a delimiter must follow.
    pub fn spaced_hex(&mut self, prefix: bool) -> Scanned<u64> {
        self.ws();
        let mut value = match self.hex() {
            Err(Stop::No) if !prefix => self.digits(16)?,
            other => other?,
        };
        loop {
            let before = self.at;
            self.ws();
            if self.at == before {
                return Ok(value);
            }
            while let Some(digit) = self.peek().and_then(|b| char::from(b).to_digit(16)) {
                value = value
                    .checked_mul(16)
                    .and_then(|value| value.checked_add(u64::from(digit)))
                    .ok_or(Stop::Bad(Note::TooLarge))?;
                self.at += 1;
            }
        }
    }

    /// `0xSTART-0xEND` and its closing `]` or `)`, after the opening bracket: the bytes
    /// `[base, end)`. A `)` says that the end is exclusive already.
    pub fn range(&mut self) -> Scanned<(u64, u64)> {
        let first = self.spaced_hex(true)?;
        self.ws();
        self.lit("-")?;
        let last = self.spaced_hex(true)?;
        self.ws();
        match self.peek() {
            None => Err(Stop::End),
            Some(b']') => {
                self.at += 1;
                closed(first, last)
            }
            Some(b')') => {
                self.at += 1;
                half_open(first, last)
            }
            Some(_) => Err(Stop::No),
        }
    }

    /// `[mem 0xSTART-0xEND]` after any blanks.
    pub fn mem_range(&mut self) -> Scanned<(u64, u64)> {
        self.words("[mem")?;
        self.range()
    }
}

/// The bytes `[base, end)` of a range printed with its last byte.
///
/// memblock prints an empty region as one that ends a byte before it starts.
pub(crate) fn closed(first: u64, last: u64) -> Scanned<(u64, u64)> {
    if last == first.wrapping_sub(1) {
        return Ok((first, first));
    }
    if last < first {
        return Err(Stop::Bad(Note::Backwards { first, last }));
    }
    Ok((first, last.saturating_add(1)))
}

/// The bytes `[base, end)` of a range printed half-open.
pub(crate) fn half_open(first: u64, end: u64) -> Scanned<(u64, u64)> {
    if end < first {
        return Err(Stop::Bad(Note::Backwards { first, last: end }));
    }
    Ok((first, end))
}
