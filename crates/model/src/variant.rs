//! What is compared: a kernel and the patches applied to it.

use crate::{Kernel, Patch, PatchSet};

/// A kernel and the patches on it: one way to lay out the machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Variant {
    /// The kernel.
    pub kernel: Kernel,
    /// The patches applied to it.
    pub patches: PatchSet,
}

/// A set of patches that has a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NamedPatches {
    /// The name, in links and files too: it stays.
    pub name: &'static str,
    /// The patches.
    pub patches: PatchSet,
    /// What the set is, in one sentence without a full stop.
    pub meaning: &'static str,
}

/// The sets that have names, from what the mail starts from to all it proposes. This list may
/// grow: what a file or link shows that names none is a list of its own, in `scenario`.
pub const NAMED_VARIANTS: [NamedPatches; 6] = {
    let base = PatchSet::NONE;
    let node_extent = base.with(Patch::NodeExtentSpan);
    let clip = node_extent.with(Patch::ClipNormal);
    let clip_absent = clip.with(Patch::PlainAbsent);
    [
        NamedPatches { name: "base", patches: base, meaning: "the code the thread starts from" },
        NamedPatches {
            name: "v5-1of5",
            patches: base.with(Patch::OuterLoopCheck),
            meaning: "the posted patch: memmap_init() skips whole mirrored regions; \
                      overtaken by the others",
        },
        NamedPatches {
            name: "node-extent",
            patches: node_extent,
            meaning: "node_spanned_pages = node end - node start; backported to stable kernels \
                      without the rest",
        },
        NamedPatches {
            name: "clip",
            patches: clip,
            meaning: "node-extent, and Normal ends where Movable starts",
        },
        NamedPatches {
            name: "clip-absent",
            patches: clip_absent,
            meaning: "clip, and absent pages without mirror terms",
        },
        NamedPatches {
            name: "simplified",
            patches: clip_absent.with(Patch::NoOverlapCheck),
            meaning: "clip-absent, and overlap_memmap_init() gone: all the thread proposes, and \
                      what v7.3 is",
        },
    ]
};

/// The patches of the variant called `name`.
pub fn named_patches(name: &str) -> Option<PatchSet> {
    NAMED_VARIANTS.iter().find(|known| known.name == name).map(|known| known.patches)
}

/// The name of the variant with these patches.
pub fn name_of_patches(patches: PatchSet) -> Option<&'static str> {
    NAMED_VARIANTS.iter().find(|known| known.patches == patches).map(|known| known.name)
}
