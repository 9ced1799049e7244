//! Step 2: where ZONE_MOVABLE starts in each node.

use std::collections::BTreeMap;

use zonescope_model::{Amount, Kernel, Nid, Setup, Warning};

use crate::limits::Limits;
use crate::memory::Memory;

/// zone_movable_pfn by node; 0 stands for no ZONE_MOVABLE, as in the kernel.
pub(crate) type MovablePfns = BTreeMap<Nid, u64>;

pub(crate) fn movable_pfns(
    memory: &Memory,
    setup: &Setup,
    kernel: Kernel,
    limits: &Limits,
) -> (MovablePfns, Vec<Warning>) {
    let words = &setup.words;
    let mut pfns: MovablePfns = memory.nids().into_iter().map(|nid| (nid, 0)).collect();
    let mut warnings = Vec::new();

    if words.movable_node {
        // A region that starts at pfn 0 leaves the 0 that means "none yet": the next one counts.
        for (nid, pfn) in &mut pfns {
            *pfn = memory
                .of(*nid)
                .filter(|range| range.hotplug)
                .map(|range| range.start)
                .find(|start| *start != 0)
                .unwrap_or(0);
        }
    } else if words.mirror {
        let any_mirrored = memory.ranges.iter().any(|range| range.mirrored)
            || memory.fragments.iter().any(|fragment| fragment.mirrored);
        // The exceptions came with 6.6.
        let excepting = kernel != Kernel::V5_10;
        if excepting && !any_mirrored {
            return (pfns, vec![Warning::NoMirror]);
        }
        if excepting && words.kdump {
            return (pfns, vec![Warning::Kdump]);
        }
        let four_gib = (4_u64 << 30).div_ceil(setup.arch.page_size());
        let whole = memory.ranges.iter().map(|range| (range.start, range.nid, range.mirrored));
        let parts = memory.fragments.iter().map(|part| (part.start, part.nid, part.mirrored));
        for (start, nid, _) in whole.chain(parts).filter(|(_, _, mirrored)| !mirrored) {
            if start < four_gib {
                warnings = vec![Warning::UnmirroredKernelMemory];
                continue;
            }
            if let Some(pfn) = pfns.get_mut(&nid).filter(|pfn| **pfn == 0 || **pfn > start) {
                *pfn = start;
            }
        }
    } else {
        spread_kernelcore(memory, setup, limits.movable_zone.0, &mut pfns);
    }

    let block = setup.arch.max_order_pages();
    for (nid, pfn) in &mut pfns {
        *pfn = pfn.div_ceil(block) * block;
        if *pfn >= memory.node_extent(*nid).1 {
            *pfn = 0;
        }
    }
    (pfns, warnings)
}

/// How many pages `kernelcore` and `movablecore` leave to the kernel; `None` if they ask for
/// no ZONE_MOVABLE.
fn kernelcore_pages(memory: &Memory, setup: &Setup) -> Option<u64> {
    let total: u64 = memory.ranges.iter().map(|range| range.end - range.start).sum();
    let pages = |amount: Option<Amount>| match amount {
        None => 0,
        Some(Amount::Bytes(bytes)) => bytes >> setup.arch.page_shift,
        Some(Amount::Percent(percent)) => {
            u64::try_from(u128::from(total) * u128::from(percent) / 100).unwrap_or(u64::MAX)
        }
    };
    let mut kernelcore = pages(setup.words.kernelcore);
    let movablecore = pages(setup.words.movablecore);
    if movablecore > 0 {
        let block = setup.arch.max_order_pages();
        let movablecore = movablecore.div_ceil(block).saturating_mul(block).min(total);
        kernelcore = kernelcore.max(total - movablecore);
    }
    Some(kernelcore).filter(|pages| 0 < *pages && *pages < total)
}

/// Hands the kernel's pages out to the nodes, one page after the other.
fn spread_kernelcore(memory: &Memory, setup: &Setup, usable_start: u64, pfns: &mut MovablePfns) {
    let Some(mut remains) = kernelcore_pages(memory, setup) else {
        return;
    };
    let mut n = pfns.len() as u64;
    loop {
        let mut share = remains / n;
        for (nid, stopped) in pfns.iter_mut() {
            if remains < share {
                share = remains / n;
            }
            let mut left = share;
            'node: for range in memory.of(*nid) {
                for pfn in range.start.max(*stopped)..range.end {
                    if pfn >= usable_start && left == 0 {
                        *stopped = pfn;
                        break 'node;
                    }
                    *stopped = pfn + 1;
                    left = left.saturating_sub(1);
                    remains = remains.saturating_sub(1);
                    if pfn >= usable_start && left == 0 {
                        break 'node;
                    }
                }
            }
        }
        n -= 1;
        if n == 0 || remains <= n {
            return;
        }
    }
}
