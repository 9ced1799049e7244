//! The kernel's own time, and who called printk().

use super::date::is_date;
use super::{digits, REACH};

/// `[    0.000000]`, `[  +0.000012]`, `[Mon Jan  1 00:00:00 2024]`, `[    T0]`.
pub(super) fn stamp(bytes: &[u8]) -> Option<usize> {
    let inside = bracketed(bytes, 48)?;
    if !is_stamp(inside) {
        return None;
    }
    let len = inside.len() + 2;
    // `[    0.000000@0]d `: Amlogic's, with the CPU and a letter.
    let has_letter =
        inside.contains(&b'@') && matches!(bytes.get(len..), Some([b'a'..=b'z' | b'-', b' ', ..]));
    Some(len + usize::from(has_letter))
}

/// What stands in the brackets the text begins with, of at most so many bytes.
fn bracketed(bytes: &[u8], most: usize) -> Option<&[u8]> {
    let inside = bytes.strip_prefix(b"[")?;
    inside.get(..inside.iter().take(most).position(|b| *b == b']')?)
}

/// `0.000000]`, its bracket left on the line before.
pub(super) fn rest_of_stamp(bytes: &[u8]) -> Option<usize> {
    let number = bytes.iter().take(20).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let is_time = bytes.get(..number)?.contains(&b'.') && bytes.get(number) == Some(&b']');
    is_time.then_some(number + 1)
}

fn is_stamp(inside: &[u8]) -> bool {
    let inside = inside.trim_ascii();
    let is_number = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    match inside {
        // A task or a CPU, where no day of the week begins so.
        [b'T' | b'C', number @ ..] if is_number(number) => true,
        [b'+' | b'0'..=b'9', ..] => {
            let is_of_times = |b: &u8| b.is_ascii_digit() || b".+<>/-:@ ".contains(b);
            inside.contains(&b'.') && inside.iter().all(is_of_times) || is_date(inside)
        }
        _ => is_date(inside),
    }
}

/// Who called, as kernels of phones say it behind the time: `-(0)[0:swapper]`,
/// `[1:swapper/0:    0]`. No blank need follow.
pub(super) fn caller(bytes: &[u8]) -> Option<usize> {
    const LONGEST: usize = 40;
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    if let Some([b'(', cpu @ ..]) = bytes.get(at..) {
        let number = digits(cpu);
        if number == 0 || cpu.get(number) != Some(&b')') {
            return None;
        }
        at += number + 2;
    }
    let inside = bracketed(bytes.get(at..)?, LONGEST)?;
    // The process and its name, in either order.
    let mut parts = inside.split(|b| *b == b':').map(<[u8]>::trim_ascii);
    let is_number = |part: &[u8]| !part.is_empty() && part.len() == digits(part);
    let (first, last) = (parts.next()?, parts.next_back()?);
    let is_named = inside.iter().any(u8::is_ascii_alphabetic);
    (is_named && (is_number(first) || is_number(last))).then_some(at + inside.len() + 2)
}

/// Anything before the kernel's own time: `kern  :info  : [    0.000000]`.
pub(super) fn before_stamp(bytes: &[u8]) -> Option<usize> {
    let reach = bytes.get(..REACH.min(bytes.len()))?;
    let bracket = reach.iter().position(|b| *b == b'[')?;
    if bracket == 0 || !matches!(reach.get(bracket - 1), Some(b' ' | b'\t' | b':' | b'>')) {
        return None;
    }
    let label = reach.get(..bracket)?;
    if label.contains(&b']') || label.windows(2).any(|pair| pair == b"0x") {
        return None; // the end of a message, with the next one behind it
    }
    let rest = bytes.get(bracket..)?;
    is_uptime(rest).then_some(bracket + rest.iter().position(|b| *b == b']')? + 1)
}

/// Where the next message begins, in a line in which several ran together.
pub(crate) fn next_stamp(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut from = 1;
    loop {
        from += bytes.get(from..)?.iter().position(|b| *b == b'[')?;
        if is_uptime(bytes.get(from..)?) {
            return Some(from);
        }
        from += 1;
    }
}

/// `[    0.000000]`.
fn is_uptime(bytes: &[u8]) -> bool {
    let inside = bracketed(bytes, 24).unwrap_or_default().trim_ascii();
    inside.first().is_some_and(u8::is_ascii_digit)
        && inside.iter().filter(|b| **b == b'.').count() == 1
        && inside.iter().all(|b| b.is_ascii_digit() || *b == b'.')
}
