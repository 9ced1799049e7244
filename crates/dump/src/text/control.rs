//! Terminal colours and other control characters, and no-break spaces.

const ESCAPE: char = '\u{1b}';
const NO_BREAK_SPACE: char = '\u{a0}';

pub(super) fn is_used(text: &str) -> bool {
    [ESCAPE, NO_BREAK_SPACE, '\0', '\u{7}', '\u{8}']
        .iter()
        .any(|character| text.contains(*character))
}

/// The line without escape sequences and control characters, blanks for no-break spaces;
/// `None` if it has none of them.
pub(super) fn clean(line: &str) -> Option<String> {
    let is_control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    if !line.contains(is_control) && !line.contains(NO_BREAK_SPACE) {
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
                // `ESC ] title BEL`.
                Some(']') => {
                    let _ = rest.find(|c| matches!(c, '\u{7}' | '\\'));
                }
                // `ESC ( B`.
                Some('(' | ')') => {
                    rest.next();
                }
                _ => {}
            }
        } else if character == NO_BREAK_SPACE {
            out.push(' ');
        } else if !is_control(character) {
            out.push(character);
        }
    }
    Some(out)
}
