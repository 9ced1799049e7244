//! What a log says the kernel built.

use std::fmt;

use crate::{Nid, PhysAddr, Warning, Zone};
use zonescope_sorted::distinct;

/// Everything a log says of nodes, zones and struct pages, to be compared with an outcome.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Single numbers, in the order the log gives them.
    pub built: Vec<LogFact>,
    /// Whether the log says of every hole how many struct pages it has: a zone without such a
    /// line then has none.
    pub unavailable_known: bool,
    /// Zones whose managed pages are known.
    pub managed: Vec<ManagedZone>,
    /// What was taken out of memory before the buddy allocator got it.
    pub reserved: Reserved,
}

impl Facts {
    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.built.is_empty()
    }

    /// These facts, and those of `other` this log says nothing of.
    #[must_use]
    pub fn or(mut self, other: Facts) -> Facts {
        let mut known: Vec<(Subject, Field)> =
            self.built.iter().map(|fact| (fact.subject, fact.field)).collect();
        distinct(&mut known);
        let mut more = other.built;
        more.retain(|fact| known.binary_search(&(fact.subject, fact.field)).is_err());
        // Only one of the two can say that it lists every hole, or the sums would mix.
        if self.built.iter().any(|fact| fact.field == Field::Unavailable) {
            more.retain(|fact| fact.field != Field::Unavailable);
        } else {
            self.unavailable_known = other.unavailable_known;
        }
        self.built.extend(more);
        if self.managed.is_empty() {
            self.managed = other.managed;
        }
        if self.reserved.ranges.is_empty() {
            self.reserved = other.reserved;
        }
        self
    }
}

/// One number of a log.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LogFact {
    /// What it is about.
    pub subject: Subject,
    /// What it says of it.
    pub field: Field,
    /// The number. Counts are the kernel's unsigned ones: what underflowed is huge.
    pub value: u64,
}

/// What a number is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// The whole machine.
    Machine,
    /// A zone of the architecture (`Zone ranges:`).
    Limits(Zone),
    /// A node.
    Node(Nid),
    /// A zone of a node.
    Zone(Nid, Zone),
}

impl Subject {
    /// The word used by machines: `machine`, `zone-range`, `node` or `zone`.
    pub const fn name(self) -> &'static str {
        match self {
            Subject::Machine => "machine",
            Subject::Limits(_) => "zone-range",
            Subject::Node(_) => "node",
            Subject::Zone(..) => "zone",
        }
    }

    /// The node, if it is about one.
    pub const fn nid(self) -> Option<Nid> {
        match self {
            Subject::Node(nid) | Subject::Zone(nid, _) => Some(nid),
            Subject::Machine | Subject::Limits(_) => None,
        }
    }

    /// The zone, if it is about one.
    pub const fn zone(self) -> Option<Zone> {
        match self {
            Subject::Limits(zone) | Subject::Zone(_, zone) => Some(zone),
            Subject::Machine | Subject::Node(_) => None,
        }
    }
}

/// `node 0 Normal`, `node 0`, `zone DMA32`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Machine => f.write_str("the machine"),
            Subject::Limits(zone) => write!(f, "zone {zone}"),
            Subject::Node(nid) => write!(f, "node {nid}"),
            Subject::Zone(nid, zone) => write!(f, "node {nid} {zone}"),
        }
    }
}

/// What a number says. Pfns and pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// The first pfn.
    StartPfn,
    /// One past the last pfn.
    EndPfn,
    /// Spanned pages.
    Spanned,
    /// Present pages. Signed in comparisons, as the kernel can underflow.
    Present,
    /// Struct pages of holes.
    Unavailable,
    /// zone_movable_pfn, 0 without one.
    MovablePfn,
    /// Whether a deferred walk initialised struct pages: 1 or 0.
    Deferred,
    /// Pages whose struct page is linked here: the most that can be managed.
    Linked,
    /// Whether the kernel prints this warning: 1 or 0.
    Warning(Warning),
}

impl Field {
    /// The word used by machines.
    pub const fn name(self) -> &'static str {
        match self {
            Field::StartPfn => "start_pfn",
            Field::EndPfn => "end_pfn",
            Field::Spanned => "spanned",
            Field::Present => "present",
            Field::Unavailable => "unavailable",
            Field::MovablePfn => "movable_pfn",
            Field::Deferred => "deferred",
            Field::Linked => "linked",
            Field::Warning(_) => "warning",
        }
    }

    /// Whether its numbers are pfns, which people read in hexadecimal.
    pub const fn is_pfn(self) -> bool {
        matches!(self, Field::StartPfn | Field::EndPfn | Field::MovablePfn)
    }
}

/// A zone of /proc/zoneinfo and how much of it the buddy allocator got. Pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ManagedZone {
    /// The node.
    pub nid: Nid,
    /// The zone.
    pub zone: Zone,
    /// present_pages, as printed.
    pub present: u64,
    /// managed_pages.
    pub managed: u64,
}

/// memblock.reserved, as far as a log tells.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reserved {
    /// Bytes `[base, end)`, sorted, none overlapping.
    pub ranges: Vec<(PhysAddr, PhysAddr)>,
    /// Whether the log goes on to say of every later allocation.
    pub is_complete: bool,
}
