//! JSON documents, in which what would not be seen as itself stands escaped: the data are the
//! same, and no terminal or editor is steered by them.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};
use serde_json::{Serializer, Value};

use crate::is_unseen;

/// Writes a value as an indented document.
///
/// # Errors
/// If `out` takes no more; a number or a text is never refused.
pub fn write_json(out: impl Write, value: &impl Serialize) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Seen(PrettyFormatter::new())))
}

/// A value as an indented document.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn json_document(value: &impl Serialize) -> serde_json::Result<String> {
    let mut text = Vec::new();
    write_json(&mut text, value)?;
    text.push(b'\n');
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}

/// A value on one line.
pub fn json_line(value: &Value) -> String {
    let text = value.to_string();
    text.chars().map(|c| if is_unseen(c) { escape(c) } else { c.to_string() }).collect()
}

/// `\u202e`, and two of them above U+FFFF.
fn escape(c: char) -> String {
    let mut units = [0; 2];
    c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// The formatter that escapes.
struct Seen<'a>(PrettyFormatter<'a>);

/// What of a document is laid out as the inner formatter does.
macro_rules! as_laid_out {
    ($($name:ident($($argument:ident: $kind:ty)?);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $kind)?) -> Result<()> {
            self.0.$name(out $(, $argument)?)
        })*
    };
}

impl Formatter for Seen<'_> {
    as_laid_out! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> Result<()> {
        let mut rest = fragment;
        while let Some((place, c)) = rest.char_indices().find(|(_, c)| is_unseen(*c)) {
            let (before, from) = rest.split_at(place);
            out.write_all(before.as_bytes())?;
            out.write_all(escape(c).as_bytes())?;
            rest = from.get(c.len_utf8()..).unwrap_or_default();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_escaped_and_comes_back() {
        let text = "a\u{202e}\"\\\n\u{7f}\u{9b}é😀\u{e0041}\u{200d}";
        for json in [json_document(&text).unwrap(), json_line(&Value::from(text))] {
            assert!(json.contains("\\u202e") && json.contains("\\udb40\\udc41"), "{json}");
            assert!(!json.trim_end().contains(is_unseen), "{json:?}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn the_layout_is_that_of_any_indented_document() {
        let value = serde_json::json!({"a": [1, {"b": "é"}, [], {}], "c": null});
        let usual = serde_json::to_string_pretty(&value).unwrap() + "\n";
        assert_eq!(json_document(&value).unwrap(), usual);
    }
}
