//! The releases people run: one table of which rules and which patches each has, and how that is
//! known.

use std::fmt;

use crate::{Kernel, Patch, PatchSet, Setup, Variant};

/// A kernel version: `6.12.117` is 6, 12 and 117.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second.
    pub minor: u64,
    /// The third, 0 where none is written.
    pub stable: u64,
}

impl Version {
    pub(crate) const fn new(major: u64, minor: u64, stable: u64) -> Version {
        Version { major, minor, stable }
    }

    /// The version at the start of `text`, such as a log's `6.12.117+deb12-amd64`.
    pub fn parse(text: &str) -> Option<Version> {
        let (major, rest) = leading_number(text.trim_start())?;
        let (minor, rest) = leading_number(rest.strip_prefix('.')?)?;
        let stable = rest.strip_prefix('.').and_then(leading_number);
        Some(Version { major, minor, stable: stable.map_or(0, |(stable, _)| stable) })
    }

    /// Whether the model has the rules it boots by. Before 5.10.53, and in the releases up to
    /// 5.13 that are no 5.10, holes were painted in another order.
    pub fn is_modelled(self) -> bool {
        Release::of(self).is_some()
    }
}

/// `6.12.117`, or `7.3` where the third number is 0.
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        match self.stable {
            0 => Ok(()),
            stable => write!(f, ".{stable}"),
        }
    }
}

fn leading_number(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

/// How it is known what a release does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// A kernel of it was booted on mirrored memory and compared in every number; this one.
    Booted(&'static str),
    /// Its source was read; that of this one.
    Read(&'static str),
    /// Inferred from the releases around it, or from a changelog.
    Inferred,
}

/// Releases with the same rules and patches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Release {
    /// Its name in links and files and on the command line: its first version.
    pub slug: &'static str,
    /// The first version of it.
    pub from: Version,
    /// The first version after it.
    pub until: Version,
    /// Whether `from` is inferred and may be off by a few.
    pub from_is_inferred: bool,
    /// The rules it boots by.
    pub kernel: Kernel,
    /// The patches it contains.
    pub patches: PatchSet,
    /// How that is known.
    pub evidence: Evidence,
    /// Whether stable kernels of it are still made, so that one would choose it today.
    pub is_maintained: bool,
}

const NODE_EXTENT: PatchSet = PatchSet::NONE.with(Patch::NodeExtentSpan);
const MERGED: PatchSet =
    NODE_EXTENT.with(Patch::ClipNormal).with(Patch::PlainAbsent).with(Patch::NoOverlapCheck);

/// After every version.
const LATER: Version = Version::new(u64::MAX, 0, 0);

/// A whole stretch of versions without a patch.
const fn plain(slug: &'static str, from: Version, until: Version, kernel: Kernel) -> Release {
    Release {
        slug,
        from,
        until,
        from_is_inferred: false,
        kernel,
        patches: PatchSet::NONE,
        evidence: Evidence::Inferred,
        is_maintained: false,
    }
}

/// The same, still made, and known by `evidence`.
const fn maintained(evidence: Evidence, release: Release) -> Release {
    Release { evidence, is_maintained: true, ..release }
}

/// Every release, oldest first: each begins where the one before ends, but for 5.11 to 5.13.
/// 6.2 to 6.5: which of them first had the exceptions to kernelcore=mirror is not known.
static TABLE: [Release; 19] = {
    use Evidence::{Booted, Inferred, Read};
    use Kernel::{V5_10, V6_12, V6_18, V6_6};
    const fn v(major: u64, minor: u64, stable: u64) -> Version {
        Version::new(major, minor, stable)
    }
    [
        maintained(Booted("5.10.262"), plain("5.10", v(5, 10, 53), v(5, 11, 0), V5_10)),
        plain("5.14", v(5, 14, 0), v(5, 15, 0), V5_10),
        maintained(Read("5.15"), plain("5.15", v(5, 15, 0), v(5, 16, 0), V5_10)),
        plain("5.16", v(5, 16, 0), v(6, 1, 0), V5_10),
        maintained(Booted("6.1.176"), plain("6.1", v(6, 1, 0), v(6, 2, 0), V5_10)),
        plain("6.2", v(6, 2, 0), v(6, 6, 0), V5_10),
        maintained(Read("6.6.87"), plain("6.6", v(6, 6, 0), v(6, 6, 158), V6_6)),
        Release {
            patches: NODE_EXTENT,
            from_is_inferred: true,
            ..maintained(Inferred, plain("6.6.158", v(6, 6, 158), v(6, 7, 0), V6_6))
        },
        plain("6.7", v(6, 7, 0), v(6, 11, 0), V6_6),
        Release { evidence: Read("6.11"), ..plain("6.11", v(6, 11, 0), v(6, 12, 0), V6_12) },
        maintained(Booted("6.12.107"), plain("6.12", v(6, 12, 0), v(6, 12, 110), V6_12)),
        Release {
            patches: NODE_EXTENT,
            ..maintained(Booted("6.12.117"), plain("6.12.110", v(6, 12, 110), v(6, 13, 0), V6_12))
        },
        Release { evidence: Read("6.14"), ..plain("6.13", v(6, 13, 0), v(6, 18, 0), V6_12) },
        maintained(Read("6.18"), plain("6.18", v(6, 18, 0), v(6, 18, 52), V6_18)),
        Release {
            patches: NODE_EXTENT,
            from_is_inferred: true,
            ..maintained(Inferred, plain("6.18.52", v(6, 18, 52), v(6, 19, 0), V6_18))
        },
        Release { evidence: Read("7.1"), ..plain("6.19", v(6, 19, 0), v(7, 2, 0), V6_18) },
        maintained(Inferred, plain("7.2", v(7, 2, 0), v(7, 2, 6), V6_18)),
        Release {
            patches: NODE_EXTENT,
            from_is_inferred: true,
            ..maintained(Booted("7.2.13"), plain("7.2.6", v(7, 2, 6), v(7, 3, 0), V6_18))
        },
        Release {
            patches: MERGED,
            ..maintained(Booted("7.3-rc7"), plain("7.3", v(7, 3, 0), LATER, V6_18))
        },
    ]
};

impl Release {
    /// Every release, oldest first.
    pub fn all() -> &'static [Release] {
        &TABLE
    }

    /// The release that `version` belongs to; `None` if it is not modelled.
    ///
    /// # Examples
    /// ```
    /// # use zonescope_model::{Kernel, Patch, PatchSet, Release, Version};
    /// let version = Version::parse("6.12.117+deb12-cloud-amd64 (...)").unwrap();
    /// let release = Release::of(version).unwrap();
    /// assert_eq!(release.kernel, Kernel::V6_12);
    /// assert_eq!(release.patches, PatchSet::NONE.with(Patch::NodeExtentSpan));
    /// ```
    pub fn of(version: Version) -> Option<&'static Release> {
        TABLE.iter().find(|release| release.from <= version && version < release.until)
    }

    /// The release called `slug`.
    pub fn from_slug(slug: &str) -> Option<&'static Release> {
        TABLE.iter().find(|release| release.slug == slug)
    }

    /// The release that people mean by `name`: a slug, any version, or `6.12.y` for the latest of
    /// its line.
    pub fn from_name(name: &str) -> Option<&'static Release> {
        let name = name.strip_prefix('v').unwrap_or(name);
        if let Some(line) = name.strip_suffix(".y") {
            let version = Version::parse(line)?;
            return TABLE.iter().rev().find(|release| release.is_of_line(version));
        }
        Release::from_slug(name).or_else(|| Release::of(Version::parse(name)?))
    }

    fn is_of_line(&self, version: Version) -> bool {
        (self.from.major, self.from.minor) == (version.major, version.minor)
    }

    /// Its rules and patches.
    pub const fn variant(&self) -> Variant {
        Variant { kernel: self.kernel, patches: self.patches }
    }

    /// The line it belongs to, as `6.12.y`.
    pub fn line(&self) -> String {
        format!("{}.{}.y", self.from.major, self.from.minor)
    }

    /// Which versions it is, in words: `6.12.110 and later 6.12.y`, `6.13 to 6.17`.
    pub fn title(&self) -> String {
        let about = |inferred| if inferred { "about " } else { "" };
        let is_whole_line = self.until.stable == 0 && self.until.minor == self.from.minor + 1;
        let next = TABLE.iter().find(|next| next.from == self.until);
        if self.until == LATER {
            format!("{} and later", self.from)
        } else if self.until.stable != 0 {
            let about = about(next.is_some_and(|next| next.from_is_inferred));
            format!("{} before {about}{}", self.line(), self.until)
        } else if is_whole_line && self.from.stable == 0 {
            self.line()
        } else if is_whole_line {
            format!("{} from {}{}", self.line(), about(self.from_is_inferred), self.from)
        } else {
            let (major, minor) = match self.until.minor {
                // The last of the series before: 6.19 to 7.1 and 5.16 to 6.0 name both ends.
                0 => (self.until.major - 1, 19),
                minor => (self.until.major, minor - 1),
            };
            format!("{} to {major}.{minor}", self.from)
        }
    }

    /// `setup` as its kernels see it: those before 6.1 do not know `early_page_ext`, and some
    /// constants of architectures changed.
    pub fn setup(&self, setup: &Setup) -> Setup {
        self.other_setup(setup).unwrap_or_else(|| setup.clone())
    }

    /// The same, or none where that is `setup` itself.
    pub fn other_setup(&self, setup: &Setup) -> Option<Setup> {
        let mut words = setup.words;
        words.early_page_ext &= self.from >= Version::new(6, 1, 0);
        let arch = setup.arch.of_version(self.from);
        let is_other = (words, arch) != (setup.words, setup.arch);
        is_other.then(|| Setup { words, arch, ..setup.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_follow_each_other_without_a_gap_but_one() {
        for pair in TABLE.windows(2) {
            let gap = (pair[0].slug, pair[1].slug) == ("5.10", "5.14");
            assert!(pair[0].until == pair[1].from || gap, "{}", pair[1].slug);
        }
        for release in &TABLE {
            assert!(release.from < release.until, "{}", release.slug);
            let first = Version::parse(release.slug).unwrap();
            assert!(first == release.from || release.slug == "5.10", "{}", release.slug);
            assert_eq!(Release::from_name(release.slug), Some(release));
        }
    }

    macro_rules! releases {
        ($($name:ident: $text:expr => $slug:expr,)*) => {
            $(#[test] fn $name() {
                let version = Version::parse($text);
                assert_eq!(version.and_then(Release::of).map(|release| release.slug), $slug);
            })*
        };
    }

    releases! {
        debian_11: "5.10.0-39-amd64 (...)" => None,
        debian_11_by_its_own_number: "5.10.262" => Some("5.10"),
        before_holes_were_painted_so: "5.10.52" => None,
        the_years_between: "5.13.4" => None,
        a_crash_of_numbers: "6.x" => None,
        no_exceptions_yet: "6.1.176-1" => Some("6.1"),
        not_known_which_first_had_them: "6.5.0-41-generic" => Some("6.2"),
        ubuntu_24_04: "6.8.0-51-generic" => Some("6.7"),
        before_the_backport: "6.12.107" => Some("6.12"),
        with_the_backport: "6.12.110" => Some("6.12.110"),
        odd_stable: "6.17.3" => Some("6.13"),
        half_a_fix_with_the_open_walk: "7.2.13+deb14-amd64" => Some("7.2.6"),
        a_release_candidate: "7.3-rc7-amd64" => Some("7.3"),
        what_is_to_come: "8.1" => Some("7.3"),
    }

    #[test]
    fn a_line_means_its_latest() {
        assert_eq!(Release::from_name("6.12.y").map(|release| release.slug), Some("6.12.110"));
        assert_eq!(Release::from_name("v7.3").map(|release| release.slug), Some("7.3"));
        assert_eq!(Release::from_name("4.19"), None);
    }

    #[test]
    fn titles() {
        let title = |slug| Release::from_slug(slug).map(Release::title);
        for (slug, expected) in [
            ("5.10", "5.10.y from 5.10.53"),
            ("6.1", "6.1.y"),
            ("6.6", "6.6.y before about 6.6.158"),
            ("6.12.110", "6.12.y from 6.12.110"),
            ("6.18.52", "6.18.y from about 6.18.52"),
            ("6.13", "6.13 to 6.17"),
            ("6.19", "6.19 to 7.1"),
            ("5.16", "5.16 to 6.0"),
            ("7.3", "7.3 and later"),
        ] {
            assert_eq!(title(slug).as_deref(), Some(expected));
        }
    }
}
