//! A command line word by word, as text: what the model reads of it, what the kernel makes of
//! odd values, and how other boot words are put in without touching the rest.

use crate::words::{arg, raw_words, split_number, split_suffix, Amount, BootWords};

/// One word of a command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CmdlineWord<'a> {
    /// As it stands there, with its quotes.
    pub text: &'a str,
    /// The white space before it.
    space: &'a str,
    /// What it sets; nothing if the model passes it over.
    pub sets: BootWords,
    /// Whether it comes after `--`: the kernel leaves it to init.
    pub is_for_init: bool,
    /// What the kernel makes of it, where that may surprise.
    pub note: Option<WordNote>,
}

/// Why a word does not mean what it seems to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum WordNote {
    /// The word needs a value and has none.
    NoValue,
    /// memparse() finds no number: the value is 0.
    NoNumber,
    /// The number does not fit 64 bits: what is left of it counts.
    TooLarge(Amount),
    /// Something stands behind the number and is not looked at.
    Rest(Amount),
}

impl CmdlineWord<'_> {
    /// Whether the model reads it.
    pub fn is_read(&self) -> bool {
        self.sets != BootWords::default()
    }
}

/// The words of a command line, in order.
///
/// # Examples
/// ```
/// # use zonescope_model::cmdline_words;
/// let words = cmdline_words("quiet kernelcore=mirror -- movable_node");
/// let read: Vec<&str> = words.iter().filter(|word| word.is_read()).map(|word| word.text).collect();
/// assert_eq!(read, ["kernelcore=mirror"]);
/// ```
pub fn cmdline_words(cmdline: &str) -> Vec<CmdlineWord<'_>> {
    let mut is_for_init = false;
    raw_words(cmdline)
        .map(|(space, text)| {
            let (sets, note) = match is_for_init {
                true => (BootWords::default(), None),
                false => (BootWords::parse(text), note(text)),
            };
            let word = CmdlineWord { text, space, sets, is_for_init, note };
            is_for_init |= arg(text) == ("--", None);
            word
        })
        .collect()
}

fn note(text: &str) -> Option<WordNote> {
    let (name, value) = arg(text);
    let value = match (name.replace('-', "_").as_str(), value) {
        ("kernelcore" | "movablecore" | "elfcorehdr", None) => return Some(WordNote::NoValue),
        ("kernelcore" | "movablecore", Some(value)) => value,
        _ => return None,
    };
    let sets = BootWords::parse(text);
    // None of `kernelcore=mirror`.
    let amount = sets.kernelcore.or(sets.movablecore)?;
    let (radix, digits, rest) = split_number(value);
    let (counted, shift, rest) = match amount {
        Amount::Bytes(bytes) => {
            let (shift, rest) = split_suffix(rest);
            (bytes, shift, rest)
        }
        Amount::Percent(percent) => (percent, 0, rest.strip_prefix('%').unwrap_or(rest)),
    };
    let number = digits
        .chars()
        .filter_map(|c| c.to_digit(radix))
        .fold(0u128, |sum, digit| sum.saturating_mul(radix.into()).saturating_add(digit.into()));
    match () {
        () if digits.is_empty() => Some(WordNote::NoNumber),
        () if number.saturating_mul(1 << shift) != u128::from(counted) => {
            Some(WordNote::TooLarge(amount))
        }
        () if !rest.is_empty() => Some(WordNote::Rest(amount)),
        () => None,
    }
}

impl BootWords {
    /// `cmdline` with these boot words and no others: what says the same already stays as it is
    /// written, and so does every word that the model does not read.
    pub fn written_into(&self, cmdline: &str) -> String {
        let words = cmdline_words(cmdline);
        let kept = || words.iter().filter(|word| self.has(&word.sets));
        // Behind `--` nothing is the kernel's, and an open quote swallows what follows.
        let is_last = |word: &&CmdlineWord| {
            arg(word.text) == ("--", None) || word.text.matches('"').count() % 2 == 1
        };
        let before = kept().take_while(|word| !word.is_for_init && !is_last(word));
        let count = before.clone().count();
        let mut said = BootWords::default();
        let mut text = String::new();
        for word in before {
            said.also(&word.sets);
            text.push_str(word.space);
            text.push_str(word.text);
        }
        for word in kept().skip(count) {
            said.also(&word.sets);
        }
        let missing = self.without(&said).to_string();
        if !missing.is_empty() {
            text.push(' ');
            text.push_str(&missing);
        }
        for word in kept().skip(count) {
            text.push_str(if word.space.is_empty() { " " } else { word.space });
            text.push_str(word.text);
        }
        text.trim_start().to_owned()
    }

    /// Whether all that `one` sets is set the same here.
    fn has(&self, one: &BootWords) -> bool {
        (self.mirror || !one.mirror)
            && (self.movable_node || !one.movable_node)
            && (self.early_page_ext || !one.early_page_ext)
            && (self.kdump || !one.kdump)
            && (one.kernelcore.is_none() || one.kernelcore == self.kernelcore)
            && (one.movablecore.is_none() || one.movablecore == self.movablecore)
    }

    /// Sets what `one` sets.
    fn also(&mut self, one: &BootWords) {
        self.mirror |= one.mirror;
        self.movable_node |= one.movable_node;
        self.early_page_ext |= one.early_page_ext;
        self.kdump |= one.kdump;
        self.kernelcore = one.kernelcore.or(self.kernelcore);
        self.movablecore = one.movablecore.or(self.movablecore);
    }

    /// What `said` does not set yet.
    fn without(&self, said: &BootWords) -> BootWords {
        BootWords {
            mirror: self.mirror && !said.mirror,
            kernelcore: self.kernelcore.filter(|_| said.kernelcore.is_none()),
            movablecore: self.movablecore.filter(|_| said.movablecore.is_none()),
            movable_node: self.movable_node && !said.movable_node,
            early_page_ext: self.early_page_ext && !said.early_page_ext,
            kdump: self.kdump && !said.kdump,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! notes {
        ($($name:ident: $text:expr => $note:expr,)*) => {
            $(#[test] fn $name() { assert_eq!(cmdline_words($text)[0].note, $note); })*
        };
    }

    const GIB: Amount = Amount::Bytes(1 << 30);

    notes! {
        a_size: "kernelcore=1G" => None,
        a_hexadecimal_size: "movablecore=0x40000000" => None,
        a_share: "kernelcore=25%" => None,
        mirror: "kernelcore=mirror" => None,
        no_number: "kernelcore=banana" => Some(WordNote::NoNumber),
        nothing_behind_the_sign: "kernelcore=" => Some(WordNote::NoNumber),
        nearly_mirror: "kernelcore=mirrored" => Some(WordNote::NoNumber),
        no_value: "kernelcore" => Some(WordNote::NoValue),
        no_address: "elfcorehdr" => Some(WordNote::NoValue),
        an_unknown_unit: "kernelcore=1GB" => Some(WordNote::Rest(GIB)),
        a_fraction: "kernelcore=1.5G" => Some(WordNote::Rest(Amount::Bytes(1))),
        not_octal: "kernelcore=08G" => Some(WordNote::Rest(Amount::Bytes(0))),
        a_fraction_of_a_share: "kernelcore=2.5%" => Some(WordNote::Rest(Amount::Bytes(2))),
        too_large: "kernelcore=16E" => Some(WordNote::TooLarge(Amount::Bytes(0))),
        far_too_large: "kernelcore=18446744073709551617G" => Some(WordNote::TooLarge(GIB)),
        another_word: "mem=banana" => None,
        a_dash_too_many: "\"kernel-core=banana\"" => None,
        quoted: "\"kernelcore=banana\"" => Some(WordNote::NoNumber),
    }

    #[test]
    fn behind_two_dashes_nothing_is_read_nor_odd() {
        let words = cmdline_words("movable_node -- kernelcore=banana kernelcore=mirror");
        let fates: Vec<_> = words
            .iter()
            .map(|word| (word.text, word.is_read(), word.is_for_init, word.note))
            .collect();
        assert_eq!(
            fates,
            [
                ("movable_node", true, false, None),
                ("--", false, false, None),
                ("kernelcore=banana", false, true, None),
                ("kernelcore=mirror", false, true, None),
            ]
        );
    }

    macro_rules! written {
        ($($name:ident: $cmdline:expr, $words:expr => $written:expr,)*) => {
            $(#[test] fn $name() {
                let words = BootWords::parse($words);
                let written = words.written_into($cmdline);
                assert_eq!(written, $written);
                assert_eq!(BootWords::parse(&written), words);
            })*
        };
    }

    written! {
        into_nothing: "", "kernelcore=mirror" => "kernelcore=mirror",
        at_the_end: "ro  quiet", "movable_node" => "ro  quiet movable_node",
        taken_out: "ro kernelcore=mirror quiet", "" => "ro quiet",
        the_first_taken_out: "kernelcore=mirror quiet", "" => "quiet",
        all_there_already: "elfcorehdr=1 kernelcore=mirror movable_node ro", "elfcorehdr=1 kernelcore=mirror movable_node"
            => "elfcorehdr=1 kernelcore=mirror movable_node ro",
        one_for_another: "kernelcore=mirror quiet", "kernelcore=25%" => "quiet kernelcore=25%",
        as_it_was_written: "kernelcore=0x40000000 ro", "kernelcore=1G movable_node"
            => "kernelcore=0x40000000 ro movable_node",
        the_address_of_the_header: "elfcorehdr=0x7f000000 ro", "elfcorehdr=0 kernelcore=mirror"
            => "elfcorehdr=0x7f000000 ro kernelcore=mirror",
        spaces_in_quotes: "dyndbg=\"file a.c +p; kernelcore=1G\" ro", "movablecore=1G"
            => "dyndbg=\"file a.c +p; kernelcore=1G\" ro movablecore=1G",
        before_what_is_inits: "ro -- kernelcore=mirror single", "kernelcore=mirror"
            => "ro kernelcore=mirror -- kernelcore=mirror single",
        before_all_that_is_inits: "-- single", "movable_node" => "movable_node -- single",
        before_an_open_quote: "ro init=\"/bin/sh -c", "movable_node"
            => "ro movable_node init=\"/bin/sh -c",
        of_many_sizes_the_one: "kernelcore=1G kernelcore=2G", "kernelcore=1G" => "kernelcore=1G",
        a_list_with_mirror: "kernelcore=x,mirror kernelcore=1G", "kernelcore=mirror"
            => "kernelcore=x,mirror",
        what_sets_nothing_stays: "kernelcore quiet", "kernelcore=1G" => "kernelcore quiet kernelcore=1G",
        tabs_and_lines: "ro\tmovable_node\nquiet", "" => "ro\nquiet",
    }
}
