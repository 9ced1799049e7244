//! What a variant is checked for: the kinds of findings and how bad each is. Kinds and
//! numbers only; the sentences are the report's.

use crate::{Nid, PfnRange, Zone};

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Notable,
    /// It works, at a price in boot time or in protection.
    Costly,
    /// Memory, links or accounting are wrong.
    Broken,
}

/// What kind of thing was found. [`Finding`]'s fields are explained kind by kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FindingKind {
    /// Memory never initialised: `pages`, `ranges`.
    NeverInitialised,
    /// `zone` of `nid` has negative present pages: `pages` below zero.
    PresentUnderflows,
    /// `zone` of `nid` spans memory of the node (`pages`, `ranges`) that no populated zone
    /// spans: its present is 0, so memmap_init() skips it.
    ZoneSkipped,
    /// Present of `zone` of `nid` is not the pages linked to it; `pages` is the difference.
    PresentDiffersFromLinked,
    /// Memory linked to another node than its region's: `pages`, `ranges`.
    WrongNode,
    /// Memory linked to a zone whose span does not hold it: `pages`, `ranges`.
    OutsideZoneSpan,
    /// Struct pages initialised more than once before SMP: `pages`, `ranges`.
    InitialisedTwice,
    /// Deferral is enabled, `nid` has `pages` of memory (more than two sections), and none is
    /// deferred.
    NoDeferral,
    /// Mirrored memory linked to ZONE_MOVABLE: `pages`, `ranges`.
    MirroredInMovable,
    /// Unmirrored memory at or above 4 GiB linked to ZONE_NORMAL: `pages`, `ranges`.
    UnmirroredInNormal,
    /// Memory is mirrored, and `kernelcore=mirror` is not given: `pages`, `ranges` of it.
    MirrorUnused,
    /// Two zones of `nid` overlap: `pages`, `ranges`; `zone` is the upper one.
    ZonesOverlap,
    /// Gigantic pages that `hugepages=` takes at boot where two zones of `nid` overlap (`pages`,
    /// `ranges`) are thrown away; `zone` is the upper one.
    GiganticPagesDropped,
    /// first_deferred_pfn of `nid` lies in `zone`, below the highest zone; `pages`, `ranges` are
    /// the node's memory between the two.
    DeferralBelowHighestZone,
    /// Unmirrored memory below 4 GiB, which the kernel uses all the same: `pages`, `ranges`.
    UnmirroredBelow4G,
    /// `nid` has memory (`pages`, `ranges`) but no ZONE_NORMAL.
    NodeWithoutNormal,
}

impl FindingKind {
    /// Every kind, worst first.
    pub const ALL: [FindingKind; 16] = [
        FindingKind::NeverInitialised,
        FindingKind::PresentUnderflows,
        FindingKind::ZoneSkipped,
        FindingKind::PresentDiffersFromLinked,
        FindingKind::WrongNode,
        FindingKind::OutsideZoneSpan,
        FindingKind::InitialisedTwice,
        FindingKind::NoDeferral,
        FindingKind::MirroredInMovable,
        FindingKind::UnmirroredInNormal,
        FindingKind::MirrorUnused,
        FindingKind::ZonesOverlap,
        FindingKind::GiganticPagesDropped,
        FindingKind::DeferralBelowHighestZone,
        FindingKind::UnmirroredBelow4G,
        FindingKind::NodeWithoutNormal,
    ];

    /// The word used by machines.
    pub const fn name(self) -> &'static str {
        match self {
            FindingKind::NeverInitialised => "never-initialised",
            FindingKind::PresentUnderflows => "present-underflows",
            FindingKind::ZoneSkipped => "zone-skipped",
            FindingKind::PresentDiffersFromLinked => "present-differs-from-linked",
            FindingKind::WrongNode => "wrong-node",
            FindingKind::OutsideZoneSpan => "outside-zone-span",
            FindingKind::InitialisedTwice => "initialised-twice",
            FindingKind::NoDeferral => "no-deferral",
            FindingKind::MirroredInMovable => "mirrored-in-movable",
            FindingKind::UnmirroredInNormal => "unmirrored-in-normal",
            FindingKind::MirrorUnused => "mirror-unused",
            FindingKind::ZonesOverlap => "zones-overlap",
            FindingKind::GiganticPagesDropped => "gigantic-pages-dropped",
            FindingKind::DeferralBelowHighestZone => "deferral-below-highest-zone",
            FindingKind::UnmirroredBelow4G => "unmirrored-below4-g",
            FindingKind::NodeWithoutNormal => "node-without-normal",
        }
    }

    /// How bad it is.
    pub const fn severity(self) -> Severity {
        match self {
            FindingKind::NeverInitialised
            | FindingKind::PresentUnderflows
            | FindingKind::ZoneSkipped
            | FindingKind::PresentDiffersFromLinked
            | FindingKind::WrongNode
            | FindingKind::OutsideZoneSpan => Severity::Broken,
            FindingKind::InitialisedTwice
            | FindingKind::NoDeferral
            | FindingKind::MirroredInMovable
            | FindingKind::UnmirroredInNormal
            | FindingKind::MirrorUnused => Severity::Costly,
            FindingKind::ZonesOverlap
            | FindingKind::GiganticPagesDropped
            | FindingKind::DeferralBelowHighestZone
            | FindingKind::UnmirroredBelow4G
            | FindingKind::NodeWithoutNormal => Severity::Notable,
        }
    }
}

/// One thing found in an outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The node it concerns, or the whole machine.
    pub nid: Option<Nid>,
    /// The zone it concerns.
    pub zone: Option<Zone>,
    /// Its size in pages; see the kind.
    pub pages: u64,
    /// Where, by address; see the kind.
    pub ranges: Vec<PfnRange>,
}

impl Finding {
    /// What findings are sorted by; no two of an outcome are alike in it but where three zones
    /// overlap.
    pub(crate) fn place(&self) -> (FindingKind, Option<Nid>, Option<Zone>) {
        (self.kind, self.nid, self.zone)
    }
}

/// How a node's memory at or above 4 GiB is mirrored: the question the mail ends on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MirrorClass {
    /// The node has nothing there.
    Nothing,
    /// All of it is mirrored.
    AllMirrored,
    /// None of it is mirrored.
    NoneMirrored,
    /// Mirrored first, then unmirrored: "ZONE_MOVABLE only sits in ZONE_NORMAL without interleave".
    MirroredFirst,
    /// Unmirrored first, then mirrored.
    UnmirroredFirst,
    /// They alternate.
    Interleaved,
}
