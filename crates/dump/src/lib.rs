//! Text of a boot log to facts, line by line.
//!
//! People post boot logs quoted, wrapped, indented and commented. [`read`] takes such a text
//! as it is and gives a [`Log`]: rows by [`Source`], single facts, and what became of every
//! line. It never fails; a row that can't be read is one line's trouble.
//!
//! A text goes through four steps, each a module:
//!
//! 1. `text`: undoes what was done to the text as a whole (quoted-printable, ...);
//! 2. `prefix`: finds the message behind quoting, time, level and host;
//! 3. `format`: one module per format, from a message to an item;
//! 4. `collect`: items to sources, lines to runs.
//!
//! `reader` drives them, and joins rows that were wrapped.
//!
//! # Examples
//! ```
//! let log = zonescope_dump::read("
//! > [    0.000000]  memory[0x0]     [0x0000000000001000-0x000000000009efff],
//! > 0x000000000009e000 bytes on node 0 flags: 0x2
//! ");
//! let row = &log.sources[0].rows[0];
//! assert_eq!((row.base, row.end), (0x1000, 0x9f000));
//! assert_eq!((row.nid, row.flags), (Some(0), Some(2)));
//! assert_eq!((row.line, row.last_line), (2, 3));
//! ```

mod clock;
mod collect;
mod combine;
mod dumps;
mod facts;
mod format;
mod item;
mod lines;
mod link;
mod log;
mod note;
mod prefix;
mod reader;
mod scan;
mod text;
mod witness;
mod write;

use std::borrow::Cow;

pub use combine::{Combined, Gave, Ground, Mark, Origin, Remark, Reservation, Unmodelled, Used};
pub use dumps::{MapFault, MapWarning};
pub use lines::{LineFate, LineRun, Lines};
pub use log::{Event, EventAction, Fact, Found, Log, Row, Sign, Source, SourceKind, ZoneRow};
pub use note::Note;
pub use reader::{Progress, Reader};
pub use text::{Piece, Pieces};
pub use witness::Witness;
pub use write::write;

/// Reads a text.
pub fn read(text: &str) -> Log {
    let mut reader = Reader::new(text);
    while reader.step(usize::MAX) {}
    reader.finish()
}

/// Reads bytes, as [`decode`] takes them.
pub fn read_bytes(bytes: &[u8]) -> Log {
    read(&decode(bytes))
}

/// The text that bytes are: UTF-16 if a byte order mark says so, else UTF-8, and Latin-1 where
/// they are not that.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    text::decode(bytes)
}
