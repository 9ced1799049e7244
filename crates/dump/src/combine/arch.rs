//! The machine a log is of, by what the log itself says: its architecture, its pages and its
//! zones.

use zonescope_model::{Arch, MemoryMap, PhysAddr};

use super::readings::{Readings, Tried};
use super::remark::count;
use super::{Boot, Gave, Origin, Remark, Unmodelled, Used};
use crate::log::{Fact, Found, Log, Sign, Source, SourceKind};

/// What is known of the machine.
#[derive(Default)]
pub(super) struct Machine {
    /// The architecture; none if nothing shows one that is modelled.
    pub arch: Option<Arch>,
    /// Whether something about it is taken for likely only.
    pub is_assumed: bool,
    /// Why it can't be modelled.
    pub unmodelled: Option<Found<Unmodelled>>,
    pub used: Vec<Used>,
    pub warnings: Vec<Found<Remark>>,
}

/// The machine of a boot with this memory. What no line says is read in every way there is, and
/// `readings` tells which of them give the log's numbers.
pub(super) fn find(log: &Log, boot: &Boot, memory: &MemoryMap, readings: &Readings<'_>) -> Machine {
    let mut machine = Machine::default();
    let zones = boot.last(log, SourceKind::Zone);
    let named = name(log, boot, zones);
    machine.unmodelled = unmodelled(log, boot, named, zones);
    if let Some(Found { line, what }) = machine.unmodelled {
        machine.warnings.push(Found { line, what: Remark::Unmodelled(what) });
    }
    let modelled = named.and_then(|named| Some((Arch::from_name(model_name(named.what))?, named)));
    if let Some((arch, named)) = modelled.filter(|_| machine.unmodelled.is_none()) {
        machine.used.push(Used { gave: Gave::Arch, origin: named.origin, line: named.line });
        machine.arch = Some(arch);
        pages(log, boot, memory, (arch, named.is_sure), readings, &mut machine);
    }
    let of_zones =
        |arch: Arch| zones.and_then(|zones| listed(zones, lowest(log, boot, memory)?, arch));
    let is_open = machine.unmodelled.is_none() && !modelled.is_some_and(|(_, named)| named.is_sure);
    if is_open {
        let why = modelled.map_or("", |(_, named)| named.why);
        let line = modelled.map(|(_, named)| named.line).or(zones.map(|zones| zones.first_line));
        let current = machine.arch.unwrap_or(Arch::X86_64);
        // With pages of another size it has no name of its own.
        let name = modelled.map_or(current.name, |(arch, _)| arch.name);
        let name = if current.name == "custom" { name } else { current.name };
        let exact = exact_page_size(log, boot).map(|(shift, _)| shift);
        let is_x86 = |arch: &Arch| arch.name.starts_with("x86");
        let may_be_x86 = !log.signs.iter().any(|s| s.what == Sign::NotX86 && boot.holds(s.line));
        let all = Arch::ALL.into_iter().map(|arch| readings.of_version(arch));
        let others = all.filter(|arch| {
            arch.name != name
                && exact.is_none_or(|shift| arch.page_shift == shift)
                && (may_be_x86 || !is_x86(arch))
        });
        // Zones end where the log says, on whatever machine.
        let zoned = |arch: Arch| (arch.name, of_zones(arch).unwrap_or(arch));
        let of_current = (name, zoned(current).1);
        let tried = readings.try_all(std::iter::once(of_current).chain(others.map(zoned)));
        let taken = tried.fitting.first().copied().unwrap_or(of_current);
        let is_current = taken.0 == name;
        let is_said = modelled.is_some() || of_zones(current).is_some() || !is_current;
        if let Some(line) = line.or(tried.line).filter(|_| is_said) {
            let why = reason(why, &tried, name);
            machine.warnings.push(Found { line, what: Remark::ArchAssumed { name: taken.0, why } });
        }
        machine.is_assumed = true;
        if !is_current {
            machine.arch = Arch::ALL.into_iter().find(|arch| arch.name == taken.0);
            machine.arch = machine.arch.map(|arch| readings.of_version(arch));
        }
    }
    let by_zones = of_zones(machine.arch.unwrap_or(Arch::X86_64));
    if let Some((arch, zones)) = by_zones.zip(zones) {
        let (origin, line) = (Origin::Rows(SourceKind::Zone), zones.first_line);
        machine.used.push(Used { gave: Gave::Zones, origin, line });
        machine.is_assumed |= machine.arch.is_none();
        machine.arch = Some(arch);
    }
    machine
}

/// Why an architecture is no more than assumed, with the numbers that it was held to.
fn reason(why: &str, tried: &Tried, current: &str) -> String {
    let numbers = count(tried.numbers);
    let mut names = tried.fitting.iter().map(|(name, _)| *name);
    let taken = names.next();
    let others: Vec<&str> = names.collect();
    let fit = match (taken, others.is_empty()) {
        _ if tried.numbers == 0 => "nothing else shows the architecture".to_owned(),
        (None, _) => format!("none that is modelled gives {numbers} of the log"),
        (Some(_), false) => {
            format!("{} would give {numbers} of the log, too", others.join(", "))
        }
        (Some(taken), true) if taken == current => {
            format!("no other that is modelled gives {numbers} of the log")
        }
        (Some(_), true) => {
            format!("it alone of those modelled gives {numbers} of the log")
        }
    };
    match (why.is_empty(), tried.numbers) {
        (false, 0) => why.to_owned(),
        (false, _) => format!("{why}; {fit}"),
        (true, _) => fit,
    }
}

/// A name, and what it is known by.
#[derive(Clone, Copy)]
struct Named {
    what: &'static str,
    origin: Origin,
    line: u32,
    is_sure: bool,
    why: &'static str,
}

/// The first sign that names an architecture beyond doubt, else the first that makes one likely.
pub(crate) fn shown<'a>(
    signs: impl Iterator<Item = &'a Found<Sign>> + Clone,
) -> Option<Found<&'static str>> {
    let first = |name: fn(Sign) -> Option<&'static str>| {
        signs.clone().find_map(|sign| Some(Found { line: sign.line, what: name(sign.what)? }))
    };
    let is = first(|sign| if let Sign::Is(name) = sign { Some(name) } else { None });
    let has_high_mem = signs.clone().any(|sign| sign.what == Sign::HighMem);
    let likely = || first(|sign| if let Sign::Likely(name) = sign { Some(name) } else { None });
    is.or_else(|| likely().filter(|found| !has_high_mem || !found.what.starts_with("x86")))
}

/// The architecture's name and what shows it.
fn name(log: &Log, boot: &Boot, zones: Option<&Source>) -> Option<Named> {
    let signs = || log.signs.iter().filter(|sign| boot.holds(sign.line));
    if let Some(found) = shown(signs()) {
        let origin = match boot.last(log, SourceKind::E820) {
            Some(e820) if e820.rows.iter().any(|row| row.line == found.line) => {
                Origin::Rows(e820.kind)
            }
            _ => Origin::Line,
        };
        return Some(Named { what: found.what, origin, line: found.line, is_sure: true, why: "" });
    }
    if let Some((zones, (what, is_sure, why))) = zones.and_then(|z| Some((z, of_zones(z)?))) {
        let origin = Origin::Rows(zones.kind);
        let is_excluded = what == "x86_64" && signs().any(|sign| sign.what == Sign::NotX86);
        if !is_excluded {
            return Some(Named { what, origin, line: zones.first_line, is_sure, why });
        }
    }
    let other = signs().find(|sign| sign.what == Sign::NotX86)?;
    Some(Named {
        what: "arm64",
        origin: Origin::Line,
        line: other.line,
        is_sure: false,
        why: "the log is not of x86, and says no more",
    })
}

/// The name the model knows it by.
fn model_name(name: &str) -> &str {
    match name {
        "ppc64" => "ppc64le",
        name => name,
    }
}

/// Why a boot whose memory is not listed is of no machine that is modelled.
pub(crate) fn refused(log: &Log, boot: &Boot) -> Option<Found<Unmodelled>> {
    let zones = boot.last(log, SourceKind::Zone);
    unmodelled(log, boot, name(log, boot, zones), zones)
}

/// Why the model has no numbers of this machine.
fn unmodelled(
    log: &Log,
    boot: &Boot,
    named: Option<Named>,
    zones: Option<&Source>,
) -> Option<Found<Unmodelled>> {
    let high_mem = log.signs.iter().find(|s| s.what == Sign::HighMem && boot.holds(s.line));
    if let Some(sign) = high_mem {
        return Some(Found { line: sign.line, what: Unmodelled::HighMem });
    }
    if let Some(named) = named {
        if Arch::from_name(model_name(named.what)).is_none() {
            return Some(Found { line: named.line, what: Unmodelled::Arch(named.what) });
        }
    }
    let zones = zones?;
    let dma = row(zones, "DMA");
    let of = |name: &str| named.is_some_and(|named| named.is_sure && named.what == name);
    // Of the 64-bit Power processors only Book3E has ZONE_DMA (platforms/Kconfig.cputype).
    if dma.is_some_and(|(base, end)| base < end) && (of("ppc64") || of("ppc64le")) {
        return Some(Found { line: zones.first_line, what: Unmodelled::Arch("Power Book3E") });
    }
    // x86_64 with ZONE_DMA has DMA32, and every other one modelled a larger DMA.
    let small = dma.filter(|(base, end)| base < end && *end <= DMA_END)?;
    let normal = row(zones, "Normal")?;
    let is_another = normal.0 == small.1 && row(zones, "DMA32").is_none() && !zones.gap;
    is_another.then_some(Found { line: zones.first_line, what: Unmodelled::Zones })
}

const DMA_END: u64 = 16 << 20;
const FOUR_GIB: u64 = PhysAddr::FOUR_GIB.get();

/// A zone's range, if it is listed: empty if it says so.
fn row(zones: &Source, name: &str) -> Option<(u64, u64)> {
    let row = zones.rows.iter().find(|row| row.name.as_deref() == Some(name))?;
    Some((row.base, row.end))
}

/// Which architecture has such zones, whether it is the only one of those modelled, and if not,
/// why not.
fn of_zones(zones: &Source) -> Option<(&'static str, bool, &'static str)> {
    let sure = |name| Some((name, true, ""));
    match (row(zones, "DMA"), row(zones, "DMA32"), row(zones, "Normal")) {
        (Some((_, end)), Some(_), _) if 0 < end && end <= DMA_END => sure("x86_64"),
        (Some((_, end)), None, None) if 0 < end && end <= DMA_END => {
            Some(("x86_64", false, "other architectures have such a zone DMA"))
        }
        (None, Some((base, _)), _) if base == DMA_END => sure("x86_64"),
        (Some((_, end)), Some(_), _) if end > DMA_END => sure("arm64"),
        (Some((_, end)), None, Some(_)) if end == 2 << 30 => {
            Some(("s390x", false, "Power Book3E has such zones too"))
        }
        (Some((_, end)), None, Some((base, _))) if end == FOUR_GIB && base == FOUR_GIB => {
            Some(("arm64", false, "other architectures may have such zones"))
        }
        (None, Some((base, _)), _) if base >= 2 << 30 => {
            Some(("riscv64", false, "loongarch64 may have such zones too"))
        }
        (None, None, Some((base, end))) if base < FOUR_GIB && end > FOUR_GIB => {
            Some(("ppc64", false, "other architectures may have Normal alone"))
        }
        _ => None,
    }
}

/// log2 of the size of pages, where a line gives it, and that line.
fn exact_page_size(log: &Log, boot: &Boot) -> Option<(u32, u32)> {
    boot.facts(log).find_map(|fact| match fact.what {
        Fact::PageSize { bytes } => Some((bytes.trailing_zeros(), fact.line)),
        _ => None,
    })
}

/// Takes the page size the log's numbers give, if the architecture has several.
fn pages(
    log: &Log,
    boot: &Boot,
    memory: &MemoryMap,
    (arch, is_sure): (Arch, bool),
    readings: &Readings<'_>,
    machine: &mut Machine,
) {
    if let Some((shift, line)) = exact_page_size(log, boot) {
        let sized = sizes(arch).find(|other| other.page_shift == shift);
        if let Some(sized) = sized.or_else(|| with_pages(arch, shift)) {
            if sizes(arch).count() > 1 || sized.page_shift != arch.page_shift {
                machine.used.push(Used { gave: Gave::PageSize, origin: Origin::Line, line });
            }
            machine.arch = Some(sized);
        }
        return;
    }
    if sizes(arch).count() < 2 {
        return;
    }
    if let Some((pages, origin, line)) = present_pages(log, boot) {
        let fits = |arch: &Arch| {
            let bytes = memory
                .regions()
                .iter()
                .map(|region| region.end.get() - region.base.get())
                .fold(0, u64::saturating_add);
            let expected = bytes >> arch.page_shift;
            // Pages of the next size are four times as many.
            pages > expected / 2 && pages < expected.saturating_mul(2)
        };
        if let Some(sized) = sizes(arch).find(fits) {
            machine.used.push(Used { gave: Gave::PageSize, origin, line });
            machine.arch = Some(sized);
            return;
        }
    }
    // The kernel prints early ranges in whole pages.
    if let Some(early) = boot.last(log, SourceKind::Early) {
        let bits = early.rows.iter().fold(0, |bits, row| bits | row.base | row.end);
        let larger = |other: &Arch| other.page_shift > arch.page_shift;
        if sizes(arch).filter(larger).all(|other| bits.trailing_zeros() < other.page_shift) {
            let (origin, line) = (Origin::Rows(early.kind), early.first_line);
            machine.used.push(Used { gave: Gave::PageSize, origin, line });
            return;
        }
    }
    let zones = boot.last(log, SourceKind::Zone);
    let lowest = lowest(log, boot, memory);
    let zoned = |sized: Arch| {
        let listed = zones.zip(lowest).and_then(|(zones, lowest)| listed(zones, lowest, sized));
        (sized.name, listed.unwrap_or(sized))
    };
    let tried = readings.try_all(sizes(arch).map(zoned));
    let fitting = tried.fitting.first();
    let sized = fitting.and_then(|(name, _)| sizes(arch).find(|sized| sized.name == *name));
    if let (Some(sized), Some(line), 1) = (sized, tried.line, tried.fitting.len()) {
        let origin = Origin::Numbers;
        machine.used.push(Used { gave: Gave::PageSize, origin, line });
        machine.arch = Some(sized);
        return;
    }
    let sized = sized.unwrap_or(arch);
    machine.arch = Some(sized);
    machine.is_assumed = true;
    if is_sure || tried.numbers > 0 {
        let line = machine.used.first().map_or(0, |used| used.line);
        let kib = sized.page_size() >> 10;
        let what =
            Remark::PagesAssumed { kib, numbers: tried.numbers, fit: !tried.fitting.is_empty() };
        machine.warnings.push(Found { line, what });
    }
}

/// The sizes of pages that an architecture's kernels have.
fn sizes(arch: Arch) -> impl Iterator<Item = Arch> + Clone {
    Arch::ALL.into_iter().filter(move |other| other.name.split('-').next() == Some(arch.name))
}

/// The architecture with pages of another size: MAX_PAGE_ORDER as the Kconfig files have it.
fn with_pages(arch: Arch, shift: u32) -> Option<Arch> {
    let order = match (arch.name, shift) {
        ("ppc64le", 12) => 12,
        ("x86_64" | "riscv64" | "s390x", _) => return None,
        (_, 12) => 10,
        (_, 14) => 11,
        (_, 16) => 13,
        _ => return None,
    };
    let order = order.min(arch.section_size_bits.checked_sub(shift)?);
    Arch::custom(shift, order, arch.section_size_bits, arch.dma_end, arch.dma32_end).ok()
}

/// How many pages the kernel counted in all.
fn present_pages(log: &Log, boot: &Boot) -> Option<(u64, Origin, u32)> {
    let mut counted: Option<(u64, u32)> = None;
    let mut total = None;
    for fact in boot.facts(log) {
        match fact.what {
            Fact::NodePages { pages, .. } => {
                let (sum, line) = counted.unwrap_or((0, fact.line));
                counted = Some((sum.saturating_add(pages), line));
            }
            Fact::TotalPages { pages } => total = Some((pages, fact.line)),
            _ => {}
        }
    }
    if let Some((pages, line)) = counted.or(total) {
        return Some((pages, Origin::Line, line));
    }
    let zoneinfo = boot.zoneinfo(log)?;
    let of_memory = zoneinfo.zones.iter().filter(|zone| &*zone.zone != "Device");
    let pages = of_memory.filter_map(|zone| zone.present).fold(0, u64::saturating_add);
    (pages > 0).then_some((pages, Origin::Rows(zoneinfo.kind), zoneinfo.first_line))
}

/// The first byte of memory, as far as the map or the extents of nodes tell.
fn lowest(log: &Log, boot: &Boot, memory: &MemoryMap) -> Option<u64> {
    let of_nodes = boot.facts(log).filter_map(|fact| match fact.what {
        Fact::NodeRange { base, end, .. } if base < end => Some(base),
        _ => None,
    });
    of_nodes.chain(memory.regions().first().map(|region| region.base.get())).min()
}

/// The architecture with zones that end where the log says, if those are not its own.
///
/// Zones stand on each other from the first page of memory up, so where one begins the one below
/// has ended: this holds where rows are missing, too.
fn listed(zones: &Source, lowest: u64, arch: Arch) -> Option<Arch> {
    if zones.gap || zones.elided {
        return None;
    }
    let page = arch.page_size();
    let present = |name: &str| row(zones, name).filter(|(base, end)| base < end);
    let (dma, dma32, normal) = (present("DMA"), present("DMA32"), present("Normal"));
    let all = [dma, dma32, normal].into_iter().flatten();
    let end = all.clone().map(|(_, end)| end).max()?;
    let first = all.map(|(base, _)| base).min()?;
    // Firmware's maps hold a little that the kernel takes away first.
    let start = if first.saturating_sub(lowest) < 1 << 20 { first } else { lowest };

    let (dma_end, low_end) = match (dma, dma32, normal) {
        (Some((_, dma)), Some((_, dma32)), _) => (dma, dma32),
        (None, Some((base, dma32)), _) => (base, dma32),
        (Some((_, dma)), None, Some((base, _))) => (dma, base.max(dma)),
        (Some((_, dma)), None, None) => (dma, dma),
        (None, None, Some((base, _))) => (base, base),
        (None, None, None) => return None,
    };
    // What ends with memory, or is empty, may go on as the architecture has it.
    let seen = |at: u64| at.clamp(start, end.max(start));
    let own_dma = arch.dma_end.get();
    let own_low = arch.dma32_end.get().max(own_dma);
    let is_own = (seen(own_dma) == seen(dma_end), seen(own_low) == seen(low_end));
    let rows_are_cut = dma.is_none() && dma32.is_none() && start < first;
    if is_own.1 && (is_own.0 || rows_are_cut) {
        return None;
    }
    let above_start = |end: u64| if end <= start { 0 } else { end - end % page };
    let dma_end = if is_own.0 { own_dma } else { above_start(dma_end) };
    let low_end = if is_own.1 { own_low } else { above_start(low_end) };
    let dma32_end = match low_end > dma_end {
        true => low_end,
        false if arch.dma32_end.get() == 0 => 0,
        false => dma_end,
    };
    let (dma_end, dma32_end) = (PhysAddr::new(dma_end), PhysAddr::new(dma32_end));
    let Arch { page_shift, max_page_order, section_size_bits, .. } = arch;
    Arch::custom(page_shift, max_page_order, section_size_bits, dma_end, dma32_end).ok()
}
