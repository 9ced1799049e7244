//! What tools put before every line they print.

use super::{blanks, is_date};

/// How far into a line a tool's marks are looked for.
const REACH: usize = 128;

/// `6,1,0,-;`: /dev/kmsg.
pub(super) fn kmsg(bytes: &[u8]) -> Option<usize> {
    if !bytes.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let end = bytes.iter().take(REACH).position(|b| *b == b';')?;
    let mut fields = bytes.get(..end)?.split(|b| *b == b',');
    let is_number = |field: &&[u8]| !field.is_empty() && field.iter().all(u8::is_ascii_digit);
    let numbers = fields.by_ref().take(3).filter(is_number).count();
    (numbers == 3 && fields.next().is_some()).then_some(end + 1)
}

/// `1 2024-01-21T02:26:48.123Z host kernel - - -`: RFC 5424, behind its level.
pub(super) fn rfc5424(bytes: &[u8]) -> Option<usize> {
    const WORDS: usize = 6;
    if !is_date(bytes.strip_prefix(b"1 ")?) {
        return None;
    }
    let reach = bytes.get(..(4 * REACH).min(bytes.len()))?;
    let mut at = 0;
    for _ in 0..WORDS {
        at += reach.get(at..)?.iter().position(|b| *b == b' ')? + 1;
    }
    match reach.get(at..)? {
        [b'-', ..] => Some(at + 1),
        [b'[', data @ ..] => {
            let end = data.windows(2).position(|pair| pair == b"] ")?;
            Some(at + end + 2)
        }
        _ => None,
    }
}

/// `02:26:48.123`, and `2024-01-21 02:26:48+01:00`, with nothing but a blank behind.
pub(super) fn clock(bytes: &[u8]) -> Option<usize> {
    let fits = |pattern: &[u8], bytes: &[u8]| {
        let fits = |(want, is): (&u8, &u8)| match want {
            b'0' => is.is_ascii_digit(),
            want => want == is,
        };
        bytes.len() >= pattern.len() && pattern.iter().zip(bytes).all(fits)
    };
    let mut at = match bytes.get(10) {
        Some(b' ' | b'T') if fits(b"0000-00-00", bytes) => 11,
        _ => 0,
    };
    if !fits(b"00:00:00", bytes.get(at..)?) {
        return None;
    }
    at += 8;
    // Parts of a second, and the zone.
    let is_rest =
        |b: &&u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'+' | b'-' | b':' | b'Z');
    at += bytes.get(at..)?.iter().take(16).take_while(is_rest).count();
    matches!(bytes.get(at), Some(b' ' | b'\t')).then_some(at)
}

/// `dmesg.txt-17-`, `dmesg.txt:17:`, `17-`: grep, and what it prints around what it found.
pub(super) fn grep(bytes: &[u8]) -> Option<usize> {
    // Which of debugfs' files it is matters.
    const KEPT: [&[u8]; 3] = [b"memory", b"reserved", b"physmem"];
    if let Some(end) = number(bytes, 0, b'-').or_else(|| number_alone(bytes)) {
        return Some(end);
    }
    let mut has_letter = false;
    for (at, byte) in bytes.iter().take(REACH).enumerate() {
        match byte {
            b' ' | b'\t' | b'[' => return None,
            mark @ (b'-' | b':') if has_letter => {
                if let Some(end) = number(bytes, at + 1, *mark) {
                    let name = bytes.get(..at)?;
                    return (!KEPT.iter().any(|kept| name.ends_with(kept))).then_some(end);
                }
            }
            _ => has_letter |= byte.is_ascii_alphabetic(),
        }
    }
    None
}

/// The end of `17:` before words or a time: before a number it is a row of debugfs.
fn number_alone(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let [b':', line @ ..] = bytes.get(digits..)? else {
        return None;
    };
    // A day, not the minutes behind an hour.
    let is_day = is_date(line) && line.get(4) == Some(&b'-');
    let first = line.get(blanks(line)..)?.first()?;
    let is_line = is_day || first.is_ascii_alphabetic() || matches!(first, b'[' | b'>' | b'<');
    (digits > 0 && is_line).then_some(digits + 1)
}

/// The end of a line number and its mark, if a line of a log follows it.
fn number(bytes: &[u8], from: usize, mark: u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let line = rest.get(digits + 1..)?;
    let is_line = match line.first() {
        Some(b'[' | b' ' | b'\t') => true,
        Some(b'<' | b'>' | b'a'..=b'z' | b'A'..=b'Z') if mark == b':' => true,
        Some(b'0'..=b'9') => mark == b':' && is_date(line) && line.get(4) == Some(&b'-'),
        Some(_) => line.starts_with(b"MEMBLOCK"),
        None => false,
    };
    (digits > 0 && rest.get(digits) == Some(&mark) && is_line).then_some(from + digits + 1)
}

/// `    17<TAB>`: `cat -n` and `nl`. The message found so far begins at `at`.
pub(super) fn numbered(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let digits = rest.iter().take(8).take_while(|b| b.is_ascii_digit()).count();
    let [b'\t', line @ ..] = rest.get(digits..)? else {
        return None;
    };
    let indent = bytes.get(..at)?.iter().rev().take_while(|b| **b == b' ').count();
    // Padded to six columns, and perhaps quoted. A table's row goes on with an address.
    let is_padded = matches!(indent + digits, 6 | 7);
    let is_row = line.get(blanks(line)..)?.starts_with(b"0x");
    (digits > 0 && is_padded && !is_row).then_some(digits + 1)
}
