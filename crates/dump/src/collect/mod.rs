//! Puts items together: rows into sources, lines into runs.

mod diff;
mod lacking;
mod lines;
mod sources;
mod title;
mod zones;

use crate::format::{boot, Context};
use crate::item::Item;
use crate::log::{Event, Found, Log, Sign, SourceKind, Verdict};
use crate::Note;

pub(crate) use diff::Side;
use diff::Sides;
use title::Titles;
use zones::Zones;

/// Where an item stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Its first line.
    pub first: u32,
    /// Its last line.
    pub last: u32,
    /// The text ends with it, in the middle of a line: its last word may be cut.
    pub at_edge: bool,
    /// Whether its line bears the marks of a log.
    pub stamped: bool,
    /// Which log it is of, in a diff of two.
    pub side: Side,
    /// The kernel's own time in its stamp, in us.
    pub time: Option<u64>,
}

/// A [`Log`] in the making.
pub(crate) struct Collector {
    log: Log,
    context: Context,
    sources: Sides,
    titles: Titles,
    zones: Zones,
    /// Whether the zone under way was printed to the log.
    zone_is_stamped: bool,
    /// Whether the next piece belongs to the last command line.
    command_line_goes_on: bool,
    /// The signs of the architecture that this boot has shown.
    seen: Vec<Sign>,
    /// The kernel's time at the last item, in us.
    now: u64,
}

impl Collector {
    pub fn new() -> Collector {
        Collector {
            log: Log::default(),
            context: Context::default(),
            sources: Sides::default(),
            titles: Titles::default(),
            zones: Zones::default(),
            zone_is_stamped: false,
            command_line_goes_on: false,
            seen: Vec::new(),
            now: 0,
        }
    }

    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Takes an item, and notes what became of its lines.
    pub fn take(&mut self, item: Item<'_>, place: Place) {
        self.time(place);
        let line = place.first;
        let mut message = None;
        match item {
            Item::Range(range) => {
                let kind = range.kind;
                if kind == SourceKind::E820 {
                    self.sign(Sign::Likely("x86_64"), line);
                } else if range.name == Some("HighMem") {
                    self.sign(Sign::HighMem, line);
                } else if kind == SourceKind::Memory && range.flags.is_some_and(has_nomap) {
                    // Nothing in arch/x86 sets it.
                    self.sign(Sign::NotX86, line);
                }
                match self.sources.row(range, place, &mut self.titles) {
                    Ok(note) => message = note,
                    Err(note) => return self.unreadable(place, kind, note),
                }
            }
            Item::Begin(kinds) => {
                self.context.in_early |= kinds.contains(&SourceKind::Early);
                for kind in kinds {
                    self.sources.each(place.side, |s| s.begin(*kind, line));
                }
            }
            Item::Count(kind, count) => {
                self.sources.each(place.side, |s| s.count(kind, count, line))
            }
            Item::Noted => {}
            Item::Table(columns) => {
                self.sources.each(place.side, |s| s.begin(columns.kind, line));
                self.context.table = Some(columns);
            }
            Item::Lsmem(columns) => {
                self.sources.each(place.side, |s| s.begin(SourceKind::Lsmem, line));
                self.context.lsmem = Some(columns);
            }
            Item::DebugfsFile { is_memory } => {
                self.sources.each(place.side, |s| s.debugfs_file(is_memory, line));
            }
            Item::CommandLine { words, in_pieces } => self.command_line(words, in_pieces, line),
            Item::Version(text) => {
                // Another boot: nothing goes on from the one before.
                self.sources.each(place.side, |s| s.close_all());
                self.context = Context::default();
                self.command_line_goes_on = false;
                self.seen.clear();
                if let Some(arch) = boot::arch_of_version(text) {
                    self.sign(Sign::Is(arch), line);
                }
                found(&mut self.log.versions, line, text.to_owned());
            }
            Item::Sign(sign) => self.sign(sign, line),
            Item::Fact(fact) => found(&mut self.log.facts, line, fact),
            Item::Event(call) => self.log.events.push(Event { line, ..call }),
            Item::Zone { nid, zone } => {
                self.end_zone();
                self.zones.start(nid, zone, line);
                self.context.in_zone = true;
                self.zone_is_stamped = place.stamped;
            }
            Item::ZoneCount(field, value) => self.zones.count(field, value, place),
        }
        self.log.lines.mark(place.first, place.last, Verdict::Understood, message);
    }

    /// A line of prose, or a message nothing is read from.
    pub fn ignored(&mut self, first: u32, last: u32, text: &str, stamped: bool) {
        // A message of the kernel among the lines of the file: the file ended.
        if stamped && !self.zone_is_stamped && self.context.in_zone {
            self.end_zone();
        }
        self.titles.prose(text, stamped);
        if is_elision(text) {
            self.sources.each(Side::Both, |s| s.elided());
        }
        self.log.lines.mark(first, last, Verdict::Ignored, None);
    }

    /// Whether there is room for another link.
    pub fn takes_links(&self) -> bool {
        const MOST: usize = 8;
        self.log.links.len() < MOST
    }

    /// A link to a scenario.
    pub fn link(&mut self, link: String) {
        if !self.log.links.contains(&link) {
            self.log.links.push(link);
        }
    }

    /// A line that is no row, though it looks like one.
    pub fn unreadable(&mut self, place: Place, kind: SourceKind, note: Note) {
        let found = Found { line: place.first, what: note };
        self.sources.each(place.side, |s| s.lost(kind, found));
        self.log.lines.mark(place.first, place.last, Verdict::Unreadable, Some(note));
    }

    /// The log, all of the text read.
    pub fn finish(mut self) -> Log {
        self.end_zone();
        self.log.unreadable_memory = self.sources.first_lost();
        self.log.sources = self.sources.finish();
        let remarks = lacking::note(&mut self.log.sources);
        self.log.lines.remark(remarks);
        self.log
    }

    fn end_zone(&mut self) {
        self.context.in_zone = false;
        if let Some(zone) = self.zones.end() {
            let titles = &mut self.titles;
            self.sources.each(Side::Both, |s| s.zone(zone.clone(), titles));
        }
    }

    fn command_line(&mut self, words: &str, in_pieces: bool, line: u32) {
        let goes_on = std::mem::take(&mut self.command_line_goes_on);
        let piece = words.strip_suffix(" \\").filter(|_| in_pieces);
        self.command_line_goes_on = piece.is_some();
        let words = piece.unwrap_or(words);
        match self.log.command_lines.last_mut() {
            Some(before) if in_pieces && goes_on => {
                before.what.push(' ');
                before.what.push_str(words);
            }
            _ => found(&mut self.log.command_lines, line, words.to_owned()),
        }
    }

    /// Keeps a sign once a boot.
    fn sign(&mut self, sign: Sign, line: u32) {
        if !self.seen.contains(&sign) {
            self.seen.push(sign);
            found(&mut self.log.signs, line, sign);
        }
    }

    /// Notes where the kernel's time runs backwards. Messages of several CPUs change places by
    /// less than what counts here.
    fn time(&mut self, place: Place) {
        const JITTER: u64 = 10_000;
        let (Some(now), Side::Both) = (place.time, place.side) else {
            return;
        };
        if self.now > 0 && (now == 0 || now.saturating_add(JITTER) < self.now) {
            self.log.turns.push(place.first);
            self.seen.clear();
        }
        self.now = now;
    }
}

/// MEMBLOCK_NOMAP.
fn has_nomap(flags: u64) -> bool {
    flags & zonescope_model::Flags::NOMAP.get() != 0
}

/// `...`, `[...]`, `<snip>`: what people write for lines they left out.
fn is_elision(text: &str) -> bool {
    const LONGEST: usize = 20;
    if text.len() > LONGEST || text.is_empty() {
        return false;
    }
    let inside = text.trim_matches(|c: char| c.is_ascii_punctuation() && c != '.' || c == ' ');
    let is_dots = inside.len() > 1 && inside.bytes().all(|b| matches!(b, b'.' | b' '));
    is_dots || matches!(inside, "…" | "snip" | "SNIP" | "snipped" | "cut")
}

fn found<T>(list: &mut Vec<Found<T>>, line: u32, what: T) {
    list.push(Found { line, what });
}
