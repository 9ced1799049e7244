//! How far the rules of a kernel have been compared with kernels that were booted.

use zonescope_model::{Arch, Evidence, Kernel, Release, Version};

use crate::sentence::listed;

/// The booted kernels that the model of `kernel` on `arch` was compared with in every number.
pub(crate) fn booted(kernel: Kernel, arch: &Arch) -> Vec<&'static str> {
    let ends = arch.checked.map(|range| range.split_once(" to ").unwrap_or((range, range)));
    let Some((first, last)) =
        ends.and_then(|(first, last)| Version::parse(first).zip(Version::parse(last)))
    else {
        return Vec::new();
    };
    let of_kernel = Release::all().iter().filter(|release| release.kernel == kernel);
    let booted = of_kernel.filter_map(|release| match release.evidence {
        Evidence::Booted(version) => Some(version),
        Evidence::Read(_) | Evidence::Inferred => None,
    });
    let is_of_arch = |version: &&str| {
        Version::parse(version).is_some_and(|version| (first..=last).contains(&version))
    };
    booted.filter(is_of_arch).collect()
}

/// Whether the rules chosen were compared with a boot, in one sentence.
pub fn evidence_sentence(kernel: Kernel, arch: &Arch) -> String {
    match &booted(kernel, arch)[..] {
        [] => format!("The rules of {kernel} on {arch} are not checked against a booted kernel."),
        some => format!(
            "The rules of {kernel} on {arch} are checked against booted kernels: {}.",
            listed(some)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_checked_is_said_of_kernel_and_architecture() {
        let says = |kernel, arch| evidence_sentence(kernel, &arch);
        assert_eq!(
            says(Kernel::V6_12, Arch::X86_64),
            "The rules of v6.12 on x86_64 are checked against booted kernels: 6.12.107 and 6.12.117."
        );
        assert!(says(Kernel::V6_18, Arch::X86_64).ends_with("7.2.13 and 7.3-rc7."));
        let unchecked = says(Kernel::V6_6, Arch::X86_64);
        assert!(unchecked.ends_with("are not checked against a booted kernel."), "{unchecked}");
        assert!(booted(Kernel::V5_10, &Arch::ARM64).eq(&["6.1.176"]));
        assert!(booted(Kernel::V6_12, &Arch::ARM64_16K).is_empty());
        assert!(booted(Kernel::V6_18, &Arch::RISCV64).is_empty());
    }
}
