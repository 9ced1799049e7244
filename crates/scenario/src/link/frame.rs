//! What lies around the fields: version, length and check, and base64url (docs/link.md, "The
//! compact form").
//!
//! The alphabet is 64 letters and the stream is of bits, not of bytes: packing it into bytes for
//! a base64 library, and padding twice, would be more code than this.

use super::crc::crc;
use super::LinkError;

/// base64url: each character stands at its value.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The value of `1`.
const VERSION: u8 = 53;

/// Set in all characters of the length but the last.
const MORE: u8 = 32;

/// How many characters the check has.
const CHECK: usize = 3;

/// Whether the character is of base64url.
pub(super) fn is_in_alphabet(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// What [`VALUES`] has for a byte that is not in the alphabet.
const NONE: u8 = 64;

/// The value of each byte.
const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut place = 0;
    while place < ALPHABET.len() {
        values[ALPHABET[place] as usize] = place as u8;
        place += 1;
    }
    values
};

/// The characters' values, or the first character that has none.
fn values(link: String) -> Result<Vec<u8>, LinkError> {
    if let Some((place, found)) = (1..).zip(link.chars()).find(|(_, c)| !is_in_alphabet(*c)) {
        return Err(LinkError::Character { found, place });
    }
    // In place: a link may be long, and memory is promised to be little.
    let mut values = link.into_bytes();
    for value in &mut values {
        *value = VALUES[usize::from(*value)];
    }
    Ok(values)
}

/// The check as characters: sixteen bits and two of zero.
fn check(characters: &[u8]) -> [u8; CHECK] {
    let bits = u32::from(crc(characters)) << 2;
    [bits >> 12, bits >> 6, bits].map(|bits| (bits & 63) as u8)
}

/// The link with this body.
pub(super) fn wrap(body: &[u8]) -> String {
    let mut link = vec![VERSION];
    let length = body.len() + CHECK;
    let groups = (usize::BITS - length.leading_zeros()).div_ceil(5).max(1);
    for group in (0..groups).rev() {
        let more = if group == 0 { 0 } else { MORE };
        link.push((length >> (5 * group)) as u8 & (MORE - 1) | more);
    }
    link.extend_from_slice(body);
    link.extend_from_slice(&check(&link));
    let link: Vec<u8> = link.iter().map(|value| ALPHABET[usize::from(*value & 63)]).collect();
    // All of it is ASCII.
    String::from_utf8(link).unwrap_or_default()
}

/// The body of a link that starts with its version.
pub(super) fn unwrap(link: String) -> Result<Vec<u8>, LinkError> {
    let mut values = values(link)?;
    let mut length = 0;
    let mut start = 1;
    loop {
        let Some(&group) = values.get(start) else {
            return Err(LinkError::Cut { missing: None });
        };
        if start == 1 && group == MORE {
            return Err(LinkError::Damaged);
        }
        start += 1;
        length = length << 5 | usize::from(group & (MORE - 1));
        // More than any link has: not worth another group, which might overflow.
        if length > super::MAX_BYTES {
            return Err(LinkError::Damaged);
        }
        if group & MORE == 0 {
            break;
        }
    }
    let whole = start + length;
    if values.len() < whole {
        return Err(LinkError::Cut { missing: Some(whole - values.len()) });
    }
    if values.len() > whole {
        return Err(LinkError::Longer { by: values.len() - whole });
    }
    let checked = values.len() - CHECK.min(length);
    if values.get(checked..) != Some(&check(values.get(..checked).unwrap_or_default())[..]) {
        return Err(LinkError::Damaged);
    }
    values.truncate(checked);
    values.drain(..start);
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_comes_back() {
        for length in [0, 1, 28, 29, 1020, 1021, 40_000] {
            let body: Vec<u8> = (0..length).map(|at| (at * 7 % 64) as u8).collect();
            let link = wrap(&body);
            assert_eq!(unwrap(link.clone()), Ok(body));
            assert!(link.ends_with(|c| "AEIMQUYcgkosw048".contains(c)), "{link}");
        }
    }

    #[test]
    fn a_length_has_no_leading_nought() {
        let link = wrap(&[1, 2]).replacen("1F", "1gF", 1);
        assert_eq!(unwrap(link), Err(LinkError::Damaged));
    }

    #[test]
    fn what_is_missing_or_too_much_is_counted() {
        let link = wrap(&[7; 40]);
        let said = |link: &str| unwrap(link.to_owned()).unwrap_err().to_string();
        for (text, count) in [
            (&link[..link.len() - 1], "short, 1 character missing"),
            (&link[..link.len() - 2], "short, 2 characters missing"),
            (&format!("{link}A"), "for 1 character after"),
            (&format!("{link}AA"), "for 2 characters after"),
        ] {
            assert!(said(text).contains(count), "{}", said(text));
        }
    }

    #[test]
    fn no_longer_than_a_text_may_be() {
        let unwrap = |length: usize| {
            let groups = [15, 10, 5, 0].map(|by| (length >> by) as u8 & 31);
            let letters = [21, groups[0] | 32, groups[1] | 32, groups[2] | 32, groups[3]];
            let letters = letters.map(|value| char::from(ALPHABET[usize::from(value)]));
            unwrap(letters.iter().collect())
        };
        let most = super::super::MAX_BYTES;
        let missing = Some(most);
        assert_eq!(unwrap(most), Err(LinkError::Cut { missing }));
        assert_eq!(unwrap(most + 1), Err(LinkError::Damaged));
    }

    #[test]
    fn the_alphabet_and_its_values_agree() {
        for (place, byte) in ALPHABET.iter().enumerate() {
            assert_eq!(VALUES[usize::from(*byte)], place as u8);
        }
        for byte in 0..=255 {
            let known = VALUES[usize::from(byte)] != NONE;
            assert_eq!(known, is_in_alphabet(char::from(byte)));
        }
    }
}
