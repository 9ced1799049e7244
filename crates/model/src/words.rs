//! The boot words the model reads, parsed as the kernel parses its command line: `next_arg()`
//! and `memparse()` in lib/cmdline.c, `parse_args()` in kernel/params.c, and the words' own
//! handlers in mm/mm_init.c, mm/memory_hotplug.c and kernel/crash_dump.c.

use std::fmt;

use crate::MemoryMap;

/// How much memory a word asks for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Amount {
    /// Bytes, as memparse() read them.
    Bytes(u64),
    /// Percent of all memory pages.
    Percent(u64),
}

impl Amount {
    /// `cmdline_parse_core()`: a number right before `%` is a percentage, anything else a size.
    fn parse(value: &str) -> Amount {
        match leading_number(value) {
            (percent, rest) if rest.starts_with('%') => Amount::Percent(percent),
            _ => Amount::Bytes(memparse(value)),
        }
    }
}

/// As short as memparse() reads it back: `4G`, `2357571K`, `25%`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Amount::Percent(percent) => write!(f, "{percent}%"),
            Amount::Bytes(0) => f.write_str("0"),
            Amount::Bytes(bytes) => {
                let steps = (bytes.trailing_zeros() / 10).min(6);
                let suffix = &"\0KMGTPE"[steps as usize..][..1];
                write!(f, "{}{}", bytes >> (10 * steps), suffix.trim_start_matches('\0'))
            }
        }
    }
}

/// `kernelcore=`, `movablecore=`, `movable_node` and `elfcorehdr=`, as left by the last of each.
///
/// # Examples
/// ```
/// # use zonescope_model::{Amount, BootWords};
/// let words = BootWords::parse("quiet kernelcore=mirror movablecore=0x40000000");
/// assert!(words.mirror);
/// assert_eq!(words.movablecore, Some(Amount::Bytes(1 << 30)));
/// assert_eq!(words.to_string(), "kernelcore=mirror movablecore=1G");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct BootWords {
    /// `kernelcore=mirror` was given (mirrored_kernelcore). A size beside it does not undo it.
    pub mirror: bool,
    /// `kernelcore=` with a size or a percentage.
    pub kernelcore: Option<Amount>,
    /// `movablecore=`.
    pub movablecore: Option<Amount>,
    /// `movable_node`.
    pub movable_node: bool,
    /// `early_page_ext` was given, which turns deferred init off from v6.1 on; kernels before do
    /// not know the word.
    pub early_page_ext: bool,
    /// A crash kernel: `elfcorehdr=` was given (is_kdump_kernel()).
    pub kdump: bool,
}

impl BootWords {
    /// The words of a command line; every other word is passed over.
    pub fn parse(cmdline: &str) -> BootWords {
        let mut words = BootWords::default();
        for word in args(cmdline) {
            words.take(word);
        }
        words
    }

    /// Whether the model reads this word of a command line.
    pub fn reads(word: &str) -> bool {
        let mut words = BootWords::default();
        args(word).for_each(|word| words.take(word));
        words != BootWords::default()
    }

    fn take(&mut self, (name, value): (&str, Option<&str>)) {
        // parameq(): dashes and underscores are the same.
        match (name.replace('-', "_").as_str(), value) {
            ("kernelcore", Some(value)) if has_option(value, "mirror") => self.mirror = true,
            ("kernelcore", Some(value)) => self.kernelcore = Some(Amount::parse(value)),
            ("movablecore", Some(value)) => self.movablecore = Some(Amount::parse(value)),
            ("movable_node", _) => self.movable_node = true,
            ("early_page_ext", _) => self.early_page_ext = true,
            ("elfcorehdr", Some(_)) => self.kdump = true,
            _ => {}
        }
    }
}

/// The command line that gives these words and nothing else.
impl fmt::Display for BootWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            self.mirror.then(|| "kernelcore=mirror".to_owned()),
            self.kernelcore.map(|amount| format!("kernelcore={amount}")),
            self.movablecore.map(|amount| format!("movablecore={amount}")),
            self.movable_node.then(|| "movable_node".to_owned()),
            self.early_page_ext.then(|| "early_page_ext".to_owned()),
            self.kdump.then(|| "elfcorehdr=0".to_owned()),
        ];
        f.write_str(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

/// The command line to take for a pasted map: the log's own; else `kernelcore=mirror` if any
/// region is mirrored, since only under it the kernel marks them; else none.
pub fn cmdline_for<'a>(logged: Option<&'a str>, memory: &MemoryMap) -> &'a str {
    match logged {
        Some(logged) => logged,
        None if memory.has_mirror() => "kernelcore=mirror",
        None => "",
    }
}

/// The words up to `--`, after which everything is init's, as name and value.
fn args(cmdline: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    raw_words(cmdline).map(|(_, word)| arg(word)).take_while(|&arg| arg != ("--", None))
}

/// The words as they stand there, each with the white space before it. Spaces inside double
/// quotes do not end a word.
pub(crate) fn raw_words(cmdline: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = cmdline;
    std::iter::from_fn(move || {
        let (space, words) = rest.split_at(rest.find(|c| !is_space(c))?);
        let mut quoted = false;
        let end = words
            .find(|c: char| {
                quoted ^= c == '"';
                is_space(c) && !quoted
            })
            .unwrap_or(words.len());
        let (word, after) = words.split_at(end);
        rest = after;
        Some((space, word))
    })
}

/// Name and value of a word; quotes around the value or the whole word are dropped.
pub(crate) fn arg(word: &str) -> (&str, Option<&str>) {
    match unquoted(word).split_once('=') {
        Some((name, value)) => (name, Some(unquoted(value))),
        None => (unquoted(word), None),
    }
}

fn unquoted(text: &str) -> &str {
    match text.strip_prefix('"') {
        Some(inner) => inner.strip_suffix('"').unwrap_or(inner),
        None => text,
    }
}

/// isspace() of the kernel: ASCII white space and the no-break space of Latin-1.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{a0}')
}

/// `parse_option_str()`: whether `option` is one of the comma-separated `list`.
fn has_option(list: &str, option: &str) -> bool {
    list.split(',').any(|item| item == option)
}

/// `simple_strtoull()` with base 0: a decimal, 0x hexadecimal or 0 octal number at the start of
/// `text`, 0 if there is none, wrapping when it is too large; and what follows it.
fn leading_number(text: &str) -> (u64, &str) {
    let (radix, digits, rest) = split_number(text);
    let number = digits
        .chars()
        .filter_map(|c| c.to_digit(radix))
        .fold(0u64, |sum, digit| sum.wrapping_mul(radix.into()).wrapping_add(digit.into()));
    (number, rest)
}

/// The base of the number at the start of `text`, its digits, and what follows them.
pub(crate) fn split_number(text: &str) -> (u32, &str, &str) {
    let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let (radix, digits) = match hex {
        Some(digits) if digits.starts_with(|c: char| c.is_ascii_hexdigit()) => (16, digits),
        _ if text.starts_with('0') => (8, text),
        _ => (10, text),
    };
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    (radix, digits, rest)
}

/// `memparse()`: a number with a suffix from K to E, each worth 2^10 more than the one before.
fn memparse(text: &str) -> u64 {
    let (number, rest) = leading_number(text);
    number << split_suffix(rest).0
}

/// How far a suffix at the start of `text` shifts the number before it, and what follows it.
pub(crate) fn split_suffix(text: &str) -> (u32, &str) {
    let suffix = text.bytes().next().map(|suffix| suffix.to_ascii_uppercase());
    let shift = match suffix {
        Some(b'K') => 10,
        Some(b'M') => 20,
        Some(b'G') => 30,
        Some(b'T') => 40,
        Some(b'P') => 50,
        Some(b'E') => 60,
        _ => return (0, text),
    };
    (shift, text.get(1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! sizes {
        ($($name:ident: $text:expr => $bytes:expr,)*) => {
            $(#[test] fn $name() { assert_eq!(memparse($text), $bytes); })*
        };
    }

    sizes! {
        plain_bytes: "4096" => 4096,
        kilobytes: "2K" => 2 << 10,
        lower_case_suffix: "3g" => 3 << 30,
        terabytes: "2T" => 2 << 40,
        exabytes: "1E" => 1 << 60,
        hexadecimal: "0x10M" => 16 << 20,
        octal: "010" => 8,
        not_hexadecimal_without_a_digit: "0xg" => 0,
        no_number_is_zero: "lots" => 0,
        only_one_suffix_counts: "1KK" => 1 << 10,
        bits_shifted_out_are_lost: "16E" => 0,
    }

    macro_rules! words {
        ($($name:ident: $cmdline:expr => $canonical:expr,)*) => {
            $(#[test] fn $name() {
                assert_eq!(BootWords::parse($cmdline).to_string(), $canonical);
            })*
        };
    }

    words! {
        nothing: "" => "",
        other_words_are_passed_over: "ro quiet root=/dev/sda1 mirror" => "",
        mirror: "kernelcore=mirror" => "kernelcore=mirror",
        mirror_in_a_list: "kernelcore=x,mirror" => "kernelcore=mirror",
        mirrored_is_not_mirror: "kernelcore=mirrored" => "kernelcore=0",
        a_size_does_not_undo_mirror: "kernelcore=mirror kernelcore=1G" => "kernelcore=mirror kernelcore=1G",
        the_last_size_counts: "kernelcore=1G kernelcore=25%" => "kernelcore=25%",
        a_percentage_needs_its_sign_at_once: "movablecore=25 %" => "movablecore=25",
        dashes_are_underscores: "movable-node" => "movable_node",
        movable_node_takes_any_value: "movable_node=off" => "movable_node",
        kernelcore_needs_a_value: "kernelcore" => "",
        quotes_around_the_value: "kernelcore=\"mirror\"" => "kernelcore=mirror",
        quotes_around_the_word: "\"kernelcore=mirror\"" => "kernelcore=mirror",
        spaces_in_quotes_end_no_word: "x=\"a kernelcore=1G\" movable_node" => "movable_node",
        after_two_dashes_it_is_inits: "quiet -- kernelcore=mirror" => "",
        tabs_and_newlines_separate: "quiet\tkernelcore=64M\nmovable_node" => "kernelcore=64M movable_node",
        early_page_ext_takes_any_value: "early-page-ext=0" => "early_page_ext",
        a_crash_kernel: "elfcorehdr=0x7f000000 kernelcore=mirror" => "kernelcore=mirror elfcorehdr=0",
    }

    #[test]
    fn the_canonical_line_reads_back() {
        for cmdline in ["kernelcore=3865M movablecore=1%", "kernelcore=0x123", "movablecore=8E"] {
            let words = BootWords::parse(cmdline);
            assert_eq!(BootWords::parse(&words.to_string()), words);
        }
    }
}
