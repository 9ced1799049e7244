//! The numbers of things in links (docs/link.md, "Registries"). A number never changes its
//! meaning: append to the open tables, and leave the closed ones alone.

use zonescope_model::{Arch, Kernel, Patch, PatchSet};

use crate::View;

/// Architectures; number 1 is reserved for one whose constants follow.
pub(super) const ARCHS: [Option<Arch>; 10] = [
    Some(Arch::X86_64),
    None,
    Some(Arch::ARM64),
    Some(Arch::ARM64_16K),
    Some(Arch::ARM64_64K),
    Some(Arch::RISCV64),
    Some(Arch::PPC64LE),
    Some(Arch::S390X),
    Some(Arch::LOONGARCH64),
    Some(Arch::S390X_6_13),
];

/// Kernels.
pub(super) const KERNELS: [Kernel; 4] = [Kernel::V6_12, Kernel::V6_18, Kernel::V5_10, Kernel::V6_6];

/// Views.
pub(super) const VIEWS: [View; 6] =
    [View::Zones, View::Init, View::Sweep, View::Matrix, View::Check, View::Releases];

/// Patches: the place is the bit.
pub(super) const PATCHES: [Patch; 5] = [
    Patch::OuterLoopCheck,
    Patch::NodeExtentSpan,
    Patch::ClipNormal,
    Patch::PlainAbsent,
    Patch::NoOverlapCheck,
];

/// Closed: what a link or file shows that lists no variants, their patches as bits. It does not
/// follow the model's list of named variants, which may grow.
const DEFAULT_VARIANTS: [(&str, u64); 6] = [
    ("base", 0),
    ("v5-1of5", 0b1),
    ("node-extent", 0b10),
    ("clip", 0b110),
    ("clip-absent", 0b1110),
    ("simplified", 0b11110),
];

/// Releases, by their slugs; their numbers follow those of the default variants.
pub(super) const RELEASES: [&str; 19] = [
    "5.10", "5.14", "5.15", "5.16", "6.1", "6.2", "6.6", "6.6.158", "6.7", "6.11", "6.12",
    "6.12.110", "6.13", "6.18", "6.18.52", "6.19", "7.2", "7.2.6", "7.3",
];

/// Closed: titles that need not be spelt out. The first two numbers are taken.
pub(super) const TITLES: [&str; 4] = [
    "Case 1: efibootmgr -m t -M 0",
    "Case 2: efibootmgr -m t -M 25",
    "Case 3: efibootmgr -m f -M 25",
    "2016 cover letter: mirrored ranges inside Movable",
];

/// The number of `entry` in `table`.
pub(super) fn number_of<T: PartialEq>(table: &[T], entry: &T) -> Option<u64> {
    let place = table.iter().position(|known| known == entry)?;
    Some(place as u64)
}

/// The entry with this number.
pub(super) fn entry<T>(table: &[T], number: u64) -> Option<&T> {
    table.get(usize::try_from(number).ok()?)
}

/// The bits of a patch set.
pub(super) fn bits_of(patches: PatchSet) -> u64 {
    (0..)
        .zip(PATCHES)
        .filter(|(_, patch)| patches.has(*patch))
        .fold(0, |bits, (place, _)| bits | 1 << place)
}

/// The patch set of these bits, if each is a patch.
pub(super) fn patches_of(bits: u64) -> Option<PatchSet> {
    if bits >> PATCHES.len() != 0 {
        return None;
    }
    Some(
        (0..)
            .zip(PATCHES)
            .filter(|(place, _)| bits >> place & 1 != 0)
            .map(|(_, patch)| patch)
            .collect(),
    )
}

/// The default variants, in their order: name and patches.
pub(crate) fn default_variants() -> impl Iterator<Item = (&'static str, PatchSet)> {
    DEFAULT_VARIANTS.iter().filter_map(|&(name, bits)| Some((name, patches_of(bits)?)))
}

/// The patches' slugs joined by `+`, or `base`.
pub(super) fn slugs(patches: PatchSet) -> String {
    let slugs: Vec<&str> =
        PATCHES.into_iter().filter(|patch| patches.has(*patch)).map(Patch::slug).collect();
    match slugs.is_empty() {
        true => "base".to_owned(),
        false => slugs.join("+"),
    }
}

#[cfg(test)]
mod tests {
    use zonescope_model::Release;

    use super::*;

    /// Whoever adds one of these to the model has to give it a number here and in link.md.
    #[test]
    fn all_the_model_knows_has_a_number() {
        assert!(Patch::ALL.iter().all(|patch| PATCHES.contains(patch)));
        assert!(Kernel::ALL.iter().all(|kernel| KERNELS.contains(kernel)));
        assert!(Arch::ALL.iter().all(|arch| ARCHS.contains(&Some(*arch))));
        assert!(Release::all().iter().all(|release| RELEASES.contains(&release.slug)));
        assert!(View::ALL.iter().all(|view| VIEWS.contains(view)));
    }

    /// Slugs and names are in links that were published: they stay.
    #[test]
    fn names_are_what_they_were() {
        let slugs = PATCHES.map(Patch::slug).join(" ");
        assert_eq!(
            slugs,
            "outer-loop-check node-extent-span clip-normal plain-absent no-overlap-check"
        );
        assert_eq!(KERNELS.map(Kernel::name), ["v6.12", "v6.18", "v5.10", "v6.6"]);
        let default: Vec<&str> = default_variants().map(|(name, _)| name).collect();
        assert_eq!(
            default,
            ["base", "v5-1of5", "node-extent", "clip", "clip-absent", "simplified"]
        );
    }

    /// A name may come to mean more elsewhere, never here.
    #[test]
    fn default_variants_are_sets_of_those_names() {
        for (name, patches) in default_variants() {
            assert_eq!(zonescope_model::named_patches(name), Some(patches), "{name}");
        }
    }

    #[test]
    fn every_patch_set_has_its_own_bits() {
        for patches in PatchSet::every() {
            assert_eq!(patches_of(bits_of(patches)), Some(patches));
        }
        assert_eq!(patches_of(1 << PATCHES.len()), None);
    }
}
