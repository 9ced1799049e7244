//! What `Linux version` tells of the patches a kernel has.

use crate::{Kernel, Patch, PatchSet};

/// A kernel, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Running {
    /// Its deferred walk.
    pub kernel: Option<Kernel>,
    /// Its patches.
    pub patches: Option<PatchSet>,
    /// Whether it is older than what is modelled.
    pub is_older: bool,
}

impl Running {
    /// What the text behind `Linux version` tells. It says nothing of patches applied by hand.
    ///
    /// "mm/mm_init: fix incorrect node_spanned_pages" is in 6.12.110 and later and not in
    /// 6.12.107; of other series it is not known here.
    ///
    /// # Examples
    /// ```
    /// # use zonescope_model::{Kernel, Patch, PatchSet, Running};
    /// let running = Running::of_version("6.12.117+deb12-cloud-amd64 (...)");
    /// assert_eq!(running.kernel, Some(Kernel::V6_12));
    /// assert_eq!(running.patches, Some(PatchSet::NONE.with(Patch::NodeExtentSpan)));
    /// ```
    pub fn of_version(version: &str) -> Running {
        let Some((major, minor, stable)) = numbers(version) else {
            return Running::default();
        };
        let kernel = match (major, minor) >= (6, 18) {
            true => Kernel::V6_18,
            false => Kernel::V6_12,
        };
        let patches = match (major, minor, stable) {
            (6, 12, 110..) => Some(PatchSet::NONE.with(Patch::NodeExtentSpan)),
            (6, 12, ..=107) => Some(PatchSet::NONE),
            _ => None,
        };
        Running { kernel: Some(kernel), patches, is_older: (major, minor) < (6, 12) }
    }
}

/// `6.12.117+deb12` as 6, 12 and 117; a missing third number is 0.
fn numbers(version: &str) -> Option<(u64, u64, u64)> {
    let leading = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, rest) = text.split_at_checked(end)?;
        Some((digits.parse().ok()?, rest.to_owned()))
    };
    let (major, rest): (u64, String) = leading(version.trim_start())?;
    let (minor, rest): (u64, String) = leading(rest.strip_prefix('.')?)?;
    let stable = rest.strip_prefix('.').and_then(leading).map_or(0, |(stable, _)| stable);
    Some((major, minor, stable))
}
