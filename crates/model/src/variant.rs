//! What is compared: the kernel and the patches applied to it.

use std::fmt;

/// Which kernel's deferred walk runs (`deferred_init_memmap()` in mm/mm_init.c). The shapes
/// of the other steps are the same in both.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Kernel {
    /// v6.12: the walk is clamped to the node's highest zone.
    #[default]
    V6_12,
    /// v6.18 and later: the walk starts at first_deferred_pfn whatever zone that is in.
    V6_18,
}

impl Kernel {
    /// Every kernel, oldest first.
    pub const ALL: [Kernel; 2] = [Kernel::V6_12, Kernel::V6_18];

    /// The name in scenario files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Kernel::V6_12 => "v6.12",
            Kernel::V6_18 => "v6.18",
        }
    }

    /// The kernel called `name`.
    pub fn from_name(name: &str) -> Option<Kernel> {
        Kernel::ALL.into_iter().find(|kernel| kernel.name() == name)
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One patch of the thread: a switch that is looked at in exactly one step.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Patch {
    /// memmap_init() skips whole mirrored regions for ZONE_MOVABLE (v5 1/5).
    OuterLoopCheck,
    /// node_spanned_pages = node end - node start (the mail's #1).
    NodeExtentSpan,
    /// A zone that straddles zone_movable_pfn is cut under kernelcore=mirror too (the mail's #2).
    ClipNormal,
    /// zone_absent_pages_in_node() without its mirror terms (the mail's #2).
    PlainAbsent,
    /// overlap_memmap_init() removed (the mail's #2).
    NoOverlapCheck,
}

impl Patch {
    /// Every patch. The order is the bit order of [`PatchSet`].
    pub const ALL: [Patch; 5] = [
        Patch::OuterLoopCheck,
        Patch::NodeExtentSpan,
        Patch::ClipNormal,
        Patch::PlainAbsent,
        Patch::NoOverlapCheck,
    ];

    /// The name in scenario files and on the command line.
    pub const fn slug(self) -> &'static str {
        match self {
            Patch::OuterLoopCheck => "outer-loop-check",
            Patch::NodeExtentSpan => "node-extent-span",
            Patch::ClipNormal => "clip-normal",
            Patch::PlainAbsent => "plain-absent",
            Patch::NoOverlapCheck => "no-overlap-check",
        }
    }

    /// The patch called `slug`.
    pub fn from_slug(slug: &str) -> Option<Patch> {
        Patch::ALL.into_iter().find(|patch| patch.slug() == slug)
    }
}

impl fmt::Display for Patch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.slug())
    }
}

/// A set of patches. Every combination is legal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct PatchSet(u8);

impl PatchSet {
    /// No patch: the code the mail starts from.
    pub const NONE: PatchSet = PatchSet(0);

    /// Every one of the 32 combinations.
    pub fn every() -> impl Iterator<Item = PatchSet> {
        (0..1 << Patch::ALL.len()).map(PatchSet)
    }

    /// Whether `patch` is applied.
    pub const fn has(self, patch: Patch) -> bool {
        self.0 & (1 << patch as u8) != 0
    }

    /// This set and `patch`.
    #[must_use]
    pub const fn with(self, patch: Patch) -> PatchSet {
        PatchSet(self.0 | 1 << patch as u8)
    }

    /// This set without `patch`.
    #[must_use]
    pub const fn without(self, patch: Patch) -> PatchSet {
        PatchSet(self.0 & !(1 << patch as u8))
    }

    /// The patches applied, in the order of [`Patch::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Patch> {
        Patch::ALL.into_iter().filter(move |patch| self.has(*patch))
    }
}

impl FromIterator<Patch> for PatchSet {
    fn from_iter<I: IntoIterator<Item = Patch>>(patches: I) -> PatchSet {
        patches.into_iter().fold(PatchSet::NONE, PatchSet::with)
    }
}

/// `node-extent-span+clip-normal`, or `base` for none.
impl fmt::Display for PatchSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == PatchSet::NONE {
            return f.write_str("base");
        }
        for (place, patch) in self.iter().enumerate() {
            write!(f, "{}{patch}", if place == 0 { "" } else { "+" })?;
        }
        Ok(())
    }
}

/// A kernel and the patches on it: one way to carve the machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Variant {
    /// The kernel.
    pub kernel: Kernel,
    /// The patches applied to it.
    pub patches: PatchSet,
}

/// The variants that have names, from what the mail starts from to all it proposes.
pub const NAMED_VARIANTS: [(&str, PatchSet); 6] = {
    let base = PatchSet::NONE;
    let node_extent = base.with(Patch::NodeExtentSpan);
    let clip = node_extent.with(Patch::ClipNormal);
    let clip_absent = clip.with(Patch::PlainAbsent);
    [
        ("base", base),
        ("v5-1of5", base.with(Patch::OuterLoopCheck)),
        ("node-extent", node_extent),
        ("clip", clip),
        ("clip-absent", clip_absent),
        ("simplified", clip_absent.with(Patch::NoOverlapCheck)),
    ]
};

/// The patches of the variant called `name`.
pub fn named_patches(name: &str) -> Option<PatchSet> {
    NAMED_VARIANTS.iter().find(|(known, _)| *known == name).map(|(_, patches)| *patches)
}

/// The name of the variant with these patches.
pub fn name_of_patches(patches: PatchSet) -> Option<&'static str> {
    NAMED_VARIANTS.iter().find(|(_, known)| *known == patches).map(|(name, _)| *name)
}
