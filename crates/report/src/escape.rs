//! How text that came from others stands in each format: one function a format, which nothing
//! leaves without. Titles and names come with links, and an export is code for what opens it.

use zonescope_scenario::is_unseen;

/// Text in which everything is seen: what would break the line is a space, and what would steer a
/// terminal, turn the line round or hide is shown as `U+202E`.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            c if is_unseen(c) => shown += &format!("U+{:04X}", u32::from(c)),
            c => shown.push(c),
        }
    }
    shown
}

/// Text in HTML and XML, between tags and in quotes. Braces are code to what fills in templates:
/// mdBook includes a file for `{{#include}}`, also among HTML.
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            '{' => escaped += "&#123;",
            '}' => escaped += "&#125;",
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address, also between angle brackets or in parentheses: what is no part of one, or could end
/// it there, is percent-encoded.
pub fn address(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => encoded.push(char::from(byte)),
            byte if b":/?#[]@!$&*+,;=%~._-".contains(&byte) => encoded.push(char::from(byte)),
            byte => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}

/// Text that is a block of Markdown, or begins one: no markup of CommonMark's or GitHub's, no
/// HTML, no link that GitHub would make of an address, and no field of a template.
pub(crate) fn markdown(text: &str) -> String {
    let text = visible(text);
    let text = text.trim();
    // A list, a rule, or a line under a heading; `1.` and `1)` begin a list too.
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mark = text.chars().nth(digits).filter(|mark| match digits {
        0 => "-+=".contains(*mark),
        _ => ".)".contains(*mark),
    });
    escaped(text, &|place, c, next| {
        r"\`*_[]<>|#&~$@{}".contains(c)
            || mark.is_some() && place == digits
            || c == ':' && next == Some('/')
            || c == '.' && text[..place].to_ascii_lowercase().ends_with("www")
    })
}

/// An address in Markdown's parentheses, where entities are read.
pub(crate) fn markdown_address(text: &str) -> String {
    address(text).replace('&', "&amp;")
}

/// Text that is a block of reStructuredText, or begins one: no markup, no directive, list, field or
/// literal block, and no link that docutils would make of an address.
pub(crate) fn rst(text: &str) -> String {
    let text = visible(text);
    let text = text.trim();
    let escaped =
        escaped(text, &|_, c, next| r"\`*_|@".contains(c) || c == ':' && next != Some(' '));
    let first = text.split(' ').next().unwrap_or_default();
    let begins_a_sentence =
        first.starts_with(char::is_alphanumeric) && !first.ends_with(['.', ')']);
    match begins_a_sentence {
        true => escaped,
        // An escaped space is nothing, and no construct begins with it.
        false => format!("\\ {escaped}"),
    }
}

/// A line of `mark`s that is not narrower than `text` in any reader: one that counts a mark over
/// a letter as a column finds room for it.
pub(crate) fn rst_rule(text: &str, mark: char) -> String {
    let mut letter = [0; 4];
    let width = |c: char| textwrap::core::display_width(c.encode_utf8(&mut letter)).max(1);
    std::iter::repeat_n(mark, text.chars().map(width).sum()).collect()
}

/// A cell of a CSV table: quoted where it holds what any reader takes for the end of a cell or
/// strips, and kept from being a formula, also behind what spreadsheets pass over.
pub(crate) fn csv(text: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];
    let seen = |c: &char| !c.is_whitespace() && !is_unseen(*c) && *c != '\'' && *c != '"';
    let starts = text.chars().find(seen).is_some_and(|c| FORMULA.contains(&c));
    let cell = visible(text);
    let cell = match starts {
        true => format!("'{cell}"),
        false => cell,
    };
    match cell.contains([',', ';', '"']) || cell.trim() != cell {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

/// A backslash before every character that `is_special`, which is told its place in bytes and
/// what comes after it.
fn escaped(text: &str, is_special: &dyn Fn(usize, char, Option<char>) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((place, c)) = chars.next() {
        if is_special(place, c, chars.peek().map(|(_, next)| *next)) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! escapes {
        ($($name:ident: $format:path, $text:expr => $escaped:expr;)*) => {
            $(#[test] fn $name() { assert_eq!($format($text), $escaped); })*
        };
    }

    escapes! {
        override_is_shown: visible, "a\u{202e}b" => "aU+202Eb";
        escape_is_shown: visible, "\u{1b}[2J\u{9b}m" => "U+001B[2JU+009Bm";
        tag_is_shown: visible, "\u{e0041}" => "U+E0041";
        line_is_not_broken: visible, "a\r\nb\u{2028}c\td" => "a  b c d";
        letters_stay: visible, "é 😀 שלום \u{200d}" => "é 😀 שלום \u{200d}";

        html_tag: html, "<a href='x'>&\"" => "&lt;a href=&#39;x&#39;&gt;&amp;&quot;";
        html_template: html, "{{#include x}}" => "&#123;&#123;#include x&#125;&#125;";

        markdown_html: markdown, "<img src=x>" => "\\<img src=x\\>";
        markdown_image: markdown, "![a](b)" => "!\\[a\\](b)";
        markdown_entity: markdown, "&copy;" => "\\&copy;";
        markdown_list: markdown, "- a - b" => "\\- a - b";
        markdown_numbers: markdown, "12) a 1)" => "12\\) a 1)";
        markdown_rule: markdown, "=== a" => "\\=== a";
        markdown_sentence: markdown, "In base (v6.12): 1.5 GiB." => "In base (v6.12): 1.5 GiB.";
        markdown_address_in_text: markdown, "see http://a.b, WWW.a.b, a@b" =>
            "see http\\://a.b, WWW\\.a.b, a\\@b";

        rst_directive: rst, ".. include:: /etc/hostname" => "\\ .. include\\:: /etc/hostname";
        rst_number: rst, "1. a" => "\\ 1. a";
        rst_field: rst, ":a: b" => "\\ \\:a: b";
        rst_literal: rst, "a::" => "a\\:\\:";
        rst_reference: rst, "a_ `b`__ |c|" => "a\\_ \\`b\\`\\_\\_ \\|c\\|";
        rst_address_in_text: rst, "see http://a.b, a@b" => "see http\\://a.b, a\\@b";
        rst_sentence: rst, "In base (v6.12): 1.5 GiB." => "In base (v6.12): 1.5 GiB.";

        csv_plain: csv, "base" => "base";
        csv_semicolon: csv, "a;b" => "\"a;b\"";
        csv_blank: csv, " a" => "\" a\"";
        csv_quote: csv, "a\"b" => "\"a\"\"b\"";
        csv_tab: csv, "\t=1" => "' =1";
        csv_formula: csv, "=1+1" => "'=1+1";
        csv_formula_behind_blanks: csv, "\u{a0} =1" => "'\u{a0} =1";
        csv_formula_in_full_width: csv, "＝1" => "'＝1";
        csv_formula_behind_a_mark: csv, "\u{202e}=1" => "'U+202E=1";
        csv_formula_behind_a_quote: csv, "'=1" => "''=1";
    }

    #[test]
    fn addresses_end_where_they_should() {
        let hostile = "https://a.b/x)<y> \"z\"\n\\`é&copy;_";
        let encoded = "https://a.b/x%29%3Cy%3E%20%22z%22%0A%5C%60%C3%A9&copy;_";
        assert_eq!(address(hostile), encoded);
        assert_eq!(markdown_address("a?b&copy;"), "a?b&amp;copy;");
    }

    #[test]
    fn a_rule_is_as_wide_as_its_heading() {
        for (text, width) in [("abc", 3), ("日本", 4), ("😀", 2), ("e\u{301}", 2), ("", 0)] {
            assert_eq!(rst_rule(text, '=').len(), width, "{text}");
        }
    }
}
