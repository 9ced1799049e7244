//! Terminal colours and other control characters, odd blanks, characters without width.

const ESCAPE: char = '\u{1b}';

/// Whether the character that begins here is one to be taken out.
pub(super) fn is_mark(text: &str, at: usize) -> bool {
    let character = text.get(at..).and_then(|rest| rest.chars().next());
    character.is_some_and(|c| {
        matches!(c, ESCAPE | '\0' | '\u{7}' | '\u{8}') || is_odd_blank(c) || has_no_width(c)
    })
}

/// No-break space, em space and their like, and what a decoder put for one it could not read.
fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | char::REPLACEMENT_CHARACTER | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Zero-width space, soft hyphen, byte order mark and their like.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The line without escape sequences, control characters and characters without width, blanks
/// for odd blanks; `None` if it has none of them.
pub(super) fn clean(line: &str) -> Option<String> {
    let is_control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    if !line.contains(|c| is_control(c) || is_odd_blank(c) || has_no_width(c)) {
        return None;
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(character) = rest.next() {
        if character == ESCAPE {
            match rest.next() {
                // `ESC [ 3 2 m`: up to a letter.
                Some('[') => {
                    let _ = rest.find(|c| ('\u{40}'..='\u{7e}').contains(c));
                }
                // `ESC ] title BEL`, and what a build robot hides from terminals.
                Some(']' | '_' | 'P' | '^') => {
                    let _ = rest.find(|c| matches!(c, '\u{7}' | '\\'));
                }
                // `ESC ( B`.
                Some('(' | ')') => {
                    rest.next();
                }
                _ => {}
            }
        } else if is_odd_blank(character) {
            // A letter or digit was lost between others.
            let is_lost = character == char::REPLACEMENT_CHARACTER
                && out.ends_with(|c: char| c.is_ascii_alphanumeric())
                && rest.peek().is_some_and(char::is_ascii_alphanumeric);
            out.push(if is_lost { character } else { ' ' });
        } else if !is_control(character) && !has_no_width(character) {
            out.push(character);
        }
    }
    Some(out)
}
