//! Memory maps by everything but memblock's own dumps, best first.

use zonescope_model::{Flags, Nid};

use super::boot::Boot;
use super::spans::{disjoint, joined, overlay, Bytes, Span};
use super::{arch, cut};
use super::{Memory, Origin, Remark};
use crate::dumps::capped;
use crate::log::{EventAction, Found, Log, Row, Source, SourceKind};

/// A memory map before nodes and mirrors are filled in.
pub(super) struct Candidate {
    pub origin: Origin,
    pub line: u32,
    pub spans: Vec<Span<Memory>>,
    pub warnings: Vec<Found<Remark>>,
    /// Whether it says itself what is mirrored and hot-pluggable: the kernel listed it with its
    /// nodes, after it had marked its memory.
    pub is_marked: bool,
}

/// Memory as the kernel itself had it, if the log lists it.
const EARLY: Origin = Origin::Rows(SourceKind::Early);

/// The best map there is without a dump: the early node ranges, which are memblock's own, then
/// `memblock_add` replayed, EFI, e820, /proc/iomem. Early ranges of which some are missing go
/// behind what firmware says.
pub(super) fn best(log: &Log) -> Option<Candidate> {
    let listed = last(log, SourceKind::Early);
    let early = listed.map(|source| of_rows(source, early_row));
    let is_cut = |early: &Candidate| {
        let boot = Boot::at(log, early.line);
        listed.is_some_and(|source| source.gap) || !cut::nodes(log, &boot, early, None).is_empty()
    };
    let early_is_cut = early.as_ref().is_some_and(is_cut);
    let of_early = || listed.map(|source| of_rows(source, early_row));
    let whole = || of_early().filter(|_| !early_is_cut);
    let makers: [&dyn Fn() -> Option<Candidate>; 6] = [
        &whole,
        &|| replayed(log),
        &|| {
            let source = last(log, SourceKind::Efi)?;
            let is_kept = soft_reserves(log, source.first_line);
            Some(firmware(log, source, |row| efi_row(row, is_kept && row.is_special)))
        },
        &|| bios(log).map(|source| firmware(log, source, e820_row)),
        &of_early,
        &|| last(log, SourceKind::Iomem).map(|source| of_rows(source, iomem_row)),
    ];
    let mut passed_over = Vec::new();
    if let Some(early) = early.as_ref().filter(|_| early_is_cut) {
        let what = Remark::PassedOver { origin: EARLY, line: early.line };
        passed_over.push(Found { line: early.line, what });
    }
    for make in makers {
        let Some(mut candidate) = make().filter(|candidate| !candidate.spans.is_empty()) else {
            continue;
        };
        let is_excerpt = candidate.origin != EARLY
            && early.as_ref().is_some_and(|early| {
                let same_boot = Boot::at(log, early.line) == Boot::at(log, candidate.line);
                same_boot && lacks(&candidate.spans, &early.spans)
            });
        if is_excerpt {
            passed_over.push(Found {
                line: candidate.line,
                what: Remark::PassedOver { origin: candidate.origin, line: candidate.line },
            });
            continue;
        }
        passed_over.retain(|found| !matches!(found.what, Remark::PassedOver { origin, .. } if origin == candidate.origin));
        candidate.warnings.splice(0..0, passed_over);
        return Some(candidate);
    }
    None
}

/// The last source of a kind; one without known gaps if there is one.
fn last(log: &Log, kind: SourceKind) -> Option<&Source> {
    let has_rows = |source: &&Source| !source.rows.is_empty();
    log.of(kind)
        .filter(has_rows)
        .filter(|source| source.is_complete())
        .last()
        .or_else(|| log.of(kind).filter(has_rows).last())
}

/// The last of the BIOS's maps that memblock was made of: `early_reserve_e820()` takes some pages
/// when memblock has them already, and prints the map again.
fn bios(log: &Log) -> Option<&Source> {
    const MOST: u64 = 1 << 20;
    let found = last(log, SourceKind::E820)?;
    let usable = |source: &Source| -> u64 {
        let rows = source.rows.iter().filter(|row| e820_row(row).is_some());
        rows.map(|row| row.end - row.base).fold(0, u64::saturating_add)
    };
    let boot = Boot::at(log, found.first_line);
    let before = boot.sources(log, SourceKind::E820).filter(|source| {
        let taken = usable(source).checked_sub(usable(found));
        source.first_line < found.first_line && taken.is_some_and(|taken| taken > 0 && taken < MOST)
    });
    let before = before.map(|source| source.first_line).max();
    let of_line = |source: &&Source| Some(source.first_line) == before;
    log.of(SourceKind::E820).find(of_line).or(Some(found))
}

/// Whether more than one byte in 64 of `all` is missing: firmware's list and the kernel's own
/// differ by a page here and there.
fn lacks(spans: &[Span<Memory>], all: &[Span<Memory>]) -> bool {
    let mut total = 0u64;
    let mut missing = 0u64;
    for (part, found) in overlay(all, spans) {
        let size = part.end - part.base;
        total = total.saturating_add(size);
        if found.is_none() {
            missing = missing.saturating_add(size);
        }
    }
    missing > total / 64
}

/// The rows of a source that are memory.
fn of_rows(source: &Source, memory: impl Fn(&Row) -> Option<Memory>) -> Candidate {
    let origin = Origin::Rows(source.kind);
    let mut warnings: Vec<Found<Remark>> =
        missing_rows(source).into_iter().chain(rows_of(source)).collect();
    let mut spans = Vec::new();
    for row in &source.rows {
        let Some(mut what) = memory(row) else {
            continue;
        };
        what.nid = node(row.nid, row.line, &mut warnings);
        spans.push(Span { base: row.base, end: row.end, what, line: row.line });
    }
    let (spans, contradiction) = disjoint(spans);
    warnings.extend(contradiction.map(|lines| contradicted(origin, lines)));
    Candidate { origin, line: source.first_line, spans, warnings, is_marked: false }
}

/// What there is to say of a source's rows.
pub(super) fn rows_of(source: &Source) -> impl Iterator<Item = Found<Remark>> + '_ {
    let said = capped(&source.unreadable).chain(capped(&source.notes));
    said.map(|found| Found { line: found.line, what: Remark::Row(found.what) })
}

/// That rows of a source are missing, if they are.
pub(super) fn missing_rows(source: &Source) -> Option<Found<Remark>> {
    let read = source.rows.len() as u64;
    let said = source.count.filter(|said| *said > read);
    let what = Remark::RowsMissing { said, read };
    (source.gap || said.is_some()).then_some(Found { line: source.first_line, what })
}

/// As [`of_rows`], less what other rows say is no memory, and what x86 takes away: the first
/// page and the BIOS's hole (`trim_bios_range()` in arch/x86/kernel/setup.c).
fn firmware(log: &Log, source: &Source, memory: impl Fn(&Row) -> Option<Memory>) -> Candidate {
    let mut candidate = of_rows(source, &memory);
    let mut holes: Vec<Span<()>> = source
        .rows
        .iter()
        .filter(|row| memory(row).is_none())
        .map(|row| hole(row.base, row.end))
        .collect();
    let boot = Boot::at(log, source.first_line);
    let shown = arch::shown(log.signs.iter().filter(|sign| boot.holds(sign.line)));
    let is_x86 = shown.is_some_and(|arch| arch.what.starts_with("x86"))
        || boot.last(log, SourceKind::E820).is_some();
    if is_x86 {
        holes.extend([hole(0, 0x1000), hole(0xa_0000, 0x10_0000)]);
    }
    let (holes, _) = disjoint(holes);
    let left = overlay(&candidate.spans, &holes);
    let left = left.into_iter().filter(|(_, hole)| hole.is_none());
    let left = joined(left.map(|(span, _)| span).collect());
    candidate.spans = if is_x86 { whole_pages(left) } else { left };
    candidate
}

fn hole(base: u64, end: u64) -> Span<()> {
    Span { base, end, what: (), line: 0 }
}

/// `memblock_trim_memory()`: rounds inwards to pages of x86.
fn whole_pages(mut spans: Vec<Span<Memory>>) -> Vec<Span<Memory>> {
    const PAGE: u64 = 4096;
    for span in &mut spans {
        span.base = span.base.checked_next_multiple_of(PAGE).unwrap_or(u64::MAX);
        span.end -= span.end % PAGE;
    }
    spans.retain(|span| span.base < span.end);
    spans
}

/// `memblock_add`, `memblock_remove` and `memblock_mark_mirror`, in the order they were called.
fn replayed(log: &Log) -> Option<Candidate> {
    let last = log.events.iter().rfind(|event| event.action == EventAction::Add)?;
    let boot = Boot::at(log, last.line);
    let origin = Origin::Events;
    let mut warnings = Vec::new();
    let mut memory = Bytes::default();
    let mut mirrored = Bytes::default();
    let mut nodes = Vec::new();
    let mut line = last.line;
    for event in boot.events(log) {
        match event.action {
            EventAction::Add => {
                line = line.min(event.line);
                memory.add(event.base, event.end);
                if let Some(nid) = node(event.nid, event.line, &mut warnings) {
                    nodes.push(Span {
                        base: event.base,
                        end: event.end,
                        what: nid,
                        line: event.line,
                    });
                }
            }
            EventAction::Remove => memory.remove(event.base, event.end),
            EventAction::MarkMirror => mirrored.add(event.base, event.end),
            EventAction::Reserve | EventAction::Free => {}
        }
    }
    let (nodes, contradiction) = disjoint(nodes);
    warnings.extend(contradiction.map(|lines| contradicted(origin, lines)));
    let spans: Vec<Span<Memory>> = memory
        .ranges()
        .map(|(base, end)| Span { base, end, what: Memory::default(), line })
        .collect();
    let mirrored: Vec<Span<()>> = mirrored.ranges().map(|(base, end)| hole(base, end)).collect();
    let mut spans: Vec<Span<Memory>> = overlay(&spans, &nodes)
        .into_iter()
        .map(|(mut span, nid)| {
            span.what.nid = nid;
            span
        })
        .collect();
    if !mirrored.is_empty() {
        spans = overlay(&spans, &mirrored)
            .into_iter()
            .map(|(mut span, mark)| {
                span.what.flags = Some(mark.map_or(Flags::NONE, |()| Flags::MIRROR));
                span
            })
            .collect();
    }
    Some(Candidate { origin, line, spans: joined(spans), warnings, is_marked: false })
}

/// A row's node, unless no kernel can have it.
pub(super) fn node(nid: Option<u64>, line: u32, warnings: &mut Vec<Found<Remark>>) -> Option<Nid> {
    let nid = nid?;
    let node = Nid::new(nid);
    if node.is_none() {
        warnings.push(Found { line, what: Remark::NodeTooHigh { nid } });
    }
    node
}

pub(super) fn contradicted(origin: Origin, (line, other): (u32, u32)) -> Found<Remark> {
    Found { line, what: Remark::Contradiction { origin, line, other } }
}

fn early_row(_: &Row) -> Option<Memory> {
    Some(Memory::default())
}

fn e820_row(row: &Row) -> Option<Memory> {
    let is_memory = matches!(row.name.as_deref(), Some("usable" | "System RAM"));
    is_memory.then(Memory::default)
}

fn iomem_row(row: &Row) -> Option<Memory> {
    let is_memory = row.level == 0 && row.name.as_deref() == Some("System RAM");
    is_memory.then(Memory::default)
}

/// Whether the kernel keeps EFI's special memory for drivers (`efi_soft_reserve_enabled()`).
fn soft_reserves(log: &Log, line: u32) -> bool {
    let is_off = |words: &str| {
        let mut lists = words.split_whitespace().filter_map(|word| word.strip_prefix("efi="));
        lists.any(|list| list.split(',').any(|option| option == "nosoftreserve"))
    };
    !log.command_line_at(line).is_some_and(|found| is_off(&found.what))
}

/// What the kernel may use, by EFI's types (`is_usable_memory()` in
/// drivers/firmware/efi/efi-init.c): by name, or by number where that is printed. ACPI's tables
/// are reserved on x86, and mapped elsewhere. Memory that is soft reserved is none.
fn efi_row(row: &Row, is_soft_reserved: bool) -> Option<Memory> {
    let name = row.name.as_deref().filter(|_| !is_soft_reserved)?;
    let is_memory = matches!(
        name,
        "Loader Code" | "Loader Data" | "Boot Code" | "Boot Data" | "1" | "2" | "3" | "4" | "7"
    ) || name.starts_with("Conventional");
    is_memory.then(|| Memory {
        flags: row.mirrored.map(|mirrored| match mirrored {
            true => Flags::MIRROR,
            false => Flags::NONE,
        }),
        ..Memory::default()
    })
}
