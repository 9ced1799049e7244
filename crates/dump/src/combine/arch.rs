//! The architecture a log is of, and its page size.

use zonescope_model::{Arch, MemoryMap};

use super::{Boot, Gave, Origin, Remark, Used};
use crate::log::{Fact, Found, Log, Source, SourceKind};

/// The architecture, if the text shows one that is modelled.
pub(super) fn find(
    log: &Log,
    boot: &Boot,
    memory: &MemoryMap,
    used: &mut Vec<Used>,
    warnings: &mut Vec<Found<Remark>>,
) -> Option<Arch> {
    let (name, origin, line) = sign(log, boot)?;
    let model_name = match name {
        "ppc64" => "ppc64le",
        name => name,
    };
    let Some(arch) = Arch::from_name(model_name) else {
        warnings.push(Found { line, what: Remark::Architecture(name) });
        return None;
    };
    used.push(Used { gave: Gave::Arch, origin, line });
    let sizes =
        Arch::ALL.into_iter().filter(|other| other.name.split('-').next() == Some(arch.name));
    if sizes.clone().count() < 2 {
        return Some(arch);
    }
    let Some((pages, origin, line)) = present_pages(log, boot) else {
        return Some(arch);
    };
    let fits = |arch: &Arch| {
        let bytes = memory
            .regions()
            .iter()
            .map(|region| region.end.get() - region.base.get())
            .fold(0, u64::saturating_add);
        let expected = bytes >> arch.page_shift;
        pages.abs_diff(expected) <= expected / 8
    };
    match sizes.clone().find(fits) {
        Some(sized) => {
            used.push(Used { gave: Gave::PageSize, origin, line });
            Some(sized)
        }
        None => Some(arch),
    }
}

/// The architecture's name and what shows it.
fn sign(log: &Log, boot: &Boot) -> Option<(&'static str, Origin, u32)> {
    if let Some(found) = log.arch {
        return Some((found.what, Origin::Line, found.line));
    }
    // Only x86 has it, and 32-bit kernels show themselves in other ways.
    if let Some(e820) = boot.last(log, SourceKind::E820) {
        return Some(("x86_64", Origin::Rows(e820.kind), e820.first_line));
    }
    let zones = boot.last(log, SourceKind::Zone)?;
    let name = of_zones(zones)?;
    Some((name, Origin::Rows(zones.kind), zones.first_line))
}

/// Which architecture has such zones.
fn of_zones(zones: &Source) -> Option<&'static str> {
    const DMA_END: u64 = 16 << 20;
    const FOUR_GIB: u64 = 4 << 30;
    let find = |name: &str| {
        let mut rows = zones.rows.iter();
        rows.find(|row| row.name.as_deref() == Some(name))
    };
    match (find("DMA"), find("DMA32"), find("Normal")) {
        _ if find("HighMem").is_some() => None,
        (Some(dma), _, _) if 0 < dma.end && dma.end <= DMA_END => Some("x86_64"),
        (None, Some(dma32), _) if dma32.base == DMA_END => Some("x86_64"),
        (Some(_), Some(_), _) => Some("arm64"),
        (Some(dma), None, Some(_)) if dma.end == 2 << 30 => Some("s390x"),
        (None, Some(dma32), _) if dma32.base >= 2 << 30 => Some("riscv64"),
        (None, None, Some(normal)) if normal.base < FOUR_GIB && normal.end > FOUR_GIB => {
            Some("ppc64")
        }
        _ => None,
    }
}

/// How many pages the kernel counted in all.
fn present_pages(log: &Log, boot: &Boot) -> Option<(u64, Origin, u32)> {
    let mut counted: Option<(u64, u32)> = None;
    for fact in boot.facts(log) {
        if let Fact::NodePages { pages, .. } = fact.what {
            let (sum, line) = counted.unwrap_or((0, fact.line));
            counted = Some((sum.saturating_add(pages), line));
        }
    }
    if let Some((pages, line)) = counted {
        return Some((pages, Origin::Line, line));
    }
    let zoneinfo = boot.last(log, SourceKind::Zoneinfo)?;
    let pages = zoneinfo.zones.iter().map(|zone| zone.present).fold(0, u64::saturating_add);
    Some((pages, Origin::Rows(zoneinfo.kind), zoneinfo.first_line))
}
