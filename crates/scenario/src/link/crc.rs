//! The check: CRC-16 over characters of six bits (docs/link.md, "The compact form").

const POLYNOMIAL: u16 = 0x1021;

/// What each value of the six bits on top becomes once they are shifted out.
const TABLE: [u16; 64] = {
    let mut table = [0; 64];
    let mut value = 0;
    while value < 64 {
        let mut crc = (value as u16) << 10;
        let mut bit = 0;
        while bit < 6 {
            crc = (crc << 1) ^ (if crc & 0x8000 != 0 { POLYNOMIAL } else { 0 });
            bit += 1;
        }
        table[value] = crc;
        value += 1;
    }
    table
};

/// The CRC of characters with values from 0 to 63.
pub(super) fn crc(characters: &[u8]) -> u16 {
    characters.iter().fold(0xffff, |crc, character| {
        let top = (crc >> 10) ^ u16::from(*character & 63);
        (crc << 6) ^ TABLE[usize::from(top & 63)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_crc_of_the_document() {
        // The usual check value is over nine bytes, which are twelve characters.
        let bits = b"123456789".iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let characters: Vec<u8> = (0..12).rev().map(|at| (bits >> (6 * at)) as u8 & 63).collect();
        assert_eq!(crc(&characters), 0x29b1);
    }
}
