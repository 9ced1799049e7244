//! Which rows belong together.

use crate::collect::title::Titles;
use crate::collect::Place;
use crate::item::{Doubt, Range};
use crate::log::{Found, Row, Source, SourceKind, ZoneRow};
use crate::Note;

const KINDS: usize = SourceKind::ALL.len();

/// More zones than a node has.
const MOST_ZONES: usize = 8;

/// The sources so far.
#[derive(Clone)]
pub(super) struct Sources {
    all: Vec<Source>,
    /// The source under way of each kind, by its place in `all`.
    open: [Option<usize>; KINDS],
    /// Headers whose first row is still to come, by kind.
    begun: [Option<Begun>; KINDS],
    debugfs_is_memory: bool,
    /// Rows that could not be read, whose source is still to come.
    pending: [Vec<Found<Note>>; KINDS],
    /// The first one of memory.
    first_lost: Option<Found<Note>>,
    /// The source the last row went to, by its place in `all`.
    last: Option<usize>,
    nest: Nest,
}

/// A header without rows so far.
#[derive(Clone, Copy, Default)]
struct Begun {
    line: u32,
    count: Option<u64>,
    elided: bool,
}

impl Default for Sources {
    fn default() -> Sources {
        Sources {
            all: Vec::new(),
            open: [None; KINDS],
            begun: [None; KINDS],
            debugfs_is_memory: true,
            pending: Default::default(),
            first_lost: None,
            last: None,
            nest: Nest::default(),
        }
    }
}

impl Sources {
    /// A header: the next row of this kind begins a source.
    pub fn begin(&mut self, kind: SourceKind, line: u32) {
        if let Some(begun) = self.begun.get_mut(kind as usize) {
            *begun = Some(Begun { line, ..Begun::default() });
        }
        self.take_pending(kind);
    }

    /// The path of a debugfs file: the next rows are its.
    pub fn debugfs_file(&mut self, is_memory: bool, line: u32) {
        self.debugfs_is_memory = is_memory;
        self.begin(SourceKind::Debugfs, line);
    }

    /// How many rows are to come.
    pub fn count(&mut self, kind: SourceKind, count: u64, line: u32) {
        let begun = self.begun.get_mut(kind as usize);
        if let Some(begun) = begun {
            let begun = begun.get_or_insert(Begun { line, ..Begun::default() });
            begun.count = Some(count);
        }
    }

    /// Nothing goes on from here.
    pub fn close_all(&mut self) {
        self.open = [None; KINDS];
        self.begun = [None; KINDS];
        self.debugfs_is_memory = true;
        self.pending = Default::default();
        self.last = None;
    }

    /// A row of this kind was there, but could not be read.
    pub fn lost(&mut self, kind: SourceKind, found: Found<Note>) {
        if self.first_lost.is_none() && self.lists_memory(kind) {
            self.first_lost = Some(found);
        }
        let index = self.current_index(kind);
        match index.and_then(|index| self.all.get_mut(index)) {
            Some(source) => {
                source.gap = true;
                source.unreadable.push(found);
            }
            None => {
                let pending = self.pending.get_mut(kind as usize);
                pending.into_iter().for_each(|pending| pending.push(found));
            }
        }
    }

    fn take_pending(&mut self, kind: SourceKind) -> Vec<Found<Note>> {
        let pending = self.pending.get_mut(kind as usize);
        pending.map(std::mem::take).unwrap_or_default()
    }

    /// The first row of memory that could not be read.
    pub fn first_lost(&self) -> Option<Found<Note>> {
        self.first_lost
    }

    /// Whoever wrote the text left out some lines: of the last source, unless others have begun
    /// since.
    pub fn elided(&mut self) {
        let mut last = self.last.and_then(|last| self.all.get_mut(last));
        let last_line = last.as_ref().map_or(0, |source| source.last_line);
        for begun in self.begun.iter_mut().flatten() {
            if begun.line > last_line {
                begun.elided = true;
                last = None;
            }
        }
        if let Some(source) = last {
            source.elided = true;
        }
    }

    /// Whether a memory map could be made of rows of this kind.
    fn lists_memory(&self, kind: SourceKind) -> bool {
        let others = [SourceKind::Early, SourceKind::E820, SourceKind::Efi, SourceKind::Iomem];
        self.is_memory(kind) || others.contains(&kind)
    }

    /// Whether rows of this kind say where memory is.
    fn is_memory(&self, kind: SourceKind) -> bool {
        match kind {
            SourceKind::Memory | SourceKind::Table => true,
            SourceKind::Debugfs => self.debugfs_is_memory,
            _ => false,
        }
    }

    /// Adds a row, and gives back what there is to say of it. A row that may be cut off at
    /// the end of the text is refused.
    pub fn row(
        &mut self,
        range: Range<'_>,
        place: Place,
        titles: &mut Titles,
    ) -> Result<Option<Note>, Note> {
        if place.at_edge && self.may_be_cut(&range) {
            return Err(Note::CutOff(range.kind));
        }
        if let Some(is_memory) = range.is_memory {
            if is_memory != self.debugfs_is_memory {
                self.debugfs_file(is_memory, place.first);
            }
        }
        let fresh = self.current(range.kind).is_none_or(|source| starts_anew(source, &range));
        if fresh && range.kind == SourceKind::Iomem {
            self.nest = Nest::default();
        }
        let level = self.nest.level(&range);
        let source = self.under_way(range.kind, fresh, place.first, titles);
        // Rows are numbered from 0; excerpts skip some.
        source.gap |= range.index.is_some_and(|index| index != source.rows.len() as u64);
        source.last_line = place.last;
        source.notes.extend(range.note.map(|what| Found { line: place.first, what }));
        source.rows.push(Row {
            base: range.base,
            end: range.end,
            nid: range.nid,
            flags: range.flags,
            name: range.name.map(Box::from),
            mirrored: range.mirrored,
            is_special: range.is_special,
            level,
            line: place.first,
            last_line: place.last,
        });
        Ok(range.note)
    }

    /// Adds a zone of /proc/zoneinfo.
    pub fn zone(&mut self, zone: ZoneRow, titles: &mut Titles) {
        let fresh = self.current(SourceKind::Zoneinfo).is_none_or(|source| {
            source
                .zones
                .iter()
                .rev()
                .take(MOST_ZONES)
                .any(|other| (other.nid, &other.zone) == (zone.nid, &zone.zone))
        });
        let source = self.under_way(SourceKind::Zoneinfo, fresh, zone.line, titles);
        source.last_line = zone.last_line;
        source.zones.push(zone);
    }

    pub fn finish(self) -> Vec<Source> {
        self.all
    }

    /// The source of this kind that rows may still join.
    fn current(&self, kind: SourceKind) -> Option<&Source> {
        self.all.get(self.current_index(kind)?)
    }

    fn current_index(&self, kind: SourceKind) -> Option<usize> {
        let slot = kind as usize;
        if self.begun.get(slot)?.is_some() {
            return None;
        }
        *self.open.get(slot)?
    }

    /// The source the next row goes to: the current one, or a `fresh` one.
    fn under_way(
        &mut self,
        kind: SourceKind,
        fresh: bool,
        line: u32,
        titles: &mut Titles,
    ) -> &mut Source {
        let slot = kind as usize;
        let begun = self.begun.get_mut(slot).and_then(Option::take);
        let current = match self.open.get(slot) {
            Some(Some(index)) if !fresh => *index,
            _ => self.all.len(),
        };
        self.last = Some(current);
        if current >= self.all.len() {
            let unreadable = self.take_pending(kind);
            self.all.push(Source {
                kind,
                title: titles.take_for(kind),
                first_line: begun.map_or(line, |begun| begun.line),
                last_line: line,
                rows: Vec::new(),
                zones: Vec::new(),
                count: begun.and_then(|begun| begun.count),
                gap: !unreadable.is_empty(),
                is_memory: self.is_memory(kind),
                elided: begun.is_some_and(|begun| begun.elided),
                unreadable,
                notes: Vec::new(),
            });
        }
        if let Some(open) = self.open.get_mut(slot) {
            *open = Some(current);
        }
        // `current` is a place in `all`: an open source's, or the one just pushed.
        &mut self.all[current]
    }

    /// Whether the row lacks something, or has half a word, because the text stops there.
    fn may_be_cut(&self, range: &Range<'_>) -> bool {
        match range.doubt {
            Doubt::None => return false,
            Doubt::Cut => return true,
            Doubt::Short => {}
        }
        let last = |kind| self.current(kind).and_then(|source| source.rows.last());
        let before = match range.kind {
            SourceKind::Reserved => last(range.kind).or_else(|| last(SourceKind::Memory)),
            kind => last(kind),
        };
        before.is_none_or(|before| {
            let lacks_flags = before.flags.is_some() && range.flags.is_none();
            let lacks_nid = before.nid.is_some() && range.nid.is_none();
            // Not every reserved row has a node.
            lacks_flags || lacks_nid && range.kind != SourceKind::Reserved
        })
    }
}

/// Whether a row can't belong to the source before it, because its like is there already.
fn starts_anew(source: &Source, range: &Range<'_>) -> bool {
    let Some(last) = source.rows.last() else {
        return false;
    };
    match range.kind {
        SourceKind::Memory | SourceKind::Reserved | SourceKind::Debugfs => {
            // Rows are numbered upwards; one number twice is two dumps.
            range.index.is_some_and(|index| index < source.rows.len() as u64)
        }
        SourceKind::Efi => range.index == Some(0),
        SourceKind::Zone => source.rows.iter().any(|row| row.name.as_deref() == range.name),
        SourceKind::Early => range.base < last.base,
        _ => false,
    }
}

/// The rows a row of /proc/iomem lies in. The kernel indents, but mail does not keep that.
#[derive(Clone, Default)]
struct Nest(Vec<(u64, u64)>);

impl Nest {
    /// How deep a row lies; it is the innermost one from now on.
    fn level(&mut self, range: &Range<'_>) -> u8 {
        if range.kind != SourceKind::Iomem {
            return 0;
        }
        while let Some((base, end)) = self.0.last() {
            if *base <= range.base && range.end <= *end {
                break;
            }
            self.0.pop();
        }
        let level = u8::try_from(self.0.len()).unwrap_or(u8::MAX);
        if level < u8::MAX {
            self.0.push((range.base, range.end));
        }
        level
    }
}
