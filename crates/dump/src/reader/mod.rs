//! Drives a text through prefixes, formats and the collector.

mod broken;
mod label;

use crate::clock;
use crate::collect::{Collector, Place, Side};
use crate::format;
use crate::item::{Item, Reading};
use crate::log::Log;
use crate::prefix::{self, Head};
use crate::text::{Piece, Pieces};
use crate::Note;

/// Reads a text in steps, for front ends that must not block.
///
/// # Examples
/// ```
/// let text = "> memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x0\n";
/// let mut reader = zonescope_dump::Reader::new(text);
/// while reader.step(65_536) {}
/// assert_eq!(reader.finish().sources[0].rows[0].base, 0x1000);
/// ```
pub struct Reader<'a> {
    pieces: Pieces<'a>,
    collector: Collector,
    /// Whether the head of a diff was read.
    in_diff: bool,
    /// The line before, if it was broken right behind its time.
    begun: Option<Begun>,
    /// How deep the line before was quoted, and how wide it was, in bytes, if nothing was read
    /// from it.
    before: (u32, usize),
}

/// A line with marks of a log and nothing behind them: its message is on the next one.
#[derive(Clone, Copy)]
struct Begun {
    /// How wide it was, in bytes.
    width: usize,
    /// How many `>` it is quoted with.
    depth: u32,
}

/// A reading under way that does not hold on to its text, for front ends that come back to it:
/// each step is given the same text again.
///
/// # Examples
/// ```
/// let text = "> memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x0\n";
/// let mut progress = zonescope_dump::Progress::new();
/// while progress.step(text, 65_536) {}
/// assert_eq!(progress.finish().sources[0].rows[0].base, 0x1000);
/// ```
#[derive(Default)]
pub struct Progress(Option<Reader<'static>>);

impl Progress {
    /// Nothing read yet.
    pub fn new() -> Progress {
        Progress::default()
    }

    /// Reads on for about `bytes` bytes of `text`; false when all is read.
    pub fn step(&mut self, text: &str, bytes: usize) -> bool {
        let mut reader = match self.0.take() {
            Some(reader) => Reader { pieces: reader.pieces.on(text), ..reader },
            None => Reader::new(text),
        };
        let is_more = reader.step(bytes);
        self.0 = Some(Reader { pieces: reader.pieces.off(), ..reader });
        is_more
    }

    /// How many bytes of the text were read.
    pub fn position(&self) -> usize {
        self.0.as_ref().map_or(0, Reader::position)
    }

    /// What the text held, as far as it was read.
    pub fn finish(self) -> Log {
        self.0.map(Reader::finish).unwrap_or_default()
    }
}

/// No line with something to read is shorter, in bytes.
const SHORTEST: usize = 5;

/// No row is longer, in bytes, not even a wrapped one.
const LONGEST_ROW: usize = 1024;

impl<'a> Reader<'a> {
    /// A reader at the beginning of `text`.
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader {
            pieces: Pieces::new(text),
            collector: Collector::new(),
            in_diff: false,
            begun: None,
            before: (0, 0),
        }
    }

    /// Reads on for about `bytes` bytes; false when all is read.
    pub fn step(&mut self, bytes: usize) -> bool {
        let stop = self.pieces.position().saturating_add(bytes);
        while let Some(piece) = self.pieces.next() {
            self.piece(&piece);
            if self.pieces.position() >= stop {
                return true;
            }
        }
        false
    }

    /// How many bytes of the text were read.
    pub fn position(&self) -> usize {
        self.pieces.position()
    }

    /// What the text held, as far as it was read.
    pub fn finish(self) -> Log {
        self.collector.finish()
    }

    fn piece(&mut self, piece: &Piece<'a>) {
        if piece.text.len() < SHORTEST && !(self.begun.is_some() && is_word(&piece.text)) {
            self.before = (prefix::head(&piece.text).depth, piece.width);
            return self.collector.ignored(piece.first, piece.last, piece.text.trim(), false);
        }
        let head = prefix::head(&piece.text);
        let message = piece.text.get(head.at..).unwrap_or_default();
        self.in_diff |= message.starts_with("@@ -");
        let depth = self.depth(piece, head, message);
        self.collector.at_depth(depth);
        let is_read = self.items(piece, head, message);
        // What is read whole has lost nothing to the next line.
        self.before = if is_read { (0, 0) } else { (depth, piece.width) };
        // A line set apart, or quoting alone, is no end of what was broken.
        let is_begun = is_blank(Some(message)) || message.trim_end() == "[";
        self.begun = match is_begun {
            true if head.stamped => Some(Begun { width: piece.width, depth }),
            true => self.begun,
            false => None,
        };
        if !is_read {
            if self.collector.takes_links() {
                if let Some(link) = self.link(piece, head, message) {
                    self.collector.link(link);
                }
            }
            self.collector.ignored(piece.first, piece.last, message, head.stamped);
        }
    }

    /// How deep a line was quoted: what a mailer broke off the line before lost its quoting.
    fn depth(&mut self, piece: &Piece<'a>, head: Head, message: &str) -> u32 {
        if let Some(begun) = self.begun {
            return begun.depth;
        }
        let (depth, width) = self.before;
        let word = message.split(' ').next().unwrap_or_default().len();
        let colours = piece.width.saturating_sub(piece.text.trim_end().len());
        let had_room = width + 1 + word + colours <= broken::NARROWEST;
        if head.depth >= depth || head.stamped || had_room || is_blank(Some(message)) {
            return head.depth;
        }
        // It may be broken itself. Many lines like it were not broken off, nor was a long one.
        let mut is_short = piece.text.len() <= LONGEST_ROW;
        let mut goes_on = (0..2).map(|ahead| {
            if !is_short {
                return false;
            }
            let next = self.pieces.peek(ahead);
            is_short = next.is_some_and(|next| next.text.len() <= LONGEST_ROW);
            next.is_none_or(|next| prefix::head(&next.text).depth >= depth)
        });
        match goes_on.any(|goes_on| goes_on) {
            true => depth,
            false => head.depth,
        }
    }

    /// Takes every item of a message, one behind the other; false if it holds none.
    fn items(&mut self, piece: &Piece<'a>, head: Head, message: &str) -> bool {
        let mut place = Place {
            first: piece.first,
            last: piece.last,
            at_edge: false,
            stamped: head.stamped,
            side: match self.in_diff {
                true => Side::of(&piece.text),
                false => Side::Both,
            },
            time: None,
        };
        let mut ended = piece.ended;
        let mut joined: String;
        let mut text = message;
        let mut any = false;
        let mut label = "";
        let mut reading = self.read(text);
        if let Reading::Nothing = reading {
            if let Some(row) = label::behind_label(text, head, self.collector.context()) {
                label = message.get(..message.len() - row.len()).unwrap_or_default();
                text = row;
                reading = self.read(text);
            }
        }
        // A soft break of quoted-printable nothing else gives away.
        if let (Reading::Nothing | Reading::Bad(..), Some(half)) =
            (&reading, text.strip_suffix('='))
        {
            if let more @ Reading::More { .. } = self.read(half) {
                reading = more;
            }
        }
        loop {
            if let Reading::More { .. } | Reading::Item { open: true, .. } = reading {
                let width = piece.text.trim_end().len();
                if let Some(join) = self.join(text, width, head, &reading) {
                    if let Some(last) = self.drop_pieces(join.lines) {
                        place.last = last.last;
                        ended = last.ended;
                    }
                    joined = join.text;
                    text = &joined;
                    reading = self.read(text);
                }
            }
            let used = match reading {
                Reading::Item { item, used, .. } => {
                    if !any {
                        place.time = clock::time(piece.text.get(..head.at).unwrap_or_default());
                    }
                    any = true;
                    place.at_edge = !ended && is_blank(text.get(used..));
                    match item {
                        Item::CommandLine { words, in_pieces } => {
                            let words = &self.words(words, piece, (head, label), &mut place);
                            let item = Item::CommandLine { words, in_pieces };
                            self.collector.take(item, place);
                        }
                        Item::Version(words) => {
                            let words = &self.words(words, piece, (head, label), &mut place);
                            self.collector.take(Item::Version(words), place);
                        }
                        item => self.collector.take(item, place),
                    }
                    used
                }
                Reading::Bad(kind, note) => {
                    self.collector.unreadable(place, kind, note);
                    return true;
                }
                Reading::More { sure: Some(kind) } => {
                    let note = Note::CutOff(kind);
                    self.collector.unreadable(place, kind, note);
                    return true;
                }
                Reading::More { sure: None } | Reading::Nothing => match prefix::next_stamp(text) {
                    Some(at) => at,
                    None => return any,
                },
            };
            // What follows begins on the line the item ended on.
            if any {
                place.first = place.last;
            }
            text = text.get(used..).unwrap_or_default();
            text = text.get(prefix::head(text).at..).unwrap_or_default();
            if text.is_empty() {
                return any;
            }
            reading = self.read(text);
        }
    }

    /// Reads the beginning of a message.
    fn read<'t>(&self, text: &'t str) -> Reading<'t> {
        format::read(row_of(text), self.collector.context())
    }
}

/// As much of a message as a row can take: a line without end must not be looked through again
/// and again.
fn row_of(text: &str) -> &str {
    if text.len() <= LONGEST_ROW {
        return text;
    }
    let is_line = ["Command line", "Kernel command", "Linux version"]
        .iter()
        .any(|label| text.starts_with(label));
    match is_line {
        true => text,
        false => text.get(..text.floor_char_boundary(LONGEST_ROW)).unwrap_or_default(),
    }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.bytes().all(|b| b.is_ascii_whitespace()))
}

/// Whether a line may be the first word of a message.
fn is_word(line: &str) -> bool {
    line.trim().bytes().any(|b| b.is_ascii_alphabetic())
}
