//! How numbers are written: integers only, so that every platform prints the same.

/// An integer with its digits in groups of three, separated by `separator`.
///
/// # Examples
/// ```
/// # use zonescope_report::grouped;
/// assert_eq!(grouped(66_781_184, " "), "66 781 184");
/// assert_eq!(grouped(-1234, ","), "-1,234");
/// ```
pub fn grouped(number: impl Into<i128>, separator: &str) -> String {
    let number = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

/// Pages as a size in binary units; see [`size_of_bytes`].
pub fn size_of_pages(pages: u64, page_shift: u32) -> String {
    size_of_bytes(u128::from(pages) << page_shift)
}

/// Bytes in the largest binary unit that leaves at least 1, with one decimal rounded half up, and
/// none where the value is whole. Few TiB that are not whole are told in GiB, like the zones they
/// are compared with.
///
/// # Examples
/// ```
/// # use zonescope_report::size_of_bytes;
/// assert_eq!(size_of_bytes(254 << 30), "254 GiB");
/// assert_eq!(size_of_bytes((16 << 20) - 4096), "16.0 MiB");
/// assert_eq!(size_of_bytes(512), "512 B");
/// assert_eq!(size_of_bytes(1 << 40), "1 TiB");
/// assert_eq!(size_of_bytes(1277 << 30), "1277 GiB");
/// ```
pub fn size_of_bytes(bytes: u128) -> String {
    const UNITS: [&str; 7] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let mut unit = (0..UNITS.len()).rev().find(|unit| bytes >> (10 * unit) > 0).unwrap_or(0);
    let is_whole = |unit: usize| bytes.trailing_zeros() >= 10 * unit as u32;
    if UNITS[unit] == "TiB" && bytes >> 40 < 10 && !is_whole(unit) {
        unit -= 1;
    }
    if is_whole(unit) {
        return format!("{} {}", bytes >> (10 * unit), UNITS[unit]);
    }
    let mut tenths = rounded_tenths(bytes, unit);
    if tenths >= 10_240 && UNITS[unit] != "GiB" && unit + 1 < UNITS.len() {
        unit += 1;
        tenths = rounded_tenths(bytes, unit);
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

/// `bytes` in tenths of a unit of `1024^unit`, rounded half up.
fn rounded_tenths(bytes: u128, unit: usize) -> u128 {
    let one = 1u128 << (10 * unit);
    (bytes * 10 + one / 2) >> (10 * unit)
}
