//! The kernels whose rules differ: one table of all that is known of them.
//!
//! What a kernel does otherwise than another is said in `rules.rs` and nowhere else.

use std::fmt;

/// A stretch of kernel releases that boot by the same rules.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Kernel {
    /// See [`Kernel::entry`].
    V5_10,
    /// See [`Kernel::entry`].
    V6_6,
    /// See [`Kernel::entry`].
    #[default]
    V6_12,
    /// See [`Kernel::entry`].
    V6_18,
}

/// What is known of a kernel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KernelEntry {
    /// Which one.
    pub kernel: Kernel,
    /// Its name in scenario files, links spelt out and on the command line.
    pub name: &'static str,
    /// The releases that boot by its rules.
    pub releases: &'static str,
    /// What sets its rules apart from the kernel's after it, in one sentence without a full stop.
    pub meaning: &'static str,
}

/// Every kernel, oldest first.
const TABLE: [KernelEntry; 4] = [
    KernelEntry {
        kernel: Kernel::V5_10,
        name: "v5.10",
        releases: "5.10.53 to 6.5",
        meaning: "kernelcore=mirror has no exceptions; the deferred walk stays in the lowest zone \
                  that ends above first_deferred_pfn",
    },
    KernelEntry {
        kernel: Kernel::V6_6,
        name: "v6.6",
        releases: "6.6 to 6.10",
        meaning: "kernelcore=mirror is ignored without mirrored memory and in a crash kernel; the \
                  deferred walk as before",
    },
    KernelEntry {
        kernel: Kernel::V6_12,
        name: "v6.12",
        releases: "6.11 to 6.17",
        meaning: "the deferred walk sets up only pages of the node's highest zone",
    },
    KernelEntry {
        kernel: Kernel::V6_18,
        name: "v6.18",
        releases: "6.18 and later",
        meaning: "the deferred walk starts at first_deferred_pfn, whatever zone that is in",
    },
];

impl Kernel {
    /// Every kernel, oldest first.
    pub const ALL: [Kernel; TABLE.len()] = {
        let mut all = [Kernel::V6_12; TABLE.len()];
        let mut place = 0;
        while place < TABLE.len() {
            all[place] = TABLE[place].kernel;
            place += 1;
        }
        all
    };

    /// All that is known of it.
    pub const fn entry(self) -> &'static KernelEntry {
        &TABLE[self as usize]
    }

    /// The name in scenario files and on the command line.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// How people are shown it: the last one stands for all after it too.
    pub fn title(self) -> String {
        match Kernel::ALL.last() == Some(&self) {
            true => format!("{}+", self.name()),
            false => self.name().to_owned(),
        }
    }

    /// The kernel called `name`.
    pub fn from_name(name: &str) -> Option<Kernel> {
        Kernel::ALL.into_iter().find(|kernel| kernel.name() == name)
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_table_is_the_kernels_number() {
        for (place, kernel) in Kernel::ALL.into_iter().enumerate() {
            assert_eq!(kernel as usize, place);
            assert_eq!(kernel.entry().kernel, kernel);
            assert_eq!(Kernel::from_name(kernel.name()), Some(kernel));
        }
    }
}
