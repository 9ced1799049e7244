//! Memory above 4 GiB as pieces, one behind the other from 4 GiB on, and their sizes at a scale.

/// A piece of a node's memory, or a hole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Piece {
    /// Which node of the machine, counted from 0.
    pub node: usize,
    pub what: What,
    pub bytes: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    Mirrored,
    Plain,
    Hole,
}

/// A power of two that sizes are divided by, and what they are rounded to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Scale {
    pub shift: u32,
    pub section: u64,
}

impl Scale {
    /// The size at this scale: whole sections, at least one. At 1/1 it is kept to the byte.
    pub fn of(self, bytes: u64) -> u64 {
        match self.shift {
            0 => bytes,
            shift => {
                let exact = bytes >> shift;
                let rounded = exact.saturating_add(self.section / 2) / self.section * self.section;
                rounded.max(self.section)
            }
        }
    }

    /// Whether that is exactly the size divided.
    pub fn is_exact(self, bytes: u64) -> bool {
        self.of(bytes).checked_shl(self.shift) == Some(bytes)
    }
}

/// The finest scale at which `pieces` need no more than `memory` bytes.
///
/// # Errors
/// What the coarsest one needs, in bytes.
pub(crate) fn scale(pieces: &[Piece], section: u64, memory: u64) -> Result<Scale, u64> {
    let mut needed = 0;
    for shift in 0..40 {
        let scale = Scale { shift, section };
        needed = pieces.iter().fold(0, |sum: u64, piece| sum.saturating_add(scale.of(piece.bytes)));
        if needed <= memory {
            return Ok(scale);
        }
    }
    Err(needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    #[test]
    fn sizes_keep_sections() {
        let scale = |shift| Scale { shift, section: 128 * MIB };
        for (shift, bytes, scaled, is_exact) in [
            (0, 12_345, 12_345, true),
            (6, 254 << 30, 4 << 30, false),
            (6, 256 << 30, 4 << 30, true),
            (6, 127 << 30, 2 << 30, false),
            (3, 127 << 30, (127 << 30) / 8, true),
            (10, 4096, 128 * MIB, false),
            (39, u64::MAX, 128 * MIB, false),
        ] {
            assert_eq!(scale(shift).of(bytes), scaled, "{bytes} at 1/2^{shift}");
            assert_eq!(scale(shift).is_exact(bytes), is_exact, "{bytes} at 1/2^{shift}");
        }
    }

    #[test]
    fn the_finest_scale_that_fits_is_taken() {
        let piece = |bytes| Piece { node: 0, what: What::Plain, bytes };
        let pieces = [piece(127 << 30), piece(254 << 30), piece(128 << 30), piece(256 << 30)];
        let shift = |memory| scale(&pieces, 128 * MIB, memory).map(|scale| scale.shift);
        assert_eq!(shift(765 << 30), Ok(0));
        assert_eq!(shift((765 << 30) - 1), Ok(1));
        assert_eq!(shift(12 << 30), Ok(6));
        assert_eq!(shift(512 * MIB), Ok(11));
        assert_eq!(shift(512 * MIB - 1), Err(512 * MIB));
    }
}
