//! One module per format. [`read`] sends a message to the one whose first letters fit.

pub(crate) mod boot;
mod debugfs;
mod debugfs_file;
mod e820;
mod efi;
mod iomem;
pub(crate) mod lsmem;
mod memblock;
mod mirror;
mod srat;
pub(crate) mod table;
mod totals;
mod zoneinfo;
mod zones;

use crate::item::{parse, Item, Reading};
use crate::{Note, SourceKind};

/// What a format needs to know of the lines before.
#[derive(Default)]
pub(crate) struct Context {
    /// The header of the table under way.
    pub table: Option<table::Columns>,
    /// The header of the lsmem list under way.
    pub lsmem: Option<lsmem::Columns>,
    /// Whether early ranges may follow: their header was there.
    pub in_early: bool,
    /// Whether counts of a /proc/zoneinfo zone may follow.
    pub in_zone: bool,
}

/// Reads the item at the beginning of a message. Most messages are turned away by their
/// first letters.
pub(crate) fn read<'t>(text: &'t str, context: &Context) -> Reading<'t> {
    match by_first_letters(text, context) {
        Reading::Nothing if !text.is_empty() => other(text),
        reading => reading,
    }
}

/// The same, but for lines known only by something they hold.
pub(crate) fn by_first_letters<'t>(text: &'t str, context: &Context) -> Reading<'t> {
    let Some(first) = text.as_bytes().first() else {
        return Reading::Nothing;
    };
    let starts = |word: &str| text.starts_with(word);
    match first {
        b'0'..=b'9' => digits(text, context),
        b'B' | b'X' | b'e' | b'm' | b'u' | b'r' if e820::is_line(text) => parse(text, e820::line),
        b'm' if starts("mminit::memmap_init") => parse(text, totals::map),
        b'm' if starts("memblock_") => parse(text, memblock::event),
        b'm' if starts("memory") => parse(text, |s| memblock::line(s, SourceKind::Memory)),
        b'm' if starts("mem") => parse(text, efi::line),
        b'p' | b'P' if starts("percpu: E") || starts("PERCPU: E") => parse(text, totals::per_cpu),
        b's' if starts("smp: B") => parse(text, totals::cpus_are_up),
        b'd' if starts("devtmpfs: i") => parse(text, totals::late),
        b'B' if starts("Built ") => parse(text, totals::zonelists),
        b'I' if starts("Inode-cache hash table entries:") => parse(text, totals::hash_table),
        b'R' if starts("RAMDISK:") => parse(text, totals::ram_disk),
        b's' | b'p' | b'm' if context.in_zone => parse(text, zoneinfo::count),
        b'r' if starts("reserved") => parse(text, |s| memblock::line(s, SourceKind::Reserved)),
        b'e' | b'E' if starts("efi:") || starts("EFI:") => parse(text, efi::line),
        b'A' if starts("ACPI:") => parse(text, srat::row),
        b'S' if starts("SRAT:") => parse(text, srat::row),
        b'D' | b'H' | b'M' | b'N' => capitals(text),
        b'n' => small_n(text),
        b'K' if starts("Kernel") => parse(text, |s| boot::command_line(s, "Kernel command line:")),
        b'C' if starts("Command") => parse(text, |s| boot::command_line(s, "Command line:")),
        b'L' if starts("Linux") => parse(text, boot::version),
        b'Z' if starts("Zone") => parse(text, zones::header),
        b'Z' if starts("Zeroed") => parse(text, zones::unavailable),
        b'E' if starts("Early") => parse(text, zones::early_header),
        b'e' if starts("early_node_map[") => parse(text, zones::old_early_header),
        b'I' if starts("Initmem") => parse(text, zones::node_range),
        b'O' if starts("On node") || text.trim_end() == "On" => parse(text, zones::on_node),
        b'T' if starts("The ") || starts("This ") => parse(text, mirror::warning),
        b'R' => range(text),
        b'a'..=b'f' if iomem::is_row(text) => parse(text, iomem::row),
        b'-' if context.table.is_some() && table::is_rule(text) => whole(text, Item::Noted),
        _ => Reading::Nothing,
    }
}

/// Messages that begin with a digit.
fn digits<'t>(text: &'t str, context: &Context) -> Reading<'t> {
    if iomem::is_row(text) {
        return parse(text, iomem::row);
    }
    if iomem::is_broken_row(text) {
        return Reading::Bad(SourceKind::Iomem, Note::Malformed(SourceKind::Iomem));
    }
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(number) {
        Some(b':') => match parse(text, debugfs::row) {
            Reading::Nothing => parse(text, |s| zones::early_pfns(s, context.in_early)),
            reading => reading,
        },
        Some(b' ' | b'\t' | b'|') | None => parse(text, |s| table::row(s, context.table.as_ref())),
        Some(b'x') => parse(text, |s| lsmem::row(s, context.lsmem.as_ref())),
        _ => Reading::Nothing,
    }
}

/// Messages that begin with a zone's name, or like one.
fn capitals(text: &str) -> Reading<'_> {
    let starts = |word: &str| text.starts_with(word);
    if starts("Node") {
        return match parse(text, zoneinfo::zone) {
            Reading::Nothing => parse(text, zones::movable),
            reading => reading,
        };
    }
    if starts("NUMA:") {
        return match parse(text, srat::merged) {
            Reading::Nothing => parse(text, srat::row),
            reading => reading,
        };
    }
    if starts("MEMBLOCK") {
        return parse(text, memblock::header);
    }
    if starts("Movable zone start") {
        return parse(text, zones::movable_header);
    }
    if starts("Memory:") {
        return match parse(text, totals::available) {
            Reading::Nothing => parse(text, mirror::memory),
            reading => reading,
        };
    }
    if starts("Dentry") && text.contains("hash table entries:") {
        return parse(text, totals::hash_table);
    }
    match parse(text, zones::zone) {
        Reading::Nothing => parse(text, zones::zone_pages),
        reading => reading,
    }
}

/// `node 0: [mem ...]`, and the header of a table.
fn small_n(text: &str) -> Reading<'_> {
    if let Some(columns) = table::header(text) {
        return whole(text, Item::Table(columns));
    }
    match text.starts_with("node") {
        true => parse(text, zones::node),
        false => Reading::Nothing,
    }
}

/// lsmem, as a list or as pairs.
fn range(text: &str) -> Reading<'_> {
    match lsmem::header(text) {
        Some(columns) => Reading::Item { item: Item::Lsmem(columns), used: text.len(), open: true },
        None => parse(text, lsmem::pairs),
    }
}

/// Lines known by something they hold.
fn other(text: &str) -> Reading<'_> {
    if let Some(sign) = boot::sign(text) {
        return whole(text, Item::Sign(sign));
    }
    debugfs_file::line(text)
}

/// The whole message is one item.
fn whole<'t>(text: &'t str, item: Item<'t>) -> Reading<'t> {
    Reading::Item { item, used: text.len(), open: false }
}
