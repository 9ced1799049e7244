//! Diffs in any text to the patches they are.
//!
//! People argue in diffs: quoted, wrapped, cut and mended by hand. [`read`] finds the unified diffs
//! of a text and says of each hunk what it does to zones: it is one of the patches the model has a
//! switch for, forwards or taken back; or it changes a function the model stands for in a way the
//! model does not know; or it does not matter, and why.
//!
//! A patch is recognised by what it means: old and new code of a function are put into one form,
//! statement by statement, and everything that differs must be explained by the patch. One more
//! change, or another one, and it is not the patch.
//!
//! 1. `zonescope_dump::Pieces`: the text's lines, unwrapped as a log's are;
//! 2. `scan` with `quoting`, `header`, `hunk`: files and hunks, their lines put right;
//! 3. `token`, `function`, `statement`: code, by function, in one form;
//! 4. `rules`, `recognise`: what each patch does to a function, and which one it is.
//!
//! # Examples
//! ```
//! use zonescope_model::Patch;
//!
//! let changes = zonescope_patch::read("\
//! > --- a/mm/mm_init.c
//! > +++ b/mm/mm_init.c
//! > @@ -9,1 +9,1 @@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
//! > -    pgdat->node_spanned_pages = totalpages;
//! > +    pgdat->node_spanned_pages = node_end_pfn - node_start_pfn;
//! ");
//! assert_eq!(changes[0].patch(), Some((Patch::NodeExtentSpan, false)));
//! assert_eq!((changes[0].first(), changes[0].last()), (3, 5));
//! ```

mod change;
mod function;
mod header;
mod hunk;
mod modelled;
mod prose;
mod quoting;
mod recognise;
mod rules;
mod scan;
mod sentences;
mod series;
mod statement;
mod token;

pub use change::{Change, Fault, HunkLines, What};
pub use sentences::sentences;
pub use series::{variants, THREAD};

use recognise::Recogniser;
use scan::Scan;
use zonescope_dump::Pieces;

/// What became of every hunk of a text, in the order of the text.
pub fn read(text: &str) -> Vec<Change> {
    let mut progress = Progress::new();
    while progress.step(text, usize::MAX) {}
    progress.finish()
}

/// A reading under way that does not hold on to its text, for front ends that must not block: each
/// step is given the same text again.
#[derive(Default)]
pub struct Progress {
    pieces: Option<Pieces<'static>>,
    scan: Scan,
    recogniser: Recogniser,
}

impl Progress {
    /// Nothing read yet.
    pub fn new() -> Progress {
        Progress::default()
    }

    /// Reads on for about `bytes` bytes of `text`; false when all is read.
    pub fn step(&mut self, text: &str, bytes: usize) -> bool {
        let mut pieces = match self.pieces.take() {
            Some(pieces) => pieces.on(text),
            // Most texts have no diff, in none of the ways in which they are encoded.
            None if !text.contains("@@") && !text.contains("base64") => return false,
            None => Pieces::of_code(text),
        };
        let stop = pieces.position().saturating_add(bytes);
        let mut is_more = false;
        while let Some(piece) = pieces.next() {
            self.scan.line(&piece, &mut pieces);
            for section in self.scan.drain() {
                self.recogniser.take(&section);
            }
            if pieces.position() >= stop {
                is_more = true;
                break;
            }
        }
        self.pieces = Some(pieces.off());
        is_more
    }

    /// What became of every hunk read.
    pub fn finish(mut self) -> Vec<Change> {
        self.scan.finish();
        for section in self.scan.drain() {
            self.recogniser.take(&section);
        }
        self.recogniser.changes
    }
}
