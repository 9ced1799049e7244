//! How the page writes numbers: grouped decimals beside hexadecimal pfns and binary sizes.
//! Nothing is computed here, and nothing passes through a JavaScript number.

use zonescope_model::{Pfn, Value};
use zonescope_report::{grouped, size_of_bytes, size_of_pages};

/// Between groups of digits: a narrow space at which no line breaks.
const GROUP: &str = "\u{202f}";

/// `66 584 576`.
pub fn count(number: impl Into<i128>) -> String {
    grouped(number, GROUP)
}

/// A number of the model's: pages grouped, pfns in hexadecimal.
pub fn value(value: Value) -> String {
    match value {
        Value::Pages(pages) => count(pages),
        pfns => pfns.to_string(),
    }
}

/// `1 line`, `8 lines`: a count and its noun.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", count(number as u64))
}

/// `254 GiB`, with a sign where the kernel underflows.
pub fn size(pages: i128, page_shift: u32) -> String {
    let sign = if pages < 0 { "-" } else { "" };
    let size = size_of_pages(u64::try_from(pages.unsigned_abs()).unwrap_or(u64::MAX), page_shift);
    format!("{sign}{size}").replace(' ', "\u{a0}")
}

/// Where a pfn lies: `131 GiB`.
pub fn place(pfn: Pfn, page_shift: u32) -> String {
    size_of_bytes(u128::from(pfn.addr(page_shift).get())).replace(' ', "\u{a0}")
}

/// `pfn 34 340 864, address 0x20c0000000`.
pub fn pfn_title(pfn: Pfn, page_shift: u32) -> String {
    format!("pfn {}, address {}", count(pfn.get()), pfn.addr(page_shift))
}
