//! How far the rules of a kernel have been compared with kernels that were booted.

use zonescope_model::{Arch, Kernel, Release, Version};

use crate::sentence::listed;

/// The booted kernels that the model of `kernel` on `arch` was compared with in every number.
pub(crate) fn booted(kernel: Kernel, arch: &Arch) -> Vec<&'static str> {
    let has_rules = |version: &&&str| {
        let release = Version::parse(version).and_then(Release::of);
        release.is_some_and(|release| release.kernel == kernel)
    };
    arch.checked.iter().filter(has_rules).copied().collect()
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
        assert!(booted(Kernel::V6_12, &Arch::ARM64).eq(&["6.12.117"]));
        assert!(booted(Kernel::V6_12, &Arch::ARM64_16K).is_empty());
        assert!(booted(Kernel::V6_18, &Arch::RISCV64).is_empty());
    }

    #[test]
    fn every_kernel_that_was_booted_is_of_a_release() {
        for arch in Arch::ALL {
            let of_kernels = Kernel::ALL.map(|kernel| booted(kernel, &arch).len());
            assert_eq!(of_kernels.iter().sum::<usize>(), arch.checked.len(), "{arch}");
        }
    }
}
