//! Logs kept as JSON strings: a list of lines, one long string, or the journal's objects.
//!
//! The text is not parsed but scrubbed, line by line: broken and cut JSON has rows too.

/// Whether the text is JSON by its first bracket.
pub(super) fn begins(text: &str) -> bool {
    let start = text.trim_start_matches(['>', ' ', '\t', '\r', '\n', '\u{feff}']);
    match start.strip_prefix(['[', '{']) {
        Some(rest) => rest.trim_start().starts_with('"'),
        None => false,
    }
}

/// Whether an object begins here, `{"name":`, or a line does with a list of strings.
pub(super) fn begins_here(text: &str, at: usize) -> bool {
    let (before, here) = text.as_bytes().split_at(at);
    match here {
        [b'{', b'"', name @ ..] => {
            let is_name = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
            let len = name.iter().take(40).take_while(is_name).count();
            let behind = name.get(len..).and_then(|rest| rest.strip_prefix(b"\""));
            behind.is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
        }
        [b'[', b'"', ..] => {
            let is_quoting = |b: &&u8| matches!(b, b'>' | b' ');
            let quoting = before.iter().rev().take(16).take_while(is_quoting).count();
            let before = before.get(..before.len() - quoting);
            matches!(before, Some([] | [.., b'\n']))
        }
        _ => false,
    }
}

/// Whether a text has an object in it that names a member.
pub(super) fn has_object(text: &str) -> bool {
    text.match_indices("{\"").take(4).any(|(at, _)| begins_here(text, at))
}

/// Whether a line begins an object and ends inside it: a mailer broke it.
pub(super) fn is_broken(line: &str) -> bool {
    const LONGEST: usize = 4096;
    let object = line.find("{\"").and_then(|at| line.get(at..));
    let Some(object) = object.filter(|object| object.len() < LONGEST) else {
        return false;
    };
    let mut in_string = false;
    let mut bytes = object.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => in_string = !in_string,
            _ => {}
        }
    }
    in_string || !object.trim_end().ends_with(['}', ']', ',', '"'])
}

/// Whether the line whose last string ends here, before a comma, begins with a quotation mark
/// too: code does not. `None` if there is no such end.
pub(super) fn ends_a_line(text: &str, at: usize) -> Option<bool> {
    const LONGEST: usize = 1024;
    let [b',', b'\n' | b'\r', ..] = text.as_bytes().get(at + 1..)? else {
        return None;
    };
    let before = text.get(text.floor_char_boundary(at.saturating_sub(LONGEST))..at)?;
    let line = before.rsplit('\n').next()?;
    Some(line.trim_start_matches(['>', ' ', '\t']).starts_with('"'))
}

/// The line with its strings taken out of their quotation marks, one to a line; `None` if it
/// has no string.
pub(super) fn clean(line: &str) -> Option<String> {
    if !line.contains(['"', '\\']) {
        return None;
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['"', '\\']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        rest = here.get(1..).unwrap_or_default();
        if here.starts_with('\\') {
            rest = escape(rest, &mut out);
        } else {
            open(&mut out);
            rest = between(rest, &mut out);
        }
    }
    out.push_str(rest);
    Some(out)
}

/// Drops the brackets before a line's first string.
fn open(out: &mut String) {
    const FAR: usize = 256;
    if out.len() > FAR {
        return;
    }
    let kept = out.trim_end_matches(['[', '{', ' ', '\t']);
    if kept.bytes().all(|b| matches!(b, b'>' | b' ')) {
        out.truncate(kept.len());
    }
}

/// What stands behind a backslash.
fn escape<'t>(text: &'t str, out: &mut String) -> &'t str {
    let mut rest = text.chars();
    match rest.next() {
        Some('n') => out.push('\n'),
        Some('t') => out.push('\t'),
        Some('r') => {}
        Some('u') => {
            let code = text.get(1..5).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            if let Some(character) = code.and_then(char::from_u32) {
                out.push(character);
                return text.get(5..).unwrap_or_default();
            }
        }
        Some(character) => out.push(character),
        None => {}
    }
    rest.as_str()
}

/// A quotation mark: with the `, "` or `: [ "` behind it, it is a border between two strings.
fn between<'t>(text: &'t str, out: &mut String) -> &'t str {
    let next = text.trim_start_matches([',', ':', ' ', '\t', '[', '{']);
    let is_border = text.trim_start().starts_with([',', ':']);
    match next.strip_prefix('"') {
        Some(rest) if is_border => {
            out.push('\n');
            rest
        }
        // The last string of a line: brackets and commas are all that may follow.
        _ if text.trim_start_matches([',', ']', '}', ' ', '\t']).is_empty() => "",
        _ => text,
    }
}
