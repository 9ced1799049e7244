//! All steps in the kernel's order: `free_area_init()` in mm/mm_init.c, then the deferred walk.

use crate::boot::{Boot, Node};
use crate::deferred::deferred_init;
use crate::findings::findings;
use crate::limits::ZoneLimits;
use crate::memmap::memmap_init;
use crate::memory::Memory;
use crate::movable::movable_pfns;
use crate::node::{node_zones, NodeZones};
use crate::reserved::reserved_init;
use crate::rules::Rules;
use crate::segments::{add_up, segments};
use crate::{Arch, BootWords, Outcome, PfnRange, Setup, Trace, Variant};

/// A machine as `free_area_init()` finds it: what of a [`Setup`] no variant changes, made ready
/// once for however many are evaluated.
#[derive(Clone, Debug)]
pub struct Memblock {
    pub(crate) memory: Memory,
    /// The runs of pfns that have struct pages.
    pub(crate) sections: Vec<PfnRange>,
    pub(crate) words: BootWords,
    pub(crate) arch: Arch,
    /// Whether struct pages may be left for later.
    pub(crate) defers: bool,
    /// What firmware mirrors where nothing tells the kernel to make use of it.
    pub(crate) mirror_unused: Vec<PfnRange>,
}

/// The kernel marks nothing as mirrored then, so it is the firmware's map that says. A crash kernel
/// has no choice: it runs in what was reserved for it.
fn mirror_unused(setup: &Setup) -> Vec<PfnRange> {
    let Setup { memory, words, arch, .. } = setup;
    if words.mirror || words.kdump {
        return Vec::new();
    }
    let shift = arch.page_shift;
    let mirrored = memory.regions().iter().filter(|region| region.flags.is_mirror());
    let pages =
        mirrored.map(|region| PfnRange::new(region.base.pfn_up(shift), region.end.pfn_down(shift)));
    pages.filter(|range| !range.is_empty()).collect()
}

impl Memblock {
    /// The machine of `setup`.
    pub fn new(setup: &Setup) -> Memblock {
        let Setup { memory, words, arch, .. } = setup;
        let memory = Memory::new(memory, words, arch);
        let sections = memory.sections(arch);
        let (words, arch, defers) = (*words, *arch, setup.defers());
        let mirror_unused = mirror_unused(setup);
        Memblock { memory, sections, words, arch, defers, mirror_unused }
    }

    /// What it comes to under `variant`; every step tells `trace` what it decided.
    pub fn evaluate(&self, variant: Variant, trace: &mut impl Trace) -> Outcome {
        let Memblock { memory, words, arch, .. } = self;
        let rules = Rules::of(variant);
        let limits = ZoneLimits::new(memory, arch, trace);
        let (movable, warnings) = movable_pfns(self, &limits, rules, trace);
        let boot = Boot { memory, limits: &limits, words, rules };
        let mut nodes: Vec<_> = memory
            .nodes()
            .iter()
            .zip(movable)
            .map(|(&extent, movable_pfn)| node_zones(&boot, Node { extent, movable_pfn }, trace))
            .collect();
        let mut paints = memmap_init(self, &mut nodes, rules, trace);
        reserved_init(memory, &nodes, &mut paints, trace);
        deferred_init(memory, &mut nodes, rules, &mut paints, trace);
        let segments = segments(memory, &nodes, &paints);
        let memmap = add_up(&segments, &mut nodes);
        let findings = findings(self, rules, &nodes, &segments, &memmap, &warnings);
        let nodes = nodes.into_iter().map(NodeZones::into_outcome).collect();
        Outcome { nodes, memmap, paints, segments, warnings, findings }
    }
}

/// What `setup` comes to under `variant`; every step tells `trace` what it decided. Where more
/// variants follow on the same machine, a [`Memblock`] spares what they share.
pub fn evaluate(setup: &Setup, variant: Variant, trace: &mut impl Trace) -> Outcome {
    Memblock::new(setup).evaluate(variant, trace)
}
