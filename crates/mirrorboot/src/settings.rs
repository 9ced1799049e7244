//! The file that lies beside the application: one setting a line.
//!
//! ```text
//! # The kernel's command line, as it is; then ranges, start and one past the end, hexadecimal.
//! cmdline console=ttyS0 initrd=\initrd.img kernelcore=mirror
//! mirror 0x0-0x80000000
//! hide 0x4000000-0x8000000
//! ```

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::{Change, Range, PAGE};

/// What to start the kernel with.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// The kernel's command line.
    pub cmdline: String,
    /// Sorted; none overlaps another.
    pub ranges: Vec<Range>,
}

/// Why a file is not one of settings. Lines are counted from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// A line begins with no word that is known.
    Unknown {
        /// Which line.
        line: usize,
        /// Its first word.
        word: String,
    },
    /// There is no command line.
    NoCmdline,
    /// There is a second command line.
    SecondCmdline {
        /// Which line it is in.
        line: usize,
    },
    /// What stands behind `mirror` or `hide` is no range.
    NoRange {
        /// Which line.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A border of a range lies within a page.
    WithinPage {
        /// Which line.
        line: usize,
        /// The range.
        range: Range,
    },
    /// A range ends where it starts, or before.
    Empty {
        /// Which line.
        line: usize,
        /// The range.
        range: Range,
    },
    /// Two ranges share memory.
    Overlap {
        /// The lower one.
        one: Range,
        /// The higher one.
        other: Range,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Unknown { line, word } => write!(
                f,
                "line {line}: `{word}` is not known: lines begin with cmdline, mirror, hide or #"
            ),
            Fault::NoCmdline => f.write_str(
                "there is no line `cmdline WORDS`: write one, if only `cmdline` by itself",
            ),
            Fault::SecondCmdline { line } => {
                write!(f, "line {line}: a second cmdline: put all words on one")
            }
            Fault::NoRange { line, text } => write!(
                f,
                "line {line}: `{text}` is no range: write START-END in hexadecimal, as in \
                 0x100000000-0x180000000"
            ),
            Fault::WithinPage { line, range } => write!(
                f,
                "line {line}: {range} starts or ends within a page: use multiples of 0x1000"
            ),
            Fault::Empty { line, range } => write!(
                f,
                "line {line}: {range} is empty: the end is one past the last byte, above the start"
            ),
            Fault::Overlap { one, other } => {
                write!(f, "{one} and {other} overlap: let one end where the other starts")
            }
        }
    }
}

impl core::error::Error for Fault {}

impl Settings {
    /// Reads the file's text.
    ///
    /// # Errors
    /// The first line that is wrong; then what is wrong with all of them together.
    pub fn parse(text: &str) -> Result<Settings, Fault> {
        let mut cmdline = None;
        let mut ranges = Vec::new();
        for (line, text) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let text = text.trim();
            let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let rest = rest.trim();
            match word {
                "cmdline" if cmdline.is_some() => return Err(Fault::SecondCmdline { line }),
                "cmdline" => cmdline = Some(rest.to_owned()),
                "mirror" => ranges.push(range(line, rest, Change::Mirror)?),
                "hide" => ranges.push(range(line, rest, Change::Hide)?),
                _ if word.is_empty() || word.starts_with('#') => {}
                _ => return Err(Fault::Unknown { line, word: word.to_owned() }),
            }
        }
        ranges.sort_by_key(|range| range.start);
        for (one, other) in ranges.iter().zip(ranges.iter().skip(1)) {
            if other.start < one.end {
                return Err(Fault::Overlap { one: *one, other: *other });
            }
        }
        Ok(Settings { cmdline: cmdline.ok_or(Fault::NoCmdline)?, ranges })
    }
}

fn range(line: usize, text: &str, change: Change) -> Result<Range, Fault> {
    let borders = text.split_once('-').map(|(start, end)| (address(start), address(end)));
    let Some((Some(start), Some(end))) = borders else {
        return Err(Fault::NoRange { line, text: text.to_owned() });
    };
    let range = Range { start, end, change };
    if !start.is_multiple_of(PAGE) || !end.is_multiple_of(PAGE) {
        return Err(Fault::WithinPage { line, range });
    }
    if start >= end {
        return Err(Fault::Empty { line, range });
    }
    Ok(range)
}

fn address(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.strip_prefix("0x").unwrap_or(text);
    // from_str_radix() takes a sign, which is no part of an address.
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u64::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use alloc::string::ToString;
    use alloc::vec;

    fn mirror(start: u64, end: u64) -> Range {
        Range { start, end, change: Change::Mirror }
    }

    #[test]
    fn a_file_is_read() {
        let text = "\u{feff}# a comment\r\n\r\ncmdline  console=ttyS0 initrd=\\initrd.img \r\n\
                    mirror 0x100000000-0x180000000\r\n  mirror 0-1000 \nhide 2000-0x3000";
        let settings = Settings::parse(text).unwrap();
        assert_eq!(settings.cmdline, "console=ttyS0 initrd=\\initrd.img");
        let hidden = Range { start: 0x2000, end: 0x3000, change: Change::Hide };
        let mirrored = mirror(0x1_0000_0000, 0x1_8000_0000);
        assert_eq!(settings.ranges, vec![mirror(0, 0x1000), hidden, mirrored]);
        assert_eq!(Settings::parse("cmdline").unwrap(), Settings::default());
    }

    macro_rules! faults {
        ($($name:ident: $text:expr => $says:expr,)*) => {
            $(#[test] fn $name() {
                let fault = Settings::parse($text).unwrap_err().to_string();
                assert!(fault.contains($says), "{fault}");
            })*
        };
    }

    faults! {
        nothing: "" => "no line `cmdline WORDS`",
        no_cmdline: "mirror 0-1000" => "no line `cmdline WORDS`",
        two_cmdlines: "cmdline a\ncmdline b" => "line 2: a second cmdline",
        another_word: "cmdline\nmirrored 0-1000" => "line 2: `mirrored` is not known",
        binary: "\0\u{1}MZ" => "line 1: `\0\u{1}MZ` is not known",
        no_end: "cmdline\nmirror 0x1000" => "line 2: `0x1000` is no range",
        no_borders: "cmdline\nmirror" => "line 2: `` is no range",
        a_size_is_no_end: "cmdline\nmirror 0-4G" => "line 2: `0-4G` is no range",
        a_sign_is_no_digit: "cmdline\nmirror 0-+1000" => "is no range",
        too_many_digits: "cmdline\nmirror 0-10000000000000000" => "is no range",
        within_a_page: "cmdline\nmirror 0-1800" => "line 2: 0x0-0x1800 starts or ends within a page",
        empty: "cmdline\nhide 1000-1000" => "line 2: 0x1000-0x1000 is empty",
        backwards: "cmdline\nhide 2000-1000" => "line 2: 0x2000-0x1000 is empty",
        overlapping: "cmdline\nhide 2000-4000\nmirror 0-3000" => "0x0-0x3000 and 0x2000-0x4000 overlap",
    }
}
