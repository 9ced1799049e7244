//! What a mail's header says of how its text was written down, and base64.

use super::latin;

/// A transfer encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    /// As it is.
    Plain,
    QuotedPrintable,
    Base64,
}

/// What a line of a header says of the lines below it: `Some(None)` where another mail begins.
pub(super) fn declared(line: &str) -> Option<Option<Encoding>> {
    const NAME: &str = "content-transfer-encoding:";
    let line = line.trim_start_matches(['>', ' ']);
    if line.starts_with("From ") && line.contains('@') {
        return Some(None);
    }
    let (name, value) = line.split_at_checked(NAME.len())?;
    if !name.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let value = value.trim();
    let is = |name: &str| value.eq_ignore_ascii_case(name);
    Some(Some(match () {
        () if is("quoted-printable") => Encoding::QuotedPrintable,
        () if is("base64") => Encoding::Base64,
        () => Encoding::Plain,
    }))
}

/// A text in base64, line by line.
#[derive(Default)]
pub(super) struct Base64 {
    /// What was decoded and is not a whole line yet.
    bytes: Vec<u8>,
    /// The line it begins on, if there is any.
    pub first: u32,
}

impl Base64 {
    /// Adds a line; what lines of text it completes. `None` if it is not base64, or no text.
    pub fn add(&mut self, line: &str, number: u32, longest: usize) -> Option<Vec<String>> {
        let line = line.trim().as_bytes();
        let text = line.iter().rposition(|b| *b != b'=').map_or(0, |at| at + 1);
        if line.is_empty() || !line.len().is_multiple_of(4) || line.len() - text > 2 {
            return None;
        }
        let mut decoded = Vec::with_capacity(line.len());
        for group in line.get(..text)?.chunks(4) {
            let mut bits = 0u32;
            for byte in group {
                bits = bits << 6 | value(*byte)?;
            }
            let bits = bits << (6 * (4 - group.len())) << 8;
            decoded.extend(bits.to_be_bytes().iter().take(group.len() - 1));
        }
        if decoded.contains(&0) {
            return None; // an archive or an image
        }
        if self.bytes.is_empty() {
            self.first = number;
        }
        self.bytes.extend(decoded);
        let ends = |b: &u8| *b == b'\n';
        let end = match self.bytes.iter().rposition(ends) {
            Some(end) => end,
            None if self.bytes.len() > longest => self.bytes.len() - 1,
            None => return Some(Vec::new()),
        };
        let rest = self.bytes.split_off(end + 1);
        let whole = std::mem::replace(&mut self.bytes, rest);
        let whole = whole.strip_suffix(b"\n").unwrap_or(&whole);
        Some(whole.split(|b| *b == b'\n').map(|line| latin::text(line).into_owned()).collect())
    }

    /// What is left at the end.
    pub fn finish(&mut self) -> Option<String> {
        let rest = std::mem::take(&mut self.bytes);
        (!rest.is_empty()).then(|| latin::text(&rest).into_owned())
    }

    /// Whether a line of text has begun.
    pub fn has_begun(&self) -> bool {
        !self.bytes.is_empty()
    }
}

fn value(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}
