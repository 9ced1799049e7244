//! What `Linux version` tells of the patches a kernel has.

use crate::{Evidence, Kernel, PatchSet, Release, Version};

/// A kernel, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Running {
    /// The rules it boots by.
    pub kernel: Option<Kernel>,
    /// Its patches.
    pub patches: Option<PatchSet>,
    /// Whether it is older than what is modelled.
    pub is_older: bool,
    /// The release its version belongs to. A distribution may have backported more.
    pub release: Option<&'static Release>,
}

impl Running {
    /// What the text behind `Linux version` tells. It says nothing of patches applied by hand,
    /// and nothing certain of those of releases whose first version is inferred.
    ///
    /// # Examples
    /// ```
    /// # use zonescope_model::{Kernel, Patch, PatchSet, Running};
    /// let running = Running::of_version("6.12.117+deb12-cloud-amd64 (...)");
    /// assert_eq!(running.kernel, Some(Kernel::V6_12));
    /// assert_eq!(running.patches, Some(PatchSet::NONE.with(Patch::NodeExtentSpan)));
    /// ```
    pub fn of_version(version: &str) -> Running {
        let Some(version) = exact(version) else {
            return Running::default();
        };
        let Some(release) = Release::of(version) else {
            return Running { kernel: Some(Kernel::ALL[0]), is_older: true, ..Running::default() };
        };
        // What was booted speaks for all up to the next border that is known, and no further.
        let is_certain = match release.evidence {
            Evidence::Booted(known) => Version::parse(known).is_some_and(|known| {
                (version >= known || !release.from_is_inferred)
                    && (version <= known || release.until.stable == 0)
            }),
            Evidence::Read(_) | Evidence::Inferred => false,
        };
        Running {
            kernel: Some(release.kernel),
            patches: is_certain.then_some(release.patches),
            is_older: false,
            release: Some(release),
        }
    }
}

/// The version; of Debian's kernels the stable release, which stands behind their own:
/// `6.1.0-44-amd64 (...) #1 SMP Debian 6.1.176-1 (2026-07-02)`.
fn exact(text: &str) -> Option<Version> {
    let version = Version::parse(text)?;
    let mut words = text.split_whitespace();
    let packaged = words.find(|word| *word == "Debian").and_then(|_| Version::parse(words.next()?));
    let is_same = |other: &Version| (other.major, other.minor) == (version.major, version.minor);
    Some(packaged.filter(is_same).unwrap_or(version))
}
