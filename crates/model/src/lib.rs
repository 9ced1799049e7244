//! How Linux turns memblock into nodes, zones and initialised struct pages at boot, computed by
//! ranges: the cost depends on the number of regions, never on the amount of memory.
//!
//! [`evaluate`] takes a [`Setup`] (memory map, boot words, architecture) and a [`Variant`]
//! (kernel and patches) and gives the [`Outcome`]. One module stands for one step of
//! `free_area_init()` in mm/mm_init.c and names the function it follows.

mod arch;
mod finding;
mod map;
mod outcome;
mod pfn;
mod setup;
mod trace;
mod variant;
mod words;
mod zone;

pub use arch::Arch;
pub use finding::{Finding, FindingKind, MirrorClass, Severity};
pub use map::{Flags, MapError, MemoryMap, Region};
pub use outcome::{
    Memmap, MemoryKind, NodeOutcome, Outcome, Owner, Paint, Phase, Segment, Verdict, Warning,
    ZoneOutcome,
};
pub use pfn::{Nid, Pfn, PfnRange, PhysAddr};
pub use setup::Setup;
pub use trace::{Fact, MemmapAction, MovableRule, SpanRule, Trace};
pub use variant::{
    name_of_patches, named_patches, Kernel, Patch, PatchSet, Variant, NAMED_VARIANTS,
};
pub use words::{Amount, BootWords};
pub use zone::Zone;

/// What `setup` comes to under `variant`; every step tells `trace` what it decided.
pub fn evaluate(setup: &Setup, variant: Variant, trace: &mut impl Trace) -> Outcome {
    let _ = (setup, variant, trace);
    Outcome {
        nodes: Vec::new(),
        memmap: Memmap::default(),
        paints: Vec::new(),
        segments: Vec::new(),
        warnings: Vec::new(),
        findings: Vec::new(),
    }
}
