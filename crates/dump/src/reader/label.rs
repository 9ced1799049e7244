//! Messages behind a label nobody here knows: `ttyS0: memory[0x0] ...`. A prefix that is known by
//! half must not cost what stands behind it.

use zonescope_model::BootWords;

use super::{is_blank, row_of};
use crate::format::{self, Context};
use crate::item::{Item, Reading};
use crate::prefix::Head;
use crate::SourceKind;

/// How far into a line a message is looked for.
const REACH: usize = 160;

/// How many places are looked at closely.
const MOST: usize = 8;

/// The message in a line that begins with something else, if there is one.
pub(super) fn behind_label<'t>(text: &'t str, head: Head, context: &Context) -> Option<&'t str> {
    // A hypervisor tells of its own machine.
    if text.starts_with("(XEN)") {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut looked_at, mut words) = (0, 0);
    for (at, mark) in bytes.iter().take(REACH).enumerate() {
        if mark.is_ascii_alphanumeric() {
            continue;
        }
        let Some(next) = bytes.get(at + 1) else {
            break;
        };
        let is_label = match (mark, next) {
            (b':' | b']' | b'|' | b'>' | b';' | b',', b' ' | b'\t') => true,
            (b']' | b'|' | b'>', _) => true,
            (b':', b'A'..=b'Z' | b'a'..=b'z') => true,
            (b' ' | b'\t', b'!'..) => {
                words += 1;
                // Behind a date the host comes first, and perhaps what it runs.
                let is_label = head.dated && words <= 2;
                if !is_label && !matches!(next, b'L' | b'C' | b'K') {
                    continue;
                }
                is_label
            }
            _ => continue,
        };
        let rest = text.get(at + 1..).unwrap_or_default().trim_start();
        if is_telling(rest) || is_label && is_message(rest, text, context) {
            return Some(rest);
        }
        looked_at += usize::from(is_label);
        if looked_at == MOST {
            break;
        }
    }
    None
}

/// Whether a text is beyond doubt what the kernel prints.
fn is_message(rest: &str, text: &str, context: &Context) -> bool {
    match format::by_first_letters(row_of(rest), context) {
        Reading::Item { item: Item::Range(row), .. } => match row.kind {
            // Numbers alone, which much else has too.
            SourceKind::Iomem | SourceKind::Lsmem => text.contains("0x"),
            _ => true,
        },
        Reading::Item { item: Item::Event(_), .. } => true,
        Reading::Item { item, used, .. } => match item {
            Item::Begin(_) | Item::Count(..) | Item::Noted | Item::Fact(_) => {
                is_blank(rest.get(used..))
            }
            Item::Zone { .. } | Item::ZoneCount(..) => is_blank(rest.get(used..)),
            _ => false,
        },
        Reading::More { sure: Some(_) } | Reading::Bad(..) => true,
        _ => false,
    }
}

/// Whether the kernel says here who it is, or how it was booted: not prose about it.
fn is_telling(text: &str) -> bool {
    const USUAL: [&str; 6] = ["ro", "rw", "quiet", "debug", "BOOT_IMAGE", "root"];
    match text.as_bytes() {
        [b'L', b'i', b'n', ..] => {
            let version = text.strip_prefix("Linux version ");
            let builder = version.and_then(|version| version.split_once(" ("));
            builder.is_some_and(|(number, builder)| {
                !number.contains(' ')
                    && number.starts_with(|c: char| c.is_ascii_digit())
                    && ["gcc", "clang", "@", " #"].iter().any(|sign| builder.contains(sign))
            })
        }
        [b'C' | b'K', ..] => {
            let label = text.strip_prefix("Kernel command").or(text.strip_prefix("Command"));
            let words = label.and_then(|rest| rest.strip_prefix(" line: "));
            let is_usual = |word: &str| {
                let name = word.split(['=', ':']).next().unwrap_or_default();
                USUAL.contains(&name) || name == "console" || BootWords::reads(word)
            };
            words.is_some_and(|words| words.split_ascii_whitespace().any(is_usual))
        }
        _ => false,
    }
}
