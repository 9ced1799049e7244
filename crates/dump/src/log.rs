//! What a text held: sources of rows, facts, and what became of every line.

use crate::combine::{arch, Boot};
use crate::{Lines, Note};

/// Everything read off a text. Lines count from 1.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Log {
    /// Rows by source, in the order their sources begin.
    pub sources: Vec<Source>,
    /// The kernel's command lines, `Command line:` and `Kernel command line:` alike.
    pub command_lines: Vec<Found<String>>,
    /// The text behind each `Linux version`.
    pub versions: Vec<Found<String>>,
    /// Signs of the architecture, each of a kind once a boot.
    pub signs: Vec<Found<Sign>>,
    /// Where the kernel's own time runs backwards: another boot may begin there.
    pub turns: Vec<u32>,
    /// Where the depth of quoting changes from one thing read to the next, and to what; 0 before.
    pub depths: Vec<(u32, usize)>,
    /// Single facts, in order.
    pub facts: Vec<Found<Fact>>,
    /// `memblock_add` and its like, in order.
    pub events: Vec<Event>,
    /// What became of every line, as runs of neighbours that fared alike.
    pub lines: Lines,
    /// The first row of memory that could not be read.
    pub unreadable_memory: Option<Found<Note>>,
    /// The first links to scenarios in the text, each once, as it stood there.
    pub links: Vec<String>,
}

impl Log {
    /// The command line of the boot `line` is of.
    pub fn command_line_at(&self, line: u32) -> Option<&Found<String>> {
        Boot::at(self, line).nearest(&self.command_lines, line)
    }

    /// The kernel version of the boot `line` is of.
    pub fn version_at(&self, line: u32) -> Option<&Found<String>> {
        Boot::at(self, line).nearest(&self.versions, line)
    }

    /// The command line of the default dump's boot; without a dump, the last one.
    pub fn command_line(&self) -> Option<&Found<String>> {
        match self.default_line() {
            Some(line) => self.command_line_at(line),
            None => self.command_lines.last(),
        }
    }

    /// The text behind `Linux version` of the default dump's boot; without a dump, the last.
    pub fn version(&self) -> Option<&Found<String>> {
        match self.default_line() {
            Some(line) => self.version_at(line),
            None => self.versions.last(),
        }
    }

    /// The first sign of an architecture in the default dump's boot, or in the text, by its
    /// kernel name.
    pub fn arch(&self) -> Option<Found<&'static str>> {
        let boot = self.default_line().map(|line| Boot::at(self, line));
        let of_boot = |sign: &&Found<Sign>| boot.as_ref().is_none_or(|boot| boot.holds(sign.line));
        arch::shown(self.signs.iter().filter(of_boot))
    }

    /// The sources of one kind.
    pub fn of(&self, kind: SourceKind) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(move |source| source.kind == kind)
    }

    fn default_line(&self) -> Option<u32> {
        self.default_dump()
            .and_then(|index| self.dumps().get(index).map(|source| source.first_line))
    }
}

/// Something and the line it was found on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found<T> {
    /// The line it begins on.
    pub line: u32,
    /// What was found.
    pub what: T,
}

/// The formats rows come in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SourceKind {
    /// memblock=debug, `memory[0x0]`.
    Memory,
    /// memblock=debug, `reserved[0x0]`.
    Reserved,
    /// debugfs memblock/memory and its siblings.
    Debugfs,
    /// A table of regions made by hand, as in the mail.
    Table,
    /// A table of zones made by hand, as in the mail.
    TableZones,
    /// `Zone ranges:`.
    Zone,
    /// `Early memory node ranges`.
    Early,
    /// ACPI SRAT.
    Srat,
    /// The BIOS's memory map.
    E820,
    /// The EFI memory map.
    Efi,
    /// /proc/iomem.
    Iomem,
    /// lsmem.
    Lsmem,
    /// /proc/zoneinfo.
    Zoneinfo,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [SourceKind; 13] = [
        SourceKind::Memory,
        SourceKind::Reserved,
        SourceKind::Debugfs,
        SourceKind::Table,
        SourceKind::TableZones,
        SourceKind::Zone,
        SourceKind::Early,
        SourceKind::Srat,
        SourceKind::E820,
        SourceKind::Efi,
        SourceKind::Iomem,
        SourceKind::Lsmem,
        SourceKind::Zoneinfo,
    ];

    /// The word `zonescope parse` uses.
    pub const fn name(self) -> &'static str {
        match self {
            SourceKind::Memory => "memory",
            SourceKind::Reserved => "reserved",
            SourceKind::Debugfs => "dbgfs",
            SourceKind::Table => "table",
            SourceKind::TableZones => "tablezones",
            SourceKind::Zone => "zone",
            SourceKind::Early => "early",
            SourceKind::Srat => "srat",
            SourceKind::E820 => "e820",
            SourceKind::Efi => "efi",
            SourceKind::Iomem => "iomem",
            SourceKind::Lsmem => "lsmem",
            SourceKind::Zoneinfo => "zoneinfo",
        }
    }

    /// What a row looks like, for messages that say what was expected.
    pub const fn shape(self) -> &'static str {
        match self {
            SourceKind::Memory => "memory[0xN] [0xSTART-0xEND], 0xSIZE bytes on node N flags: 0xN",
            SourceKind::Reserved => "reserved[0xN] [0xSTART-0xEND], 0xSIZE bytes flags: 0xN",
            SourceKind::Debugfs => "N: 0xSTART..0xEND NID FLAGS",
            SourceKind::Table => "NODE 0xSTART 0xEND 0xSIZE 0xFLAGS yes|no 0xPFN-0xPFN",
            SourceKind::TableZones => "NODE ZONE 0xSTART_PFN 0xEND_PFN 0xSTART 0xEND",
            SourceKind::Zone => "ZONE [mem 0xSTART-0xEND]",
            SourceKind::Early => "node N: [mem 0xSTART-0xEND]",
            SourceKind::Srat => "ACPI: SRAT: Node N PXM N [mem 0xSTART-0xEND]",
            SourceKind::E820 => "BIOS-e820: [mem 0xSTART-0xEND] TYPE",
            SourceKind::Efi => "efi: memN: [TYPE|ATTRIBUTES] range=[0xSTART-0xEND]",
            SourceKind::Iomem => "START-END : NAME",
            SourceKind::Lsmem => "0xSTART-0xEND SIZE STATE ...",
            SourceKind::Zoneinfo => "Node N, zone ZONE",
        }
    }
}

/// Rows that belong together: one dump, one table, one map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The format.
    pub kind: SourceKind,
    /// What the text calls it, if it does.
    pub title: Option<String>,
    /// The line of its header, or of its first row.
    pub first_line: u32,
    /// The last line of its last row.
    pub last_line: u32,
    /// Its rows, in order. Empty for [`SourceKind::Zoneinfo`].
    pub rows: Vec<Row>,
    /// Its zones, in order; only [`SourceKind::Zoneinfo`] has any.
    pub zones: Vec<ZoneRow>,
    /// How many rows its header (`memory.cnt`) says it has.
    pub count: Option<u64>,
    /// Whether rows are known to be missing: a gap in their numbers, or a last one cut off.
    pub gap: bool,
    /// Whether its rows say where memory is (and not what is reserved in it).
    pub is_memory: bool,
    /// Whether the text says that some were left out (`...`).
    pub elided: bool,
    /// The lines of rows that could not be read, and why.
    pub unreadable: Vec<Found<Note>>,
    /// What a reader should know of its rows.
    pub notes: Vec<Found<Note>>,
}

impl Source {
    /// How many rows or zones there are.
    pub fn len(&self) -> usize {
        self.rows.len() + self.zones.len()
    }

    /// Whether there is neither row nor zone.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether all its rows are there, as far as it tells.
    pub fn is_complete(&self) -> bool {
        !self.gap && self.count.is_none_or(|count| count == self.rows.len() as u64)
    }
}

/// One row: bytes `[base, end)` and what its source says of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// First byte.
    pub base: u64,
    /// One past the last byte. The last byte of the address space has no such address:
    /// there it is `u64::MAX`. An empty zone has `base` and `end` 0.
    pub end: u64,
    /// The node, where the source gives it. Any number that was there.
    pub nid: Option<u64>,
    /// memblock flags, where the source gives them.
    pub flags: Option<u64>,
    /// The zone's, type's or resource's name.
    pub name: Option<Box<str>>,
    /// Whether it is mirrored, where the source says so in a word (`yes`, `MR`).
    pub mirrored: Option<bool>,
    /// Whether EFI keeps it for special purposes (`SP`).
    pub is_special: bool,
    /// How deep it is nested in other rows (/proc/iomem).
    pub level: u8,
    /// The line it begins on.
    pub line: u32,
    /// The line it ends on: not the same where a mailer wrapped it.
    pub last_line: u32,
}

/// A zone of /proc/zoneinfo. Counts are pages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ZoneRow {
    /// The node.
    pub nid: u64,
    /// The zone's name.
    pub zone: Box<str>,
    /// spanned_pages.
    pub spanned: u64,
    /// present_pages, where given.
    pub present: Option<u64>,
    /// managed_pages, where given.
    pub managed: Option<u64>,
    /// zone_start_pfn, where given.
    pub start_pfn: Option<u64>,
    /// The line it begins on.
    pub line: u32,
    /// The line its last count is on.
    pub last_line: u32,
}

/// One fact of a boot.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Fact {
    /// `Movable zone start for each node`, `Node 0: 0x140000000`.
    MovableStart {
        /// The node.
        nid: u64,
        /// Where its ZONE_MOVABLE starts, in bytes.
        addr: u64,
    },
    /// `Initmem setup node 0 [mem 0x1000-0x1bfffffff]`, half-open here.
    NodeRange {
        /// The node.
        nid: u64,
        /// First byte.
        base: u64,
        /// One past the last byte.
        end: u64,
    },
    /// `On node 0 totalpages: 523898`.
    NodePages {
        /// The node.
        nid: u64,
        /// Its present pages.
        pages: u64,
    },
    /// `DMA zone: 523898 pages, LIFO batch:63`, of the node a [`Fact::NodePages`] before names.
    ZonePages {
        /// The zone.
        zone: Box<str>,
        /// Its present pages.
        pages: u64,
    },
    /// `On node 0, zone DMA: 390 pages in unavailable ranges`.
    Unavailable {
        /// The node.
        nid: u64,
        /// The zone they were linked to.
        zone: Box<str>,
        /// How many.
        pages: u64,
    },
    /// `Zeroed struct page in unavailable ranges: 7349 pages`, older kernels.
    UnavailableInAll {
        /// How many.
        pages: u64,
    },
    /// `DMA zone: 64 pages used for memmap`, `DMA zone: 24 pages reserved`.
    ZoneTaken {
        /// The zone.
        zone: Box<str>,
        /// Pages of it that hold struct pages or are reserved.
        pages: u64,
    },
    /// `mminit::memmap_init Initialising map node 0 zone 2 pfns 1048576 -> 2214592512`.
    ZoneMap {
        /// The node.
        nid: u64,
        /// The zone's place among those the kernel was built with.
        index: u64,
        /// Its first pfn.
        start: u64,
        /// One past its last pfn.
        end: u64,
    },
    /// `Memory: 464660912K/440384512K available`: the second number, all nodes' present pages.
    Present {
        /// In KiB.
        kib: u64,
    },
    /// `Built 4 zonelists, mobility grouping on.  Total pages: 108375876`: about all pages.
    TotalPages {
        /// How many.
        pages: u64,
    },
    /// A page's size in bytes, from numbers that hold it: those of per-CPU areas and hash tables.
    PageSize {
        /// In bytes.
        bytes: u64,
    },
    /// Memory that was reserved before nodes were known: `RAMDISK: [mem 0x1000-0x1fff]`.
    Taken {
        /// First byte.
        base: u64,
        /// One past the last byte.
        end: u64,
    },
    /// A message that comes right before deferred pages are initialised.
    CpusAreUp,
    /// A message that comes right after all deferred pages are initialised.
    DeferredIsOver,
    /// `Memory: 4096M/131455M mirrored memory`.
    Mirrored {
        /// MiB mirrored.
        mirrored: u64,
        /// MiB in all.
        total: u64,
    },
    /// One of the kernel's warnings about kernelcore=mirror.
    Warning(zonescope_model::Warning),
    /// `node 0 deferred pages initialised in 152ms`.
    Deferred {
        /// The node.
        nid: u64,
        /// How many pages, where an older kernel says so.
        pages: Option<u64>,
        /// How long it took, in ms.
        ms: u64,
    },
}

/// What a message says of the architecture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Sign {
    /// It is of this one, by its kernel name (`x86_64`, `arm64`, ...).
    Is(&'static str),
    /// It is of this one, unless another sign says otherwise.
    Likely(&'static str),
    /// It is none of x86.
    NotX86,
    /// It has HighMem, as only 32-bit kernels do.
    HighMem,
}

/// `memblock_add: [0x1000-0x9fbff] caller`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// What was done.
    pub action: EventAction,
    /// First byte.
    pub base: u64,
    /// One past the last byte.
    pub end: u64,
    /// The node, where given.
    pub nid: Option<u64>,
    /// The flags, where given.
    pub flags: Option<u64>,
    /// The line.
    pub line: u32,
}

/// What a memblock call does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventAction {
    /// Adds memory.
    Add,
    /// Removes memory.
    Remove,
    /// Reserves a range.
    Reserve,
    /// Frees a reserved range.
    Free,
    /// Marks memory as mirrored.
    MarkMirror,
}
