//! Values drawn from a fuzzer's bytes: no byte means noughts for ever.

/// The bytes not drawn yet.
pub struct Bytes<'a>(pub &'a [u8]);

impl Bytes<'_> {
    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((byte, rest)) => {
                self.0 = rest;
                *byte
            }
            None => 0,
        }
    }

    pub fn bit(&mut self) -> bool {
        self.byte() & 1 != 0
    }

    /// A number below `limit`, which is 256 at most.
    pub fn below(&mut self, limit: u64) -> u64 {
        u64::from(self.byte()) % limit
    }

    /// Any number: small ones and powers of two take fewest bytes.
    pub fn number(&mut self) -> u64 {
        let shape = self.byte();
        let mut value = 0;
        for _ in 0..shape & 7 {
            value = value << 8 | u64::from(self.byte());
        }
        match shape & 8 {
            0 => value,
            _ => (value | 1) << (self.byte() & 63),
        }
    }
}
