//! How long early initialisation may take, by an assumption that is said.

/// What initialising one struct page takes one CPU, in nanoseconds: 384 GiB of 4 KiB pages took one
/// thread 1,786 ms on a Xeon 8167M (Daniel Jordan, "mm: parallelize deferred_init_memmap()", 27 May
/// 2020).
pub const NS_PER_STRUCT_PAGE: u64 = 18;

/// Where [`NS_PER_STRUCT_PAGE`] is from, for readers.
pub const NS_SOURCE: &str = "one thread on a Xeon 8167M took 1,786 ms for 384 GiB of 4 KiB pages: \
                             Daniel Jordan, “mm: parallelize deferred_init_memmap()”, 27 May 2020";

/// `pages` struct pages at `ns` nanoseconds each: `about 6.0 s`, `about 21 ms`.
pub fn estimate(pages: u64, ns: u64) -> String {
    let us = u128::from(pages) * u128::from(ns) / 1000;
    match us {
        0..=999 => format!("about {us} µs"),
        1_000..=999_999 => format!("about {} ms", us / 1_000),
        _ => format!("about {}.{} s", us / 1_000_000, us / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! estimates {
        ($($name:ident: $pages:expr, $ns:expr => $words:expr;)*) => {
            $(#[test] fn $name() { assert_eq!(estimate($pages, $ns), $words); })*
        };
    }

    estimates! {
        nothing: 0, 18 => "about 0 µs";
        a_section: 32_768, 18 => "about 589 µs";
        a_gigabyte: 262_144, 18 => "about 4 ms";
        the_machine_it_is_from: 100_663_296, 18 => "about 1.8 s";
        the_most: u64::MAX, u64::MAX => "about 340282366920938463426481119284.3 s";
    }
}
