//! What a log says of the zones its kernel built.

use zonescope_model::{
    Arch, Facts, Field, LogFact, ManagedZone, Nid, PhysAddr, Reserved, Subject, Zone,
};
use zonescope_sorted::SortedMap;

use crate::combine::{Boot, Bytes};
use crate::log::{EventAction, Fact, Log, Row, Source, SourceKind};

impl Log {
    /// What the boot that `line` is of says of its zones, for an [`zonescope_model::check`].
    /// [`crate::Combined::line`] names the memory map's.
    pub fn facts(&self, line: u32, arch: &Arch) -> Facts {
        let boot = Boot::at(self, line);
        let mut zones = Zones { arch, facts: Facts::default(), values: SortedMap::new() };
        zones.limits(self, &boot);
        zones.singles(self, &boot);
        zones.movable(self, &boot);
        if let Some(table) = self.zone_table(line) {
            zones.table(table);
        }
        if let Some(zoneinfo) = boot.zoneinfo(self) {
            zones.zoneinfo(zoneinfo);
        }
        let mut facts = zones.facts;
        facts.reserved = reserved(self, &boot);
        facts.built = zones
            .values
            .into_iter()
            .map(|((subject, field), value)| LogFact { subject, field, value })
            .collect();
        facts
    }

    /// The table of zones that goes with the dump at `line`: the one of the same title, else the
    /// one next to it.
    fn zone_table(&self, line: u32) -> Option<&Source> {
        let dumps = self.dumps();
        let dump = dumps.iter().find(|dump| dump.first_line == line);
        let title = dump.and_then(|dump| dump.title.as_ref());
        let of_title = self
            .of(SourceKind::TableZones)
            .find(|table| title.is_some() && table.title.as_ref() == title);
        let lines = || dumps.iter().map(|dump| dump.first_line);
        let above = lines().filter(|other| *other < line).max().unwrap_or(0);
        let below = lines().filter(|other| *other > line).min();
        let next = above..=below.unwrap_or(u32::MAX);
        let is_next = |table: &&Source| next.contains(&table.first_line);
        of_title.or_else(|| self.of(SourceKind::TableZones).find(is_next))
    }
}

struct Zones<'a> {
    arch: &'a Arch,
    facts: Facts,
    /// What was said last of each.
    values: SortedMap<(Subject, Field), u64>,
}

impl Zones<'_> {
    fn push(&mut self, subject: Subject, field: Field, value: u64) {
        self.values.insert((subject, field), value);
    }

    /// Start and end; the kernel prints whole pages.
    fn range(&mut self, subject: Subject, base: u64, end: u64) {
        let shift = self.arch.page_shift;
        let start = PhysAddr::new(base).pfn_up(shift).get();
        let end = PhysAddr::new(end).pfn_down(shift).get();
        self.push(subject, Field::StartPfn, start);
        self.push(subject, Field::EndPfn, end);
    }

    /// `Zone ranges:`.
    fn limits(&mut self, log: &Log, boot: &Boot) {
        let Some(zones) = boot.last(log, SourceKind::Zone) else {
            return;
        };
        for row in &zones.rows {
            if let Some(zone) = zone_of(row) {
                self.range(Subject::Limits(zone), row.base, row.end);
            }
        }
    }

    /// `Movable zone start for each node`. A node that is not listed there has none, if the log
    /// goes on from the lines before to those behind.
    fn movable(&mut self, log: &Log, boot: &Boot) {
        let mut starts: SortedMap<Nid, u64> = SortedMap::new();
        if let (Some(zones), Some(early)) =
            (boot.last(log, SourceKind::Zone), boot.last(log, SourceKind::Early))
        {
            if zones.last_line < early.first_line {
                let nids = early.rows.iter().filter_map(|row| Nid::new(row.nid?));
                for nid in nids {
                    starts.insert(nid, 0);
                }
            }
        }
        for fact in boot.facts(log) {
            if let Fact::MovableStart { nid, addr } = fact.what {
                let pfn = PhysAddr::new(addr).pfn_down(self.arch.page_shift);
                if let Some(nid) = Nid::new(nid) {
                    starts.insert(nid, pfn.get());
                }
            }
        }
        for (nid, pfn) in starts {
            self.push(Subject::Node(nid), Field::MovablePfn, pfn);
        }
    }

    /// The lines that say one thing each.
    fn singles(&mut self, log: &Log, boot: &Boot) {
        let mut unavailable: SortedMap<(Nid, Zone), u64> = SortedMap::new();
        let mut last_unavailable = 0;
        // Of a log pasted twice only the last counts, or its holes would count twice.
        let zones_at = boot.last(log, SourceKind::Zone).map_or(0, |zones| zones.first_line);
        for found in boot.facts(log) {
            match &found.what {
                Fact::NodeRange { nid, base, end } => {
                    // A node without memory is printed as [mem 0x0-0x0].
                    let is_node = end.saturating_sub(*base) >= self.arch.page_size();
                    if let Some(nid) = Nid::new(*nid).filter(|_| is_node) {
                        self.range(Subject::Node(nid), *base, *end);
                    }
                }
                Fact::NodePages { nid, pages } => {
                    if let Some(nid) = Nid::new(*nid) {
                        self.push(Subject::Node(nid), Field::Present, *pages);
                    }
                }
                Fact::Present { kib } => {
                    // What underflows in pages does so in KiB, ten bits and a page's size up.
                    let pages = kib.cast_signed() >> self.arch.page_shift.saturating_sub(10);
                    self.push(Subject::Machine, Field::Present, pages.cast_unsigned());
                }
                Fact::Unavailable { nid, zone, pages } if found.line > zones_at => {
                    last_unavailable = found.line;
                    if let (Some(nid), Some(zone)) = (Nid::new(*nid), Zone::from_name(zone)) {
                        let sum = unavailable.or_default((nid, zone));
                        *sum = sum.saturating_add(*pages);
                    }
                }
                Fact::UnavailableInAll { pages } => {
                    self.push(Subject::Machine, Field::Unavailable, *pages);
                }
                Fact::Deferred { nid, .. } => {
                    if let Some(nid) = Nid::new(*nid) {
                        self.push(Subject::Node(nid), Field::Deferred, 1);
                    }
                }
                Fact::Warning(warning) => {
                    self.push(Subject::Machine, Field::Warning(*warning), 1);
                }
                _ => {}
            }
        }
        self.zone_pages(log, boot);
        self.zone_maps(log, boot);
        // They stand together: only where the text stops among them some may be missing.
        let last_line = log.lines.last().map_or(0, |run| run.last);
        if last_unavailable < last_line {
            self.facts.unavailable_known = !unavailable.is_empty();
            for ((nid, zone), pages) in unavailable {
                self.push(Subject::Zone(nid, zone), Field::Unavailable, pages);
            }
        }
    }

    /// `DMA zone: 3999 pages, LIFO batch:0`: present pages. Before v3.9 these are less what holds
    /// struct pages and what is reserved: which of the two it is shows in their sum, or in the
    /// early ranges that lie in the zone.
    fn zone_pages(&mut self, log: &Log, boot: &Boot) {
        let mut last: SortedMap<(Nid, Zone), OldZone> = SortedMap::new();
        let mut totals: SortedMap<Nid, u64> = SortedMap::new();
        let mut node = None;
        let mut taken = 0u64;
        for found in boot.facts(log) {
            match &found.what {
                Fact::NodePages { nid, pages } => {
                    node = Nid::new(*nid);
                    taken = 0;
                    if let Some(nid) = node {
                        totals.insert(nid, *pages);
                    }
                }
                Fact::ZoneTaken { pages, .. } => taken = taken.saturating_add(*pages),
                Fact::ZonePages { zone, pages } => {
                    let taken = std::mem::take(&mut taken);
                    let nid = node.unwrap_or_default();
                    if let Some(zone) = Zone::from_name(zone) {
                        last.insert((nid, zone), OldZone { nid, zone, pages: *pages, taken });
                    }
                }
                _ => {}
            }
        }
        let zones: Vec<OldZone> = last.into_iter().map(|(_, zone)| zone).collect();
        for OldZone { nid, zone, pages, taken } in &zones {
            let with = pages.saturating_add(*taken);
            let of_node = || zones.iter().filter(|other| other.nid == *nid);
            let sum = |add: bool| -> u64 {
                let all = of_node()
                    .map(|zone| zone.pages.saturating_add(if add { zone.taken } else { 0 }));
                all.fold(0, u64::saturating_add)
            };
            let present = match totals.get(nid).copied() {
                _ if *taken == 0 => Some(*pages),
                Some(total) if sum(false) == total => Some(*pages),
                Some(total) if sum(true) == total => Some(with),
                // Not all zones are there: their memory tells.
                _ => {
                    let early = early_pages(log, boot, *nid, *zone, self.arch.page_shift);
                    early.filter(|early| [*pages, with].contains(early))
                }
            };
            if let Some(present) = present {
                self.push(Subject::Zone(*nid, *zone), Field::Present, present);
            }
        }
    }

    /// `mminit::memmap_init`: each zone's start and end, by its place among the zones the kernel
    /// was built with. Those are listed before, but for Movable, which is right below Device.
    fn zone_maps(&mut self, log: &Log, boot: &Boot) {
        let Some(zones) = boot.last(log, SourceKind::Zone) else {
            return;
        };
        let mut names: Vec<&str> = zones
            .rows
            .iter()
            .filter_map(|row| row.name.as_deref())
            .filter(|name| !matches!(*name, "Movable" | "Device"))
            .collect();
        names.push("Movable");
        for found in boot.facts(log) {
            let Fact::ZoneMap { nid, index, start, end } = found.what else {
                continue;
            };
            let name = usize::try_from(index).ok().and_then(|index| names.get(index));
            let zone = name.and_then(|name| Zone::from_name(name));
            if let (Some(nid), Some(zone)) = (Nid::new(nid), zone) {
                self.push(Subject::Zone(nid, zone), Field::StartPfn, start);
                self.push(Subject::Zone(nid, zone), Field::EndPfn, end);
            }
        }
    }

    /// The mail's own table of zones.
    fn table(&mut self, table: &Source) {
        for row in &table.rows {
            if let (Some(nid), Some(zone)) = (row.nid.and_then(Nid::new), zone_of(row)) {
                self.range(Subject::Zone(nid, zone), row.base, row.end);
            }
        }
    }

    /// /proc/zoneinfo.
    fn zoneinfo(&mut self, zoneinfo: &Source) {
        for row in &zoneinfo.zones {
            let (Some(nid), Some(zone)) = (Nid::new(row.nid), Zone::from_name(&row.zone)) else {
                continue;
            };
            let subject = Subject::Zone(nid, zone);
            if let Some(start) = row.start_pfn {
                self.push(subject, Field::StartPfn, start);
            }
            self.push(subject, Field::Spanned, row.spanned);
            let Some(present) = row.present else {
                continue;
            };
            self.push(subject, Field::Present, present);
            if let Some(managed) = row.managed {
                self.facts.managed.push(ManagedZone { nid, zone, present, managed });
            }
        }
    }
}

/// A zone's pages as old kernels count them.
struct OldZone {
    nid: Nid,
    zone: Zone,
    pages: u64,
    taken: u64,
}

/// The pages of a node's early ranges that lie in a zone's range.
fn early_pages(log: &Log, boot: &Boot, nid: Nid, zone: Zone, shift: u32) -> Option<u64> {
    let zones = boot.last(log, SourceKind::Zone)?;
    let limits = zones.rows.iter().find(|row| zone_of(row) == Some(zone))?;
    let early = boot.last(log, SourceKind::Early)?;
    let of_node = early.rows.iter().filter(|row| row.nid == Some(nid.get().into()));
    let pages = of_node.map(|row| {
        let (base, end) = (row.base.max(limits.base), row.end.min(limits.end));
        end.saturating_sub(base) >> shift
    });
    Some(pages.fold(0, u64::saturating_add))
}

fn zone_of(row: &Row) -> Option<Zone> {
    Zone::from_name(row.name.as_deref()?)
}

/// The last dump of memblock.reserved, and what was reserved and freed after it.
fn reserved(log: &Log, boot: &Boot) -> Reserved {
    let mut bytes = Bytes::default();
    let mut dumped_to = 0;
    if let Some(dump) = boot.last(log, SourceKind::Reserved) {
        dumped_to = dump.last_line;
        for row in &dump.rows {
            bytes.add(row.base, row.end);
        }
    }
    let mut is_complete = false;
    for event in boot.events(log).filter(|event| event.line > dumped_to) {
        match event.action {
            EventAction::Reserve => {
                is_complete = true;
                bytes.add(event.base, event.end);
            }
            EventAction::Free => bytes.remove(event.base, event.end),
            _ => {}
        }
    }
    Reserved {
        ranges: bytes
            .ranges()
            .map(|(base, end)| (PhysAddr::new(base), PhysAddr::new(end)))
            .collect(),
        is_complete,
    }
}
