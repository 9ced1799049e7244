//! The patches of the thread: one table of all that is known of them, and sets of them.
//!
//! A patch is a switch. What it switches is said in `rules.rs` and nowhere else.

use std::fmt;

/// One patch of the thread.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Patch {
    /// See [`Patch::entry`].
    OuterLoopCheck,
    /// See [`Patch::entry`].
    NodeExtentSpan,
    /// See [`Patch::entry`].
    ClipNormal,
    /// See [`Patch::entry`].
    PlainAbsent,
    /// See [`Patch::entry`].
    NoOverlapCheck,
}

/// What is known of a patch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PatchEntry {
    /// Which one.
    pub patch: Patch,
    /// Its name in scenario files, in links spelt out, and on the command line.
    pub slug: &'static str,
    /// Where the thread has it.
    pub posted: &'static str,
    /// What it does to the kernel's arithmetic, in one sentence without a full stop.
    pub meaning: &'static str,
    /// The kernel functions it changes, in [`PatchEntry::file`].
    pub functions: &'static [&'static str],
    /// The kernel source file.
    pub file: &'static str,
    /// What to change there, in words: from the code the mail starts from to the patched one.
    pub change: &'static str,
    /// The commit that merged it, if one did.
    pub upstream: Option<Upstream>,
}

/// A commit of the mainline kernel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Upstream {
    /// Its abbreviated name.
    pub commit: &'static str,
    /// Its subject.
    pub subject: &'static str,
    /// The first release that has it.
    pub since: &'static str,
}

impl Upstream {
    /// Where the commit can be read.
    pub fn address(&self) -> String {
        format!("https://git.kernel.org/linus/{}", self.commit)
    }
}

impl PatchEntry {
    /// Where the file can be read, as the thread starts from it.
    pub fn source(&self) -> String {
        format!(
            "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/{}?h=v6.12",
            self.file
        )
    }
}

/// The thread's subject, and where its mails are found.
pub const THREAD: (&str, &str) = (
    "[PATCH v5 1/5] mm: move mirrored memory overlap checking to the outer loop",
    "https://lore.kernel.org/linux-mm/?q=s:%22move+mirrored+memory+overlap+checking+to+the+outer+loop%22",
);

const NO_OVERLAPPING_ZONES: Upstream = Upstream {
    commit: "eb0e5b61369f",
    subject: "mm/mm_init: don't overlap NORMAL and MOVABLE zones with kernelcore=mirror",
    since: "7.3",
};

/// Every patch. A place is a bit of [`PatchSet`]: append, and move nothing.
const TABLE: [PatchEntry; 5] = [
    PatchEntry {
        patch: Patch::OuterLoopCheck,
        slug: "outer-loop-check",
        posted: "v5 1/5",
        meaning: "for Movable, memmap_init() skips a mirrored region as a whole instead of page \
                  by page",
        functions: &["memmap_init", "memmap_init_range"],
        file: "mm/mm_init.c",
        change: "memmap_init() looks at each region's mirror flag before it initialises Movable; \
                 overlap_memmap_init() and its call in memmap_init_range() go",
        upstream: None,
    },
    PatchEntry {
        patch: Patch::NodeExtentSpan,
        slug: "node-extent-span",
        posted: "the thread's diff 1",
        meaning: "a node spans from its first to its last page, not the sum of its zones, in \
                  which overlap counts twice",
        functions: &["calculate_node_totalpages"],
        file: "mm/mm_init.c",
        change: "node_spanned_pages is set to node_end_pfn - node_start_pfn; the sum over the \
                 zones goes",
        upstream: Some(Upstream {
            commit: "7783dcd79ae9",
            subject: "mm/mm_init: fix incorrect node_spanned_pages",
            since: "7.3",
        }),
    },
    PatchEntry {
        patch: Patch::ClipNormal,
        slug: "clip-normal",
        posted: "the thread's diff 2",
        meaning: "under kernelcore=mirror, too, Normal ends where Movable begins",
        functions: &["adjust_zone_range_for_zone_movable"],
        file: "mm/mm_init.c",
        change: "the branch that cuts a zone at zone_movable_pfn no longer asks for \
                 !mirrored_kernelcore",
        upstream: Some(NO_OVERLAPPING_ZONES),
    },
    PatchEntry {
        patch: Patch::PlainAbsent,
        slug: "plain-absent",
        posted: "the thread's diff 2",
        meaning: "absent pages are the holes of the span and nothing else",
        functions: &["zone_absent_pages_in_node"],
        file: "mm/mm_init.c",
        change: "it returns what __absent_pages_in_range() gives; the loop over mirrored regions \
                 goes",
        upstream: Some(NO_OVERLAPPING_ZONES),
    },
    PatchEntry {
        patch: Patch::NoOverlapCheck,
        slug: "no-overlap-check",
        posted: "the thread's diff 2",
        meaning: "initialising Movable no longer skips mirrored memory",
        functions: &["memmap_init_range", "overlap_memmap_init"],
        file: "mm/mm_init.c",
        change: "overlap_memmap_init() and its call in memmap_init_range() go",
        upstream: Some(Upstream {
            commit: "f042b69ebb9f",
            subject: "mm/mm_init: drop overlap_memmap_init()",
            since: "7.3",
        }),
    },
];

impl Patch {
    /// Every patch. The order is the bit order of [`PatchSet`].
    pub const ALL: [Patch; TABLE.len()] = {
        let mut all = [Patch::OuterLoopCheck; TABLE.len()];
        let mut place = 0;
        while place < TABLE.len() {
            all[place] = TABLE[place].patch;
            place += 1;
        }
        all
    };

    /// All that is known of it.
    pub const fn entry(self) -> &'static PatchEntry {
        &TABLE[self as usize]
    }

    /// The name in scenario files and on the command line.
    pub const fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// The patch called `slug`.
    pub fn from_slug(slug: &str) -> Option<Patch> {
        Patch::ALL.into_iter().find(|patch| patch.slug() == slug)
    }
}

impl fmt::Display for Patch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.slug())
    }
}

/// A set of patches. Every combination is legal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct PatchSet(u32);

// One bit for each patch.
const _: () = assert!(Patch::ALL.len() <= u32::BITS as usize);

impl PatchSet {
    /// No patch: the code the mail starts from.
    pub const NONE: PatchSet = PatchSet(0);

    /// How many combinations there are.
    pub const COUNT: usize = 1 << Patch::ALL.len();

    /// Every one of the combinations.
    pub fn every() -> impl Iterator<Item = PatchSet> {
        (0..PatchSet::COUNT as u32).map(PatchSet)
    }

    /// Whether `patch` is applied.
    pub const fn has(self, patch: Patch) -> bool {
        self.0 & (1 << patch as u32) != 0
    }

    /// This set and `patch`.
    #[must_use]
    pub const fn with(self, patch: Patch) -> PatchSet {
        PatchSet(self.0 | 1 << patch as u32)
    }

    /// This set without `patch`.
    #[must_use]
    pub const fn without(self, patch: Patch) -> PatchSet {
        PatchSet(self.0 & !(1 << patch as u32))
    }

    /// The patches applied, in the order of [`Patch::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Patch> {
        Patch::ALL.into_iter().filter(move |patch| self.has(*patch))
    }
}

impl FromIterator<Patch> for PatchSet {
    fn from_iter<I: IntoIterator<Item = Patch>>(patches: I) -> PatchSet {
        patches.into_iter().fold(PatchSet::NONE, PatchSet::with)
    }
}

/// `node-extent-span+clip-normal`, or `base` for none.
impl fmt::Display for PatchSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == PatchSet::NONE {
            return f.write_str("base");
        }
        for (place, patch) in self.iter().enumerate() {
            write!(f, "{}{patch}", if place == 0 { "" } else { "+" })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_table_is_the_patchs_bit() {
        for (place, patch) in Patch::ALL.into_iter().enumerate() {
            assert_eq!(patch as usize, place);
            assert_eq!(patch.entry().patch, patch);
            assert_eq!(Patch::from_slug(patch.slug()), Some(patch));
        }
    }

    #[test]
    fn every_set_is_met_once() {
        let sets: std::collections::BTreeSet<PatchSet> = PatchSet::every().collect();
        assert_eq!(sets.len(), PatchSet::COUNT);
        assert!(sets.iter().all(|set| set.iter().collect::<PatchSet>() == *set));
    }

    #[test]
    fn sentences_are_said_without_their_full_stop() {
        for entry in TABLE {
            assert!(
                !entry.meaning.ends_with('.') && !entry.change.ends_with('.'),
                "{}",
                entry.slug
            );
        }
    }
}
