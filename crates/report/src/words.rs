//! What the kernel makes of boot words, in sentences.

use zonescope_model::{cmdline_words, BootWords, CmdlineWord, WordNote};

/// How many of the words that are passed over are named, at most.
const NAMED: usize = 3;

/// What the model makes of a command line.
pub fn cmdline_sentence(cmdline: &str) -> String {
    let words = cmdline_words(cmdline);
    let read = match BootWords::parse(cmdline).to_string().as_str() {
        "" => "Nothing here moves a zone".to_owned(),
        words => format!("The kernel takes {words}"),
    };
    let others: Vec<&str> =
        words.iter().filter(|word| !word.is_read()).map(|word| word.text).collect();
    match others.len() {
        0 => format!("{read}."),
        1 => format!("{read}; 1 other word is passed over: {}.", others.concat()),
        some @ ..=NAMED => {
            format!("{read}; {some} other words are passed over: {}.", others.join(", "))
        }
        many => format!("{read}; {many} other words are passed over."),
    }
}

/// What the kernel makes of a word, where that may surprise.
pub fn word_note_sentence(word: &CmdlineWord) -> Option<String> {
    let text = word.text;
    Some(match word.note? {
        WordNote::NoValue => format!("{text} has no value: it is passed over."),
        WordNote::NoNumber => {
            format!("{text} is 0 to the kernel: memparse() finds no number.")
        }
        WordNote::TooLarge(amount) => {
            format!("{text} is {amount} to the kernel: the number does not fit 64 bits.")
        }
        WordNote::Rest(amount) => {
            format!("{text} is {amount} to the kernel: what stands behind is not looked at.")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! sentences {
        ($($name:ident: $cmdline:expr => $sentence:expr;)*) => {
            $(#[test] fn $name() { assert_eq!(cmdline_sentence($cmdline), $sentence); })*
        };
    }

    sentences! {
        none: "" => "Nothing here moves a zone.";
        read: "kernelcore=mirror" => "The kernel takes kernelcore=mirror.";
        one_other: "quiet kernelcore=mirror" => "The kernel takes kernelcore=mirror; 1 other word is passed over: quiet.";
        two_others: "ro quiet" => "Nothing here moves a zone; 2 other words are passed over: ro, quiet.";
        many_others: "a b c d movable_node" => "The kernel takes movable_node; 4 other words are passed over.";
    }

    macro_rules! notes {
        ($($name:ident: $word:expr => $sentence:expr;)*) => {
            $(#[test] fn $name() {
                assert_eq!(word_note_sentence(&cmdline_words($word)[0]).as_deref(), $sentence);
            })*
        };
    }

    notes! {
        fruit: "kernelcore=banana" => Some("kernelcore=banana is 0 to the kernel: memparse() finds no number.");
        wrapped: "movablecore=16E" => Some("movablecore=16E is 0 to the kernel: the number does not fit 64 bits.");
        unit: "kernelcore=1GB" => Some("kernelcore=1GB is 1G to the kernel: what stands behind is not looked at.");
        valueless: "kernelcore" => Some("kernelcore has no value: it is passed over.");
        as_it_seems: "kernelcore=1G" => None;
    }
}
