//! Which lines of a log are of one boot.
//!
//! What a mail quotes and what it says itself are of two. Of what is quoted alike, a boot begins
//! with `Linux version`, or where another one's facts begin: where the kernel's time runs
//! backwards and what follows was said before or can't be of the same machine, and where a fact is
//! there twice and says two things.

use std::ops::Range;

use zonescope_sorted::SortedMap;
use zonescope_sorted::{distinct, sort_by_key};

use crate::log::{Fact, Found, Log, Source, SourceKind};

/// The lines of one boot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Boot<'l> {
    lines: Range<u32>,
    quoting: Quoting<'l>,
}

/// What is quoted to one depth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Quoting<'l> {
    depths: &'l [(u32, usize)],
    depth: usize,
}

impl<'l> Quoting<'l> {
    /// All that is quoted as `line` is.
    fn of(log: &'l Log, line: u32) -> Quoting<'l> {
        Quoting { depths: &log.depths, depth: depth_at(&log.depths, line) }
    }

    fn holds(&self, line: u32) -> bool {
        depth_at(self.depths, line) == self.depth
    }
}

fn depth_at(depths: &[(u32, usize)], line: u32) -> usize {
    let after = depths.partition_point(|(start, _)| *start <= line);
    let found = after.checked_sub(1).and_then(|before| depths.get(before));
    found.map_or(0, |(_, depth)| *depth)
}

impl<'l> Boot<'l> {
    /// The boot `line` is of.
    pub fn at(log: &'l Log, line: u32) -> Boot<'l> {
        let quoting = Quoting::of(log, line);
        let starts = starts(log, quoting);
        let after = starts.partition_point(|start| *start <= line);
        let start = after.checked_sub(1).and_then(|before| starts.get(before)).copied();
        let end = starts.get(after).copied();
        Boot { lines: start.unwrap_or(0)..end.unwrap_or(u32::MAX), quoting }
    }

    pub fn holds(&self, line: u32) -> bool {
        self.lines.contains(&line) && self.quoting.holds(line)
    }

    /// The sources of a kind that have rows.
    pub fn sources<'a>(
        &'a self,
        log: &'a Log,
        kind: SourceKind,
    ) -> impl Iterator<Item = &'a Source> + 'a {
        log.of(kind).filter(|source| self.holds(source.first_line) && !source.is_empty())
    }

    /// The last source of a kind that has rows.
    pub fn last<'a>(&self, log: &'a Log, kind: SourceKind) -> Option<&'a Source> {
        log.of(kind).filter(|source| self.holds(source.first_line) && !source.is_empty()).last()
    }

    /// The last listing of /proc/zoneinfo of those that say most: an excerpt of one zone further
    /// down says less.
    pub fn zoneinfo<'a>(&'a self, log: &'a Log) -> Option<&'a Source> {
        let numbers = |source: &&Source| -> usize {
            let of_zone = |zone: &crate::ZoneRow| {
                1 + usize::from(zone.present.is_some())
                    + usize::from(zone.managed.is_some())
                    + usize::from(zone.start_pfn.is_some())
            };
            source.zones.iter().map(of_zone).sum()
        };
        self.sources(log, SourceKind::Zoneinfo).max_by_key(numbers)
    }

    /// The last command line or version of the boot before `line`, else the first one after it.
    pub fn nearest<'a, T>(&self, found: &'a [Found<T>], line: u32) -> Option<&'a Found<T>> {
        let mut of_boot = found.iter().filter(|one| self.holds(one.line));
        let mut best = of_boot.next()?;
        for one in of_boot.take_while(|one| one.line <= line) {
            best = one;
        }
        Some(best)
    }

    /// The single facts, in order.
    pub fn facts<'a>(&'a self, log: &'a Log) -> impl Iterator<Item = &'a Found<Fact>> + 'a {
        log.facts.iter().filter(|fact| self.holds(fact.line))
    }

    /// `memblock_add` and its like, in order.
    pub fn events<'a>(&'a self, log: &'a Log) -> impl Iterator<Item = &'a crate::Event> + 'a {
        log.events.iter().filter(|event| self.holds(event.line))
    }
}

/// Something a boot says once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Key {
    Rows(SourceKind),
    NodeRange(u64),
    NodePages(u64),
    MovableStart(u64),
    Mirrored,
    Present,
}

/// What it says, in short.
type Value = (u64, u64);

struct Said {
    line: u32,
    key: Key,
    value: Value,
}

/// More turns than this are a text of another kind.
const MOST_TURNS: usize = 256;

/// Where boots begin in what is quoted alike, the first one not counted, in order.
fn starts(log: &Log, quoting: Quoting<'_>) -> Vec<u32> {
    let mut starts = versions(log, quoting);
    let is_diff = log
        .sources
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.kind == b.kind && a.first_line == b.first_line));
    if is_diff {
        return starts;
    }
    let said = said(log, quoting);
    // By turns of the kernel's time first, as these say where.
    let mut from = 0;
    let turns = log.turns.iter().filter(|turn| quoting.holds(**turn));
    for turn in turns.take(MOST_TURNS) {
        from = starts.iter().copied().filter(|start| start <= turn).max().unwrap_or(0).max(from);
        let to = starts.iter().copied().find(|start| start > turn).unwrap_or(u32::MAX);
        if starts.contains(turn) {
            continue;
        }
        let part = |range: Range<u32>| said.iter().filter(move |said| range.contains(&said.line));
        let follows = |line: u32| (*turn..to).contains(&line) && quoting.holds(line);
        if is_another(log, part(from..*turn), part(*turn..to), follows) {
            starts.push(*turn);
            starts.sort_unstable();
        }
    }
    for start in contradictions(&said, &starts) {
        starts.push(start);
    }
    distinct(&mut starts);
    starts
}

/// `Linux version` with a command line behind it: without, it is somebody's /proc/version. What
/// stands before the first one belongs to it.
fn versions(log: &Log, quoting: Quoting<'_>) -> Vec<u32> {
    let is_of = |line: &u32| quoting.holds(*line);
    let mut versions = log.versions.iter().map(|found| found.line).filter(is_of).peekable();
    let mut starts = Vec::new();
    let mut commands = log.command_lines.iter().map(|found| found.line).filter(is_of).peekable();
    while let Some(version) = versions.next() {
        let next = versions.peek().copied().unwrap_or(u32::MAX);
        while commands.next_if(|line| *line < version).is_some() {}
        if commands.peek().is_some_and(|line| *line < next) {
            starts.push(version);
        }
    }
    starts.into_iter().skip(1).collect()
}

/// What is said once a boot, in the order of lines.
fn said(log: &Log, quoting: Quoting<'_>) -> Vec<Said> {
    let facts = log.facts.iter().filter_map(|fact| {
        let (key, value) = match fact.what {
            Fact::NodeRange { nid, base, end } => (Key::NodeRange(nid), (base, end)),
            Fact::NodePages { nid, pages } => (Key::NodePages(nid), (pages, 0)),
            Fact::MovableStart { nid, addr } => (Key::MovableStart(nid), (addr, 0)),
            Fact::Mirrored { mirrored, total } => (Key::Mirrored, (mirrored, total)),
            Fact::Present { kib } => (Key::Present, (kib, 0)),
            _ => return None,
        };
        Some(Said { line: fact.line, key, value })
    });
    let listed = log.sources.iter().filter_map(|source| {
        let is_once = matches!(source.kind, SourceKind::Zone | SourceKind::Early);
        let value = source.rows.iter().fold((0u64, 0u64), |(sum, mix), row| {
            (sum.wrapping_add(row.end), mix.wrapping_mul(31).wrapping_add(row.base ^ row.end))
        });
        let (line, key) = (source.first_line, Key::Rows(source.kind));
        (is_once && !source.is_empty()).then_some(Said { line, key, value })
    });
    let mut said: Vec<Said> = facts.chain(listed).filter(|said| quoting.holds(said.line)).collect();
    sort_by_key(&mut said, |said| said.line);
    said
}

/// Whether what follows a turn is another boot: it says again what was said before, or speaks of
/// other nodes.
fn is_another<'a>(
    log: &Log,
    before: impl Iterator<Item = &'a Said>,
    after: impl Iterator<Item = &'a Said> + Clone,
    follows: impl Fn(u32) -> bool,
) -> bool {
    let listed = log
        .of(SourceKind::Early)
        .filter(|early| follows(early.first_line) && !early.is_empty())
        .last();
    let mut again: Vec<Key> = after.map(|said| said.key).collect();
    distinct(&mut again);
    before.into_iter().any(|said| {
        let is_foreign = match (said.key, listed) {
            (Key::NodeRange(nid), Some(early)) if said.value.0 < said.value.1 => {
                early.rows.iter().all(|row| row.nid != Some(nid))
            }
            _ => false,
        };
        is_foreign || again.binary_search(&said.key).is_ok()
    })
}

/// Where a fact says something else than before: a boot begins with the first of the facts that
/// lead up to it in the kernel's order.
fn contradictions(said: &[Said], starts: &[u32]) -> Vec<u32> {
    let mut found = Vec::new();
    let mut known: SortedMap<Key, (Value, usize)> = SortedMap::new();
    let mut starts = starts.iter().copied().peekable();
    for (place, one) in said.iter().enumerate() {
        while starts.next_if(|start| *start <= one.line).is_some() {
            known = SortedMap::new();
        }
        let Some((value, before)) = known.get(&one.key).copied() else {
            known.insert(one.key, (one.value, place));
            continue;
        };
        if value == one.value {
            continue;
        }
        let mut first = place;
        while first > before + 1 {
            let (Some(above), Some(here)) = (said.get(first - 1), said.get(first)) else {
                break;
            };
            if above.key.order() > here.key.order() {
                break;
            }
            first -= 1;
        }
        found.extend(said.get(first).map(|said| said.line));
        known = SortedMap::new();
        for (place, said) in said.iter().enumerate().take(place + 1).skip(first) {
            known.insert(said.key, (said.value, place));
        }
    }
    found
}

impl Key {
    /// The kernel's order.
    fn order(self) -> (u8, u64) {
        match self {
            Key::Mirrored => (0, 0),
            Key::Rows(SourceKind::Zone) => (1, 0),
            Key::MovableStart(nid) => (2, nid),
            Key::Rows(_) => (3, 0),
            Key::NodeRange(nid) | Key::NodePages(nid) => (4, nid),
            Key::Present => (5, 0),
        }
    }
}
