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

/// The value of a character of base64url.
fn value(c: char) -> Option<u8> {
    Some(match c {
        'A'..='Z' => c as u8 - b'A',
        'a'..='z' => c as u8 - b'a' + 26,
        '0'..='9' => c as u8 - b'0' + 52,
        '-' => 62,
        '_' => 63,
        _ => return None,
    })
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
    link.iter()
        .map(|value| char::from(ALPHABET[usize::from(*value & 63)]))
        .collect()
}

/// The body of a link that starts with its version.
pub(super) fn unwrap(link: &str) -> Result<Vec<u8>, LinkError> {
    let mut values = link
        .chars()
        .enumerate()
        .map(|(place, found)| {
            value(found).ok_or(LinkError::Character {
                found,
                place: place + 1,
            })
        })
        .collect::<Result<Vec<u8>, _>>()?;
    let mut length = 0;
    let mut start = 1;
    loop {
        let Some(&group) = values.get(start) else {
            return Err(LinkError::Cut { missing: None });
        };
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
        return Err(LinkError::Cut {
            missing: Some(whole - values.len()),
        });
    }
    if values.len() > whole {
        return Err(LinkError::Longer {
            by: values.len() - whole,
        });
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
            assert_eq!(unwrap(&link), Ok(body));
            assert!(link.ends_with(|c| "AEIMQUYcgkosw048".contains(c)), "{link}");
        }
    }

    #[test]
    fn the_alphabet_and_its_values_agree() {
        for (place, byte) in ALPHABET.iter().enumerate() {
            assert_eq!(value(char::from(*byte)), Some(place as u8));
            assert!(is_in_alphabet(char::from(*byte)));
        }
    }
}
