//! How Linux turns memblock into nodes, zones and initialised struct pages at boot, computed by
//! ranges: the cost depends on the number of regions, never on the amount of memory.
//!
//! [`evaluate`] takes a [`Setup`] (memory map, boot words, architecture) and a [`Variant`] (kernel
//! and patches) and gives the [`Outcome`]; a [`Memblock`] does for many variants. One module stands
//! for one step of `free_area_init()` in mm/mm_init.c and names the function it follows.

mod absent;
mod arch;
mod boot;
mod check;
mod cmdline;
mod contiguous;
mod defer;
mod deferred;
mod evaluate;
mod family;
mod finding;
mod findings;
mod kernel;
mod layout;
mod limits;

mod map;
mod memmap;
mod memory;

mod movable;
mod node;
mod outcome;
mod patch;
mod pfn;
mod release;
mod reserved;
mod rules;
mod search;
mod segments;
mod setup;
mod span;
mod trace;
mod variant;
mod why;
mod words;
mod zone;

pub use arch::{Arch, ArchError};
pub use check::{
    check, compare, Check, Checking, Compared, Comparison, Explanation, Facts, Field, Gap, LogFact,
    ManagedZone, Observation, Reserved, Running, Subject,
};
pub use cmdline::{cmdline_words, CmdlineWord, WordNote};
pub use contiguous::{contiguity, pageblock_order, Contiguity, NotInZone, ZoneContiguity};
pub use evaluate::{evaluate, Memblock};
pub use family::{Family, NodePattern, Pattern};
pub use finding::{Finding, FindingKind, MirrorClass, Severity};
pub use kernel::{Kernel, KernelEntry};
pub use layout::{layout, memory_runs, MemoryRun, NodeLayout};
pub use map::{Flags, MapError, MemoryMap, Region};
pub use outcome::{
    Memmap, MemoryKind, NodeOutcome, Outcome, Owner, Paint, Phase, Segment, Verdict, Warning,
    ZoneOutcome,
};
pub use patch::{Patch, PatchEntry, PatchSet, Upstream, THREAD};
pub use pfn::{Nid, Pfn, PfnRange, PhysAddr};
pub use release::{Evidence, Release, Version};
pub use search::{Fault, Search, Tally};
pub use setup::Setup;
pub use trace::{Decision, DeferAnswer, MemmapAction, MovableBy, MovableRule, SpanRule, Trace};
pub use variant::{name_of_patches, named_patches, NamedPatches, Variant, NAMED_VARIANTS};
pub use why::{
    derive, Derivation, Effect, MachineField, NodeField, Quantity, Recording, Remedy, Step, Term,
    Toggled, Toggles, Unit, Value, ZoneField,
};
pub use words::{cmdline_for, Amount, BootWords};
pub use zone::Zone;
