//! What variants are, in a line each, for who sees only their names.

use zonescope_model::{name_of_patches, Release, Variant, NAMED_VARIANTS};
use zonescope_scenario::{Evaluated, NamedVariant};

use crate::escape::visible;
use crate::sentence::listed;

/// How many releases are named at most; of more, the last.
const NAMED: usize = 3;

/// What a variant changes, beginning as a name may: a named set's own meaning, else its patches'.
pub fn variant_meaning(variant: Variant) -> String {
    let patches = variant.patches;
    if let Some(known) = NAMED_VARIANTS.iter().find(|known| known.patches == patches) {
        return format!("{}.", known.meaning);
    }
    let meanings: Vec<&str> = patches.iter().map(|patch| patch.entry().meaning).collect();
    format!("{}.", meanings.join("; "))
}

/// Which stable releases are what it is, in one sentence; if none is, where its patches are among
/// others.
pub fn variant_releases(variant: Variant) -> String {
    let maintained = || Release::all().iter().filter(|one| one.is_maintained);
    let releases = maintained().filter(|one| one.patches == variant.patches);
    let titles: Vec<String> = releases.map(Release::title).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    match &titles[..] {
        [] => {
            let has_all =
                |one: &&Release| variant.patches.iter().all(|patch| one.patches.has(patch));
            match maintained().find(has_all) {
                Some(first) => format!("In {}, with more patches.", first.title()),
                None => "In no release.".to_owned(),
            }
        }
        [.., last] if titles.len() > NAMED => {
            format!("In {} stable lines, the newest of them {last}.", titles.len())
        }
        few => format!("In {}.", listed(few)),
    }
}

/// A line for each variant: `clip: node-extent, and Normal ends where Movable starts. In ...`.
pub(crate) fn legend(evaluated: &[Evaluated]) -> Vec<String> {
    let line = |one: &Evaluated| {
        let Evaluated { name, variant, .. } = one;
        let named = NamedVariant { name: name.clone(), variant: *variant };
        match (named.release(), name_of_patches(variant.patches)) {
            (Some(release), Some(set)) => {
                format!("{}: {}, has {set}.", visible(name), release.title())
            }
            _ => format!(
                "{}: {} {}",
                visible(name),
                variant_meaning(*variant),
                variant_releases(*variant)
            ),
        }
    };
    evaluated.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use zonescope_model::{Kernel, Patch, PatchSet};

    fn of(patches: &[Patch]) -> Variant {
        let patches: PatchSet = patches.iter().copied().collect();
        Variant { kernel: Kernel::V6_12, patches }
    }

    #[test]
    fn a_variant_says_what_it_is_and_since_when() {
        let clip = of(&[Patch::NodeExtentSpan, Patch::ClipNormal]);
        assert_eq!(variant_meaning(clip), "node-extent, and Normal ends where Movable starts.");
        assert_eq!(variant_releases(clip), "In 7.3 and later, with more patches.");
        assert_eq!(variant_releases(of(&[Patch::OuterLoopCheck])), "In no release.");
        let merged: Vec<Patch> = Patch::ALL.into_iter().skip(1).collect();
        assert_eq!(variant_releases(of(&merged)), "In 7.3 and later.");
        assert!(variant_releases(of(&[])).ends_with("the newest of them 7.2.y before about 7.2.6."));
        assert_eq!(
            variant_meaning(of(&[Patch::ClipNormal])),
            "under kernelcore=mirror, too, Normal ends where Movable begins."
        );
    }
}
