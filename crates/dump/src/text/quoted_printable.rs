//! Quoted-printable, as raw mails show it: `=3D` for `=`, and `=` at the end of a line that
//! goes on in the next one.
//!
//! A boot log is full of equals signs, and `==> file <==` ends in one. So only lines in which
//! *every* `=` begins an escape are decoded, and only in a text where some escape leaves no
//! doubt.

use super::latin;

/// Whether every `=` of the line begins an escape or ends the line.
pub(super) fn is_clean(line: &str) -> bool {
    let bytes = line.trim_end().as_bytes();
    let mut from = 0;
    while let Some(found) = bytes.get(from..).and_then(|rest| rest.iter().position(|b| *b == b'='))
    {
        let at = from + found;
        match bytes.get(at + 1..) {
            Some([]) | None => return true,
            Some([high, low, ..]) if is_digit(*high) && is_digit(*low) => from = at + 3,
            _ => return false,
        }
    }
    true
}

/// Escapes are written in capitals; `=de` in a command line is no escape.
fn is_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'F')
}

/// Whether the line can only be quoted-printable: it has an escape here that nothing else looks
/// like, and no `=` that is not an escape. `None` if there is no such escape.
pub(super) fn is_escape(text: &str, at: usize) -> Option<bool> {
    let bytes = text.as_bytes().get(at..)?;
    // An equals sign, a colour; a blank or a line break at the end of a line.
    const ESCAPES: [&[u8]; 8] =
        [b"=3D", b"=1B[", b"=20\n", b"=20\r", b"=09\n", b"=0A=\n", b"=0A=\r", b"=0D=0A"];
    let is_telling = ESCAPES.iter().any(|escape| bytes.starts_with(escape)) || is_foreign(bytes);
    let is_soft = !is_telling && matches!(bytes, [b'=', b'\n', ..] | [b'=', b'\r', b'\n', ..]);
    if !is_telling && !is_soft {
        return None;
    }
    let before = text.get(text.floor_char_boundary(at.saturating_sub(LONGEST))..at)?;
    let after = text.get(at..text.floor_char_boundary(at.saturating_add(LONGEST)))?;
    let start = before.rsplit('\n').next()?;
    let rest = after.split('\n').next()?;
    // Mailers break lines of 76; a reply may have quoted them.
    if is_soft && !(74..=80).contains(&(start.len() + 1)) {
        return None;
    }
    Some(is_clean(start) && is_clean(rest))
}

/// Whether letters or blanks that ASCII lacks are escaped here: two of UTF-8's bytes, or Latin-1's
/// blank beside another.
fn is_foreign(bytes: &[u8]) -> bool {
    match bytes {
        [b'=', b'A', b'0', rest @ ..] => {
            matches!(rest, [] | [b' ' | b'\n' | b'\r', ..])
                || rest.starts_with(b"=A0")
                || rest.starts_with(b"=0A")
        }
        [b'=', b'C'..=b'F', digit, b'=', b'8' | b'9' | b'A' | b'B', next, ..] => {
            is_digit(*digit) && is_digit(*next)
        }
        _ => false,
    }
}

/// A line that is not all quoted-printable, its escaped blanks and line break undone: somebody
/// wrote a part of it anew. `None` if it has neither.
pub(super) fn blanks(line: &str) -> Option<String> {
    let whole = line.trim_end();
    let text = ["=0D=0A=", "=0A=", "=20"].iter().find_map(|end| whole.strip_suffix(end));
    let text = text.unwrap_or(whole);
    let has_blanks = text.contains("=A0");
    (has_blanks || text.len() < whole.len())
        .then(|| text.replace("=C2=A0", " ").replace("=A0", " "))
}

/// Longer than any line of quoted-printable, which are 76 at most and may have been quoted.
const LONGEST: usize = 200;

/// Puts a line together from the parts its soft breaks made of it.
#[derive(Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    goes_on: bool,
    /// How deep the first line is indented, in blanks.
    indent: usize,
}

impl Decoder {
    /// Adds a line, unless it is not quoted-printable.
    pub fn add(&mut self, line: &str) -> bool {
        if !is_clean(line) {
            return false;
        }
        // Blanks at the end came on the way.
        let line = line.trim_end();
        let mut rest = line.as_bytes();
        if self.goes_on {
            rest = line.get(quoting(line, self.indent)..).unwrap_or_default().as_bytes();
        } else {
            self.indent = line.len() - line.trim_start_matches(' ').len();
        }
        self.goes_on = false;
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            match (byte, after) {
                // A soft break behind a line break of its own: nothing goes on.
                (b'=', []) => self.goes_on = !self.bytes.ends_with(b"\n"),
                (b'=', [high, low, after @ ..]) => {
                    self.bytes.push(value(*high) << 4 | value(*low));
                    rest = after;
                }
                _ => self.bytes.push(*byte),
            }
        }
        true
    }

    /// Whether the line goes on in the next one.
    pub fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// How long it is so far, in bytes.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The line.
    pub fn finish(self) -> String {
        latin::text(&self.bytes).into_owned()
    }
}

/// The length of what a reply put before the second part of a line already broken: quoting,
/// or a deep indent, which the first part has as well. Other blanks are the line's own.
fn quoting(line: &str, indent: usize) -> usize {
    let len = line.bytes().take_while(|b| matches!(b, b'>' | b'|' | b' ' | b'\t')).count();
    let lead = line.get(..len).unwrap_or_default();
    match lead.contains(['>', '|', '\t']) {
        true => len,
        false if indent >= 4 && len >= indent => indent,
        false => 0,
    }
}

fn value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => digit.wrapping_sub(b'A').wrapping_add(10) & 0xf,
    }
}
