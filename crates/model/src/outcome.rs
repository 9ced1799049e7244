//! What a boot comes to: nodes, zones, and who owns every struct page.

use std::fmt;

use crate::{Finding, FindingKind, Nid, Pfn, PfnRange, Severity, Zone};

/// Everything the model computes for one variant of one setup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The nodes with memory, by nid.
    pub nodes: Vec<NodeOutcome>,
    /// Sums over the machine's struct pages.
    pub memmap: Memmap,
    /// Each initialisation of a run of struct pages, in the kernel's order.
    pub paints: Vec<Paint>,
    /// What became of each struct page, by address; no two neighbours are alike.
    pub segments: Vec<Segment>,
    /// The kernel's own warnings, in the order it prints them.
    pub warnings: Vec<Warning>,
    /// What a reader should know of this outcome, worst kind first, then by node and zone.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// The node `nid`, if it has memory.
    pub fn node(&self, nid: Nid) -> Option<&NodeOutcome> {
        let place = self.nodes.binary_search_by_key(&nid, |node| node.nid);
        place.ok().and_then(|place| self.nodes.get(place))
    }

    /// Struct pages initialised by memmap_init_range() on the whole machine, repeats counted.
    pub fn init_early(&self) -> u64 {
        self.zones().map(|zone| zone.init_early).sum()
    }

    /// Struct pages initialised by the deferred walks of all nodes.
    pub fn init_deferred(&self) -> u64 {
        self.zones().map(|zone| zone.init_deferred).sum()
    }

    fn zones(&self) -> impl Iterator<Item = &ZoneOutcome> {
        self.nodes.iter().flat_map(|node| &node.zones)
    }

    /// Whether there is a finding of this kind. They are sorted: however many there are, and
    /// however often it is asked, few are looked at.
    pub fn has_kind(&self, kind: FindingKind) -> bool {
        self.findings.binary_search_by_key(&kind, |finding| finding.kind).is_ok()
    }

    /// Whether there is a finding of this one's kind in its place.
    pub(crate) fn has_alike(&self, finding: &Finding) -> bool {
        self.findings.binary_search_by_key(&finding.place(), Finding::place).is_ok()
    }

    /// The worst finding's severity; [`Severity::Notable`] findings alone are no fault.
    pub fn verdict(&self) -> Verdict {
        match self.findings.first().map(|finding| finding.kind.severity()) {
            Some(Severity::Broken) => Verdict::Broken,
            Some(Severity::Costly) => Verdict::Costly,
            Some(Severity::Notable) | None => Verdict::Ok,
        }
    }
}

/// A variant in one word: its worst finding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// Every page once, in the right place.
    Ok,
    /// It works, at a price.
    Costly,
    /// Memory or accounting is wrong.
    Broken,
}

impl Verdict {
    /// The word used by machines, which read it since before people were told "costly": `ok`,
    /// `cost` or `broken`.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Costly => "cost",
            Verdict::Broken => "broken",
        }
    }
}

/// One node (`pg_data_t`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NodeOutcome {
    /// Its id.
    pub nid: Nid,
    /// From the lowest to the highest pfn of its memory.
    pub range: PfnRange,
    /// zone_movable_pfn; `None` (the kernel's 0) without ZONE_MOVABLE.
    pub movable_pfn: Option<Pfn>,
    /// node_spanned_pages.
    pub spanned: u64,
    /// node_present_pages. Signed: a zone's present pages can underflow.
    pub present: i64,
    /// first_deferred_pfn; `None` (the kernel's ULONG_MAX) when nothing was deferred.
    pub first_deferred_pfn: Option<Pfn>,
    /// Its zones that span or own something, lowest first.
    pub zones: Vec<ZoneOutcome>,
}

impl NodeOutcome {
    /// The zone `zone`, if it spans or owns something here.
    pub fn zone(&self, zone: Zone) -> Option<&ZoneOutcome> {
        self.zones.iter().find(|outcome| outcome.zone == zone)
    }
}

/// One zone of one node (`struct zone`). All counts are pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ZoneOutcome {
    /// Which zone.
    pub zone: Zone,
    /// zone_start_pfn and spanned_pages.
    pub range: PfnRange,
    /// Pages of the span the kernel counts as not the zone's.
    pub absent: u64,
    /// present_pages = spanned - absent. Signed: under kernelcore=mirror the mirror terms of
    /// zone_absent_pages_in_node() count other nodes' memory too, and the kernel underflows.
    pub present: i64,
    /// Struct pages initialised by memmap_init_range(), repeats counted.
    pub init_early: u64,
    /// Struct pages of holes linked here by init_unavailable_range(), repeats counted.
    pub init_unavailable: u64,
    /// Struct pages initialised by the deferred walk.
    pub init_deferred: u64,
    /// Pages of memory whose struct page ends up linked to this zone and node.
    pub linked: u64,
}

impl ZoneOutcome {
    /// A zone that spans and owns nothing.
    pub(crate) fn empty(zone: Zone) -> ZoneOutcome {
        ZoneOutcome {
            zone,
            range: PfnRange::default(),
            absent: 0,
            present: 0,
            init_early: 0,
            init_unavailable: 0,
            init_deferred: 0,
            linked: 0,
        }
    }
}

/// Sums over the machine, in pages. All but `double_init` count memory after the deferred walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Memmap {
    /// Pages of memory.
    pub memory: u64,
    /// Struct pages, of memory or holes, that memmap_init() initialised more than once.
    pub double_init: u64,
    /// Never initialised.
    pub never_init: u64,
    /// Linked to another node than their region's.
    pub wrong_node: u64,
    /// Linked to a zone whose span does not hold them.
    pub outside_zone_span: u64,
    /// Mirrored, and linked to ZONE_MOVABLE.
    pub mirrored_in_movable: u64,
    /// Not mirrored, and linked to ZONE_NORMAL.
    pub unmirrored_in_normal: u64,
}

/// When a struct page is initialised.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Phase {
    /// memmap_init_range(), before the other CPUs run.
    Early,
    /// init_unavailable_range(): a hole between or after memory.
    Unavailable,
    /// memmap_init_reserved_pages(), between the two: NOMAP memory that was left for later.
    Reserved,
    /// deferred_init_memmap(), later, one thread a node.
    Deferred,
}

impl Phase {
    /// Whether it comes after memmap_init().
    pub const fn is_late(self) -> bool {
        matches!(self, Phase::Reserved | Phase::Deferred)
    }
}

/// Who a struct page is linked to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Owner {
    /// The node.
    pub nid: Nid,
    /// The zone.
    pub zone: Zone,
}

/// One run of struct pages initialised and linked to one owner.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Paint {
    /// The pfns.
    pub range: PfnRange,
    /// Who they are linked to, until a later paint covers them.
    pub owner: Owner,
    /// When.
    pub phase: Phase,
}

/// A run of pfns whose struct pages share a history.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Segment {
    /// The pfns.
    pub range: PfnRange,
    /// The memory they are, or `None` in a hole.
    pub memory: Option<MemoryKind>,
    /// How often memmap_init() initialised them, early and unavailable together.
    pub boot_inits: u32,
    /// Whether they were initialised after memmap_init(): by the deferred walk or as reserved.
    pub deferred: bool,
    /// Who they are linked to in the end; `None` if never initialised.
    pub owner: Option<Owner>,
    /// Whether the owner's zone spans them; true if never initialised.
    pub in_span: bool,
}

/// What each of the machine's sums counts.
impl Segment {
    pub(crate) fn is_initialised_twice(&self) -> bool {
        self.boot_inits > 1
    }

    pub(crate) fn is_never_initialised(&self) -> bool {
        self.memory.is_some() && self.owner.is_none()
    }

    pub(crate) fn is_on_wrong_node(&self) -> bool {
        matches!((self.memory, self.owner), (Some(memory), Some(owner)) if owner.nid != memory.nid)
    }

    pub(crate) fn is_outside_its_zone(&self) -> bool {
        self.memory.is_some() && !self.in_span
    }

    pub(crate) fn is_mirrored_in_movable(&self) -> bool {
        self.is_memory_of(Zone::Movable, true)
    }

    pub(crate) fn is_unmirrored_in_normal(&self) -> bool {
        self.is_memory_of(Zone::Normal, false)
    }

    fn is_memory_of(&self, zone: Zone, mirrored: bool) -> bool {
        self.memory.is_some_and(|memory| memory.mirrored == mirrored)
            && self.owner.is_some_and(|owner| owner.zone == zone)
    }
}

/// What kind of memory a pfn is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MemoryKind {
    /// The node of its region.
    pub nid: Nid,
    /// Whether its region carries MIRROR where the kernel has looked for it.
    pub mirrored: bool,
}

/// A warning the kernel prints about `kernelcore=mirror`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Warning {
    /// No region is mirrored.
    NoMirror,
    /// A crash kernel is booting.
    Kdump,
    /// An unmirrored region starts below 4 GiB.
    UnmirroredKernelMemory,
}

/// The kernel's words, letter for letter.
impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Warning::NoMirror => "The system has no mirror memory, ignore kernelcore=mirror.",
            Warning::Kdump => "The system is under kdump, ignore kernelcore=mirror.",
            Warning::UnmirroredKernelMemory => {
                "This configuration results in unmirrored kernel memory."
            }
        })
    }
}
