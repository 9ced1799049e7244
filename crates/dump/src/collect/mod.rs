//! Puts items together: rows into sources, lines into runs.

mod diff;
mod lacking;
mod lines;
mod sources;
mod title;
mod zones;

use crate::format::{boot, Context};
use crate::item::Item;
use crate::log::{Event, Found, Log, Sign, Source, SourceKind};
use crate::{LineFate, Note};
use zonescope_sorted::sort_by_key;

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
    titles: Titles,
    /// By depth of quoting: what one mail quotes of another is a text of its own, and goes on
    /// where it is quoted to that depth again.
    quoted: Vec<Stream>,
    /// The place in `quoted` of the line under way.
    depth: usize,
    /// The place in `quoted` of the last item.
    last_depth: usize,
}

/// Quoting deeper than this is taken for as deep.
const DEEPEST: usize = 15;

/// The lines that are quoted to one depth.
#[derive(Default)]
struct Stream {
    context: Context,
    sources: Sides,
    zones: Zones,
    /// Whether the zone under way was printed to the log.
    zone_is_stamped: bool,
    /// The place in the log of the command line that the next piece belongs to.
    command_line: Option<usize>,
    /// The signs of the architecture that this boot has shown.
    seen: Vec<Sign>,
    /// The kernel's time at the last item, in us.
    now: u64,
}

impl Collector {
    pub fn new() -> Collector {
        Collector {
            log: Log::default(),
            titles: Titles::default(),
            quoted: vec![Stream::default()],
            depth: 0,
            last_depth: 0,
        }
    }

    /// The next items are of a line quoted to this depth.
    pub fn at_depth(&mut self, depth: u32) {
        self.depth = usize::try_from(depth).map_or(DEEPEST, |depth| depth.min(DEEPEST));
        if self.depth >= self.quoted.len() {
            self.quoted.resize_with(self.depth + 1, Stream::default);
        }
    }

    pub fn context(&self) -> &Context {
        &self.quoted[self.depth].context
    }

    /// What the line under way belongs to.
    fn stream(&mut self) -> &mut Stream {
        // `at_depth` has made it.
        &mut self.quoted[self.depth]
    }

    /// Takes an item, and notes what became of its lines.
    pub fn take(&mut self, item: Item<'_>, place: Place) {
        let line = place.first;
        if self.log.depths.last().map_or(0, |(_, depth)| *depth) != self.depth {
            self.log.depths.push((line, self.depth));
        }
        self.last_depth = self.depth;
        self.time(place);
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
                match self.quoted[self.depth].sources.row(range, place, &mut self.titles) {
                    Ok(note) => message = note,
                    Err(note) => return self.unreadable(place, kind, note),
                }
            }
            Item::Begin(kinds) => {
                self.stream().context.in_early |= kinds.contains(&SourceKind::Early);
                for kind in kinds {
                    self.stream().sources.each(place.side, |s| s.begin(*kind, line));
                }
            }
            Item::Count(kind, count) => {
                self.stream().sources.each(place.side, |s| s.count(kind, count, line))
            }
            Item::Noted => {}
            Item::Table(columns) => {
                self.stream().sources.each(place.side, |s| s.begin(columns.kind, line));
                self.stream().context.table = Some(columns);
            }
            Item::Lsmem(columns) => {
                self.stream().sources.each(place.side, |s| s.begin(SourceKind::Lsmem, line));
                self.stream().context.lsmem = Some(columns);
            }
            Item::DebugfsFile { is_memory } => {
                self.stream().sources.each(place.side, |s| s.debugfs_file(is_memory, line));
            }
            Item::CommandLine { words, in_pieces } => self.command_line(words, in_pieces, line),
            Item::Version(text) => {
                // Another boot: nothing goes on from the one before.
                let stream = self.stream();
                stream.sources.each(place.side, |s| s.close_all());
                stream.context = Context::default();
                stream.command_line = None;
                stream.seen.clear();
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
                let stream = self.stream();
                stream.zones.start(nid, zone, line);
                stream.context.in_zone = true;
                stream.zone_is_stamped = place.stamped;
            }
            Item::ZoneCount(field, value) => self.stream().zones.count(field, value, place),
        }
        self.log.lines.mark(place.first, place.last, LineFate::Understood, message);
    }

    /// A line of prose, or a message nothing is read from.
    pub fn ignored(&mut self, first: u32, last: u32, text: &str, stamped: bool) {
        // A message of the kernel among the lines of the file: the file ended.
        let stream = self.stream();
        if stamped && !stream.zone_is_stamped && stream.context.in_zone {
            self.end_zone();
        }
        self.titles.prose(text, stamped);
        if is_elision(text) {
            // Whoever answers leaves out what others wrote.
            self.quoted[self.last_depth].sources.each(Side::Both, |s| s.elided());
        }
        self.log.lines.mark(first, last, LineFate::Ignored, None);
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
        self.stream().sources.each(place.side, |s| s.lost(kind, found));
        self.log.lines.mark(place.first, place.last, LineFate::Unreadable, Some(note));
    }

    /// The log, all of the text read.
    pub fn finish(mut self) -> Log {
        for depth in 0..self.quoted.len() {
            self.depth = depth;
            self.end_zone();
        }
        let lost = self.quoted.iter().filter_map(|stream| stream.sources.first_lost());
        self.log.unreadable_memory = lost.min_by_key(|lost| lost.line);
        let sources = self.quoted.into_iter().map(|stream| stream.sources.finish());
        let mut sources: Vec<Vec<Source>> = sources.filter(|all| !all.is_empty()).collect();
        self.log.sources = match &mut sources[..] {
            [only] => std::mem::take(only),
            _ => {
                let mut all = sources.concat();
                sort_by_key(&mut all, |source| source.first_line);
                all
            }
        };
        let remarks = lacking::note(&mut self.log.sources);
        self.log.lines.remark(remarks);
        self.log
    }

    fn end_zone(&mut self) {
        let stream = &mut self.quoted[self.depth];
        stream.context.in_zone = false;
        if let Some(zone) = stream.zones.end() {
            let titles = &mut self.titles;
            stream.sources.each(Side::Both, |s| s.zone(zone.clone(), titles));
        }
    }

    fn command_line(&mut self, words: &str, in_pieces: bool, line: u32) {
        let begun = self.stream().command_line.take().filter(|_| in_pieces);
        let piece = words.strip_suffix(" \\").filter(|_| in_pieces);
        let goes_on = piece.is_some();
        let words = piece.unwrap_or(words);
        let lines = &mut self.log.command_lines;
        match begun.and_then(|place| lines.get_mut(place)) {
            Some(before) => {
                before.what.push(' ');
                before.what.push_str(words);
            }
            None => found(lines, line, words.to_owned()),
        }
        let place = begun.unwrap_or(lines.len() - 1);
        self.stream().command_line = goes_on.then_some(place);
    }

    /// Keeps a sign once a boot.
    fn sign(&mut self, sign: Sign, line: u32) {
        let seen = &mut self.stream().seen;
        if !seen.contains(&sign) {
            seen.push(sign);
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
        let stream = &mut self.quoted[self.depth];
        if stream.now > 0 && (now == 0 || now.saturating_add(JITTER) < stream.now) {
            self.log.turns.push(place.first);
            stream.seen.clear();
        }
        stream.now = now;
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
