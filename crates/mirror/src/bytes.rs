//! An amount of memory.

use std::fmt;

/// An amount of memory in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Bytes(u64);

impl Bytes {
    /// No memory.
    pub const ZERO: Bytes = Bytes(0);
    /// 1 GiB.
    pub const GIB: Bytes = Bytes(1 << 30);

    /// `bytes` bytes.
    pub const fn new(bytes: u64) -> Bytes {
        Bytes(bytes)
    }

    /// How many bytes.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Rounded down to a multiple of `step`, a power of two.
    #[must_use]
    pub(super) const fn round_down(self, step: Bytes) -> Bytes {
        Bytes(self.0 & !step.0.saturating_sub(1))
    }

    /// Rounded up to a multiple of `step`, a power of two. Saturates.
    #[must_use]
    pub(super) const fn round_up(self, step: Bytes) -> Bytes {
        Bytes(self.0.saturating_add(step.0.saturating_sub(1))).round_down(step)
    }

    /// The sum. Saturates.
    #[must_use]
    pub(super) const fn plus(self, other: Bytes) -> Bytes {
        Bytes(self.0.saturating_add(other.0))
    }

    /// What is left without `other`; nothing if that is more.
    #[must_use]
    pub(super) const fn minus(self, other: Bytes) -> Bytes {
        Bytes(self.0.saturating_sub(other.0))
    }
}

/// Exact, in the largest unit up to GiB that needs no fraction: `512 GiB`, `1674968 KiB`.
impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, shift) = match self.0.trailing_zeros() {
            30.. => ("GiB", 30),
            20.. => ("MiB", 20),
            10.. => ("KiB", 10),
            _ => ("bytes", 0),
        };
        write!(f, "{} {unit}", self.0.checked_shr(shift).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::Bytes;

    #[test]
    fn sizes_are_exact() {
        for (bytes, text) in [
            (0, "0 GiB"),
            (1, "1 bytes"),
            (4096, "4 KiB"),
            (3 << 20, "3 MiB"),
            (512 << 30, "512 GiB"),
            ((2 << 30) + 512, "2147484160 bytes"),
        ] {
            assert_eq!(Bytes::new(bytes).to_string(), text);
        }
    }
}
