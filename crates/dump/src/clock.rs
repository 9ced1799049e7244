//! The kernel's own time before a message: seconds since it began, `[    0.280039]`.

/// The time in what stands before a message, in microseconds; none for a date or a difference.
pub(crate) fn time(head: &str) -> Option<u64> {
    head.split('[').skip(1).find_map(|part| {
        let inside = part.split([']', '<']).next()?.trim();
        let (seconds, fraction) = inside.split_once('.')?;
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_number(seconds) || !is_number(fraction) {
            return None;
        }
        let micros: u64 = fraction
            .bytes()
            .chain(std::iter::repeat(b'0'))
            .take(6)
            .fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        seconds.parse::<u64>().ok()?.checked_mul(1_000_000)?.checked_add(micros)
    })
}

#[cfg(test)]
mod tests {
    use super::time;

    macro_rules! times {
        ($($name:ident: $head:expr => $micros:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(time($head), $micros);
            }
        )*};
    }

    times! {
        of_printk: "[    0.280039] " => Some(280_039);
        behind_a_caller: "> <6>[   12.5] [    T0] " => Some(12_500_000);
        behind_a_date: "[Tue Dec  5 22:32:38 2023] " => None;
        behind_a_journal: "Jan 21 02:26:48 host kernel: [    0.000001] " => Some(1);
        both: "[    0.2 <    0.000000>] " => Some(200_000);
        a_difference: "[  +0.000012] " => None;
        nothing: "> " => None;
        too_large: "[99999999999999999999.0] " => None;
    }
}
