//! Whether the kernel was built to defer struct pages, by what a log does not say.

use zonescope_model::{
    evaluate, Arch, BootWords, Kernel, MemoryMap, Patch, PatchSet, Setup, Variant,
};

use super::Boot;
use crate::log::{Fact, Log};

/// Fewer deferred bytes may all be initialised before the walk begins (`deferred_grow_zone()`),
/// which then says nothing.
const FEW: u64 = 1 << 30;

/// The line by which no node has said that its deferred pages are initialised, though this memory
/// has many under any kernel that defers.
pub(super) fn is_off(
    log: &Log,
    boot: &Boot,
    memory: &MemoryMap,
    words: BootWords,
    arch: Arch,
    kernel: Option<Kernel>,
) -> Option<u32> {
    let mut is_up = false;
    let mut over = None;
    for fact in boot.facts(log) {
        match fact.what {
            Fact::Deferred { .. } => return None,
            Fact::CpusAreUp => is_up = true,
            Fact::DeferredIsOver if is_up => over = Some(fact.line),
            _ => {}
        }
    }
    let over = over?;
    let setup = Setup { memory: memory.clone(), words, arch, deferred_init: true };
    let defers = |patches| {
        let variant = Variant { kernel: kernel.unwrap_or_default(), patches };
        let outcome = evaluate(&setup, variant, &mut ());
        let zones = outcome.nodes.iter().flat_map(|node| &node.zones);
        let deferred: u64 = zones.map(|zone| zone.init_deferred).sum();
        deferred.saturating_mul(arch.page_size()) >= FEW
    };
    let all = [PatchSet::NONE, PatchSet::NONE.with(Patch::NodeExtentSpan)].into_iter().all(defers);
    all.then_some(over)
}
