//! What mailers and terminals broke: the rest of a row, a link or a command line is looked for in
//! the lines below it.

use zonescope_model::BootWords;

use super::label::behind_label;
use super::{Reader, LONGEST_ROW};
use crate::collect::Place;
use crate::format;
use crate::item::{Doubt, Item, Reading};
use crate::link::{self, Step, Unfinished};
use crate::prefix::{self, Head};
use crate::text::Piece;

/// The most lines one row is looked for in.
const MOST_LINES: usize = 8;

/// The most lines a link is looked for in.
const MOST_OF_A_LINK: usize = 256;

/// No command line is longer, in bytes: COMMAND_LINE_SIZE is 4096 at most.
const LONGEST_COMMAND_LINE: usize = 8192;

/// No line is broken that had room within so many columns.
const LEAST: usize = 32;

/// The columns between which mailers wrap lines.
pub(super) const NARROWEST: usize = 66;
const WIDEST: usize = 100;

/// A hypervisor's buffer has more columns.
const NARROWEST_PART: usize = 48;

/// A row and how many further lines it took.
pub(super) struct Join {
    pub(super) text: String,
    pub(super) lines: usize,
}

impl<'a> Reader<'a> {
    /// The link in a message, with what a mailer broke off it.
    pub(super) fn link(&mut self, piece: &Piece<'a>, head: Head, message: &str) -> Option<String> {
        if !link::has_address(message) {
            return None;
        }
        let link = link::find(message);
        if link.is_some_and(|link| !message.trim_end().ends_with(link)) {
            return link.map(str::to_owned);
        }
        let width = piece.text.trim_end().len();
        let Some(mut address) = Unfinished::at_the_end_of(message, width) else {
            return link.map(str::to_owned);
        };
        for ahead in 0..MOST_OF_A_LINK {
            let Some(next) = self.pieces.peek(ahead) else {
                break;
            };
            let is_quoted_alike = prefix::head(&next.text).depth == head.depth;
            let more = prefix::continuation(&next.text);
            match address.add(next.text.get(more..).unwrap_or_default(), is_quoted_alike) {
                Step::More => {}
                Step::Done => return address.link().map(str::to_owned),
                Step::Not => break,
            }
        }
        let whole = address.link().filter(|_| !address.in_brackets());
        whole.or(link).map(str::to_owned)
    }

    /// Looks for the rest of a broken row in the lines below.
    ///
    /// Mailers break lines at blanks; terminals and raw quoted-printable break them anywhere.
    /// A join counts only if it gives an item that needs the lines it took.
    pub(super) fn join(
        &mut self,
        text: &str,
        width: usize,
        head: Head,
        reading: &Reading<'_>,
    ) -> Option<Join> {
        let whole = matches!(reading, Reading::Item { .. });
        if text.len() > LONGEST_ROW {
            return None;
        }
        let mut buffer = text.to_owned();
        let mut found = None;
        let mut has_more = head.in_parts || self.begun.is_some();
        for ahead in 0..MOST_LINES {
            let Some(next) = self.pieces.peek(ahead) else {
                break;
            };
            let other = prefix::head(&next.text);
            let at = prefix::continuation(&next.text);
            let more = next.text.get(at..).unwrap_or_default();
            if other.stamped || other.in_parts != head.in_parts || more.len() > LONGEST_ROW {
                break;
            }
            // Blanks at the end count where a line was broken anywhere.
            let more = if head.in_parts { more } else { more.trim_end() };
            if more.is_empty() {
                // Every line set apart, by a web page.
                continue;
            }
            let word = more.bytes().take_while(|b| *b != b' ').count();
            if !has_more && width + 1 + word < LEAST {
                // There was room for that word: the line was not broken here.
                break;
            }
            has_more = true;
            if !head.in_parts {
                buffer.truncate(buffer.trim_end().len());
            }
            let soft = buffer.ends_with('=');
            if soft {
                buffer.pop();
            }
            let reach = buffer.len();
            let mut goes_on = false;
            for glue in [" ", ""] {
                let is_nowhere = match glue {
                    " " => soft || head.in_parts,
                    // Nothing quotes anew the second half of a word.
                    _ => other.depth > head.depth,
                };
                if is_nowhere {
                    continue;
                }
                buffer.truncate(reach);
                buffer.push_str(glue);
                buffer.push_str(more);
                match format::read(&buffer, self.collector.context()) {
                    Reading::More { .. } => {
                        goes_on = true;
                        break;
                    }
                    Reading::Item { item, used, open } if used > reach => {
                        let is_half_a_word = whole && glue.is_empty();
                        if is_half_a_word && !completes(&item, open, &buffer, (reach, used)) {
                            continue;
                        }
                        found = Some(Join { text: buffer.clone(), lines: ahead + 1 });
                        goes_on = open;
                        break;
                    }
                    _ => {}
                }
            }
            if !goes_on {
                break;
            }
        }
        found
    }

    /// A command line or version with what a mailer broke off it: the lines below whose first
    /// word would not have fitted. `label`: what nobody here knows, before each line.
    pub(super) fn words(
        &mut self,
        words: &str,
        piece: &Piece<'a>,
        (head, label): (Head, &str),
        place: &mut Place,
    ) -> String {
        let mut line = words.to_owned();
        let width_of = |piece: &Piece<'_>| match head.in_parts {
            true => piece.text.len() - prefix::continuation(&piece.text),
            false => piece.width,
        };
        // Only lines of the log itself follow one that bears its marks, unless they bear them too.
        let is_of_log = head.stamped || self.begun.is_some();
        let depth = self.begun.map_or(0, |begun| begun.depth).max(head.depth);
        let mut before = self.begun.map_or(0, |begun| begun.width + 1);
        let mut width = width_of(piece);
        let mut blank_is_kept = piece.text.ends_with(' ');
        while let Some(next) = self.pieces.peek(0) {
            let other = prefix::head(&next.text);
            let at = if head.in_parts { prefix::continuation(&next.text) } else { other.at };
            let more = next.text.get(at..).unwrap_or_default();
            let word = more.split(' ').next().unwrap_or_default().len();
            let was_broken = match head.in_parts {
                true => other.in_parts && width > NARROWEST_PART,
                // What a second mailer broke off, it broke off the first one's line.
                false => {
                    let had_room = |width| width + 1 + word <= NARROWEST;
                    width <= WIDEST
                        && !(had_room(width) && (!is_of_log || had_room(before + width)))
                }
            };
            let is_own = other.stamped
                || other.depth > depth
                || !label.is_empty() && next.text.contains(label);
            if is_own || more.trim().is_empty() || !was_broken || line.len() > LONGEST_COMMAND_LINE
            {
                break;
            }
            let is_message = !is_of_log && (more.contains(": ") || more.trim().ends_with(':'));
            let is_item = match format::read(more.trim(), self.collector.context()) {
                Reading::Nothing => false,
                // A number alone begins rows, and much else.
                Reading::More { sure: None } => !more.starts_with(|c: char| c.is_ascii_digit()),
                _ => true,
            };
            let is_labelled = !head.in_parts
                && behind_label(more.trim(), other, self.collector.context()).is_some();
            if is_message || is_item || is_labelled {
                break;
            }
            if head.in_parts && !blank_is_kept || !head.in_parts && is_one_word(&line, more) {
                line.push_str(more.trim_end());
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(more.trim());
            }
            let quoted = match other.depth < head.depth {
                true => width + 1,
                false => 0,
            };
            (before, width) = (width + 1, quoted + width_of(next));
            blank_is_kept = next.text.ends_with(' ');
            place.last = next.last;
            self.pieces.next();
        }
        line
    }

    /// Takes pieces that belong to a row above; the last one of them.
    pub(super) fn drop_pieces(&mut self, lines: usize) -> Option<Piece<'a>> {
        (0..lines).filter_map(|_| self.pieces.next()).last()
    }
}

/// Whether the row is more than the row before and any number at the beginning of the next line:
/// more words were taken, or now it is known to be whole.
fn completes(item: &Item<'_>, open: bool, text: &str, (from, to): (usize, usize)) -> bool {
    let ends_a_word = text.as_bytes().get(to).is_none_or(|b| matches!(b, b' ' | b'\t'));
    let taken = text.get(from..to).unwrap_or_default();
    let is_known = match item {
        Item::Range(row) => row.doubt == Doubt::None,
        _ => true,
    };
    !open && ends_a_word && (is_known || taken.trim().contains(' '))
}

/// Whether a terminal broke a boot word in two: the halves together are one the model reads, and
/// the second is none.
fn is_one_word(line: &str, more: &str) -> bool {
    let (Some(first), Some(second)) = (line.rsplit(' ').next(), more.split(' ').next()) else {
        return false;
    };
    let reads = BootWords::reads;
    !reads(first) && !reads(second) && reads(&format!("{first}{second}"))
}
