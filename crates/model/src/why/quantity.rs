//! The numbers that can be asked about, and the values they have.

use std::fmt;

use crate::{Nid, NodeOutcome, Outcome, Pfn, PfnRange, Zone, ZoneOutcome};

/// A number of an outcome.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Quantity {
    /// Of a node.
    Node {
        /// The node.
        nid: Nid,
        /// Which number.
        field: NodeField,
    },
    /// Of a zone of a node.
    Zone {
        /// The node.
        nid: Nid,
        /// The zone.
        zone: Zone,
        /// Which number.
        field: ZoneField,
    },
    /// Of the whole machine.
    Machine {
        /// Which number.
        field: MachineField,
    },
}

/// A number of a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NodeField {
    /// Its lowest pfn.
    Start,
    /// One past its highest pfn.
    End,
    /// zone_movable_pfn.
    MovablePfn,
    /// node_spanned_pages.
    Spanned,
    /// node_present_pages.
    Present,
    /// first_deferred_pfn.
    FirstDeferredPfn,
}

/// A number of a zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ZoneField {
    /// zone_start_pfn.
    Start,
    /// One past the last pfn it spans.
    End,
    /// spanned_pages.
    Spanned,
    /// spanned_pages - present_pages.
    Absent,
    /// present_pages.
    Present,
    /// Struct pages initialised by memmap_init_range().
    InitEarly,
    /// Struct pages of holes linked to it.
    InitUnavailable,
    /// Struct pages initialised by the deferred walk.
    InitDeferred,
    /// Pages of memory linked to it in the end.
    Linked,
}

/// A sum over the machine's struct pages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MachineField {
    /// Pages of memory.
    Memory,
    /// Struct pages initialised by memmap_init_range(), repeats counted.
    InitEarly,
    /// Struct pages initialised by the deferred walks.
    InitDeferred,
    /// Initialised more than once at boot.
    DoubleInit,
    /// Never initialised.
    NeverInit,
    /// Linked to another node than their region's.
    WrongNode,
    /// Linked to a zone whose span does not hold them.
    OutsideZoneSpan,
    /// Mirrored, and linked to ZONE_MOVABLE.
    MirroredInMovable,
    /// Not mirrored, and linked to ZONE_NORMAL.
    UnmirroredInNormal,
}

impl MachineField {
    /// Every sum over the machine.
    pub const ALL: [MachineField; 9] = [
        MachineField::Memory,
        MachineField::InitEarly,
        MachineField::InitDeferred,
        MachineField::DoubleInit,
        MachineField::NeverInit,
        MachineField::WrongNode,
        MachineField::OutsideZoneSpan,
        MachineField::MirroredInMovable,
        MachineField::UnmirroredInNormal,
    ];

    /// The name tables and golden data use.
    pub const fn name(self) -> &'static str {
        match self {
            MachineField::Memory => "memory",
            MachineField::InitEarly => "init_early",
            MachineField::InitDeferred => "init_deferred",
            MachineField::DoubleInit => "double_init",
            MachineField::NeverInit => "never_init",
            MachineField::WrongNode => "wrong_node",
            MachineField::OutsideZoneSpan => "outside_zone_span",
            MachineField::MirroredInMovable => "mirrored_in_movable",
            MachineField::UnmirroredInNormal => "unmirrored_in_normal",
        }
    }

    /// The field called `name`.
    pub fn from_name(name: &str) -> Option<MachineField> {
        MachineField::ALL.into_iter().find(|field| field.name() == name)
    }

    fn of(self, outcome: &Outcome) -> Value {
        let sums = &outcome.memmap;
        Value::pages(match self {
            MachineField::Memory => sums.memory,
            MachineField::InitEarly => outcome.init_early(),
            MachineField::InitDeferred => outcome.init_deferred(),
            MachineField::DoubleInit => sums.double_init,
            MachineField::NeverInit => sums.never_init,
            MachineField::WrongNode => sums.wrong_node,
            MachineField::OutsideZoneSpan => sums.outside_zone_span,
            MachineField::MirroredInMovable => sums.mirrored_in_movable,
            MachineField::UnmirroredInNormal => sums.unmirrored_in_normal,
        })
    }
}

impl NodeField {
    /// Every field of a node.
    pub const ALL: [NodeField; 6] = [
        NodeField::Start,
        NodeField::End,
        NodeField::MovablePfn,
        NodeField::Spanned,
        NodeField::Present,
        NodeField::FirstDeferredPfn,
    ];

    /// The name tables and golden data use.
    pub const fn name(self) -> &'static str {
        match self {
            NodeField::Start => "start_pfn",
            NodeField::End => "end_pfn",
            NodeField::MovablePfn => "movable_pfn",
            NodeField::Spanned => "spanned",
            NodeField::Present => "present",
            NodeField::FirstDeferredPfn => "first_deferred_pfn",
        }
    }

    /// The field called `name`.
    pub fn from_name(name: &str) -> Option<NodeField> {
        NodeField::ALL.into_iter().find(|field| field.name() == name)
    }

    fn of(self, node: &NodeOutcome) -> Value {
        match self {
            NodeField::Start => Value::Pfn(Some(node.range.start())),
            NodeField::End => Value::Pfn(Some(node.range.end())),
            NodeField::MovablePfn => Value::Pfn(node.movable_pfn),
            NodeField::Spanned => Value::pages(node.spanned),
            NodeField::Present => Value::pages(node.present),
            NodeField::FirstDeferredPfn => Value::Pfn(node.first_deferred_pfn),
        }
    }
}

impl ZoneField {
    /// Every field of a zone.
    pub const ALL: [ZoneField; 9] = [
        ZoneField::Start,
        ZoneField::End,
        ZoneField::Spanned,
        ZoneField::Absent,
        ZoneField::Present,
        ZoneField::InitEarly,
        ZoneField::InitUnavailable,
        ZoneField::InitDeferred,
        ZoneField::Linked,
    ];

    /// The name tables and golden data use.
    pub const fn name(self) -> &'static str {
        match self {
            ZoneField::Start => "start_pfn",
            ZoneField::End => "end_pfn",
            ZoneField::Spanned => "spanned",
            ZoneField::Absent => "absent",
            ZoneField::Present => "present",
            ZoneField::InitEarly => "init_early",
            ZoneField::InitUnavailable => "init_unavailable",
            ZoneField::InitDeferred => "init_deferred",
            ZoneField::Linked => "linked",
        }
    }

    /// The field called `name`.
    pub fn from_name(name: &str) -> Option<ZoneField> {
        ZoneField::ALL.into_iter().find(|field| field.name() == name)
    }

    /// A zone that is not listed spans and owns nothing.
    fn of(self, zone: Option<&ZoneOutcome>) -> Value {
        let range = zone.map(|zone| zone.range).unwrap_or_default();
        let pages = |field: fn(&ZoneOutcome) -> u64| Value::pages(zone.map_or(0, field));
        match self {
            ZoneField::Start => Value::Pfn(Some(range.start())),
            ZoneField::End => Value::Pfn(Some(range.end())),
            ZoneField::Spanned => Value::pages(range.pages()),
            ZoneField::Absent => pages(|zone| zone.absent),
            ZoneField::Present => Value::pages(zone.map_or(0, |zone| zone.present)),
            ZoneField::InitEarly => pages(|zone| zone.init_early),
            ZoneField::InitUnavailable => pages(|zone| zone.init_unavailable),
            ZoneField::InitDeferred => pages(|zone| zone.init_deferred),
            ZoneField::Linked => pages(|zone| zone.linked),
        }
    }
}

impl Quantity {
    /// Every number of a node and all its zones, those it has no pages in too.
    pub fn all_of(nid: Nid) -> impl Iterator<Item = Quantity> {
        let node = NodeField::ALL.map(|field| Quantity::Node { nid, field });
        let zones = Zone::ALL
            .into_iter()
            .flat_map(move |zone| ZoneField::ALL.map(|field| Quantity::Zone { nid, zone, field }));
        node.into_iter().chain(zones)
    }

    /// The node it belongs to; none for a sum over the machine.
    pub const fn nid(self) -> Option<Nid> {
        match self {
            Quantity::Node { nid, .. } | Quantity::Zone { nid, .. } => Some(nid),
            Quantity::Machine { .. } => None,
        }
    }

    /// The zone it belongs to, if it is a zone's.
    pub const fn zone(self) -> Option<Zone> {
        match self {
            Quantity::Zone { zone, .. } => Some(zone),
            Quantity::Node { .. } | Quantity::Machine { .. } => None,
        }
    }

    /// The name of the field.
    pub const fn name(self) -> &'static str {
        match self {
            Quantity::Node { field, .. } => field.name(),
            Quantity::Zone { field, .. } => field.name(),
            Quantity::Machine { field } => field.name(),
        }
    }

    /// What `outcome` has for it; `None` if the node has no memory.
    pub fn of(self, outcome: &Outcome) -> Option<Value> {
        Some(match self {
            Quantity::Node { nid, field } => field.of(outcome.node(nid)?),
            Quantity::Zone { nid, zone, field } => field.of(outcome.node(nid)?.zone(zone)),
            Quantity::Machine { field } => field.of(outcome),
        })
    }
}

/// `node 0, Normal, absent`, or `whole machine, never_init`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quantity::Zone { nid, zone, .. } => write!(f, "node {nid}, {zone}, ")?,
            Quantity::Node { nid, .. } => write!(f, "node {nid}, ")?,
            Quantity::Machine { .. } => f.write_str("whole machine, ")?,
        }
        f.write_str(self.name())
    }
}

/// What a quantity, or a step towards it, comes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    /// Pages, or struct pages. Wide enough for every sum; negative where present underflows.
    Pages(i128),
    /// A pfn, or none.
    Pfn(Option<Pfn>),
    /// Pfns.
    Range(PfnRange),
}

impl Value {
    pub(crate) fn pages(pages: impl Into<i128>) -> Value {
        Value::Pages(pages.into())
    }
}

/// Pages in decimal, pfns in hexadecimal: `66584576`, `0x20c0000`, `none`, `0x1-0x1000`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Pages(pages) => write!(f, "{pages}"),
            Value::Pfn(Some(pfn)) => write!(f, "{pfn}"),
            Value::Pfn(None) => f.write_str("none"),
            Value::Range(range) => write!(f, "{range}"),
        }
    }
}
