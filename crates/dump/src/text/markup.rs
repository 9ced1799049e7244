//! What is left of web pages: HTML tags and character references, and BBCode.

/// Tags that begin or end a line.
const BLOCKS: [&str; 13] = [
    "br",
    "p",
    "div",
    "pre",
    "tr",
    "li",
    "ul",
    "ol",
    "table",
    "tbody",
    "thead",
    "blockquote",
    "hr",
];

/// Tags that do not.
const INLINES: [&str; 18] = [
    "a", "b", "i", "u", "s", "em", "tt", "td", "th", "code", "font", "span", "strong", "small",
    "html", "body", "head", "samp",
];

/// BBCode.
const BRACKETS: [&str; 14] = [
    "code", "quote", "pre", "b", "i", "u", "s", "color", "size", "font", "spoiler", "noparse",
    "mono", "tt",
];

const REFERENCES: [(&str, &str); 8] = [
    ("gt;", ">"),
    ("lt;", "<"),
    ("amp;", "&"),
    ("quot;", "\""),
    ("apos;", "'"),
    ("nbsp;", " "),
    ("#39;", "'"),
    ("#160;", " "),
];

/// Whether the `<`, `&` or `[` here is markup without doubt.
pub(super) fn is_mark(text: &str, at: usize) -> bool {
    const MARKS: [&[u8]; 11] = [
        b"&gt;", b"&lt;", b"&amp;", b"&nbsp;", b"&quot;", b"&#", b"</", b"<br", b"<p>", b"[/",
        b"[code",
    ];
    let here = text.as_bytes().get(at..).unwrap_or_default();
    MARKS.iter().any(|mark| here.starts_with(mark))
}

/// The line without markup, with line breaks where it had them; `None` if it has none.
pub(super) fn clean(line: &str) -> Option<String> {
    if !line.contains(['<', '&', '[']) {
        return None;
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut changed = false;
    while let Some(at) = rest.find(['<', '&', '[']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let (replacement, len) = match here.as_bytes().first() {
            Some(b'<') => tag(here),
            Some(b'&') => reference(here),
            // An index of C's, `regions[i]`, is no tag.
            _ if is_index(&out, here) => None,
            _ => bracket(here),
        }
        .unwrap_or(("", 0));
        if len == 0 {
            // No markup: an ASCII character like any other.
            out.push_str(here.get(..1).unwrap_or_default());
            rest = here.get(1..).unwrap_or_default();
        } else {
            changed = true;
            out.push_str(replacement);
            rest = here.get(len..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// The longest tag looked for, in bytes.
const LONGEST: usize = 256;

/// `<span class="x">`, `</span>`, `<br/>`: what to put for it, and its length.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    let (name, len) = named(text, '>')?;
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is(&BLOCKS) {
        Some(("\n", len))
    } else if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") {
        Some((" ", len))
    } else if is(&INLINES) {
        Some(("", len))
    } else {
        None
    }
}

/// Whether the bracket here opens an index: it touches a name, and its letter is a tag's too.
fn is_index(before: &str, here: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && matches!(here.as_bytes(), [b'[', b'i' | b'b' | b'u' | b's', b']', ..])
}

/// `[code]`, `[/code]`, `[quote=someone]`.
fn bracket(text: &str) -> Option<(&'static str, usize)> {
    let (name, len) = named(text, ']')?;
    let is_known = BRACKETS.iter().any(|known| known.eq_ignore_ascii_case(name));
    let is_block = ["code", "quote", "pre"].iter().any(|known| known.eq_ignore_ascii_case(name));
    is_known.then_some((if is_block { "\n" } else { "" }, len))
}

/// The name of a tag, and the tag's length.
fn named(text: &str, close: char) -> Option<(&str, usize)> {
    let inside = text.get(1..)?;
    let slash = usize::from(inside.starts_with('/'));
    let inside = inside.get(slash..)?;
    let name = inside.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
    if !matches!(inside.as_bytes().get(name)?, b'>' | b']' | b' ' | b'=' | b'/') {
        return None;
    }
    let end = text
        .bytes()
        .take(LONGEST)
        .skip(1)
        .take_while(|b| !matches!(b, b'<' | b'['))
        .position(|b| char::from(b) == close)?;
    Some((inside.get(..name)?, end + 2))
}

/// `&gt;`, `&#62;`, `&#x3e;`.
fn reference(text: &str) -> Option<(&'static str, usize)> {
    let name = text.get(1..)?;
    // Some pages are escaped twice: `&amp;gt;`.
    if let Some(twice) = name.strip_prefix("amp;") {
        if let Some((reference, character)) = REFERENCES.iter().find(|(r, _)| twice.starts_with(r))
        {
            return Some((character, "&amp;".len() + reference.len()));
        }
    }
    if let Some((reference, character)) = REFERENCES.iter().find(|(r, _)| name.starts_with(r)) {
        return Some((character, reference.len() + 1));
    }
    let number = name.strip_prefix('#')?;
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let (digits, _) = digits.split_at_checked(digits.bytes().take(7).position(|b| b == b';')?)?;
    let code = u32::from_str_radix(digits, radix).ok()?;
    let len = 2 + usize::from(radix == 16) + digits.len() + 1;
    // What a log is made of; anything else is as good as a blank.
    let character = match code {
        0x3e => ">",
        0x3c => "<",
        0x26 => "&",
        0x22 => "\"",
        0x5b => "[",
        0x5d => "]",
        0x3a => ":",
        0x2d => "-",
        0x3d => "=",
        _ => " ",
    };
    Some((character, len))
}
