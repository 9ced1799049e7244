//! What mailers and terminals broke: the rest of a row, a link or a command line is looked for in
//! the lines below it.

use super::{Reader, LONGEST_ROW};
use crate::collect::Place;
use crate::format;
use crate::item::Reading;
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
const NARROWEST: usize = 66;
const WIDEST: usize = 100;

/// A row and how many further lines it took.
pub(super) struct Join {
    pub(super) text: String,
    pub(super) lines: usize,
}

impl<'a> Reader<'a> {
    /// The link in a message, with what a mailer broke off it.
    pub(super) fn link(&mut self, piece: &Piece<'a>, head: Head, message: &str) -> Option<String> {
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
        depth: u32,
        reading: &Reading<'_>,
    ) -> Option<Join> {
        let whole = matches!(reading, Reading::Item { .. });
        if text.len() > LONGEST_ROW {
            return None;
        }
        let mut buffer = text.trim_end().to_owned();
        let mut found = None;
        let mut has_more = false;
        for ahead in 0..MOST_LINES {
            let Some(next) = self.pieces.peek(ahead) else {
                break;
            };
            let head = prefix::head(&next.text);
            let at = prefix::continuation(&next.text);
            let more = next.text.get(at..).unwrap_or_default().trim_end();
            if head.stamped || more.len() > LONGEST_ROW {
                break;
            }
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
            let soft = buffer.ends_with('=');
            if soft {
                buffer.pop();
            }
            let reach = buffer.len();
            let mut goes_on = false;
            for glue in [" ", ""] {
                // Nothing quotes anew the second half of a word.
                if soft && glue == " " || head.depth > depth && glue.is_empty() {
                    continue;
                }
                buffer.truncate(reach);
                buffer.push_str(glue);
                buffer.push_str(more);
                let reading = format::read(&buffer, self.collector.context());
                match reading {
                    Reading::More { .. } => {
                        goes_on = true;
                        break;
                    }
                    // A word broken in two must make the row complete, else any number
                    // at the beginning of the next line would do.
                    Reading::Item { used, open, .. }
                        if used > reach && !(open && whole && glue.is_empty()) =>
                    {
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
    /// word would not have fitted.
    pub(super) fn words(
        &mut self,
        words: &str,
        piece: &Piece<'a>,
        head: Head,
        place: &mut Place,
    ) -> String {
        let mut line = words.to_owned();
        let mut width = piece.text.trim_end().len();
        while let Some(next) = self.pieces.peek(0) {
            let other = prefix::head(&next.text);
            let more = next.text.get(other.at..).unwrap_or_default().trim_end();
            let word = more.split(' ').next().unwrap_or_default().len();
            let was_broken = width <= WIDEST
                && width + 1 + word > NARROWEST
                && line.len() < LONGEST_COMMAND_LINE;
            if other.stamped || other.depth > head.depth || more.is_empty() || !was_broken {
                break;
            }
            let is_message = !head.stamped && more.contains(": ");
            let is_item = !matches!(format::read(more, self.collector.context()), Reading::Nothing);
            if is_message || is_item {
                break;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(more);
            // What a second mailer broke off a quoted line, it broke off that line's width.
            let before = match other.depth < head.depth {
                true => width + 1,
                false => 0,
            };
            width = before + next.text.trim_end().len();
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
