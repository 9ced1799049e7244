//! What a zone is made of: its own memory, what it only spans, memory linked to it from outside,
//! and memory nobody initialises.

use zonescope_model::{MemoryKind, Nid, Outcome, Owner, Pfn, PfnRange, Segment, ZoneOutcome};

use crate::axis::Axis;
use crate::cells::Content;

/// What a stretch of a zone is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// Memory linked to the zone, in its span.
    Own,
    /// In the span, and counted as absent: a hole, or memory left to another zone.
    Absent,
    /// In the span, counted as present, but linked to another zone.
    Elsewhere,
    /// Memory in the span whose struct pages are never initialised.
    Lost,
    /// Memory linked to the zone, outside its span.
    Outside,
    /// Several of these, too fine to draw.
    Mixed,
}

/// A stretch of a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    pub(crate) range: PfnRange,
    pub(crate) state: State,
    /// How many of its pages are what the state says; the zone's own, where it is mixed.
    pub(crate) pages: u64,
}

/// The segments that are memory of each node or linked to it, in the order of `outcome.nodes`: what
/// else lies in its zones' spans is alike, absent. Of `node` only if there is one.
pub(crate) fn segments_by_node(outcome: &Outcome, node: Option<Nid>) -> Vec<Vec<Segment>> {
    let mut by_node = vec![Vec::new(); outcome.nodes.len()];
    for segment in &outcome.segments {
        let of = segment.memory.map(|memory| memory.nid);
        let to = segment.owner.map(|owner| owner.nid).filter(|nid| Some(*nid) != of);
        let is_shown = |nid: &Nid| node.is_none_or(|node| node == *nid);
        for nid in [of, to].into_iter().flatten().filter(is_shown) {
            let place = outcome.nodes.binary_search_by_key(&nid, |node| node.nid);
            if let Some(segments) = place.ok().and_then(|place| by_node.get_mut(place)) {
                segments.push(*segment);
            }
        }
    }
    by_node
}

/// The parts of `owner`'s zone as finely as `axis` can show them, of its node's segments.
pub(crate) fn parts(
    segments: &[Segment],
    owner: Owner,
    zone: &ZoneOutcome,
    axis: &Axis,
) -> Vec<Part> {
    let exact = exact(segments, owner, zone);
    let mut parts: Vec<Part> = Vec::new();
    let mut last_cell = None;
    for part in exact {
        for (range, cell) in ends(part.range, axis) {
            let piece = Part { range, state: part.state, pages: range.pages() };
            match parts.last_mut() {
                Some(last) if cell.is_some() && cell == last_cell => blend(last, piece),
                _ => push(&mut parts, piece),
            }
            last_cell = cell;
        }
    }
    let mut joined = Vec::new();
    for part in parts {
        push(&mut joined, part);
    }
    joined
}

/// The parts by address, whatever the axis can show.
fn exact(segments: &[Segment], owner: Owner, zone: &ZoneOutcome) -> Vec<Part> {
    let span = zone.range;
    let mut parts = Vec::new();
    let mut add = |range: PfnRange, state| {
        let pages = range.pages();
        push(&mut parts, Part { range, state, pages });
    };
    let outside = |s: &&Segment| s.memory.is_some() && !s.in_span && s.owner == Some(owner);
    let first = segments.partition_point(|s| s.range.end() <= span.start());
    let (below, rest) = segments.split_at(first);
    let count = rest.partition_point(|s| s.range.start() < span.end());
    let (within, above) = rest.split_at(count);

    for segment in below.iter().filter(outside) {
        add(segment.range, State::Outside);
    }
    // More absent pages than holes: memory of the other kind counts as absent (the mirror terms of
    // zone_absent_pages_in_node()). What else is linked elsewhere the zone counts as present.
    let own = |s: &&Segment| s.memory.is_some_and(|memory| memory.nid == owner.nid);
    let own_pages: u64 = within.iter().filter(own).map(|s| s.range.clip_to(span).pages()).sum();
    let mirror_terms = zone.absent > span.pages() - own_pages;
    let is_left_out = |memory: MemoryKind| {
        mirror_terms && owner.zone.left_out_by_mirror_terms() == Some(memory.mirrored)
    };
    let mut reached = span.start();
    for segment in within {
        let range = segment.range.clip_to(span);
        add(PfnRange::new(reached, range.start()), State::Absent);
        let state = match (segment.memory, segment.owner) {
            (Some(_), Some(linked)) if linked == owner => State::Own,
            (Some(memory), _) if memory.nid != owner.nid || is_left_out(memory) => State::Absent,
            (Some(_), None) => State::Lost,
            (Some(_), Some(_)) => State::Elsewhere,
            _ => State::Absent,
        };
        add(range, state);
        reached = range.end();
    }
    add(PfnRange::new(reached, span.end()), State::Absent);
    for segment in above.iter().filter(outside) {
        add(segment.range, State::Outside);
    }
    parts
}

/// Adds `part`, to the last one if it goes on in the same state.
fn push(parts: &mut Vec<Part>, part: Part) {
    match parts.last_mut() {
        _ if part.range.is_empty() => {}
        Some(last) if last.state == part.state && last.range.end() == part.range.start() => {
            last.range = PfnRange::new(last.range.start(), part.range.end());
            last.pages += part.pages;
        }
        _ => parts.push(part),
    }
}

/// Adds `piece` to `last`, of the same cell.
fn blend(last: &mut Part, piece: Part) {
    let own = |part: &Part| match part.state {
        State::Own | State::Mixed => part.pages,
        _ => 0,
    };
    if last.state == piece.state {
        last.pages += piece.pages;
    } else {
        last.pages = own(last) + own(&piece);
        last.state = State::Mixed;
    }
    last.range = PfnRange::new(last.range.start(), piece.range.end());
}

/// As [`pieces`], but all between the first and the last cell in one piece: only at its ends does a
/// part share a cell with its neighbours.
fn ends(range: PfnRange, axis: &Axis) -> impl Iterator<Item = (PfnRange, Option<usize>)> {
    let range = range.clip_to(axis.extent());
    let last = Pfn::new(range.end().get().saturating_sub(1));
    let coarse = |pfn| {
        let (place, cell) = axis.cell_of(pfn).filter(|_| !range.is_empty())?;
        Some((cell.range, matches!(cell.content, Content::Several { .. }).then_some(place)))
    };
    let ends = coarse(range.start()).zip(coarse(last)).map(|((lower, first), (upper, last))| {
        let (start, end) = (lower.end().min(range.end()), upper.start().max(range.start()));
        [
            (PfnRange::new(range.start(), start), first),
            (PfnRange::new(start, end), None),
            (PfnRange::new(end.max(start), range.end()), last),
        ]
    });
    ends.into_iter().flatten().filter(|(piece, _)| !piece.is_empty())
}

/// `range` cut at the cells that hold several runs, each piece with the place of its cell, or
/// `None` where the axis shows everything.
pub(crate) fn pieces(range: PfnRange, axis: &Axis) -> Vec<(PfnRange, Option<usize>)> {
    let mut pieces: Vec<(PfnRange, Option<usize>)> = Vec::new();
    let mut rest = range.clip_to(axis.extent());
    while let Some((place, cell)) = axis.cell_of(rest.start()).filter(|_| !rest.is_empty()) {
        let end = cell.range.end().min(rest.end());
        let coarse = matches!(cell.content, Content::Several { .. }).then_some(place);
        match pieces.last_mut() {
            Some((last, None)) if coarse.is_none() => *last = PfnRange::new(last.start(), end),
            _ => pieces.push((PfnRange::new(rest.start(), end), coarse)),
        }
        rest = PfnRange::new(end, rest.end());
    }
    pieces
}
