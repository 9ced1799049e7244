//! The layout before any kernel sees it: how much memory each node has, and how what it has
//! above 4 GiB is mirrored: the question the mail ends on.

use crate::memory::Memory;
use crate::{BootWords, MemoryKind, MirrorClass, Nid, PfnRange, Setup};

/// A run of memory of one kind, as firmware describes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemoryRun {
    /// Its whole pages.
    pub range: PfnRange,
    /// Its node, and whether firmware calls it mirrored.
    pub kind: MemoryKind,
}

/// One node's memory as firmware describes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NodeLayout {
    /// The node.
    pub nid: Nid,
    /// Its memory in pages.
    pub memory: u64,
    /// How much of it is mirrored, in pages.
    pub mirrored: u64,
    /// How its memory above 4 GiB is mirrored.
    pub class: MirrorClass,
}

/// Every node with memory, by nid. Looks at the firmware's flags, whether or not the kernel
/// was told to.
pub fn layout(setup: &Setup) -> Vec<NodeLayout> {
    let memory = as_firmware_says(setup);
    memory.nodes().iter().map(|node| node_layout(&memory, node.nid, setup)).collect()
}

/// Every run of memory, by address: what memblock holds, neighbours that differ only in flags
/// other than MIRROR joined. Looks at the firmware's flags, as [`layout`] does.
pub fn memory_runs(setup: &Setup) -> Vec<MemoryRun> {
    let mut runs: Vec<MemoryRun> = Vec::new();
    for memory in as_firmware_says(setup).ranges() {
        let range = memory.range;
        let kind = MemoryKind { nid: memory.nid, mirrored: memory.flags.is_mirror() };
        match runs.last_mut() {
            Some(last) if last.range.end() == range.start() && last.kind == kind => {
                last.range = PfnRange::new(last.range.start(), range.end());
            }
            _ => runs.push(MemoryRun { range, kind }),
        }
    }
    runs
}

/// The memory with every mark firmware gave.
fn as_firmware_says(setup: &Setup) -> Memory {
    let words = BootWords { mirror: true, ..setup.words };
    Memory::new(&setup.memory, &words, &setup.arch)
}

fn node_layout(memory: &Memory, nid: Nid, setup: &Setup) -> NodeLayout {
    let high = PfnRange::new(setup.arch.four_gib(), memory.extent().end());
    let mut runs: Vec<bool> =
        memory.own_within(nid, high).map(|(_, range)| range.flags.is_mirror()).collect();
    runs.dedup();
    let class = match runs[..] {
        [] => MirrorClass::Nothing,
        [true] => MirrorClass::AllMirrored,
        [false] => MirrorClass::NoneMirrored,
        [true, false] => MirrorClass::MirroredFirst,
        [false, true] => MirrorClass::UnmirroredFirst,
        _ => MirrorClass::Interleaved,
    };
    let own = memory.ranges_of(nid).iter();
    let mirrored = own.clone().filter(|range| range.flags.is_mirror());
    NodeLayout {
        nid,
        memory: own.map(|range| range.range.pages()).sum(),
        mirrored: mirrored.map(|range| range.range.pages()).sum(),
        class,
    }
}
