//! One module per format. [`read`] sends a message to the one whose first letters fit.

pub(crate) mod boot;
mod debugfs;
mod memblock;
pub(crate) mod table;

use crate::item::{parse, Item, Reading};
use crate::SourceKind;
use table::Columns;

/// What a format needs to know of the lines before.
#[derive(Default)]
pub(crate) struct Context {
    /// The header of the table under way.
    pub columns: Option<Columns>,
    /// Whether counts of a /proc/zoneinfo zone may follow.
    pub in_zone: bool,
}

/// Reads the item at the beginning of a message. Most messages are turned away by their
/// first letters.
pub(crate) fn read<'t>(text: &'t str, context: &Context) -> Reading<'t> {
    let Some(first) = text.as_bytes().first() else {
        return Reading::Nothing;
    };
    let starts = |word: &str| text.starts_with(word);
    match first {
        b'm' if starts("memblock_") => parse(text, memblock::event),
        b'm' if starts("memory") => parse(text, |s| memblock::line(s, SourceKind::Memory)),
        b'r' if starts("reserved") => parse(text, |s| memblock::line(s, SourceKind::Reserved)),
        b'M' if starts("MEMBLOCK") => parse(text, memblock::header),
        b'K' if starts("Kernel command") => {
            parse(text, |s| boot::command_line(s, "Kernel command line:"))
        }
        b'C' if starts("Command line:") => parse(text, |s| boot::command_line(s, "Command line:")),
        b'L' if starts("Linux version") => parse(text, boot::version),
        b'0'..=b'9' => digits(text, context),
        b'n' | b'N' => match table::header(text) {
            Some(columns) => whole(text, Item::Columns(columns)),
            None => Reading::Nothing,
        },
        b'-' if context.columns.is_some() && table::is_rule(text) => whole(text, Item::Noted),
        _ => other(text),
    }
}

/// Messages that begin with a number.
fn digits<'t>(text: &'t str, context: &Context) -> Reading<'t> {
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(number) {
        Some(b':') => parse(text, debugfs::row),
        Some(b' ' | b'\t' | b'|') | None => {
            parse(text, |s| table::row(s, context.columns.as_ref()))
        }
        _ => Reading::Nothing,
    }
}

/// Lines known by something they hold.
fn other(text: &str) -> Reading<'_> {
    if let Some(arch) = boot::arch(text) {
        return whole(text, Item::Arch(arch));
    }
    // `cat /sys/kernel/debug/memblock/memory`, `==> memblock/reserved <==`
    if let Some((_, file)) = text.split_once("memblock/") {
        for (name, is_memory) in [("memory", true), ("reserved", false), ("physmem", false)] {
            if file.starts_with(name) {
                return whole(text, Item::DebugfsFile { is_memory });
            }
        }
    }
    Reading::Nothing
}

/// The whole message is one item.
fn whole<'t>(text: &'t str, item: Item<'t>) -> Reading<'t> {
    Reading::Item {
        item,
        used: text.len(),
        open: false,
    }
}
