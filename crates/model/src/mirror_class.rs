//! How each node's memory above 4 GiB is mirrored: the question the mail ends on.

use crate::memory::Memory;
use crate::{BootWords, MirrorClass, Nid, PfnRange, Setup};

/// The class of every node with memory, by nid. Looks at the firmware's flags, whether or not
/// the kernel was told to.
pub fn mirror_classes(setup: &Setup) -> Vec<(Nid, MirrorClass)> {
    let words = BootWords {
        mirror: true,
        ..setup.words
    };
    let memory = Memory::new(&setup.memory, &words, &setup.arch);
    let high = PfnRange::new(setup.arch.four_gib(), memory.extent().end());
    memory
        .nodes()
        .iter()
        .map(|node| {
            let mut runs: Vec<bool> = memory
                .within(high)
                .filter(|(_, range)| range.nid == node.nid)
                .map(|(_, range)| range.flags.is_mirror())
                .collect();
            runs.dedup();
            let class = match runs[..] {
                [] => MirrorClass::Nothing,
                [true] => MirrorClass::AllMirrored,
                [false] => MirrorClass::NoneMirrored,
                [true, false] => MirrorClass::MirroredFirst,
                [false, true] => MirrorClass::UnmirroredFirst,
                _ => MirrorClass::Interleaved,
            };
            (node.nid, class)
        })
        .collect()
}
