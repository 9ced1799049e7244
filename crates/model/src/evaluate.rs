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
use crate::{Outcome, Setup, Trace, Variant};

/// What `setup` comes to under `variant`; every step tells `trace` what it decided.
pub fn evaluate(setup: &Setup, variant: Variant, trace: &mut impl Trace) -> Outcome {
    let Setup { memory, words, arch, .. } = setup;
    let rules = Rules::of(variant);
    let memory = Memory::new(memory, words, arch);
    let limits = ZoneLimits::new(&memory, arch, trace);
    let (movable, warnings) = movable_pfns(&memory, &limits, setup, rules, trace);
    let boot = Boot { memory: &memory, limits: &limits, words, rules };
    let mut nodes: Vec<_> = memory
        .nodes()
        .iter()
        .zip(movable)
        .map(|(&extent, movable_pfn)| node_zones(&boot, Node { extent, movable_pfn }, trace))
        .collect();
    let mut paints = memmap_init(&memory, &mut nodes, setup, rules, trace);
    reserved_init(&memory, &nodes, &mut paints, trace);
    deferred_init(&memory, &mut nodes, rules, &mut paints, trace);
    let segments = segments(&memory, &nodes, &paints);
    let memmap = add_up(&segments, &mut nodes);
    let findings = findings(setup, rules, &memory, &nodes, &segments, &memmap, &warnings);
    let nodes = nodes.into_iter().map(NodeZones::into_outcome).collect();
    Outcome { nodes, memmap, paints, segments, warnings, findings }
}
