//! Numbers, texts and sets as bits, six to a character (docs/link.md, "Numbers").

use super::LinkError;

/// Bits in one character.
const WIDTH: u32 = 6;

/// Bits being written.
#[derive(Default)]
pub(super) struct Writer {
    characters: Vec<u8>,
    /// How many bits of the last character are still free.
    free: u32,
}

/// Bits being read. Running out of them is an error: the length was checked before.
pub(super) struct Reader<'a> {
    characters: &'a [u8],
    /// Bits read so far.
    at: usize,
}

/// The length of a number in bits, 0 for 0.
pub(super) const fn length(value: u64) -> u32 {
    u64::BITS - value.leading_zeros()
}

/// How many bits say how many zeros a number of this length, at least 2, ends in.
const fn zeros_bits(value_length: u32) -> u32 {
    length(value_length as u64 - 1)
}

/// The lowest `count` bits.
const fn low(value: u64, count: u32) -> u64 {
    match count {
        0 => 0,
        count => value & (u64::MAX >> (u64::BITS - count)),
    }
}

impl Writer {
    /// What was written, in values from 0 to 63.
    pub(super) fn finish(self) -> Vec<u8> {
        self.characters
    }

    pub(super) fn bit(&mut self, bit: bool) {
        self.bits(bit.into(), 1);
    }

    pub(super) fn bits(&mut self, value: u64, count: u32) {
        let mut left = count;
        while left > 0 {
            if self.free == 0 {
                self.characters.push(0);
                self.free = WIDTH;
            }
            let take = left.min(self.free);
            left -= take;
            self.free -= take;
            if let Some(last) = self.characters.last_mut() {
                *last |= (low(value >> left, take) << self.free) as u8;
            }
        }
    }

    /// `value` is at least 1.
    fn gamma(&mut self, value: u64) {
        let length = length(value);
        self.bits(0, length - 1);
        self.bits(value, length);
    }

    pub(super) fn number(&mut self, value: u64) {
        let length = length(value);
        self.gamma(u64::from(length) + 1);
        self.bits(value, length.saturating_sub(1));
    }

    pub(super) fn round(&mut self, value: u64, width: u32) {
        let length = length(value);
        self.bits(length.into(), width);
        if length >= 2 {
            let zeros = value.trailing_zeros();
            self.bits(zeros.into(), zeros_bits(length));
            if let Some(between) = length.checked_sub(zeros + 2) {
                self.bits(value.checked_shr(zeros + 1).unwrap_or(0), between);
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        if text.is_empty() {
            return;
        }
        let wide = !text.is_ascii();
        self.bit(wide);
        for byte in text.bytes() {
            self.bits(byte.into(), if wide { 8 } else { 7 });
        }
    }

    /// `values` are at least one, different, and ascending.
    pub(super) fn set(&mut self, values: &[u64]) {
        self.number((values.len() as u64).saturating_sub(1));
        let mut least = 0;
        for &value in values {
            self.number(value - least);
            least = value.saturating_add(1);
        }
    }
}

impl<'a> Reader<'a> {
    /// Reads values from 0 to 63.
    pub(super) fn new(characters: &'a [u8]) -> Reader<'a> {
        Reader { characters, at: 0 }
    }

    pub(super) fn bit(&mut self) -> Result<bool, LinkError> {
        Ok(self.bits(1)? == 1)
    }

    pub(super) fn bits(&mut self, count: u32) -> Result<u64, LinkError> {
        let mut value = 0;
        let mut left = count;
        while left > 0 {
            let character = self.characters.get(self.at / WIDTH as usize);
            let character = u64::from(*character.ok_or(LinkError::Malformed)?);
            let there = WIDTH - (self.at % WIDTH as usize) as u32;
            let take = left.min(there);
            value = value << take | low(character >> (there - take), take);
            left -= take;
            self.at += take as usize;
        }
        Ok(value)
    }

    /// A value up to 127: more than any length.
    fn gamma(&mut self) -> Result<u32, LinkError> {
        let mut below = 0;
        while !self.bit()? {
            below += 1;
            if below > 6 {
                return Err(LinkError::Malformed);
            }
        }
        Ok(1 << below | self.bits(below)? as u32)
    }

    pub(super) fn number(&mut self) -> Result<u64, LinkError> {
        match self.gamma()? {
            1 => Ok(0),
            more @ 2..=65 => Ok(1 << (more - 2) | self.bits(more - 2)?),
            _ => Err(LinkError::Malformed),
        }
    }

    pub(super) fn round(&mut self, width: u32) -> Result<u64, LinkError> {
        let length = self.bits(width)? as u32;
        if length < 2 {
            return Ok(length.into());
        }
        if length > u64::BITS {
            return Err(LinkError::Malformed);
        }
        let zeros = self.bits(zeros_bits(length))? as u32;
        match (length - 1).checked_sub(zeros) {
            None => Err(LinkError::Malformed),
            Some(0) => Ok(1 << zeros),
            Some(between) => {
                let middle = self.bits(between - 1)?;
                // `between` is 1 where highest and lowest bit are neighbours, the middle empty.
                Ok(1 << (length - 1) | middle << zeros << 1 | 1 << zeros)
            }
        }
    }

    /// A text of at most `limit` bytes.
    pub(super) fn text(&mut self, limit: usize) -> Result<String, LinkError> {
        let length = self.number()?;
        if length > limit as u64 {
            return Err(LinkError::Malformed);
        }
        if length == 0 {
            return Ok(String::new());
        }
        let width = if self.bit()? { 8 } else { 7 };
        let bytes =
            (0..length).map(|_| Ok(self.bits(width)? as u8)).collect::<Result<_, LinkError>>()?;
        String::from_utf8(bytes).map_err(|_| LinkError::Malformed)
    }

    /// A set of at most `limit` values.
    pub(super) fn set(&mut self, limit: usize) -> Result<Vec<u64>, LinkError> {
        let more = self.number()?;
        if more >= limit as u64 {
            return Err(LinkError::Malformed);
        }
        let mut value = self.number()?;
        let mut values = vec![value];
        for _ in 0..more {
            let distance = self.number()?;
            value = value
                .checked_add(distance)
                .and_then(|value| value.checked_add(1))
                .ok_or(LinkError::Malformed)?;
            values.push(value);
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The bits that `write` gives, as digits.
    fn digits(write: impl FnOnce(&mut Writer)) -> String {
        let mut writer = Writer::default();
        write(&mut writer);
        let free = writer.free as usize;
        let digits: String =
            writer.finish().iter().map(|character| format!("{character:06b}")).collect();
        digits[..digits.len() - free].to_owned()
    }

    #[test]
    fn the_examples_of_the_document() {
        let number = |value| digits(|writer| writer.number(value));
        assert_eq!(number(0), "1");
        assert_eq!(number(1), "010");
        assert_eq!(number(2), "0110");
        assert_eq!(number(3), "0111");
        assert_eq!(digits(|writer| writer.round(0, 5)), "00000");
        assert_eq!(digits(|writer| writer.round(1, 5)), "00001");
        assert_eq!(digits(|writer| writer.round(1 << 6, 5)), "00111110");
        assert_eq!(digits(|writer| writer.round(0b1011, 5)), "001000001");
        assert_eq!(digits(|writer| writer.round(0b110, 5)), "0001101");
        assert_eq!(digits(|writer| writer.set(&[0, 2])), "0101010");
    }

    #[test]
    fn reading_past_the_end_is_refused() {
        assert_eq!(Reader::new(&[0; 10]).number(), Err(LinkError::Malformed));
        assert_eq!(Reader::new(&[]).bit(), Err(LinkError::Malformed));
        assert_eq!(Reader::new(&[63]).bits(7), Err(LinkError::Malformed));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            numbers in prop::collection::vec((any::<u64>(), 0..64_u32), 0..20),
            texts in prop::collection::vec(".{0,20}", 0..4),
            set in prop::collection::btree_set(any::<u64>(), 1..20),
        ) {
            let set: Vec<u64> = set.into_iter().collect();
            let mut writer = Writer::default();
            writer.bit(true);
            for &(number, shift) in &numbers {
                writer.number(number >> shift);
                writer.round(number << shift, 7);
            }
            texts.iter().for_each(|text| writer.text(text));
            writer.set(&set);
            let written = writer.finish();
            let mut reader = Reader::new(&written);
            prop_assert_eq!(reader.bit(), Ok(true));
            for &(number, shift) in &numbers {
                prop_assert_eq!(reader.number(), Ok(number >> shift));
                prop_assert_eq!(reader.round(7), Ok(number << shift));
            }
            for text in &texts {
                prop_assert_eq!(&reader.text(100).unwrap(), text);
            }
            prop_assert_eq!(reader.set(20), Ok(set));
        }
    }
}
