//! Dates and times of day, in the forms tools print them in.

use super::{blanks, digits};

const NAMES: [&[u8; 3]; 19] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
    b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun",
];

/// Whether the text begins as dates do: `Jan 21`, `Jun21` (`dmesg -H`), `Mon Jan`, `2024-01-21`,
/// `02:26:48`.
pub(super) fn is_date(bytes: &[u8]) -> bool {
    let is_name = |name: [&u8; 3]| NAMES.contains(&&name.map(|b| *b));
    match bytes {
        [a, b, c, b' ' | b',', ..] if is_name([a, b, c]) => true,
        [a, b, c, b'0'..=b'9', b'0'..=b'9', b' ', ..] if is_name([a, b, c]) => true,
        [b'0'..=b'9', b'0'..=b'9', b':', ..] => true,
        [a, b, c, d, b'-' | b'/', month, ..] => {
            [a, b, c, d, month].iter().all(|b| b.is_ascii_digit())
        }
        [a, b, b'-', c, d, b' ', ..] | [a, b, b'/', c, d, b'/', ..] => {
            [a, b, c, d].iter().all(|b| b.is_ascii_digit())
        }
        _ => false,
    }
}

/// `02:26:48.123`, `2024-01-21 02:26:48+01:00`, `Tue Jan 21 02:26:48 2024`, `1705804008.123456`:
/// with nothing but a blank or a colon behind; with a day, nothing at all, too.
pub(super) fn clock(bytes: &[u8]) -> Option<usize> {
    match bytes.first()? {
        b'0'..=b'9' => {
            let at = day(bytes);
            let len = time(bytes.get(at..)?).map(|len| at + len);
            // A line was broken behind it.
            let is_alone = at > 0 && len == Some(bytes.len());
            match is_alone {
                true => len,
                false => end(bytes, len.or_else(|| seconds(bytes))?),
            }
        }
        b'A'..=b'Z' if is_date(bytes) => spelt_out(bytes),
        _ => None,
    }
}

/// `2024-01-21T`, `21/01/2024 `; 0 if there is none.
fn day(bytes: &[u8]) -> usize {
    let mut at = 0;
    for part in 0..3 {
        let number = digits(bytes.get(at..).unwrap_or_default());
        at += number;
        let is_end = match (number, bytes.get(at)) {
            (1..=4, Some(b'-' | b'/')) if part < 2 => false,
            (1..=4, Some(b' ' | b'T' | b'_')) if part > 0 => true,
            _ => return 0,
        };
        at += 1;
        if is_end {
            return at;
        }
    }
    0
}

/// `02:26:48`, parts of a second, and the zone.
fn time(bytes: &[u8]) -> Option<usize> {
    const PATTERN: &[u8] = b"00:00:00";
    let fits = |(want, is): (&u8, &u8)| match want {
        b'0' => is.is_ascii_digit(),
        want => want == is,
    };
    if bytes.len() < PATTERN.len() || !PATTERN.iter().zip(bytes).all(fits) {
        return None;
    }
    let is_rest =
        |b: &&u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'+' | b'-' | b':' | b'Z');
    Some(PATTERN.len() + bytes.iter().skip(PATTERN.len()).take(16).take_while(is_rest).count())
}

/// `1705804008.123456`, `0.000000`: seconds, to the microsecond.
fn seconds(bytes: &[u8]) -> Option<usize> {
    let whole = digits(bytes);
    let parts = digits(bytes.get(whole..)?.strip_prefix(b".")?);
    (parts >= 6).then_some(whole + 1 + parts)
}

/// The end of a time, if it is one: a blank follows it, or a colon.
fn end(bytes: &[u8], at: usize) -> Option<usize> {
    let at = at + usize::from(bytes.get(at) == Some(&b':'));
    matches!(bytes.get(at), Some(b' ' | b'\t')).then_some(at)
}

/// `Jan 21 02:26:48`, `Tue Jan  2 10:00:00 CET 2024`, `Tue 2024-01-21 02:26:48 CET`.
fn spelt_out(bytes: &[u8]) -> Option<usize> {
    const WORDS: usize = 7;
    let (mut at, mut found) = (0, None);
    for _ in 0..WORDS {
        let rest = bytes.get(at..)?;
        let word = rest.get(..rest.iter().take_while(|b| !matches!(b, b' ' | b'\t')).count())?;
        let bare = word.strip_suffix(b",").or(word.strip_suffix(b":")).unwrap_or(word);
        let is_number = digits(bare) == bare.len();
        let is_day = NAMES.iter().any(|name| name.as_slice() == bare);
        let is_part = match found {
            None => is_day || is_number && bare.len() < 5 || is_date(word),
            // A zone and the year, no host.
            Some(_) => {
                let is_name = word.len() < 5 && word.iter().all(u8::is_ascii_uppercase);
                let is_zone = is_name && matches!(word, [.., b'T'] | b"UTC" | b"AM" | b"PM");
                is_number && bare.len() == 4 || is_zone
            }
        };
        let is_time = time(bare) == Some(bare.len());
        if !is_part && !is_time {
            break;
        }
        at += word.len();
        if is_time || found.is_some() {
            found = Some(at);
        }
        at += blanks(bytes.get(at..)?);
    }
    found
}
