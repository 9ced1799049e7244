//! One memory map from everything a text holds.
//!
//! The best source of memory wins: memblock's dumps, debugfs, the early node ranges, `memblock_add`
//! replayed, the EFI memory map, the BIOS's map, /proc/iomem. The others fill in what it does not
//! say: nodes, mirrored and hot-pluggable memory, the command line, the kernel, the architecture,
//! its page size and its zones.

pub(crate) mod arch;
mod boot;
mod candidate;
mod combined;
mod cut;
mod deferral;
mod fill;
mod readings;
mod remark;
mod spans;
mod words;

use zonescope_model::{
    cmdline_for, Arch, BootWords, Flags, MemoryMap, Nid, PhysAddr, Region, Running, Version,
};

pub(crate) use boot::Boot;
pub use combined::{Combined, Gave, Origin, Reservation, Used};
pub use remark::{Ground, Mark, Remark, Unmodelled};
pub(crate) use spans::Bytes;

use crate::dumps::capped;
use crate::log::{Fact, Found, Log, SourceKind};
use crate::{MapFault, Note};
use candidate::Candidate;
use readings::Readings;
use spans::{joined, Span};

/// What is known of some memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Memory {
    nid: Option<Nid>,
    flags: Option<Flags>,
}

impl Log {
    /// The memory map and all that goes with it: of the dump at this place in [`Log::dumps`],
    /// else of the default one, else of the best source there is.
    ///
    /// # Errors
    /// If there is no such dump and nothing else lists memory, or the rows are no memory map.
    pub fn combined(&self, dump: Option<usize>) -> Result<Combined, MapFault> {
        let (title, mut candidate) = match dump.or(self.default_dump()) {
            Some(index) => self.of_dump(index)?,
            None => match candidate::best(self) {
                Some(candidate) => (None, candidate),
                None => return Err(self.no_dump(0)),
            },
        };
        let line = candidate.line;
        let boot = Boot::at(self, line);
        let mut used = vec![Used { gave: Gave::Memory, origin: candidate.origin, line }];
        used.extend(self.fill_nodes(&boot, &mut candidate));
        used.extend(self.fill_mirror(&boot, &mut candidate));
        used.extend(self.fill_hotplug(&boot, &mut candidate));
        let memory = map_of(&joined(candidate.spans.clone()))?;

        let of_boot = |found: &&Found<String>| boot.holds(found.line);
        let cmdline = self.command_line_at(line).filter(of_boot);
        let kernel = self.version_at(line).filter(of_boot);
        for (gave, found) in [(Gave::CommandLine, cmdline), (Gave::Kernel, kernel)] {
            used.extend(found.map(|found| Used { gave, origin: Origin::Line, line: found.line }));
        }
        let origin = candidate.origin;
        let is_firmware =
            matches!(origin, Origin::Rows(SourceKind::Efi | SourceKind::E820) | Origin::Events);
        // A second map is what the kernel made of the first by those words.
        let is_changed = self.of(SourceKind::E820).any(|map| {
            origin == Origin::Rows(map.kind) && map.first_line < line && boot.holds(map.first_line)
        });
        let is_given = is_firmware && !is_changed;
        if let Some(words) = cmdline.filter(|words| is_given && changes_memory(&words.what)) {
            candidate.warnings.push(Found { line: words.line, what: Remark::MemoryWords });
        }
        let words = BootWords::parse(cmdline_for(cmdline.map(|found| &*found.what), &memory));
        let release = kernel.and_then(|found| Running::of_version(&found.what).kernel);
        let readings = Readings {
            log: self,
            line,
            memory: &memory,
            words,
            kernel: release.unwrap_or_default(),
            version: kernel.and_then(|found| Version::parse(&found.what)),
            bits: whole_pages(self, &boot),
        };
        let mut machine = arch::find(self, &boot, &memory, &readings);
        // Some constants changed between releases: s390x's sections from v6.13 on.
        machine.arch = machine.arch.map(|arch| readings.of_version(arch));
        let shift = machine.arch.map_or(Arch::X86_64.page_shift, |arch| arch.page_shift);
        let mut missing = cut::nodes(self, &boot, &candidate, (!words.mirror).then_some(shift));
        if missing.is_empty() {
            missing.extend(excerpt(self, &boot, &memory));
        }
        let mut warnings = machine.warnings;
        let arch = machine.arch.unwrap_or(Arch::X86_64);
        let mut implied = None;
        if missing.is_empty() && machine.unmodelled.is_none() {
            let facts = self.facts(line, &arch);
            let given = cmdline.map(|found| BootWords::parse(&found.what));
            let judged = words::judged(&memory, arch, &facts, given, release.unwrap_or_default());
            if let Some((words, what)) = judged {
                implied = words;
                let mut facts = boot.facts(self);
                let start = facts.find(|fact| matches!(fact.what, Fact::MovableStart { .. }));
                warnings.push(Found { line: start.map_or(line, |start| start.line), what });
            }
        }
        let old_version = kernel.filter(|found| Running::of_version(&found.what).is_older);
        let old_line =
            boot.facts(self).find(|fact| matches!(fact.what, Fact::UnavailableInAll { .. }));
        let old = old_version.map(|found| found.line).or(old_line.map(|fact| fact.line));
        if let Some(line) = old {
            warnings.push(Found { line, what: Remark::Older });
        }
        let words = implied.unwrap_or(words);
        let off = deferral::is_off(self, &boot, &memory, words, arch, release);
        warnings.extend(missing);
        warnings.extend(candidate.warnings);
        used.extend(machine.used);
        let gave = Gave::NoDeferral;
        used.extend(off.map(|line| Used { gave, origin: Origin::Line, line }));
        Ok(Combined {
            memory,
            title,
            cmdline: cmdline.map(|found| found.what.clone()),
            implied,
            deferred_init: off.is_none(),
            kernel: kernel.map(|found| found.what.clone()),
            arch: machine.arch,
            is_assumed: machine.is_assumed || machine.arch.is_none(),
            unmodelled: machine.unmodelled,
            line,
            used,
            warnings,
        })
    }

    /// A dump's title and rows, which must be a memory map as they stand.
    fn of_dump(&self, index: usize) -> Result<(Option<String>, Candidate), MapFault> {
        let (memory, warnings) = self.memory_map(index)?;
        let dumps = self.dumps();
        let source = dumps
            .get(index)
            .copied()
            .ok_or(MapFault::NoDump { asked: index.saturating_add(1), found: dumps.len() })?;
        let has_nodes = source.rows.iter().any(|row| row.nid.is_some());
        let has_flags = source.rows.iter().any(|row| row.flags.is_some() || row.mirrored.is_some());
        // Only `add_memory_resource()` ever sets MEMBLOCK_DRIVER_MANAGED, and it runs after boot.
        let is_of_boot = |region: &&Region| !region.flags.has(Flags::DRIVER_MANAGED);
        let added = memory.regions().iter().filter(|region| !is_of_boot(region));
        let added: Vec<Found<Note>> = added
            .map(|region| {
                let (base, end) = (region.base.get(), region.end.get());
                let row = source.rows.iter().find(|row| row.base == base);
                let line = row.map_or(source.first_line, |row| row.line);
                Found { line, what: Note::DriverManaged { base, end } }
            })
            .collect();
        let spans = memory.regions().iter().filter(is_of_boot).map(|region| Span {
            base: region.base.get(),
            end: region.end.get(),
            what: Memory {
                nid: has_nodes.then_some(region.nid),
                flags: has_flags.then_some(lasting(region)),
            },
            line: source.first_line,
        });
        let missing = candidate::missing_rows(source);
        // That says how many, too.
        let is_short = missing.is_some();
        let is_said =
            |found: &Found<Note>| is_short && matches!(found.what, Note::CountDisagrees { .. });
        let rows = warnings.into_iter().filter(|found| !is_said(found)).chain(capped(&added));
        let candidate = Candidate {
            origin: Origin::Rows(source.kind),
            line: source.first_line,
            spans: spans.collect(),
            warnings: missing
                .into_iter()
                .chain(rows.map(|found| Found { line: found.line, what: Remark::Row(found.what) }))
                .collect(),
            is_marked: has_flags
                && (has_nodes || memory.regions().iter().any(|region| region.flags != Flags::NONE)),
        };
        Ok((source.title.clone(), candidate))
    }
}

/// The flags of a region that it has while zones are made: x86 clears KHO_SCRATCH on the first MiB
/// before (`e820__memblock_setup()` of v6.16).
fn lasting(region: &Region) -> Flags {
    const KHO_SCRATCH: Flags = Flags::new(0x40);
    match region.end.get() <= 1 << 20 {
        true => region.flags.without(KHO_SCRATCH),
        false => region.flags,
    }
}

/// The bits of early ranges and of all present memory, which the kernel prints in whole pages.
fn whole_pages(log: &Log, boot: &Boot) -> u64 {
    let early = boot.last(log, SourceKind::Early);
    let rows = early.into_iter().flat_map(|early| &early.rows);
    let present = boot.facts(log).filter_map(|fact| match fact.what {
        Fact::Present { kib } => Some(kib << 10),
        _ => None,
    });
    rows.map(|row| row.base | row.end).chain(present).fold(0, |bits, more| bits | more)
}

/// That zones reach beyond the last memory, if they do: some is missing.
fn excerpt(log: &Log, boot: &Boot, memory: &MemoryMap) -> Option<Found<Remark>> {
    let zones = boot.last(log, SourceKind::Zone)?;
    let zones_end = zones.rows.iter().map(|row| row.end).max()?;
    let memory_end = memory.regions().last()?.end.get();
    // A zone can end with memory or at a boundary above it: 4 GiB, or where it starts.
    let mut present = zones.rows.iter().filter(|row| row.base < row.end);
    let is_beyond = zones_end > memory_end.max(PhysAddr::FOUR_GIB.get())
        || present.any(|row| row.base > memory_end);
    is_beyond.then_some(Found {
        line: zones.first_line,
        what: Remark::Excerpt { memory_end, zones_end },
    })
}

/// Whether a command line has words that change memory.
fn changes_memory(cmdline: &str) -> bool {
    cmdline.split_whitespace().any(|word| word.starts_with("mem=") || word.starts_with("memmap="))
}

fn map_of(spans: &[Span<Memory>]) -> Result<MemoryMap, MapFault> {
    let region = |span: &Span<Memory>| Region {
        base: PhysAddr::new(span.base),
        end: PhysAddr::new(span.end),
        nid: span.what.nid.unwrap_or_default(),
        flags: span.what.flags.unwrap_or_default(),
    };
    MemoryMap::new(spans.iter().map(region).collect()).map_err(|error| {
        let line = |index: usize| spans.get(index).map(|span| span.line);
        let lines = match error {
            zonescope_model::MapError::EndsTooHigh { index, .. } => (line(index), None),
            _ => (line(MemoryMap::MAX_REGIONS), None),
        };
        MapFault::Map { error, lines, dumps: Vec::new() }
    })
}
