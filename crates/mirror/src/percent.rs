//! How much is mirrored above 4 GiB, as the firmware variable keeps it.

use std::fmt;
use std::str::FromStr;

use crate::Bytes;

/// All of it, in hundredths of a percent.
const WHOLE: u128 = 10_000;

/// A percentage from 0 to 50 in steps of 0.01.
///
/// # Examples
/// ```
/// # use zonescope_mirror::Percent;
/// let percent: Percent = "25.50".parse().unwrap();
/// assert_eq!(percent.hundredths(), 2550);
/// assert_eq!(percent.to_string(), "25.5");
/// assert!("50.01".parse::<Percent>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Percent(u16);

impl Percent {
    /// Nothing.
    pub const ZERO: Percent = Percent(0);
    /// Half: a mirrored byte costs two.
    pub const MAX: Percent = Percent(5_000);

    /// The percentage of `hundredths` of a percent.
    ///
    /// # Errors
    /// Above [`Percent::MAX`].
    pub fn from_hundredths(hundredths: u64) -> Result<Percent, PercentError> {
        u16::try_from(hundredths)
            .ok()
            .map(Percent)
            .filter(|percent| *percent <= Percent::MAX)
            .ok_or(PercentError::TooHigh)
    }

    /// In hundredths of a percent.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// This share of `whole`, rounded down to a byte.
    pub(super) fn of(self, whole: Bytes) -> Bytes {
        let share = u128::from(whole.get()) * u128::from(self.0) / WHOLE;
        // At most half of a u64.
        Bytes::new(u64::try_from(share).unwrap_or(u64::MAX))
    }

    /// The smallest percentage whose share of `whole` is at least `part`, if there is one up
    /// to [`Percent::MAX`].
    pub(super) fn reaching(part: Bytes, whole: Bytes) -> Option<Percent> {
        if part == Bytes::ZERO {
            return Some(Percent::ZERO);
        }
        let hundredths = (u128::from(part.get()) * WHOLE).div_ceil(u128::from(whole.get()).max(1));
        let hundredths = u64::try_from(hundredths).ok()?;
        Percent::from_hundredths(hundredths).ok()
    }

    /// One step less, if there is one.
    pub(super) fn before(self) -> Option<Percent> {
        self.0.checked_sub(1).map(Percent)
    }
}

/// As short as it reads back: `25`, `25.5`, `0.05`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

/// Digits, and up to two more behind a point.
impl FromStr for Percent {
    type Err = PercentError;

    fn from_str(text: &str) -> Result<Percent, PercentError> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => (whole, decimals),
            None => (text, "0"),
        };
        let is_number =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if !is_number(whole) || !is_number(decimals) {
            return Err(PercentError::NotANumber(text.to_owned()));
        }
        let hundredths = match decimals.len() {
            1 | 2 => format!("{decimals:0<2}"),
            _ => return Err(PercentError::TooFine(text.to_owned())),
        };
        // All are digits: only a number too large fails to parse.
        let hundredths =
            format!("{whole}{hundredths}").parse().map_err(|_| PercentError::TooHigh)?;
        Percent::from_hundredths(hundredths)
    }
}

/// Why a text is not a percentage for mirroring.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum PercentError {
    /// It is above 50 %.
    TooHigh,
    /// It is no decimal number.
    NotANumber(String),
    /// It has more than two decimals.
    TooFine(String),
}

impl fmt::Display for PercentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PercentError::TooHigh => f.write_str(
                "more than 50 % of the memory can't be mirrored: a mirrored byte costs two",
            ),
            PercentError::NotANumber(text) => {
                write!(f, "`{text}` is no percentage: write 25 or 25.5, from 0 to 50")
            }
            PercentError::TooFine(text) => {
                write!(f, "`{text}` is too fine: the firmware keeps two decimals, steps of 0.01 %")
            }
        }
    }
}

impl std::error::Error for PercentError {}

#[cfg(test)]
mod tests {
    use super::Percent;

    #[test]
    fn percentages_are_written_as_they_are_read() {
        for text in ["0", "25", "25.5", "25.05", "50"] {
            assert_eq!(text.parse::<Percent>().unwrap().to_string(), text);
        }
    }
}
