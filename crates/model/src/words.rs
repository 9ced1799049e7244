//! The boot words the model reads, parsed as the kernel parses its command line.

/// How much memory a word asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Amount {
    /// Bytes, as memparse() read them.
    Bytes(u64),
    /// Percent of all memory pages.
    Percent(u64),
}

/// `kernelcore=`, `movablecore=`, `movable_node` and `elfcorehdr=`, as left by the last of each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct BootWords {
    /// `kernelcore=mirror` was given (mirrored_kernelcore).
    pub mirror: bool,
    /// `kernelcore=` with a size or a percentage.
    pub kernelcore: Option<Amount>,
    /// `movablecore=`.
    pub movablecore: Option<Amount>,
    /// `movable_node`.
    pub movable_node: bool,
    /// A crash kernel: `elfcorehdr=` was given (is_kdump_kernel()).
    pub kdump: bool,
}
