//! The numbers that can be asked about, and the values they have.

use std::fmt;

use super::term::Term;
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

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unit {
    /// Pages, or struct pages.
    Pages,
    /// It is a page frame number.
    Pfn,
}

/// The numbers of one thing: each with its word, its unit and how it is read off.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident of $of:ty: {
        $($(#[$row:meta])* $field:ident = $term:ident, $unit:ident, $get:expr;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $($(#[$row])* $field,)*
        }

        impl $name {
            /// Every one, in the order of golden data.
            pub const ALL: [$name; [$(stringify!($field)),*].len()] = [$($name::$field),*];

            /// Its word, with what it means.
            pub const fn term(self) -> &'static Term {
                match self {
                    $($name::$field => &Term::$term,)*
                }
            }

            /// The name in golden data, files and the DOM, and on the command line.
            pub const fn name(self) -> &'static str {
                self.term().name
            }

            /// What it counts.
            pub const fn unit(self) -> Unit {
                match self {
                    $($name::$field => Unit::$unit,)*
                }
            }

            /// The field called `name`.
            pub fn from_name(name: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|field| field.name() == name)
            }

            /// Its value.
            pub fn of(self, of: &$of) -> Value {
                match self {
                    $($name::$field => {
                        let get: fn(&$of) -> _ = $get;
                        get(of).into()
                    })*
                }
            }
        }
    };
}

fields! {
    /// A number of a node.
    NodeField of NodeOutcome: {
        /// Its lowest pfn.
        Start = START_PFN, Pfn, |node| node.range.start();
        /// One past its highest pfn.
        End = END_PFN, Pfn, |node| node.range.end();
        /// zone_movable_pfn.
        MovablePfn = MOVABLE_PFN, Pfn, |node| node.movable_pfn;
        /// node_spanned_pages.
        Spanned = SPANNED, Pages, |node| node.spanned;
        /// node_present_pages.
        Present = PRESENT, Pages, |node| node.present;
        /// first_deferred_pfn.
        FirstDeferredPfn = FIRST_DEFERRED_PFN, Pfn, |node| node.first_deferred_pfn;
    }
}

fields! {
    /// A number of a zone.
    ZoneField of ZoneOutcome: {
        /// zone_start_pfn.
        Start = START_PFN, Pfn, |zone| zone.range.start();
        /// One past the last pfn it spans.
        End = END_PFN, Pfn, |zone| zone.range.end();
        /// spanned_pages.
        Spanned = SPANNED, Pages, |zone| zone.range.pages();
        /// spanned_pages - present_pages.
        Absent = ABSENT, Pages, |zone| zone.absent;
        /// present_pages.
        Present = PRESENT, Pages, |zone| zone.present;
        /// Struct pages initialised by memmap_init_range().
        InitEarly = INIT_EARLY, Pages, |zone| zone.init_early;
        /// Struct pages of holes linked to it.
        InitUnavailable = INIT_UNAVAILABLE, Pages, |zone| zone.init_unavailable;
        /// Struct pages initialised by the deferred walk.
        InitDeferred = INIT_DEFERRED, Pages, |zone| zone.init_deferred;
        /// Pages of memory linked to it in the end.
        Linked = LINKED, Pages, |zone| zone.linked;
    }
}

fields! {
    /// A sum over the machine's struct pages.
    MachineField of Outcome: {
        /// Pages of memory.
        Memory = MEMORY, Pages, |outcome| outcome.memmap.memory;
        /// Struct pages initialised by memmap_init_range(), repeats counted.
        InitEarly = INIT_EARLY, Pages, Outcome::init_early;
        /// Struct pages initialised by the deferred walks.
        InitDeferred = INIT_DEFERRED, Pages, Outcome::init_deferred;
        /// Initialised more than once at boot.
        DoubleInit = DOUBLE_INIT, Pages, |outcome| outcome.memmap.double_init;
        /// Never initialised.
        NeverInit = NEVER_INIT, Pages, |outcome| outcome.memmap.never_init;
        /// Linked to another node than their region's.
        WrongNode = WRONG_NODE, Pages, |outcome| outcome.memmap.wrong_node;
        /// Linked to a zone whose span does not hold them.
        OutsideZoneSpan = OUTSIDE_ZONE_SPAN, Pages, |outcome| outcome.memmap.outside_zone_span;
        /// Mirrored, and linked to ZONE_MOVABLE.
        MirroredInMovable = MIRRORED_IN_MOVABLE, Pages, |outcome| outcome.memmap.mirrored_in_movable;
        /// Not mirrored, and linked to ZONE_NORMAL.
        UnmirroredInNormal = UNMIRRORED_IN_NORMAL, Pages, |outcome| outcome.memmap.unmirrored_in_normal;
    }
}

impl MachineField {
    /// What a variant is judged by at a glance.
    pub const AT_A_GLANCE: [MachineField; 4] = [
        MachineField::InitEarly,
        MachineField::InitDeferred,
        MachineField::DoubleInit,
        MachineField::NeverInit,
    ];

    /// Those that are not sums over its zones' own.
    pub fn beside_zones() -> impl Iterator<Item = MachineField> {
        let of_zones = ZoneField::ALL.map(ZoneField::name);
        MachineField::ALL.into_iter().filter(move |field| !of_zones.contains(&field.name()))
    }
}

impl NodeField {
    /// Those that stand beside its zones, which say where it starts and ends.
    pub const BESIDE_ZONES: [NodeField; 4] = [
        NodeField::Spanned,
        NodeField::Present,
        NodeField::MovablePfn,
        NodeField::FirstDeferredPfn,
    ];
}

impl ZoneField {
    /// Those of the span alone, which a short table has.
    pub const OF_SPAN: [ZoneField; 5] = [
        ZoneField::Start,
        ZoneField::End,
        ZoneField::Spanned,
        ZoneField::Absent,
        ZoneField::Present,
    ];
}

impl Quantity {
    /// Every number of a place: of the zone if there is one, else of the node, else of the machine.
    pub fn all_at(nid: Option<Nid>, zone: Option<Zone>) -> Vec<Quantity> {
        match (nid, zone) {
            (Some(nid), Some(zone)) => {
                ZoneField::ALL.map(|field| Quantity::Zone { nid, zone, field }).to_vec()
            }
            (Some(nid), None) => NodeField::ALL.map(|field| Quantity::Node { nid, field }).to_vec(),
            (None, _) => MachineField::ALL.map(|field| Quantity::Machine { field }).to_vec(),
        }
    }

    /// Every number of a node and all its zones, those it has no pages in too.
    pub fn all_of(nid: Nid) -> impl Iterator<Item = Quantity> {
        let places = std::iter::once(None).chain(Zone::ALL.map(Some));
        places.flat_map(move |zone| Quantity::all_at(Some(nid), zone))
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

    /// Its word, with what it means.
    pub const fn term(self) -> &'static Term {
        match self {
            Quantity::Node { field, .. } => field.term(),
            Quantity::Zone { field, .. } => field.term(),
            Quantity::Machine { field } => field.term(),
        }
    }

    /// The name of the field.
    pub const fn name(self) -> &'static str {
        self.term().name
    }

    /// The number of a place (see [`Quantity::all_at`]) that is called `name`.
    pub fn named(nid: Option<Nid>, zone: Option<Zone>, name: &str) -> Option<Quantity> {
        Some(match (nid, zone) {
            (Some(nid), Some(zone)) => {
                Quantity::Zone { nid, zone, field: ZoneField::from_name(name)? }
            }
            (Some(nid), None) => Quantity::Node { nid, field: NodeField::from_name(name)? },
            (None, _) => Quantity::Machine { field: MachineField::from_name(name)? },
        })
    }

    /// What machines read for `value`: none where nothing is set, but for zone_movable_pfn the
    /// kernel's 0.
    pub fn number(self, value: Value) -> Option<i128> {
        match (self, value) {
            (_, Value::Pages(pages)) => Some(pages),
            (_, Value::Pfn(Some(pfn))) => Some(pfn.get().into()),
            (Quantity::Node { field: NodeField::MovablePfn, .. }, Value::Pfn(None)) => Some(0),
            (_, Value::Pfn(None) | Value::Range(_)) => None,
        }
    }

    /// What `outcome` has for it; `None` if the node has no memory. A zone that is not listed spans
    /// and owns nothing.
    pub fn of(self, outcome: &Outcome) -> Option<Value> {
        Some(match self {
            Quantity::Node { nid, field } => field.of(outcome.node(nid)?),
            Quantity::Zone { nid, zone, field } => match outcome.node(nid)?.zone(zone) {
                Some(listed) => field.of(listed),
                None => field.of(&ZoneOutcome::empty(zone)),
            },
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

impl From<u64> for Value {
    fn from(pages: u64) -> Value {
        Value::Pages(pages.into())
    }
}

impl From<i64> for Value {
    fn from(pages: i64) -> Value {
        Value::Pages(pages.into())
    }
}

impl From<Pfn> for Value {
    fn from(pfn: Pfn) -> Value {
        Value::Pfn(Some(pfn))
    }
}

impl From<Option<Pfn>> for Value {
    fn from(pfn: Option<Pfn>) -> Value {
        Value::Pfn(pfn)
    }
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
