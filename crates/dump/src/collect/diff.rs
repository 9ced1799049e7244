//! A diff of two logs is two logs: rows marked `-` are of the one before, rows marked `+` of the
//! one after, all others of both.

use crate::collect::sources::Sources;
use crate::collect::title::Titles;
use crate::collect::Place;
use crate::item::Range;
use crate::log::{Found, Source};
use crate::Note;
use zonescope_sorted::sort_by_key;

/// Which of the two logs a line is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Side {
    /// Both, and every line of a text that is no diff.
    #[default]
    Both,
    /// Marked `-`.
    Before,
    /// Marked `+`.
    After,
}

impl Side {
    /// The side of a line within a diff.
    pub fn of(line: &str) -> Side {
        let quoting = line.rfind("> ").map_or(0, |at| at + 2);
        let (quoting, rest) = line.split_at_checked(quoting).unwrap_or(("", line));
        let line = match quoting.bytes().all(|b| matches!(b, b'>' | b' ')) {
            true => rest,
            false => line,
        };
        match line.as_bytes().first() {
            Some(b'-') => Side::Before,
            Some(b'+') => Side::After,
            _ => Side::Both,
        }
    }
}

/// The sources of both logs; those after are kept apart from the first line that differs.
#[derive(Default)]
pub(super) struct Sides {
    before: Sources,
    after: Option<Box<Sources>>,
}

impl Sides {
    /// Does the same to the sources of each side meant.
    pub fn each(&mut self, side: Side, mut run: impl FnMut(&mut Sources)) {
        if side != Side::Both && self.after.is_none() {
            self.after = Some(Box::new(self.before.clone()));
        }
        if side != Side::After {
            run(&mut self.before);
        }
        if let (Some(after), true) = (&mut self.after, side != Side::Before) {
            run(after);
        }
    }

    /// Adds a row, as [`Sources::row`].
    pub fn row(
        &mut self,
        range: Range<'_>,
        place: Place,
        titles: &mut Titles,
    ) -> Result<Option<Note>, Note> {
        if self.after.is_none() && place.side == Side::Both {
            return self.before.row(range, place, titles);
        }
        let mut result = Ok(None);
        let (all, mut left) = (titles.clone(), titles.clone());
        self.each(place.side, |sources| {
            left = all.clone();
            result = sources.row(range, place, &mut left);
        });
        *titles = left;
        result
    }

    /// The first row of memory that could not be read.
    pub fn first_lost(&self) -> Option<Found<Note>> {
        let after = self.after.as_ref().and_then(|after| after.first_lost());
        self.before.first_lost().or(after)
    }

    /// All sources, those that differ with the side they are of in their titles.
    pub fn finish(self) -> Vec<Source> {
        let mut all = self.before.finish();
        let Some(after) = self.after else {
            return all;
        };
        let mut after = after.finish();
        let place = |source: &Source| (source.first_line, source.kind);
        sort_by_key(&mut all, place);
        sort_by_key(&mut after, place);
        let mut both = Vec::new();
        let mut before = all.into_iter().peekable();
        for source in after {
            while let Some(other) = before.next_if(|other| place(other) <= place(&source)) {
                both.push((other, "before"));
            }
            match both.last_mut() {
                Some((other, side)) if *other == source => *side = "",
                _ => both.push((source, "after")),
            }
        }
        both.extend(before.map(|source| (source, "before")));
        both.into_iter()
            .map(|(mut source, side)| {
                if !side.is_empty() {
                    entitle(&mut source, side);
                }
                source
            })
            .collect()
    }
}

/// Adds to what the text calls a source.
fn entitle(source: &mut Source, side: &str) {
    source.title = Some(match &source.title {
        Some(title) => format!("{title}, {side}"),
        None => side.to_owned(),
    });
}
