//! JSON in which what would not be seen as itself stands escaped: the data are the same, and no
//! terminal or editor is steered by them.

use serde::Serialize;
use serde_json::Value;

use crate::is_unseen;

/// A value as an indented document.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn json_document(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(seen(&serde_json::to_string_pretty(value)?) + "\n")
}

/// A value on one line.
pub fn json_line(value: &Value) -> String {
    seen(&value.to_string())
}

/// JSON with escapes for what is not seen: but for the ends of lines, that is in texts alone.
pub fn seen(json: &str) -> String {
    let mut seen = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_unseen(c) {
            seen.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            seen += &format!("\\u{unit:04x}");
        }
    }
    seen
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
