//! What a kernel with patches does in each step: the one place that asks which kernel and which
//! patch. The steps read rules.

use crate::{Kernel, Patch, Variant};

/// The rules of every step, named for what the kernel does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rules {
    /// Step 2: `kernelcore=mirror` is ignored where no memory is mirrored and in a crash kernel.
    pub mirror_has_exceptions: bool,
    /// Step 3: a zone that straddles zone_movable_pfn is cut there under `kernelcore=mirror` too.
    pub cuts_under_mirror: bool,
    /// Step 4: `kernelcore=mirror` adds mirror terms to the absent pages of Normal and Movable.
    pub has_mirror_terms: bool,
    /// Step 5: node_spanned_pages is the node's extent, and not the sum of its zones.
    pub spans_by_extent: bool,
    /// Step 6: how mirrored memory is kept out of ZONE_MOVABLE.
    pub mirror_skip: MirrorSkip,
    /// Step 7: when the count of early pages starts again.
    pub count_restart: CountRestart,
    /// Step 8: which zone's pages the deferred walk initialises.
    pub late_walk: LateWalk,
    /// Gigantic pages of `hugepages=` that lie in two zones are thrown away at boot.
    pub drops_gigantic_pages: bool,
}

/// How memmap_init() keeps mirrored memory out of ZONE_MOVABLE.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MirrorSkip {
    /// Before the zone is looked at: hole start and last zone stay as they were.
    WholeRegion,
    /// Page by page, by overlap_memmap_init(): all of the range, but the hole start moves on.
    PageByPage,
    /// Not at all.
    None,
}

/// Which page makes defer_init() start counting anew: one whose zone ends elsewhere than that of
/// the last page ...
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CountRestart {
    /// ... it was asked about, counted or not.
    Consulted,
    /// ... it counted.
    Counted,
}

/// Where deferred_init_memmap() walks, from first_deferred_pfn on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LateWalk {
    /// In the lowest zone that ends above first_deferred_pfn, clamped to it.
    First,
    /// In the node's highest zone, clamped to it: what was deferred below is never reached.
    HighestClamped,
    /// To the end of the node's highest zone, all linked to it.
    HighestOpen,
}

impl Rules {
    /// The rules of `variant`.
    pub const fn of(variant: Variant) -> Rules {
        let Variant { kernel, patches } = variant;
        Rules {
            mirror_has_exceptions: match kernel {
                Kernel::V5_10 => false,
                Kernel::V6_6 | Kernel::V6_12 | Kernel::V6_18 => true,
            },
            cuts_under_mirror: patches.has(Patch::ClipNormal),
            has_mirror_terms: !patches.has(Patch::PlainAbsent),
            spans_by_extent: patches.has(Patch::NodeExtentSpan),
            // Of both patches the first wins: it moved the test that the second removes.
            mirror_skip: if patches.has(Patch::OuterLoopCheck) {
                MirrorSkip::WholeRegion
            } else if patches.has(Patch::NoOverlapCheck) {
                MirrorSkip::None
            } else {
                MirrorSkip::PageByPage
            },
            count_restart: match kernel {
                Kernel::V5_10 | Kernel::V6_6 => CountRestart::Consulted,
                Kernel::V6_12 | Kernel::V6_18 => CountRestart::Counted,
            },
            late_walk: match kernel {
                Kernel::V5_10 | Kernel::V6_6 => LateWalk::First,
                Kernel::V6_12 => LateWalk::HighestClamped,
                Kernel::V6_18 => LateWalk::HighestOpen,
            },
            // From 6.15 on; 6.15 to 6.17 have v6.12's rules otherwise and have ended.
            drops_gigantic_pages: match kernel {
                Kernel::V5_10 | Kernel::V6_6 | Kernel::V6_12 => false,
                Kernel::V6_18 => true,
            },
        }
    }
}
