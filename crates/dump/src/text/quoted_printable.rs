//! Quoted-printable, as raw mails show it: `=3D` for `=`, and `=` at the end of a line that
//! goes on in the next one.
//!
//! A boot log is full of equals signs, and `==> file <==` ends in one. So only lines in which
//! *every* `=` begins an escape are decoded, and only in a text where some escape leaves no
//! doubt.

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

/// Whether the line can only be quoted-printable: it has an escaped `=` or colour, or an
/// escaped blank at its end, here, and no `=` that is not an escape. `None` if there is no such escape.
pub(super) fn is_escape(text: &str, at: usize) -> Option<bool> {
    let bytes = text.as_bytes().get(at..)?;
    let escapes: [&[u8]; 5] = [b"=3D", b"=20\n", b"=20\r", b"=09\n", b"=1B["];
    if !escapes.iter().any(|escape| bytes.starts_with(escape)) {
        return None;
    }
    let before = text.get(text.floor_char_boundary(at.saturating_sub(LONGEST))..at)?;
    let after = text.get(at..text.floor_char_boundary(at.saturating_add(LONGEST)))?;
    let start = before.rsplit('\n').next()?;
    let rest = after.split('\n').next()?;
    Some(is_clean(start) && is_clean(rest))
}

/// Longer than any line of quoted-printable, which are 76 at most and may have been quoted.
const LONGEST: usize = 200;

/// Puts a line together from the parts its soft breaks made of it.
#[derive(Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    goes_on: bool,
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
            rest = line.get(quoting(line)..).unwrap_or_default().as_bytes();
        }
        self.goes_on = false;
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            match (byte, after) {
                (b'=', []) => self.goes_on = true,
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
        match String::from_utf8(self.bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        }
    }
}

/// The length of what a reply put before the second part of a line already broken: quoting,
/// or a deep indent. The first part's own is in the first part.
fn quoting(line: &str) -> usize {
    let len = line.bytes().take_while(|b| matches!(b, b'>' | b'|' | b' ' | b'\t')).count();
    let lead = line.get(..len).unwrap_or_default();
    match lead.contains(['>', '|', '\t']) || len >= 4 {
        true => len,
        false => 0,
    }
}

fn value(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => digit.wrapping_sub(b'A').wrapping_add(10) & 0xf,
    }
}
