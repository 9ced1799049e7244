//! What a text calls its dumps.

use crate::SourceKind;

/// The last words that could be a title.
#[derive(Clone, Default)]
pub(super) struct Titles {
    /// `Case 1: ...`: names everything up to the next of its like.
    case: Option<String>,
    /// A line that ends in a colon, or `<original memmap>`: names the dump right below it.
    lead: Option<String>,
    /// The title of the last memory rows: reserved rows that follow are the same dump's.
    memory: Option<String>,
}

/// The longest title kept, in characters.
const LONGEST: usize = 100;

impl Titles {
    /// Looks at a line nothing was read from. Lines of a log are not about the log.
    pub fn prose(&mut self, text: &str, stamped: bool) {
        let text = text.trim();
        if stamped || text.is_empty() {
            return;
        }
        if is_case(text) {
            self.case = Some(shorten(text));
            self.lead = None;
        } else if let Some(name) = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')) {
            self.lead = name.contains(' ').then(|| shorten(name));
        } else if text.ends_with(':') && text.len() > 1 && text.contains(' ') {
            self.lead = Some(shorten(text.trim_end_matches(':')));
        }
    }

    /// The title of a source that begins now.
    pub fn take_for(&mut self, kind: SourceKind) -> Option<String> {
        let lead = self.lead.take();
        match kind {
            SourceKind::Memory => {
                self.memory = lead.or_else(|| self.case.clone());
                self.memory.clone()
            }
            SourceKind::Reserved => lead.or_else(|| self.memory.take()),
            _ => lead.or_else(|| self.case.clone()),
        }
    }
}

/// `Case 1: ...`, `Layout B: ...`: a word, a number or letter, a colon, and more.
fn is_case(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(':') else {
        return false;
    };
    let mut words = name.split_ascii_whitespace();
    let (Some(word), Some(number), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let numbered = number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase())
        || number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    let named = word.len() > 2
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|b| b.is_ascii_alphabetic());
    named && numbered && rest.starts_with(' ') && !rest.trim().is_empty()
}

fn shorten(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
