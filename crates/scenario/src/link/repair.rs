//! Undoes what mails and pages do to links (docs/link.md, "Damage in transit").

use super::frame::is_in_alphabet;
use super::{LinkError, MAX_BYTES};

/// A text without what came over it on the way.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Repaired {
    /// What should be a link, from first to last character.
    pub(super) link: String,
    /// A second link, of `?z=`, beside the one after `#`.
    pub(super) query: Option<String>,
}

pub(super) fn repair(text: &str) -> Result<Repaired, LinkError> {
    if text.len() > MAX_BYTES {
        return Err(LinkError::TooLong { bytes: text.len() });
    }
    let mut text = without_space(join_lines(text));
    for _ in 0..2 {
        let plain = unescape(&text, b'%');
        if plain.len() == text.len() {
            break;
        }
        text = without_space(plain);
    }
    let (address, fragment) = match text.split_once('#') {
        Some((address, fragment)) if is_address(address) => (address, fragment),
        _ => (text.as_str(), ""),
    };
    let query = query_link(address);
    Ok(match (fragment, query) {
        ("", Some(query)) => Repaired { link: finish(query), query: None },
        ("", None) => Repaired { link: finish(address), query: None },
        (fragment, query) => Repaired { link: finish(fragment), query: query.map(finish) },
    })
}

/// Whether this can stand before the `#`. A compact link can't: there, a `#` is damage.
fn is_address(text: &str) -> bool {
    text.is_empty() || !text.chars().all(is_in_alphabet)
}

/// The value of `z` in the query, still quoted-printable.
fn query_link(address: &str) -> Option<&str> {
    let (_, value) = ["?z=", "&z="].iter().find_map(|name| address.split_once(name))?;
    let value = value.split_once('&').map_or(value, |(value, _)| value);
    Some(value.strip_prefix("3D").unwrap_or(value))
}

/// Undoes quoted-printable, and drops what a sentence puts after a link. Browsers drop the line
/// break of a pasted soft one and leave its `=`, which no link has.
fn finish(link: &str) -> String {
    let mut link = match link.contains('=') {
        true => without_space(unescape(link, b'=')).replace('=', ""),
        false => link.to_owned(),
    };
    let end = link.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    link.truncate(end.len());
    link
}

/// Drops the soft line breaks of quoted-printable. The `=` of `?z=` is none.
fn join_lines(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_end();
        joined.push_str(match trimmed.strip_suffix('=') {
            Some(soft) if lines.peek().is_some() && !is_query(soft) => soft,
            _ => trimmed,
        });
    }
    joined
}

fn is_query(text: &str) -> bool {
    text.ends_with("?z") || text.ends_with("&z")
}

/// Drops what no link has, and quoting, wrapping and brackets put in.
fn without_space(text: String) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'<' && byte != b'>';
    if text.bytes().all(plain) {
        return text;
    }
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '<' | '>'))
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
        .collect()
}

/// Undoes escapes of `marker` and two hexadecimal digits; what is no escape stays.
pub(super) fn unescape(text: &str, marker: u8) -> String {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some(place) = rest.iter().position(|byte| *byte == marker) {
        let (before, escape) = rest.split_at(place);
        plain.extend_from_slice(before);
        let byte = match escape {
            [_, high, low, ..] => digit(*high).zip(digit(*low)),
            _ => None,
        };
        let length = if byte.is_some() { 3 } else { 1 };
        plain.push(byte.map_or(marker, |(high, low)| high << 4 | low));
        rest = escape.get(length..).unwrap_or_default();
    }
    plain.extend_from_slice(rest);
    match String::from_utf8(plain) {
        Ok(plain) => plain,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

/// The value of a hexadecimal digit.
fn digit(byte: u8) -> Option<u8> {
    let value = char::from(byte).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::{repair, LinkError, MAX_BYTES};

    #[test]
    fn as_long_as_may_be_is_not_too_long() {
        let link = |bytes: usize| repair(&"a".repeat(bytes)).map(|repaired| repaired.link.len());
        assert_eq!(link(MAX_BYTES), Ok(MAX_BYTES));
        let bytes = MAX_BYTES + 1;
        assert_eq!(link(bytes), Err(LinkError::TooLong { bytes }));
    }

    #[test]
    fn what_stands_before_the_link_is_an_address() {
        for (text, link) in [
            ("https://example.org/#1abc", "1abc"),
            ("#1abc", "1abc"),
            // In a link a # is damage: what is before it is not dropped.
            ("1abc#def", "1abc#def"),
        ] {
            assert_eq!(repair(text).unwrap().link, link, "{text}");
        }
    }
}
