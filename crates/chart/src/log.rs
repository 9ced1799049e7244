//! Logarithms in integers: a float's last bit differs between native code and wasm.

/// One doubling, in the unit of [`log2`].
pub(crate) const DOUBLING: u64 = 256;

/// log2 of `n` in 1/256, rounded down; 0 for 0. Never falls as `n` grows.
pub(crate) fn log2(n: u64) -> u64 {
    let Some(whole) = n.checked_ilog2() else {
        return 0;
    };
    // n as 1.xxx with 31 binary places; squaring it doubles the logarithm, bit by bit.
    let mut mantissa = if whole >= 31 { n >> (whole - 31) } else { n << (31 - whole) };
    let mut result = u64::from(whole);
    for _ in 0..DOUBLING.ilog2() {
        mantissa = (mantissa * mantissa) >> 31;
        let carry = mantissa >> 32;
        mantissa >>= carry;
        result = result * 2 + carry;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_two_are_whole() {
        for power in 0..64 {
            assert_eq!(log2(1 << power), power * DOUBLING);
        }
    }

    #[test]
    fn between_them_it_is_within_one_unit_and_never_falls() {
        // log2(3) = 1.58496..., log2(10) = 3.32192..., log2(1000) = 9.96578...
        assert_eq!(log2(3), 405);
        assert_eq!(log2(10), 850);
        assert_eq!(log2(1000), 2551);
        assert!((1..5000u64).all(|n| log2(n) <= log2(n + 1)));
        assert_eq!(log2(u64::MAX), 64 * DOUBLING - 1);
    }

    #[test]
    fn zero_is_zero() {
        assert_eq!(log2(0), 0);
    }
}
