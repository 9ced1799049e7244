//! Addresses, sizes and amounts of the long form.

use zonescope_model::Amount;

/// Bits of an offset in a page of 4 KiB.
const PAGE: u32 = 12;

/// Hexadecimal digits that say as much.
const DIGITS: usize = 3;

/// Decimal digits and nothing else.
pub(super) fn plain_decimal(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// Hexadecimal digits and nothing else.
pub(super) fn hexadecimal(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    u64::from_str_radix(text, 16).ok().filter(|_| digits)
}

/// A decimal number and the last of `suffixes` that it ends in: the nth is worth 2^(10n).
fn with_suffix(text: &str, suffixes: &str) -> Option<u64> {
    let last = text.chars().last()?.to_ascii_uppercase();
    let (number, suffix) = match suffixes.find(last) {
        Some(place) => (text.get(..text.len() - 1)?, place + 1),
        None => (text, 0),
    };
    plain_decimal(number)?.checked_mul(1 << (10 * suffix))
}

/// An address or a size in bytes: `9d`, `1.8` in pages, or `4G`.
pub(super) fn bytes(text: &str) -> Option<u64> {
    const SUFFIXES: &str = "KMGTP";
    if text.ends_with(|c: char| SUFFIXES.contains(c.to_ascii_uppercase())) {
        return with_suffix(text, SUFFIXES);
    }
    let (pages, offset) = match text.split_once('.') {
        Some((pages, digits)) if digits.len() <= DIGITS => {
            let left = DIGITS - digits.len();
            (pages, hexadecimal(digits)? << (4 * left))
        }
        Some(_) => return None,
        None => (text, 0),
    };
    hexadecimal(pages)?.checked_mul(1 << PAGE)?.checked_add(offset)
}

/// In pages, as [`bytes`] reads it.
pub(super) fn write_bytes(bytes: u64) -> String {
    let pages = bytes >> PAGE;
    match bytes & ((1 << PAGE) - 1) {
        0 => format!("{pages:x}"),
        offset => {
            let digits = format!("{offset:03x}");
            format!("{pages:x}.{}", digits.trim_end_matches('0'))
        }
    }
}

/// In whole GiB or MiB where that is exact, as [`bytes`] reads it.
pub(super) fn write_size(bytes: u64) -> String {
    match bytes.trailing_zeros() {
        30..64 => format!("{}G", bytes >> 30),
        20..30 => format!("{}M", bytes >> 20),
        _ => write_bytes(bytes),
    }
}

/// `4G`, `25pct` or `25%`.
pub(super) fn amount(text: &str) -> Option<Amount> {
    match text.strip_suffix("pct").or_else(|| text.strip_suffix('%')) {
        Some(percent) => plain_decimal(percent).map(Amount::Percent),
        None => with_suffix(text, "KMGTPE").map(Amount::Bytes),
    }
}

/// As [`amount`] reads it. A percent sign would not survive in an address.
pub(super) fn write_amount(amount: Amount) -> String {
    match amount {
        Amount::Percent(percent) => format!("{percent}pct"),
        bytes => bytes.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! numbers {
        ($($name:ident: $text:expr => $bytes:expr,)*) => {
            $(#[test] fn $name() { assert_eq!(bytes($text), $bytes); })*
        };
    }

    numbers! {
        pages: "9d" => Some(0x9d000),
        capitals: "9D" => Some(0x9d000),
        e_is_a_digit: "1e" => Some(0x1e000),
        part_of_a_page: "1.8" => Some(0x1800),
        one_byte: "0.001" => Some(1),
        four_digits_after_the_point: "0.0001" => None,
        no_digits_after_the_point: "1." => None,
        no_digits_before_it: ".8" => None,
        gibibytes: "64G" => Some(64 << 30),
        small_suffix: "64g" => Some(64 << 30),
        decimal_with_suffix: "10K" => Some(10 << 10),
        hexadecimal_with_suffix: "aK" => None,
        suffix_alone: "G" => None,
        sign: "+1" => None,
        nothing: "" => None,
        too_many_pages: "10000000000000" => None,
        too_large_with_suffix: "99999999P" => None,
    }

    #[test]
    fn what_is_written_is_read() {
        for number in [0, 1, 0x800, 0xfff, 0x1000, 0x1234_5678_9abc, u64::MAX] {
            assert_eq!(bytes(&write_bytes(number)), Some(number));
            assert_eq!(bytes(&write_size(number)), Some(number));
            for one in [Amount::Bytes(number), Amount::Percent(number)] {
                assert_eq!(amount(&write_amount(one)), Some(one));
            }
        }
    }
}
