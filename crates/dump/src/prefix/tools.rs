//! What tools put before every line they print.

use super::date::is_date;
use super::{blanks, digits, REACH};

/// `6,1,0,-;`: /dev/kmsg, and netconsole, which may put the kernel's release first.
pub(super) fn kmsg(bytes: &[u8]) -> Option<usize> {
    if !bytes.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let end = bytes.iter().take(REACH).position(|b| *b == b';')?;
    let mut fields = bytes.get(..end)?.split(|b| *b == b',').peekable();
    fields.next_if(|field| field.contains(&b'.'));
    let is_number = |field: &&[u8]| !field.is_empty() && field.iter().all(u8::is_ascii_digit);
    let numbers = fields.by_ref().take(3).filter(is_number).count();
    (numbers == 3 && fields.next().is_some()).then_some(end + 1)
}

/// `(XEN) HVM4: `, `(XEN) [2024-01-21 02:26:48] (d4) `: what a guest says, on Xen's console. What
/// the hypervisor says itself is of another machine than the guest's.
pub(super) fn console(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    if let Some(own) = rest.strip_prefix(b"(XEN) ") {
        rest = own;
        if let [b'[', inside @ ..] = rest {
            let time = inside.iter().take(REACH).position(|b| *b == b']')?;
            rest = inside.get(time + 1..)?.trim_ascii_start();
        }
    }
    let (name, end): (_, &[u8]) = match rest {
        [b'(', b'd', name @ ..] => (name, b") "),
        [b'H', b'V', b'M', name @ ..] => (name, b": "),
        _ => return None,
    };
    let number = name.iter().take(16).take_while(|b| b.is_ascii_digit() || **b == b'v').count();
    let rest = name.get(number..)?.strip_prefix(end)?;
    (number > 0).then_some(bytes.len() - rest.len())
}

/// `kern  :info  : ` (`dmesg -x`), `kern.info: `, `MESSAGE=` of a journal.
pub(super) fn facility(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(b"MESSAGE=") {
        return Some("MESSAGE=".len());
    }
    let rest = bytes.strip_prefix(b"kern")?.trim_ascii_start();
    let [b':' | b'.', rest @ ..] = rest else {
        return None;
    };
    let level = rest.iter().take(8).take_while(|b| b.is_ascii_lowercase()).count();
    let rest = rest.get(level..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b":")?;
    (level > 0).then_some(bytes.len() - rest.len())
}

/// `stdout F `: containers, behind the time.
pub(super) fn stream(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(b"stdout ").or_else(|| bytes.strip_prefix(b"stderr "))?;
    matches!(rest, [b'F' | b'P', b' ', ..]).then_some("stdout F ".len())
}

/// `Jan 21 02:26:48 host kernel:`, `2024-01-21T02:26:48+01:00 host kernel[1]:`, and
/// `host kernel:` alone, as it follows a time.
pub(super) fn tag(bytes: &[u8]) -> Option<usize> {
    let reach = bytes.get(..REACH.min(bytes.len()))?;
    let mut at = 0;
    // A date may have many words before the host; anything else has the host alone, and
    // perhaps a time in seconds.
    let most = match (is_date(reach), reach.get(digits(reach))) {
        (true, _) => 8,
        (false, Some(b'.')) => 3,
        (false, _) => 2,
    };
    for _ in 0..most {
        let rest = reach.get(at..)?;
        if let Some(len) = kernel(rest) {
            return Some(at + len);
        }
        at += rest.iter().position(|b| *b == b' ')?;
        at += blanks(reach.get(at..)?);
    }
    None
}

/// `kernel:`, `kernel[123]:`; `kernel  :` of a phone.
fn kernel(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(b"kernel")?;
    match rest {
        [b':', ..] => Some(7),
        [b' ', ..] => rest.get(blanks(rest)..)?.strip_prefix(b":").map(|r| bytes.len() - r.len()),
        [b'[', pid @ ..] => {
            let number = digits(pid);
            matches!(pid.get(number..), Some([b']', b':', ..])).then_some(number + 9)
        }
        _ => None,
    }
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
    let first = line.get(blanks(line)..)?.first()?;
    let is_line =
        is_other_number(line) || first.is_ascii_alphabetic() || matches!(first, b'[' | b'>' | b'<');
    (digits > 0 && is_line).then_some(digits + 1)
}

/// Whether a number begins here that is no row's: a day, not the minutes behind an hour, or a
/// line of /dev/kmsg.
fn is_other_number(line: &[u8]) -> bool {
    is_date(line) && line.get(4) == Some(&b'-') || kmsg(line).is_some()
}

/// The end of a line number and its mark, if a line of a log follows it.
fn number(bytes: &[u8], from: usize, mark: u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let line = rest.get(digits + 1..)?;
    let is_line = match line.first() {
        Some(b'[' | b' ' | b'\t') => true,
        Some(b'<' | b'>' | b'a'..=b'z' | b'A'..=b'Z') if mark == b':' => true,
        Some(b'0'..=b'9') if mark == b':' => is_other_number(line),
        Some(b'0'..=b'9') => kmsg(line).is_some(),
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
