//! Reads the painted struct pages off: what became of each pfn, and the sums over them.

use crate::memory::Memory;
use crate::node::NodeZones;
use crate::{Memmap, MemoryKind, Owner, Paint, Pfn, PfnRange, Segment};
use zonescope_sorted::order;

/// The history of every pfn that is memory or was painted, by address. Sweeps over all bounds
/// with the paints that cover the pfns at hand: a handful at any time.
pub(crate) fn segments(memory: &Memory, nodes: &[NodeZones], paints: &[Paint]) -> Vec<Segment> {
    let mut bounds: Vec<Pfn> =
        Vec::with_capacity(2 * (memory.ranges().len() + paints.len() + 4 * nodes.len()));
    let mut bound = |range: PfnRange| bounds.extend([range.start(), range.end()]);
    memory.ranges().iter().for_each(|memory| bound(memory.range));
    paints.iter().for_each(|paint| bound(paint.range));
    nodes.iter().flat_map(|node| &node.zones).for_each(|zone| bound(zone.range));
    bounds.sort_unstable();
    bounds.dedup();

    let start = |place: usize| paints[place].range.start();
    let by_start = order(paints.len(), &|a, b| start(a).cmp(&start(b)));
    let mut waiting = by_start.into_iter().peekable();
    // Places in `paints`: the highest is the last to paint.
    let mut covering: Vec<usize> = Vec::new();
    let mut memories = memory.ranges().iter().peekable();
    let mut segments: Vec<Segment> = Vec::with_capacity(bounds.len());
    for pair in bounds.windows(2) {
        let range = PfnRange::new(pair[0], pair[1]);
        covering.retain(|&place| paints[place].range.end() > range.start());
        while let Some(place) =
            waiting.next_if(|&place| paints[place].range.start() <= range.start())
        {
            covering.push(place);
        }
        while memories.next_if(|memory| memory.range.end() <= range.start()).is_some() {}
        let kind = memories
            .peek()
            .filter(|memory| memory.range.contains(range.start()))
            .map(|memory| MemoryKind { nid: memory.nid, mirrored: memory.flags.is_mirror() });
        if kind.is_none() && covering.is_empty() {
            continue;
        }
        let owner = covering.iter().max().map(|&last| paints[last].owner);
        let deferred = covering.iter().filter(|&&place| paints[place].phase.is_late()).count();
        push_merged(
            &mut segments,
            Segment {
                range,
                memory: kind,
                boot_inits: (covering.len() - deferred) as u32,
                deferred: deferred > 0,
                owner,
                in_span: owner.is_none_or(|owner| spans(nodes, owner, range.start())),
            },
        );
    }
    segments
}

/// Appends `next`, or lengthens the last segment where the two differ in nothing but place.
fn push_merged(segments: &mut Vec<Segment>, next: Segment) {
    if let Some(last) = segments.last_mut() {
        if last.range.end() == next.range.start()
            && (Segment { range: last.range, ..next }) == *last
        {
            last.range = PfnRange::new(last.range.start(), next.range.end());
            return;
        }
    }
    segments.push(next);
}

/// Whether the owner's zone spans `pfn`.
fn spans(nodes: &[NodeZones], owner: Owner, pfn: Pfn) -> bool {
    nodes
        .binary_search_by_key(&owner.nid, |node| node.nid)
        .is_ok_and(|place| nodes[place].zone(owner.zone).range.contains(pfn))
}

/// Adds up the segments: the machine's sums, and into `nodes` what is linked to each zone.
pub(crate) fn add_up(segments: &[Segment], nodes: &mut [NodeZones]) -> Memmap {
    let mut sums = Memmap::default();
    for segment in segments {
        let pages = segment.range.pages();
        let pages_if = |counts: bool| if counts { pages } else { 0 };
        sums.memory += pages_if(segment.memory.is_some());
        sums.double_init += pages_if(segment.is_initialised_twice());
        sums.never_init += pages_if(segment.is_never_initialised());
        sums.wrong_node += pages_if(segment.is_on_wrong_node());
        sums.outside_zone_span += pages_if(segment.is_outside_its_zone());
        sums.mirrored_in_movable += pages_if(segment.is_mirrored_in_movable());
        sums.unmirrored_in_normal += pages_if(segment.is_unmirrored_in_normal());
        let Some(owner) = segment.owner.filter(|_| segment.memory.is_some()) else {
            continue;
        };
        if let Ok(place) = nodes.binary_search_by_key(&owner.nid, |node| node.nid) {
            nodes[place].zone_mut(owner.zone).linked += pages;
        }
    }
    sums
}
