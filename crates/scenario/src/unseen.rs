//! Characters that are not seen as themselves. Titles and names come from others, and what they
//! hold of these would steer a terminal, turn the rest of a line round, or hide in it.

/// Whether a character steers, turns round or hides: controls, the marks and overrides of
/// bidirectional text, and what has neither width nor a part in a letter. Joiners are no such
/// character: scripts and emoji need them.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}
