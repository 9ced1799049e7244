//! Steps 6 to 8: every struct page, from memmap_init() to the deferred walk.

use zonescope_model::{
    Kernel, Memmap, NodeOutcome, Owner, Patch, Pfn, Setup, Variant, Zone, ZoneOutcome,
};

use crate::memory::Memory;

/// A struct page.
#[derive(Clone, Copy)]
struct Page {
    /// Who it is linked to.
    owner: Option<Owner>,
    /// How often memmap_init() initialised it.
    boot_inits: u32,
}

/// The struct pages by section; a section without memory has none.
struct Pages {
    section_pages: u64,
    section_shift: u32,
    sections: Vec<Option<Vec<Page>>>,
}

impl Pages {
    fn new(memory: &Memory, section_pages: u64) -> Pages {
        let count = memory.end().div_ceil(section_pages);
        let mut sections: Vec<Option<Vec<Page>>> = (0..count).map(|_| None).collect();
        let fresh = Page { owner: None, boot_inits: 0 };
        for range in &memory.ranges {
            let first = (range.start / section_pages) as usize;
            let last = ((range.end - 1) / section_pages) as usize;
            for section in sections.iter_mut().take(last + 1).skip(first) {
                section.get_or_insert_with(|| vec![fresh; section_pages as usize]);
            }
        }
        Pages { section_pages, section_shift: section_pages.trailing_zeros(), sections }
    }

    fn get_mut(&mut self, pfn: u64) -> Option<&mut Page> {
        self.sections
            .get_mut((pfn >> self.section_shift) as usize)?
            .as_mut()?
            .get_mut((pfn & (self.section_pages - 1)) as usize)
    }
}

/// The count that decides where deferral starts: one for the whole machine.
struct Deferral {
    enabled: bool,
    /// Whether a page restarts the count by being asked about, counted or not.
    restarts_when_asked: bool,
    section_pages: u64,
    zone_end: u64,
    counted: u64,
}

impl Deferral {
    /// Whether `pfn` is left for later.
    fn defers(
        &mut self,
        first_deferred: &mut Option<Pfn>,
        pgdat_end: u64,
        zone_end: u64,
        pfn: u64,
    ) -> bool {
        if !self.enabled {
            return false;
        }
        if self.restarts_when_asked && self.zone_end != zone_end {
            self.zone_end = zone_end;
            self.counted = 0;
        }
        if zone_end < pgdat_end {
            return false;
        }
        if first_deferred.is_some() {
            return true;
        }
        if self.zone_end != zone_end {
            self.zone_end = zone_end;
            self.counted = 0;
        }
        self.counted += 1;
        if self.counted > self.section_pages && pfn & (self.section_pages - 1) == 0 {
            *first_deferred = Some(Pfn::new(pfn));
            return true;
        }
        false
    }
}

/// Runs memmap_init() and the deferred walk over `nodes`, then looks at every struct page.
pub(crate) fn memmap_init(
    memory: &Memory,
    setup: &Setup,
    variant: Variant,
    mut nodes: Vec<NodeOutcome>,
) -> (Vec<NodeOutcome>, Memmap) {
    let mut pages = Pages::new(memory, setup.arch.section_pages());
    boot(memory, setup, variant, &mut nodes, &mut pages);
    if setup.deferred_init {
        reserved(memory, &nodes, &mut pages);
        deferred(memory, variant.kernel, &mut nodes, &mut pages);
    }
    let memmap = count(memory, &mut nodes, &mut pages);
    for node in &mut nodes {
        node.zones.retain(|zone| !zone.range.is_empty() || zone.linked > 0);
    }
    (nodes, memmap)
}

/// Step 6, and step 7 within it.
fn boot(
    memory: &Memory,
    setup: &Setup,
    variant: Variant,
    nodes: &mut [NodeOutcome],
    pages: &mut Pages,
) {
    let outer_check = setup.words.mirror && variant.patches.has(Patch::OuterLoopCheck);
    let inner_check = setup.words.mirror && !variant.patches.has(Patch::NoOverlapCheck);
    let mut deferral = Deferral {
        enabled: setup.deferred_init && !setup.words.early_page_ext,
        restarts_when_asked: matches!(variant.kernel, Kernel::V5_10 | Kernel::V6_6),
        section_pages: pages.section_pages,
        zone_end: 0,
        counted: 0,
    };
    let mut hole = 0;
    let mut last_zone = Zone::Dma;
    for range in &memory.ranges {
        let Some(node) = nodes.iter_mut().find(|node| node.nid == range.nid) else {
            continue;
        };
        let pgdat_end = node.range.start().get() + node.spanned;
        for outcome in &mut node.zones {
            let zone = outcome.zone;
            let zone_start = outcome.range.start().get();
            let zone_end = outcome.range.end().get();
            if outcome.present == 0 {
                continue;
            }
            if outer_check && zone == Zone::Movable && range.mirrored {
                continue;
            }
            last_zone = zone;
            let start = range.start.max(zone_start);
            let end = range.end.min(zone_end);
            if start >= end {
                continue;
            }
            let owner = Owner { nid: range.nid, zone };
            for pfn in start..end {
                if inner_check && zone == Zone::Movable && range.mirrored {
                    continue;
                }
                if deferral.defers(&mut node.first_deferred_pfn, pgdat_end, zone_end, pfn) {
                    break;
                }
                if init(pages, pfn, owner) {
                    outcome.init_early += 1;
                }
            }
            for pfn in hole..start {
                if init(pages, pfn, owner) {
                    outcome.init_unavailable += 1;
                }
            }
            hole = end;
        }
    }

    let Some(last) = memory.ranges.last() else {
        return;
    };
    let owner = Owner { nid: last.nid, zone: last_zone };
    let section_end = last.end.div_ceil(pages.section_pages) * pages.section_pages;
    for zone in zones_of(nodes, owner) {
        for pfn in hole..section_end {
            if init(pages, pfn, owner) {
                zone.init_unavailable += 1;
            }
        }
    }
}

/// Before step 8: NOMAP memory from first_deferred_pfn on, a page at a time.
fn reserved(memory: &Memory, nodes: &[NodeOutcome], pages: &mut Pages) {
    for range in memory.ranges.iter().filter(|range| range.nomap) {
        let Some(node) = nodes.iter().find(|node| node.nid == range.nid) else {
            continue;
        };
        let Some(first) = node.first_deferred_pfn else {
            continue;
        };
        for pfn in range.start.max(first.get())..range.end {
            let holder = node.zones.iter().find(|zone| zone.range.contains(Pfn::new(pfn)));
            if let (Some(zone), Some(page)) = (holder, pages.get_mut(pfn)) {
                page.owner = Some(Owner { nid: node.nid, zone: zone.zone });
            }
        }
    }
}

/// Step 8: one thread a node.
fn deferred(memory: &Memory, kernel: Kernel, nodes: &mut [NodeOutcome], pages: &mut Pages) {
    for node in nodes {
        let Some(first) = node.first_deferred_pfn else {
            continue;
        };
        let mut spanning = node.zones.iter_mut().filter(|zone| !zone.range.is_empty());
        let (walked_zone, clamped) = match kernel {
            Kernel::V5_10 | Kernel::V6_6 => (spanning.find(|zone| zone.range.end() > first), true),
            Kernel::V6_12 => (spanning.last(), true),
            Kernel::V6_18 => (spanning.last(), false),
        };
        let Some(zone) = walked_zone else {
            continue;
        };
        let start = if clamped { first.max(zone.range.start()) } else { first };
        let owner = Owner { nid: node.nid, zone: zone.zone };
        for pfn in start.get()..zone.range.end().get() {
            let walked =
                memory.at(pfn).is_some_and(|range| range.nid == node.nid && !range.withheld);
            if !walked {
                continue;
            }
            if let Some(page) = pages.get_mut(pfn) {
                page.owner = Some(owner);
                zone.init_deferred += 1;
            }
        }
    }
}

/// Looks at every struct page and says what became of it.
fn count(memory: &Memory, nodes: &mut [NodeOutcome], pages: &mut Pages) -> Memmap {
    let mut memmap = Memmap::default();
    for section in pages.sections.iter().flatten() {
        for page in section {
            if page.boot_inits > 1 {
                memmap.double_init += 1;
            }
        }
    }
    let mut zones: Vec<_> = nodes
        .iter_mut()
        .flat_map(|node| node.zones.iter_mut().map(|zone| (node.nid, zone)))
        .map(|(nid, outcome)| {
            let zone = outcome.zone;
            let span = outcome.range.start().get()..outcome.range.end().get();
            (Owner { nid, zone }, span, outcome)
        })
        .collect();
    for range in &memory.ranges {
        for pfn in range.start..range.end {
            memmap.memory += 1;
            let Some(owner) = pages.get_mut(pfn).and_then(|page| page.owner) else {
                memmap.never_init += 1;
                continue;
            };
            if owner.nid != range.nid {
                memmap.wrong_node += 1;
            }
            match (owner.zone, range.mirrored) {
                (Zone::Movable, true) => memmap.mirrored_in_movable += 1,
                (Zone::Normal, false) => memmap.unmirrored_in_normal += 1,
                _ => {}
            }
            for (_, span, outcome) in zones.iter_mut().filter(|zone| zone.0 == owner) {
                outcome.linked += 1;
                if !span.contains(&pfn) {
                    memmap.outside_zone_span += 1;
                }
            }
        }
    }
    memmap
}

/// Initialises the struct page of `pfn`, if there is one.
fn init(pages: &mut Pages, pfn: u64, owner: Owner) -> bool {
    let Some(page) = pages.get_mut(pfn) else {
        return false;
    };
    page.owner = Some(owner);
    page.boot_inits += 1;
    true
}

fn zones_of(nodes: &mut [NodeOutcome], owner: Owner) -> impl Iterator<Item = &mut ZoneOutcome> {
    nodes
        .iter_mut()
        .filter(move |node| node.nid == owner.nid)
        .flat_map(|node| &mut node.zones)
        .filter(move |outcome| outcome.zone == owner.zone)
}
