//! Why a number is what it is: each step reports its inputs and its choice to a sink.
//!
//! The sink `()` costs nothing; `Vec<Decision>` records everything, in the order of computation.

use crate::{Nid, Paint, Pfn, PfnRange, Warning, Zone};

/// Receives what the steps of the model decide.
pub trait Trace {
    /// Takes note of one decision.
    fn note(&mut self, decision: Decision);
}

impl Trace for () {
    #[inline(always)]
    fn note(&mut self, _: Decision) {}
}

impl Trace for Vec<Decision> {
    fn note(&mut self, decision: Decision) {
        self.push(decision);
    }
}

/// One decision of one step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Decision {
    /// Step 1: an architectural zone's limits.
    ZoneLimits {
        /// The zone.
        zone: Zone,
        /// Its limits.
        range: PfnRange,
    },
    /// Step 1: the highest zone that is not empty lends its memory to ZONE_MOVABLE.
    MovableZone {
        /// That zone.
        zone: Zone,
    },
    /// A node's range: from its lowest to its highest pfn.
    NodeExtent {
        /// The node.
        nid: Nid,
        /// Its range.
        range: PfnRange,
    },
    /// Step 2: what decides where ZONE_MOVABLE starts.
    MovableBy(MovableBy),
    /// Step 2: the kernel prints a warning.
    Warned(Warning),
    /// Step 2: where ZONE_MOVABLE would start in a node, and why.
    MovableFrom {
        /// The node.
        nid: Nid,
        /// The pfn, before rounding.
        pfn: Pfn,
        /// The rule that chose it.
        rule: MovableRule,
    },
    /// Step 2: one node's turn in one round of spreading kernelcore.
    KernelcoreShare {
        /// The node.
        nid: Nid,
        /// How many nodes the rest is divided by in this round.
        nodes: u64,
        /// The node's share in pages.
        share: u64,
        /// What remains to be spread after its turn, in pages.
        remaining: u64,
        /// Where the taking stopped in this node.
        stopped: Pfn,
    },
    /// Step 2: zone_movable_pfn in its final form.
    MovablePfn {
        /// The node.
        nid: Nid,
        /// Before rounding up to MAX_ORDER_NR_PAGES.
        from: Pfn,
        /// After; `None` if that is at or past the node's end.
        to: Option<Pfn>,
    },
    /// Step 3: a zone's range in a node.
    ZoneRange {
        /// The node.
        nid: Nid,
        /// The zone.
        zone: Zone,
        /// The node's range within the zone's limits.
        clamped: PfnRange,
        /// The rule that made it the final range.
        rule: SpanRule,
        /// The final range.
        range: PfnRange,
    },
    /// Step 4: a zone's mirror term counts memory inside its span.
    MirrorTerm {
        /// The node.
        nid: Nid,
        /// The zone.
        zone: Zone,
        /// The span: memory in it is counted, of whatever node.
        span: PfnRange,
        /// Whether it counts the mirrored memory, or the other.
        mirrored: bool,
        /// How many regions lie within one page there: each takes a page off.
        missing: u64,
    },
    /// Step 4: a zone's absent pages.
    Absent {
        /// The node.
        nid: Nid,
        /// The zone.
        zone: Zone,
        /// Pages of the span that are not the node's memory.
        holes: u64,
        /// Pages added by the zone's mirror term, if it has one; negative where regions smaller
        /// than a page outweigh.
        mirror_term: i64,
    },
    /// Step 5: node_spanned_pages.
    NodeSpanned {
        /// The node.
        nid: Nid,
        /// Sum of the zones' spans, in pages.
        zones: u64,
        /// Node end minus node start, in pages.
        extent: u64,
        /// Whether the kernel uses the extent; else the sum.
        by_extent: bool,
        /// What the kernel uses.
        spanned: u64,
    },
    /// Step 6: one memory range meets one zone of its node.
    MemmapInit {
        /// The memory range.
        memory: PfnRange,
        /// The node.
        nid: Nid,
        /// The zone.
        zone: Zone,
        /// The memory range clipped to the zone.
        clipped: PfnRange,
        /// What happens to it.
        action: MemmapAction,
    },
    /// Steps 6 and 8: struct pages are initialised.
    Painted(Paint),
    /// Step 7: whether the rest of a range is left for later.
    DeferAsked {
        /// The node.
        nid: Nid,
        /// The zone being initialised.
        zone: Zone,
        /// The range.
        range: PfnRange,
        /// The answer.
        answer: DeferAnswer,
    },
    /// Step 7: a node's first_deferred_pfn is set.
    FirstDeferred {
        /// The node.
        nid: Nid,
        /// The zone being initialised.
        zone: Zone,
        /// The pfn.
        pfn: Pfn,
    },
    /// Step 8: the walk of one node.
    DeferredWalk {
        /// The node.
        nid: Nid,
        /// The zone it walks: everything is linked to it.
        zone: Zone,
        /// Where the walk starts and ends.
        range: PfnRange,
    },
}

/// Which boot words decide where ZONE_MOVABLE starts: the first that applies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MovableBy {
    /// `movable_node`.
    HotplugRegions,
    /// `kernelcore=mirror`.
    MirroredRegions,
    /// `kernelcore=` and `movablecore=`, in pages; 0 where they are not given.
    Amounts {
        /// What `kernelcore=` asks for.
        kernelcore: u64,
        /// What `movablecore=` asks for.
        movablecore: u64,
        /// All memory.
        total: u64,
        /// What the two come to for the kernel; `None` makes no ZONE_MOVABLE.
        required: Option<u64>,
    },
}

/// What defer_init() answers for a range, asked page by page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeferAnswer {
    /// CONFIG_DEFERRED_STRUCT_PAGE_INIT is off, or `early_page_ext` was given.
    Disabled,
    /// The zone ends before the node does, as the node counts: not deferred.
    ZoneEndsBelow {
        /// Where the zone ends.
        zone_end: Pfn,
        /// The node's start plus node_spanned_pages.
        node_end: Pfn,
    },
    /// The node has a first_deferred_pfn already: all deferred.
    All,
    /// The pages are counted, and are too few.
    Counted {
        /// How many had been counted before, towards the same zone end.
        before: u64,
        /// How many have been now.
        after: u64,
    },
    /// The pages are counted up to first_deferred_pfn.
    From {
        /// How many had been counted before, towards the same zone end.
        before: u64,
        /// first_deferred_pfn.
        pfn: Pfn,
    },
}

/// Why ZONE_MOVABLE starts where it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MovableRule {
    /// The lowest hot-pluggable region (`movable_node`).
    LowestHotplug,
    /// The lowest unmirrored region at or above 4 GiB (`kernelcore=mirror`).
    LowestUnmirrored,
    /// Where spreading kernelcore stopped.
    KernelcoreUsedUp,
}

/// Why a zone's range in a node is what it is
/// (`adjust_zone_range_for_zone_movable()` in mm/mm_init.c).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpanRule {
    /// The node has no zone_movable_pfn: clamped only.
    NoMovable,
    /// Below zone_movable_pfn: clamped only.
    BelowMovable,
    /// ZONE_MOVABLE itself.
    Movable,
    /// Starts at or after zone_movable_pfn: empty.
    AllMovable,
    /// Straddles zone_movable_pfn: cut there.
    Cut,
    /// Straddles zone_movable_pfn, but kernelcore=mirror keeps its end.
    KeptByMirror,
}

/// What memmap_init() does with a memory range in a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemmapAction {
    /// The zone has no present pages: it is not looked at.
    ZoneNotPopulated,
    /// Mirrored memory in ZONE_MOVABLE, skipped before the zone is looked at (v5 1/5).
    SkippedOutside,
    /// The range does not reach into the zone.
    Outside,
    /// Mirrored memory in ZONE_MOVABLE, skipped page by page (overlap_memmap_init()).
    SkippedInside,
    /// Initialised up to this pfn; the rest is deferred.
    InitialisedTo(Pfn),
}
