//! An architecture of one's own, and every architecture as a word.

use std::fmt;
use std::str::FromStr;

use super::Arch;
use crate::{Amount, MemoryMap, PhysAddr};

/// Why these are not the constants of an architecture.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ArchError {
    /// The page size is none that a kernel has.
    PageShift {
        /// Its log2.
        page_shift: u32,
    },
    /// The largest block does not fit a section.
    LargestBlock {
        /// log2 of the block in bytes.
        block_bits: u64,
        /// log2 of the section in bytes.
        section_size_bits: u32,
    },
    /// The section is larger than memory of any machine.
    Section {
        /// log2 of its size in bytes.
        section_size_bits: u32,
    },
    /// ZONE_DMA32 ends below ZONE_DMA.
    Dma32BelowDma {
        /// Where ZONE_DMA ends.
        dma_end: PhysAddr,
        /// Where ZONE_DMA32 ends.
        dma32_end: PhysAddr,
    },
    /// A zone ends within a page.
    WithinPage {
        /// Where.
        end: PhysAddr,
    },
    /// A zone ends above all memory.
    TooHigh {
        /// Where.
        end: PhysAddr,
    },
    /// Neither a name nor constants.
    Unknown(String),
}

impl fmt::Display for ArchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ArchError::PageShift { page_shift } => write!(
                f,
                "PAGE_SHIFT is {page_shift}: kernels have pages of 4 KiB (12) to 256 KiB (18)"
            ),
            ArchError::LargestBlock { block_bits, section_size_bits } => write!(
                f,
                "MAX_PAGE_ORDER and PAGE_SHIFT come to {block_bits}, more than SECTION_SIZE_BITS, \
                 {section_size_bits}: the largest block has to fit a section"
            ),
            ArchError::Section { section_size_bits } => write!(
                f,
                "SECTION_SIZE_BITS is {section_size_bits}: this model takes sections of up to \
                 1 TiB ({})",
                Arch::MAX_SECTION_SIZE_BITS
            ),
            ArchError::Dma32BelowDma { dma_end, dma32_end } => write!(
                f,
                "ZONE_DMA32 ends at {dma32_end}, below the end of ZONE_DMA at {dma_end}: put it \
                 there or above, or at 0 for none"
            ),
            ArchError::WithinPage { end } => write!(
                f,
                "a zone can't end at {end}, within a page: use a multiple of the page size"
            ),
            ArchError::TooHigh { end } => write!(
                f,
                "a zone can't end at {end}: the limit of this model is 2^60 ({})",
                MemoryMap::MAX_END
            ),
            ArchError::Unknown(text) => write!(
                f,
                "no architecture is called `{text}`: there are {}, or constants of your own as in \
                 {}/12/10/27/16M/4G (PAGE_SHIFT, MAX_PAGE_ORDER, SECTION_SIZE_BITS, the ends of \
                 ZONE_DMA and ZONE_DMA32)",
                Arch::ALL.map(|arch| arch.name).join(", "),
                Arch::CUSTOM
            ),
        }
    }
}

impl std::error::Error for ArchError {}

impl Arch {
    /// The name of every architecture that is not among [`Arch::ALL`].
    pub const CUSTOM: &'static str = "custom";

    /// Kernels have sections of up to 1 GiB, a few more if the largest block is configured so.
    pub const MAX_SECTION_SIZE_BITS: u32 = 40;

    /// An architecture of these constants, which are as in [`Arch`]'s fields.
    ///
    /// # Errors
    /// The first constant that no kernel could have, or this model not compute with.
    ///
    /// # Examples
    /// ```
    /// # use zonescope_model::{Arch, PhysAddr};
    /// let pages_of_64k = Arch::custom(16, 10, 29, PhysAddr::new(0), PhysAddr::FOUR_GIB).unwrap();
    /// assert_eq!(pages_of_64k.to_string(), "custom/16/10/29/0/4G");
    /// assert_eq!("custom/16/10/29/0/4G".parse(), Ok(pages_of_64k));
    /// ```
    pub fn custom(
        page_shift: u32,
        max_page_order: u32,
        section_size_bits: u32,
        dma_end: PhysAddr,
        dma32_end: PhysAddr,
    ) -> Result<Arch, ArchError> {
        if !(12..=18).contains(&page_shift) {
            return Err(ArchError::PageShift { page_shift });
        }
        if section_size_bits > Arch::MAX_SECTION_SIZE_BITS {
            return Err(ArchError::Section { section_size_bits });
        }
        let block_bits = u64::from(max_page_order) + u64::from(page_shift);
        if block_bits > section_size_bits.into() {
            return Err(ArchError::LargestBlock { block_bits, section_size_bits });
        }
        for end in [dma_end, dma32_end] {
            if end > MemoryMap::MAX_END {
                return Err(ArchError::TooHigh { end });
            }
            if end.get().trailing_zeros() < page_shift {
                return Err(ArchError::WithinPage { end });
            }
        }
        if dma32_end != PhysAddr::new(0) && dma32_end < dma_end {
            return Err(ArchError::Dma32BelowDma { dma_end, dma32_end });
        }
        Ok(Arch {
            name: Arch::CUSTOM,
            page_shift,
            max_page_order,
            section_size_bits,
            dma_end,
            dma32_end,
            checked: &[],
        })
    }

    /// Whether it is what [`Arch::custom`] makes of its constants.
    pub fn is_custom(&self) -> bool {
        let again = Arch::custom(
            self.page_shift,
            self.max_page_order,
            self.section_size_bits,
            self.dma_end,
            self.dma32_end,
        );
        again.as_ref() == Ok(self)
    }
}

/// The name; behind `custom` the constants, as [`Arch::from_str`] reads them.
impl fmt::Display for Arch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name != Arch::CUSTOM {
            return f.pad(self.name);
        }
        write!(
            f,
            "{}/{}/{}/{}/{}/{}",
            self.name,
            self.page_shift,
            self.max_page_order,
            self.section_size_bits,
            Amount::Bytes(self.dma_end.get()),
            Amount::Bytes(self.dma32_end.get())
        )
    }
}

/// A name, or `custom/12/10/27/16M/4G`: PAGE_SHIFT, MAX_PAGE_ORDER, SECTION_SIZE_BITS, and where
/// ZONE_DMA and ZONE_DMA32 end, in bytes with a suffix from K to E if wanted.
impl FromStr for Arch {
    type Err = ArchError;

    fn from_str(text: &str) -> Result<Arch, ArchError> {
        if let Some(arch) = Arch::from_name(text) {
            return Ok(arch);
        }
        let unknown = || ArchError::Unknown(text.to_owned());
        let mut parts = text.split('/');
        if parts.next() != Some(Arch::CUSTOM) {
            return Err(unknown());
        }
        let mut number = || parts.next().and_then(size).ok_or_else(unknown);
        let mut bits = || Ok(u32::try_from(number()?).unwrap_or(u32::MAX));
        let (page_shift, max_page_order, section_size_bits) = (bits()?, bits()?, bits()?);
        let (dma_end, dma32_end) = (PhysAddr::new(number()?), PhysAddr::new(number()?));
        if parts.next().is_some() {
            return Err(unknown());
        }
        Arch::custom(page_shift, max_page_order, section_size_bits, dma_end, dma32_end)
    }
}

/// Decimal digits, and a suffix from K to E if any.
fn size(text: &str) -> Option<u64> {
    let suffix = text.bytes().last()?.to_ascii_uppercase();
    let (digits, shift) = match b"KMGTPE".iter().position(|known| *known == suffix) {
        Some(place) => (text.get(..text.len() - 1)?, 10 * (place + 1)),
        None => (text, 0),
    };
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    let number: u64 = digits.parse().ok().filter(|_| is_number)?;
    number.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_architecture_reads_back() {
        for arch in Arch::ALL {
            assert_eq!(arch.to_string().parse(), Ok(arch));
            assert!(!arch.is_custom());
            let own = Arch::custom(
                arch.page_shift,
                arch.max_page_order,
                arch.section_size_bits,
                arch.dma_end,
                arch.dma32_end,
            )
            .unwrap();
            assert_eq!(own.to_string().parse(), Ok(own));
            assert!(own.is_custom() && own.checked.is_empty());
        }
    }

    macro_rules! refused {
        ($($name:ident: $text:expr => $words:expr;)*) => {
            $(#[test] fn $name() {
                let error = $text.parse::<Arch>().unwrap_err().to_string();
                assert!(error.contains($words), "{error}");
            })*
        };
    }

    refused! {
        another_name: "vax" => "no architecture is called `vax`: there are x86_64, arm64";
        nothing: "" => "no architecture";
        too_few: "custom/12/10/27/16M" => "as in custom/12/10/27/16M/4G";
        too_many: "custom/12/10/27/16M/4G/" => "as in custom/12/10/27/16M/4G";
        a_sign: "custom/+12/10/27/16M/4G" => "as in custom/12/10/27/16M/4G";
        no_digits: "custom/12/10/27/M/4G" => "as in custom/12/10/27/16M/4G";
        past_64_bits: "custom/12/10/27/16M/99E" => "as in custom/12/10/27/16M/4G";
        small_pages: "custom/11/10/27/16M/4G" => "PAGE_SHIFT is 11";
        large_pages: "custom/19/8/27/0/0" => "PAGE_SHIFT is 19";
        block_past_section: "custom/12/16/27/16M/4G" => "come to 28, more than SECTION_SIZE_BITS, 27";
        huge_order: "custom/12/4294967295/27/16M/4G" => "come to 4294967307";
        small_section: "custom/12/0/11/0/0" => "more than SECTION_SIZE_BITS, 11";
        large_section: "custom/12/10/41/16M/4G" => "SECTION_SIZE_BITS is 41";
        zones_upside_down: "custom/12/10/27/4G/16M" => "ZONE_DMA32 ends at 0x1000000, below";
        an_end_in_a_page: "custom/16/10/27/16M/4100K" => "0x401000, within a page";
        an_end_too_high: "custom/12/10/27/16M/2E" => "2^60";
    }

    #[test]
    fn no_zone_below_normal_is_needed() {
        for text in [
            "custom/12/0/12/0/0",
            "custom/12/0/12/4K/4K",
            "custom/18/22/40/1E/1E",
            "custom/12/10/27/2G/0",
        ] {
            assert_eq!(text.parse::<Arch>().unwrap().to_string(), text);
        }
    }
}
