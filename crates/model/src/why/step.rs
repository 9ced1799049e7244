//! The steps of a derivation: what a rule was given, and what it made of it.

use super::quantity::{MachineField, Value};
use crate::{
    DeferAnswer, MemmapAction, MovableBy, MovableRule, Nid, Owner, Pfn, PfnRange, Phase, SpanRule,
    Warning, Zone,
};

/// One step on the way to a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// What a zone could hold at most.
    ZoneLimits {
        /// The zone.
        zone: Zone,
        /// Its limits.
        range: PfnRange,
    },
    /// The highest zone that is not empty lends its memory to ZONE_MOVABLE.
    MovableZone {
        /// That zone.
        zone: Zone,
        /// Its limits.
        range: PfnRange,
    },
    /// The node, from its lowest to its highest pfn.
    NodeExtent {
        /// Its range.
        range: PfnRange,
    },
    /// Which boot words decide where ZONE_MOVABLE starts.
    MovableBy(MovableBy),
    /// The kernel ignores `kernelcore=mirror`, with this warning.
    Ignored(Warning),
    /// The node's turn in one round of spreading kernelcore.
    KernelcoreTurn {
        /// How many nodes the rest is divided by.
        nodes: u64,
        /// The node's share in pages.
        share: u64,
        /// What remains for others, in pages.
        remaining: u64,
        /// Where the taking stopped in this node.
        stopped: Pfn,
    },
    /// Where ZONE_MOVABLE would start.
    MovableFrom {
        /// The pfn, before rounding.
        pfn: Pfn,
        /// The rule that chose it.
        rule: MovableRule,
    },
    /// Nothing in the node makes a ZONE_MOVABLE.
    NoMovable,
    /// Rounded up to MAX_ORDER_NR_PAGES.
    MovablePfn {
        /// Before.
        from: Pfn,
        /// Where the node ends.
        node_end: Pfn,
        /// After; `None` if at or past the node's end.
        to: Option<Pfn>,
    },
    /// The node's range within the zone's limits.
    Clamped {
        /// The zone.
        zone: Zone,
        /// What is left of the node.
        range: PfnRange,
    },
    /// What zone_movable_pfn makes of that.
    Adjusted {
        /// The zone.
        zone: Zone,
        /// The rule that applied.
        rule: SpanRule,
        /// zone_movable_pfn.
        movable_pfn: Option<Pfn>,
        /// The final range.
        range: PfnRange,
    },
    /// The zone's first pfn, of its range or the node's.
    StartOf(PfnRange),
    /// One past the last pfn.
    EndOf(PfnRange),
    /// How many pages.
    PagesOf(PfnRange),
    /// A zone that spans nothing has nothing absent.
    NothingSpanned,
    /// Pages of the span that are not the node's memory.
    Holes {
        /// The span.
        span: PfnRange,
        /// The pages.
        pages: u64,
    },
    /// The zone's mirror term: memory of any node that is not for this zone.
    MirrorTerm {
        /// The zone.
        zone: Zone,
        /// What is counted.
        parts: Vec<PfnRange>,
        /// How many regions of that kind lie within one page of the span: each takes a page off.
        slivers: u64,
        /// How many pages that is.
        pages: i64,
    },
    /// The node's zones have no mirror terms.
    NoMirrorTerm,
    /// Holes and mirror term.
    Absent {
        /// Pages that are not the node's memory.
        holes: u64,
        /// Pages of the mirror term.
        mirror_term: i64,
    },
    /// Span without absent pages.
    Present {
        /// The zone.
        zone: Zone,
        /// Its span in pages.
        spanned: u64,
        /// Its absent pages.
        absent: u64,
    },
    /// The sum of the zones' spans, or the node's extent.
    NodeSpanned {
        /// Every zone's span in pages, lowest first.
        zones: Vec<(Zone, u64)>,
        /// Node end minus node start, in pages.
        extent: u64,
        /// Whether the kernel uses the extent.
        by_extent: bool,
        /// What it uses.
        spanned: u64,
    },
    /// The sum of the zones' present pages.
    NodePresent {
        /// Every zone's present pages, lowest first.
        zones: Vec<(Zone, i128)>,
    },
    /// memmap_init() meets a memory range in the zone.
    Visit {
        /// The zone.
        zone: Zone,
        /// The memory range.
        memory: PfnRange,
        /// What of it lies in the zone.
        clipped: PfnRange,
        /// What happens to it.
        action: MemmapAction,
    },
    /// A run of struct pages is initialised.
    Painted {
        /// The pfns.
        range: PfnRange,
        /// When.
        phase: Phase,
    },
    /// All struct pages of the zone initialised in a phase.
    InitSum {
        /// The phase.
        phase: Phase,
        /// In how many runs.
        runs: usize,
        /// How many, repeats counted.
        pages: u64,
    },
    /// Memory of the zone that a later initialisation linked elsewhere.
    Relinked {
        /// Where to.
        to: Owner,
        /// How many pages.
        pages: u64,
    },
    /// Memory whose last initialisation linked it to the zone.
    Linked {
        /// Where.
        ranges: Vec<PfnRange>,
        /// How many pages.
        pages: u64,
    },
    /// Whether the rest of a range is left for later.
    DeferAsked {
        /// The zone being initialised.
        zone: Zone,
        /// The range.
        range: PfnRange,
        /// The answer.
        answer: DeferAnswer,
    },
    /// first_deferred_pfn: set by the answers before, or never.
    FirstDeferred {
        /// The pfn.
        pfn: Option<Pfn>,
    },
    /// The deferred walk of the node.
    DeferredWalk {
        /// The highest zone with a span: everything is linked to it.
        zone: Zone,
        /// Where the walk starts and ends.
        range: PfnRange,
    },
    /// The deferred walk links nothing to this zone.
    NotWalked,
    /// What a node or zone has of a sum over the machine.
    MachinePart {
        /// The sum.
        field: MachineField,
        /// The node: the one that struct pages are linked to, else the one their memory is of.
        nid: Nid,
        /// The zone they are linked to, if they are.
        zone: Option<Zone>,
        /// Where; empty where the zone's own derivation says so.
        ranges: Vec<PfnRange>,
        /// How many.
        pages: u64,
    },
    /// A sum over the machine.
    MachineSum {
        /// The sum.
        field: MachineField,
        /// What it comes to.
        pages: u64,
    },
}

impl Step {
    /// The rule in a word or two, for machines.
    pub const fn rule(&self) -> &'static str {
        match self {
            Step::ZoneLimits { .. } => "zone-limits",
            Step::MovableZone { .. } => "movable-zone",
            Step::NodeExtent { .. } => "node-extent",
            Step::MovableBy(_) => "movable-by",
            Step::Ignored(_) => "ignored",
            Step::KernelcoreTurn { .. } => "kernelcore-turn",
            Step::MovableFrom { .. } => "movable-from",
            Step::NoMovable => "no-movable",
            Step::MovablePfn { .. } => "movable-pfn",
            Step::Clamped { .. } => "clamped",
            Step::Adjusted { .. } => "adjusted",
            Step::StartOf(_) => "start",
            Step::EndOf(_) => "end",
            Step::PagesOf(_) => "pages",
            Step::NothingSpanned => "nothing-spanned",
            Step::Holes { .. } => "holes",
            Step::MirrorTerm { .. } => "mirror-term",
            Step::NoMirrorTerm => "no-mirror-term",
            Step::Absent { .. } => "absent",
            Step::Present { .. } => "present",
            Step::NodeSpanned { .. } => "node-spanned",
            Step::NodePresent { .. } => "node-present",
            Step::Visit { .. } => "visit",
            Step::Painted { .. } => "painted",
            Step::InitSum { .. } => "init-sum",
            Step::Relinked { .. } => "relinked",
            Step::Linked { .. } => "linked",
            Step::DeferAsked { .. } => "defer-asked",
            Step::FirstDeferred { .. } => "first-deferred",
            Step::DeferredWalk { .. } => "deferred-walk",
            Step::NotWalked => "not-walked",
            Step::MachinePart { .. } => "machine-part",
            Step::MachineSum { .. } => "machine-sum",
        }
    }

    /// The kernel function the rule stands for.
    pub const fn function(&self) -> &'static str {
        match self {
            Step::ZoneLimits { .. } => "free_area_init",
            Step::MovableZone { .. } => "find_usable_zone_for_movable",
            Step::NodeExtent { .. } => "get_pfn_range_for_nid",
            Step::MovableBy(_)
            | Step::Ignored(_)
            | Step::KernelcoreTurn { .. }
            | Step::MovableFrom { .. }
            | Step::NoMovable
            | Step::MovablePfn { .. } => "find_zone_movable_pfns_for_nodes",
            Step::Clamped { .. } => "zone_spanned_pages_in_node",
            Step::Adjusted { .. } => "adjust_zone_range_for_zone_movable",
            Step::Holes { .. } => "__absent_pages_in_range",
            Step::NothingSpanned
            | Step::MirrorTerm { .. }
            | Step::NoMirrorTerm
            | Step::Absent { .. } => "zone_absent_pages_in_node",
            Step::StartOf(_)
            | Step::EndOf(_)
            | Step::PagesOf(_)
            | Step::Present { .. }
            | Step::NodeSpanned { .. }
            | Step::NodePresent { .. } => "calculate_node_totalpages",
            Step::Visit { action, .. } => match action {
                MemmapAction::InitialisedTo(_) => "memmap_init_range",
                MemmapAction::SkippedInside => "overlap_memmap_init",
                _ => "memmap_init",
            },
            Step::Painted { phase, .. } | Step::InitSum { phase, .. } => match phase {
                Phase::Early => "memmap_init_range",
                Phase::Unavailable => "init_unavailable_range",
                Phase::Reserved => "memmap_init_reserved_pages",
                Phase::Deferred => "deferred_init_memmap",
            },
            Step::Relinked { .. } | Step::Linked { .. } => "__init_single_page",
            Step::DeferAsked { .. } | Step::FirstDeferred { .. } => "defer_init",
            Step::DeferredWalk { .. } | Step::NotWalked => "deferred_init_memmap",
            Step::MachinePart { field, .. } | Step::MachineSum { field, .. } => match field {
                MachineField::Memory => "get_pfn_range_for_nid",
                MachineField::InitEarly => "memmap_init_range",
                MachineField::InitDeferred => "deferred_init_memmap",
                _ => "__init_single_page",
            },
        }
    }

    /// What the rule came to.
    pub fn result(&self) -> Value {
        match *self {
            Step::ZoneLimits { range, .. }
            | Step::MovableZone { range, .. }
            | Step::NodeExtent { range }
            | Step::Clamped { range, .. }
            | Step::Adjusted { range, .. }
            | Step::DeferredWalk { range, .. } => Value::Range(range),
            Step::MovableBy(MovableBy::Amounts { required, .. }) => {
                Value::pages(required.unwrap_or(0))
            }
            Step::MovableBy(_) | Step::Ignored(_) | Step::NoMovable => Value::Pfn(None),
            Step::KernelcoreTurn { stopped, .. } => Value::Pfn(Some(stopped)),
            Step::MovableFrom { pfn, .. } => Value::Pfn(Some(pfn)),
            Step::MovablePfn { to, .. } => Value::Pfn(to),
            Step::StartOf(range) => Value::Pfn(Some(range.start())),
            Step::EndOf(range) => Value::Pfn(Some(range.end())),
            Step::PagesOf(range) => Value::pages(range.pages()),
            Step::NothingSpanned | Step::NoMirrorTerm | Step::NotWalked => Value::pages(0),
            Step::MirrorTerm { pages, .. } => Value::Pages(pages.into()),
            Step::Holes { pages, .. }
            | Step::InitSum { pages, .. }
            | Step::Relinked { pages, .. }
            | Step::Linked { pages, .. }
            | Step::MachinePart { pages, .. }
            | Step::MachineSum { pages, .. } => Value::pages(pages),
            Step::Absent { holes, mirror_term } => {
                Value::Pages(i128::from(holes) + i128::from(mirror_term))
            }
            Step::Present { spanned, absent, .. } => {
                Value::Pages(i128::from(spanned) - i128::from(absent))
            }
            Step::NodeSpanned { spanned, .. } => Value::pages(spanned),
            Step::NodePresent { ref zones } => {
                Value::Pages(zones.iter().map(|(_, present)| present).sum())
            }
            Step::Visit { clipped, action, .. } => {
                Value::pages(initialised(clipped, action).pages())
            }
            Step::Painted { range, .. } => Value::pages(range.pages()),
            Step::DeferAsked { range, answer, .. } => Value::Pfn(match answer {
                DeferAnswer::From { pfn, .. } => Some(pfn),
                DeferAnswer::All => Some(range.start()),
                _ => None,
            }),
            Step::FirstDeferred { pfn } => Value::Pfn(pfn),
        }
    }
}

/// What of `clipped` is initialised at once.
pub(super) fn initialised(clipped: PfnRange, action: MemmapAction) -> PfnRange {
    match action {
        MemmapAction::InitialisedTo(stop) => PfnRange::new(clipped.start(), stop),
        _ => PfnRange::default(),
    }
}
