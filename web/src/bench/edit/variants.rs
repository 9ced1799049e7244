//! Which variants are compared.

use zonescope_model::{
    name_of_patches, named_patches, Kernel, Patch, PatchSet, Release, Variant, NAMED_VARIANTS,
};
use zonescope_scenario::NamedVariant;
use zonescope_sorted::sort_by_key;

use crate::bench::naming::{forget_made_up, name_apart};
use crate::bench::state::State;

impl State {
    /// A variant of one's own, of the first patches that are not there yet.
    pub(crate) fn with_another(&self) -> State {
        let variants = &self.scenario.variants;
        let fresh = PatchSet::every()
            .filter(|patches| name_of_patches(*patches).is_none())
            .find(|patches| !variants.iter().any(|own| own.variant.patches == *patches));
        self.with_own(Variant { kernel: self.bench.kernel, patches: fresh.unwrap_or_default() })
    }

    /// This variant, unless it is there already.
    pub(crate) fn with_shown(&self, variant: Variant) -> State {
        if self.scenario.variants.iter().any(|named| named.variant == variant) {
            return self.clone();
        }
        match name_of_patches(variant.patches) {
            Some(name) => self.with_named(name, true, variant.kernel),
            None => self.with_own(variant),
        }
    }

    /// Shows the release that a log was written by in front, in the place of the one before; on
    /// its kernel, unless the variants are of the user's own choice.
    pub(crate) fn with_logged(
        &self,
        before: Option<&'static Release>,
        release: Option<&'static Release>,
        logged: &[NamedVariant],
    ) -> State {
        if before == release {
            return self.clone();
        }
        let mut rest = self.scenario.variants.clone();
        if let Some(before) = before {
            rest.retain(|named| *named != NamedVariant::of_release(before));
        }
        let Some(release) = release else {
            return self.with_variants(|variants| *variants = rest);
        };
        let is_chosen =
            !Kernel::ALL.iter().any(|kernel| rest == NamedVariant::default_set(*kernel));
        if is_chosen {
            let named = NamedVariant::of_release(release);
            rest.retain(|other| *other != named);
            rest.insert(0, named);
            return self.with_variants(|variants| *variants = rest);
        }
        let next = self.with_variants(|variants| *variants = logged.to_vec());
        next.with_bench(|bench| bench.kernel = release.kernel)
    }

    /// Shows a release under its own name.
    pub(crate) fn with_release(&self, release: &Release) -> State {
        let named = NamedVariant::of_release(release);
        if self.scenario.variants.contains(&named) {
            return self.clone();
        }
        self.with_variants(|variants| variants.push(named))
    }

    /// These variants and no others, and the kernel of the first as the usual one.
    pub(crate) fn with_only(&self, variants: &[Variant]) -> State {
        let kernel = variants.first().map_or(self.bench.kernel, |variant| variant.kernel);
        self.with_bench(|bench| bench.kernel = kernel).with_variants(|own| {
            let named = variants.iter().map(|v| NamedVariant::of(v.patches, v.kernel));
            *own = named.collect();
        })
    }

    fn with_own(&self, variant: Variant) -> State {
        self.with_variants(|variants| {
            variants.push(NamedVariant { name: String::new(), variant });
        })
    }

    /// Named variants keep their order, and come before one's own.
    pub(crate) fn with_named(&self, name: &'static str, shown: bool, kernel: Kernel) -> State {
        self.with_variants(|variants| {
            let known = |named: &NamedVariant| {
                NAMED_VARIANTS
                    .iter()
                    .position(|known| known.name == named.name)
                    .unwrap_or(NAMED_VARIANTS.len())
            };
            variants.retain(|named| named.name != name);
            if let (true, Some(patches)) = (shown, named_patches(name)) {
                variants.push(NamedVariant::of(patches, kernel));
                sort_by_key(variants, known);
            }
        })
    }

    pub(crate) fn with_patch(&self, place: usize, patch: Patch, applied: bool) -> State {
        self.with_variant(place, |named| {
            let patches = named.variant.patches;
            let is_applied = |one| match one == patch {
                true => applied,
                false => patches.has(one),
            };
            named.variant.patches = Patch::ALL.into_iter().filter(|&one| is_applied(one)).collect();
        })
    }

    pub(crate) fn with_variant(
        &self,
        place: usize,
        change: impl FnOnce(&mut NamedVariant),
    ) -> State {
        if place >= self.scenario.variants.len() {
            return self.clone();
        }
        self.with_variants(|variants| {
            if let Some(named) = variants.get_mut(place) {
                forget_made_up(named);
                change(named);
            }
        })
    }

    pub(crate) fn with_variants(&self, change: impl FnOnce(&mut Vec<NamedVariant>)) -> State {
        self.with_scenario(|scenario| {
            change(&mut scenario.variants);
            name_apart(&mut scenario.variants, self.bench.kernel);
        })
    }
}
