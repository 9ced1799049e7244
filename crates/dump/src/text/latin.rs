//! Bytes that are no UTF-8.

use std::borrow::Cow;

/// The text of some bytes: UTF-8, and Latin-1 where they are none, in which mailers of old write
/// the blanks of a log.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(mixed(bytes)),
    }
}

fn mixed(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|byte| match byte {
            0xa0.. => char::from(*byte),
            _ => char::REPLACEMENT_CHARACTER,
        }));
    }
    out
}
