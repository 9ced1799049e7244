//! What a text comes to, where it is from, and what of it is not sure.

use std::fmt;

use zonescope_model::{Arch, BootWords, MemoryMap};

use super::remark::{Ground, Remark, Unmodelled};
use crate::log::{Found, SourceKind};

/// What a text comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Combined {
    /// The memory map.
    pub memory: MemoryMap,
    /// What the text calls it, if it does.
    pub title: Option<String>,
    /// The command line of its boot.
    pub cmdline: Option<String>,
    /// The boot words that are taken for it without a command line: those that give the log's
    /// ZONE_MOVABLE.
    pub implied: Option<BootWords>,
    /// Whether its kernel defers struct pages, unless the text shows that it does not.
    pub deferred_init: bool,
    /// The text behind `Linux version` of its boot.
    pub kernel: Option<String>,
    /// The architecture, with the page size and zones the text shows; none if it shows nothing
    /// of a machine that is modelled.
    pub arch: Option<Arch>,
    /// Whether some of the architecture is assumed.
    pub is_assumed: bool,
    /// Why the machine is not modelled.
    pub unmodelled: Option<Found<Unmodelled>>,
    /// The line the memory map begins on.
    pub line: u32,
    /// Which source gave what, memory first.
    pub used: Vec<Used>,
    /// What is odd about it.
    pub warnings: Vec<Found<Remark>>,
}

/// Something that the numbers rest on and the text leaves open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reservation {
    /// The line that shows it, if one does.
    pub line: Option<u32>,
    /// What it is, in a clause.
    pub what: String,
    /// What can be given by hand in its place.
    pub ground: Ground,
}

/// `line 3: x86_64 is assumed: ...`.
impl fmt::Display for Reservation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl Combined {
    /// Why what the log says of zones can't be compared with this memory, if it can't.
    pub fn refusal(&self) -> Option<&'static str> {
        if self.unmodelled.is_some() {
            return Some("nothing is compared: the machine is not modelled");
        }
        self.is_cut().then_some("nothing is compared: some of the memory map is missing")
    }

    /// Whether the boot's own lines prove that some of the memory map is missing.
    pub fn is_cut(&self) -> bool {
        self.warnings.iter().any(|warning| warning.what.is_cut())
    }

    /// What the numbers rest on that the text does not say, so that none is taken for a fact: what
    /// is assumed, what is missing, and that a machine is not modelled. Of what is given by hand,
    /// the architecture or the command line, nothing is assumed.
    pub fn reservations(&self, arch_is_given: bool, cmdline_is_given: bool) -> Vec<Reservation> {
        let shown = self.warnings.iter().filter_map(|Found { line, what }| {
            let ground = what.rests_on()?;
            Some(Reservation { line: Some(*line), what: what.to_string(), ground })
        });
        let no_arch = self.lacks_arch().then_some((
            Ground::Machine,
            "nothing in the log shows the architecture: x86_64 is assumed",
        ));
        let no_words = self.lacks_words().then_some((
            Ground::Words,
            "the log has no command line: kernelcore=mirror is assumed, since memory is mirrored",
        ));
        let silent = no_arch.into_iter().chain(no_words);
        let silent =
            silent.map(|(ground, what)| Reservation { line: None, what: what.to_owned(), ground });
        let is_open = |reservation: &Reservation| match reservation.ground {
            Ground::Machine => !arch_is_given,
            Ground::Words => !cmdline_is_given,
            Ground::Text => true,
        };
        shown.chain(silent).filter(is_open).collect()
    }

    /// Whether nothing at all shows an architecture.
    fn lacks_arch(&self) -> bool {
        self.arch.is_none() && self.unmodelled.is_none()
    }

    /// Whether boot words are assumed for want of any, because memory is mirrored.
    fn lacks_words(&self) -> bool {
        self.cmdline.is_none() && self.implied.is_none() && self.memory.has_mirror()
    }

    /// What was used, in one sentence.
    pub fn sentence(&self) -> String {
        self.sentence_of(false)
    }

    /// The same, where the command line is the one given with `--cmdline`.
    pub fn sentence_with_cmdline(&self) -> String {
        self.sentence_of(true)
    }

    fn sentence_of(&self, cmdline_is_given: bool) -> String {
        let mut sentence = String::new();
        let is_used = |used: &&Used| !(cmdline_is_given && used.gave == Gave::CommandLine);
        for used in self.used.iter().filter(is_used) {
            let part = used.to_string();
            if sentence.is_empty() {
                let mut chars = part.chars();
                sentence.extend(chars.next().map(|c| c.to_ascii_uppercase()));
                sentence.push_str(chars.as_str());
            } else {
                sentence.push_str(", ");
                sentence.push_str(&part);
            }
        }
        if cmdline_is_given {
            sentence.push_str(", command line from --cmdline");
        } else if self.cmdline.is_none() {
            if let Some(words) = &self.implied {
                sentence.push_str(&format!(", no command line ({words} is assumed)"));
            } else {
                sentence.push_str(", no command line");
                if self.lacks_words() {
                    sentence.push_str(" (kernelcore=mirror is assumed, since memory is mirrored)");
                }
            }
        }
        if self.arch.is_none() {
            sentence.push_str(", no sign of the architecture (x86_64 is assumed)");
        }
        sentence.push('.');
        sentence
    }
}

/// A source and what was taken from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Used {
    /// What it gave.
    pub gave: Gave,
    /// The source.
    pub origin: Origin,
    /// The line it begins on.
    pub line: u32,
}

/// `memory from the BIOS's map (line 4)`; `command line (line 2)`.
impl fmt::Display for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.origin {
            Origin::Line => write!(f, "{} (line {})", self.gave.name(), self.line),
            origin => write!(f, "{} from {origin} (line {})", self.gave.name(), self.line),
        }
    }
}

/// What a source can give.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gave {
    /// Where memory is.
    Memory,
    /// Whose it is.
    Nodes,
    /// Which of it is mirrored.
    Mirror,
    /// Which of it is hot-pluggable.
    Hotplug,
    /// The boot words.
    CommandLine,
    /// The kernel's version.
    Kernel,
    /// The architecture.
    Arch,
    /// The page size.
    PageSize,
    /// Which zones there are, and where they end.
    Zones,
    /// That the kernel does not defer struct pages.
    NoDeferral,
}

impl Gave {
    /// The words for it.
    pub const fn name(self) -> &'static str {
        match self {
            Gave::Memory => "memory",
            Gave::Nodes => "nodes",
            Gave::Hotplug => "hot-pluggable memory",
            Gave::Zones => "zones",
            Gave::NoDeferral => "no deferred struct pages",
            Gave::Mirror => "mirrored memory",
            Gave::CommandLine => "command line",
            Gave::Kernel => "kernel",
            Gave::Arch => "architecture",
            Gave::PageSize => "page size",
        }
    }
}

/// What kind of text something was read from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Origin {
    /// The rows of a source.
    Rows(SourceKind),
    /// `memblock_add` and its like.
    Events,
    /// A line of its own.
    Line,
    /// All of the log's numbers, which nothing else gives.
    Numbers,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Origin::Rows(SourceKind::Memory | SourceKind::Reserved) => "the memblock dump",
            Origin::Rows(SourceKind::Debugfs) => "debugfs",
            Origin::Rows(SourceKind::Table) => "the table",
            Origin::Rows(SourceKind::TableZones) => "the table of zones",
            Origin::Rows(SourceKind::Zone) => "the zone ranges",
            Origin::Rows(SourceKind::Early) => "the early node ranges",
            Origin::Rows(SourceKind::Srat) => "SRAT",
            Origin::Rows(SourceKind::E820) => "the BIOS's memory map",
            Origin::Rows(SourceKind::Efi) => "the EFI memory map",
            Origin::Rows(SourceKind::Iomem) => "/proc/iomem",
            Origin::Rows(SourceKind::Lsmem) => "lsmem",
            Origin::Rows(SourceKind::Zoneinfo) => "/proc/zoneinfo",
            Origin::Events => "memblock_add",
            Origin::Line => "a line",
            Origin::Numbers => "the log's own numbers",
        })
    }
}
