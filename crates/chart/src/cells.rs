//! The axis cut into cells at the boundaries of regions, zones and nodes, before widths.

use zonescope_model::{
    memory_runs, MemoryKind, MemoryRun, Nid, Outcome, Owner, Pfn, PfnRange, Setup,
};
use zonescope_scenario::Evaluated;
use zonescope_sorted::sort_by_key;

/// Above this many cells small ones are drawn as one.
const MOST_CELLS: usize = 200;

/// What an axis cell holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Content {
    /// No memory.
    Hole,
    /// One run of memory.
    Memory(MemoryKind),
    /// Several runs and holes.
    Several {
        /// How many runs of memory.
        runs: usize,
        /// Their pages.
        pages: u64,
        /// How many of those are mirrored.
        mirrored: u64,
        /// Their node, if they have one in common.
        nid: Option<Nid>,
    },
}

/// A piece of the axis that is drawn alike throughout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cell {
    pub(crate) range: PfnRange,
    pub(crate) content: Content,
}

/// How much a boundary matters: the more, the sooner it gets a tick.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Rank {
    Node,
    Zone,
    Region,
}

/// `setup`'s runs of memory, of `node` only if there is one.
pub(crate) fn runs_of(setup: &Setup, node: Option<Nid>) -> Vec<MemoryRun> {
    let mut runs = memory_runs(setup);
    runs.retain(|run| node.is_none_or(|nid| nid == run.kind.nid));
    runs
}

/// The cells of the axis and the ranks of its boundaries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Cells {
    pub(crate) cells: Vec<Cell>,
    /// Sorted by pfn; the best rank of each.
    pub(crate) ranks: Vec<(Pfn, Rank)>,
}

impl Cells {
    /// Cuts the axis for `outcomes` of one setup; of `node` only if there is one.
    pub(crate) fn new(runs: &[MemoryRun], outcomes: &[&Outcome], node: Option<Nid>) -> Cells {
        let ranks = ranks(runs, outcomes, node);
        let cells = merged(cut(runs, &ranks), &ranks, outcomes);
        let cells = aggregated(cells, &ranks);
        Cells { cells, ranks }
    }
}

/// An axis that stands still while the map changes, as under a slider: made once of all the maps it
/// has to hold, then given to each map between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixedAxis {
    pub(crate) cells: Vec<Cell>,
}

impl FixedAxis {
    /// The axis of `maps`, each with its outcomes; of `node` only if there is one. Every map from
    /// the first to the last of them fits if the ends of the range are among them.
    pub fn new(maps: &[(&Setup, &[Evaluated])], node: Option<Nid>) -> FixedAxis {
        let mut bounds: Vec<Pfn> = Vec::new();
        let mut runs: Vec<MemoryRun> = Vec::new();
        for (setup, evaluated) in maps {
            let outcomes: Vec<&Outcome> = evaluated.iter().map(|e| &e.outcome).collect();
            let of_map = runs_of(setup, node);
            let cells = Cells::new(&of_map, &outcomes, node).cells;
            let ranges = cells.iter().map(|cell| cell.range);
            bounds.extend(ranges.flat_map(|range| [range.start(), range.end()]));
            runs.extend(of_map);
        }
        bounds.sort_unstable();
        bounds.dedup();
        // Memory in any map is memory; of which kind makes no difference to widths.
        sort_by_key(&mut runs, |run| run.range);
        let kind = runs.first().map(|run| run.kind);
        let mut rest = runs.iter().peekable();
        let mut reached = Pfn::ZERO;
        let cells = bounds.iter().zip(bounds.iter().skip(1));
        let cells = cells.map(|(&start, &end)| {
            while let Some(run) = rest.next_if(|run| run.range.start() < end) {
                reached = reached.max(run.range.end());
            }
            let memory = kind.filter(|_| reached > start);
            Cell {
                range: PfnRange::new(start, end),
                content: memory.map_or(Content::Hole, Content::Memory),
            }
        });
        FixedAxis { cells: cells.collect() }
    }
}

/// Every boundary with its rank.
fn ranks(runs: &[MemoryRun], outcomes: &[&Outcome], node: Option<Nid>) -> Vec<(Pfn, Rank)> {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
        return Vec::new();
    };
    let extent = PfnRange::new(first.range.start(), last.range.end());
    let mut ranks = vec![(extent.start(), Rank::Node), (extent.end(), Rank::Node)];
    let mut mark = |range: PfnRange, rank| {
        for pfn in [range.start(), range.end()] {
            if extent.start() <= pfn && pfn <= extent.end() && !range.is_empty() {
                ranks.push((pfn, rank));
            }
        }
    };
    for run in runs {
        mark(run.range, Rank::Region);
    }
    for (_, range) in node_extents(runs) {
        mark(range, Rank::Node);
    }
    let nodes = outcomes.iter().flat_map(|outcome| &outcome.nodes);
    for n in nodes.filter(|n| node.is_none_or(|nid| nid == n.nid)) {
        for zone in &n.zones {
            mark(zone.range, Rank::Zone);
        }
    }
    sort_by_key(&mut ranks, |rank| *rank);
    ranks.dedup_by_key(|(pfn, _)| *pfn);
    ranks
}

/// From the first to the last page of each node, by nid.
pub(crate) fn node_extents(runs: &[MemoryRun]) -> Vec<(Nid, PfnRange)> {
    let mut extents: Vec<(Nid, PfnRange)> = Vec::new();
    for run in runs {
        let nid = run.kind.nid;
        match extents.binary_search_by_key(&nid, |(known, _)| *known) {
            Ok(place) => {
                if let Some((_, extent)) = extents.get_mut(place) {
                    *extent = PfnRange::new(extent.start(), run.range.end());
                }
            }
            Err(place) => extents.insert(place, (nid, run.range)),
        }
    }
    extents
}

/// One cell between each two boundaries.
fn cut(runs: &[MemoryRun], ranks: &[(Pfn, Rank)]) -> Vec<Cell> {
    let mut runs = runs.iter().peekable();
    ranks
        .iter()
        .zip(ranks.iter().skip(1))
        .map(|(&(start, _), &(end, _))| {
            while runs.next_if(|run| run.range.end() <= start).is_some() {}
            let content = match runs.peek() {
                Some(run) if run.range.contains(start) => Content::Memory(run.kind),
                _ => Content::Hole,
            };
            Cell { range: PfnRange::new(start, end), content }
        })
        .collect()
}

/// Neighbours of the same memory and the same owners in all outcomes as one, except over the edge
/// of a zone or node.
fn merged(cells: Vec<Cell>, ranks: &[(Pfn, Rank)], outcomes: &[&Outcome]) -> Vec<Cell> {
    let mut merged: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells {
        let border = cell.range.start();
        match merged.last_mut() {
            Some(last)
                if last.content == cell.content
                    && rank_of(ranks, border) == Rank::Region
                    && outcomes.iter().all(|o| same_owner_around(o, border)) =>
            {
                last.range = PfnRange::new(last.range.start(), cell.range.end());
            }
            _ => merged.push(cell),
        }
    }
    merged
}

fn rank_of(ranks: &[(Pfn, Rank)], pfn: Pfn) -> Rank {
    ranks
        .binary_search_by_key(&pfn, |(at, _)| *at)
        .ok()
        .and_then(|place| ranks.get(place))
        .map_or(Rank::Region, |(_, rank)| *rank)
}

fn same_owner_around(outcome: &Outcome, border: Pfn) -> bool {
    let before = Pfn::new(border.get().saturating_sub(1));
    owner_at(outcome, before) == owner_at(outcome, border)
}

fn owner_at(outcome: &Outcome, pfn: Pfn) -> Option<Owner> {
    let place = outcome.segments.partition_point(|segment| segment.range.end() <= pfn);
    outcome
        .segments
        .get(place)
        .filter(|segment| segment.range.contains(pfn))
        .and_then(|segment| segment.owner)
}

/// At most [`MOST_CELLS`]: small neighbours become one, in groups no larger than needed, the
/// smallest first; only if that is not enough, over the edges of zones and nodes too.
fn aggregated(cells: Vec<Cell>, ranks: &[(Pfn, Rank)]) -> Vec<Cell> {
    if cells.len() <= MOST_CELLS {
        return cells;
    }
    let edges = cells.iter().map(|cell| rank_of(ranks, cell.range.start()) != Rank::Region);
    let edges: Vec<bool> = edges.collect();
    for keep_edges in [true, false] {
        for most in (1..=cells.len().ilog2() + 1).map(|bits| 1 << bits) {
            let grouping = |bits| Grouping { bits, most, keep_edges, edges: &edges };
            let enough = |bits: u32| grouping(bits).ends(&cells).count() <= MOST_CELLS;
            if !enough(u64::BITS) {
                continue;
            }
            // The more are small, the fewer groups there are.
            let all: Vec<u32> = (0..=u64::BITS).collect();
            let bits = all.partition_point(|bits| !enough(*bits)) as u32;
            let mut start = 0;
            return grouping(bits)
                .ends(&cells)
                .filter_map(|end| several(cells.get(std::mem::replace(&mut start, end)..end)?))
                .collect();
        }
    }
    cells
}

/// Which neighbours become one.
struct Grouping<'a> {
    /// Those of fewer than `1 << bits` pages.
    bits: u32,
    /// How many at most.
    most: usize,
    /// None over the edge of a zone or node.
    keep_edges: bool,
    /// Whether each cell starts at such an edge.
    edges: &'a [bool],
}

impl Grouping<'_> {
    /// Where each group of `cells` ends.
    fn ends<'b>(&'b self, cells: &'b [Cell]) -> impl Iterator<Item = usize> + 'b {
        let small = |cell: &Cell| cell.range.pages().checked_shr(self.bits).unwrap_or(0) == 0;
        let pairs = cells.iter().zip(cells.iter().zip(self.edges).skip(1));
        let mut length = 0;
        let ends = pairs.enumerate().filter_map(move |(place, (cell, (next, is_edge)))| {
            length += 1;
            let edge = self.keep_edges && *is_edge;
            if length < self.most && !edge && small(cell) && small(next) {
                return None;
            }
            length = 0;
            Some(place + 1)
        });
        ends.chain([cells.len()])
    }
}

/// `group` as one cell.
fn several(group: &[Cell]) -> Option<Cell> {
    let (first, last) = (group.first()?, group.last()?);
    if group.len() == 1 {
        return Some(*first);
    }
    let (mut runs, mut pages, mut mirrored) = (0, 0, 0);
    let mut nid = None;
    let mut is_of_one = true;
    for cell in group {
        if let Content::Memory(kind) = cell.content {
            runs += 1;
            pages += cell.range.pages();
            mirrored += if kind.mirrored { cell.range.pages() } else { 0 };
            is_of_one &= *nid.get_or_insert(kind.nid) == kind.nid;
        }
    }
    Some(Cell {
        range: PfnRange::new(first.range.start(), last.range.end()),
        content: Content::Several { runs, pages, mirrored, nid: nid.filter(|_| is_of_one) },
    })
}
