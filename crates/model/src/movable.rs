//! Step 2, where ZONE_MOVABLE starts in each node: `find_zone_movable_pfns_for_nodes()` in
//! mm/mm_init.c.

use crate::limits::ZoneLimits;
use crate::memory::Memory;
use crate::rules::Rules;
use crate::{
    Amount, Arch, BootWords, Decision, Flags, Memblock, MovableBy, MovableRule, Nid, Pfn, Trace,
    Warning,
};

/// zone_movable_pfn of each node, in the order of [`Memory::nodes`], and the warnings printed.
pub(crate) fn movable_pfns(
    memblock: &Memblock,
    limits: &ZoneLimits,
    rules: Rules,
    trace: &mut impl Trace,
) -> (Vec<Option<Pfn>>, Vec<Warning>) {
    let Memblock { memory, words, arch, .. } = memblock;
    let mut warnings = Vec::new();
    let found = if words.movable_node {
        trace.note(Decision::MovableBy(MovableBy::HotplugRegions));
        Some(lowest_hotplug(memory, trace))
    } else if words.mirror {
        trace.note(Decision::MovableBy(MovableBy::MirroredRegions));
        lowest_unmirrored(memblock, rules, &mut warnings, trace)
    } else {
        kernelcore_pages(memory, words, arch, trace)
            .map(|pages| spread_kernelcore(memory, limits, pages, trace))
    };
    let movable = match found {
        Some(starts) => memory
            .nodes()
            .iter()
            .zip(starts)
            .map(|(node, from)| {
                // 0 is how the kernel says that a node has no ZONE_MOVABLE.
                if from == Pfn::ZERO {
                    return None;
                }
                let rounded = from.round_up(arch.max_order_pages());
                let to = (rounded < node.range.end()).then_some(rounded);
                trace.note(Decision::MovablePfn { nid: node.nid, from, to });
                to
            })
            .collect(),
        None => vec![None; memory.nodes().len()],
    };
    (movable, warnings)
}

/// The start of each node so far; 0 is none.
struct Starts<'a> {
    memory: &'a Memory,
    pfns: Vec<Pfn>,
}

impl<'a> Starts<'a> {
    fn none(memory: &'a Memory) -> Starts<'a> {
        Starts { memory, pfns: vec![Pfn::ZERO; memory.nodes().len()] }
    }

    /// Regions come by address, so the first start of a node is its lowest.
    fn set_if_none(&mut self, nid: Nid, pfn: Pfn, rule: MovableRule, trace: &mut impl Trace) {
        // A node of nothing but parts of pages is none: its ZONE_MOVABLE is never asked for.
        let Some(place) = self.memory.place_of(nid) else {
            return;
        };
        let start = &mut self.pfns[place];
        if *start == Pfn::ZERO {
            *start = pfn;
            trace.note(Decision::MovableFrom { nid, pfn, rule });
        }
    }
}

/// `movable_node`: each node's lowest hot-pluggable region.
fn lowest_hotplug(memory: &Memory, trace: &mut impl Trace) -> Vec<Pfn> {
    let mut starts = Starts::none(memory);
    for range in memory.ranges().iter().filter(|range| range.flags.has(Flags::HOTPLUG)) {
        starts.set_if_none(range.nid, range.range.start(), MovableRule::LowestHotplug, trace);
    }
    starts.pfns
}

/// `kernelcore=mirror`: each node's lowest unmirrored region at or above 4 GiB; `None` when the
/// kernel ignores the word.
fn lowest_unmirrored(
    memblock: &Memblock,
    rules: Rules,
    warnings: &mut Vec<Warning>,
    trace: &mut impl Trace,
) -> Option<Vec<Pfn>> {
    let Memblock { memory, words, arch, .. } = memblock;
    let mut warn = |warning, trace: &mut _| {
        warnings.push(warning);
        Trace::note(trace, Decision::Warned(warning));
    };
    if rules.mirror_has_exceptions {
        if !memory.has_mirror() {
            warn(Warning::NoMirror, trace);
            return None;
        }
        if words.kdump {
            warn(Warning::Kdump, trace);
            return None;
        }
    }
    let four_gib = arch.four_gib();
    let mut starts = Starts::none(memory);
    let mut unmirrored_below_4g = false;
    for (start, nid) in memory.starts_of(|flags| !flags.is_mirror()) {
        if start < four_gib {
            unmirrored_below_4g = true;
        } else {
            starts.set_if_none(nid, start, MovableRule::LowestUnmirrored, trace);
        }
    }
    if unmirrored_below_4g {
        warn(Warning::UnmirroredKernelMemory, trace);
    }
    Some(starts.pfns)
}

/// How many pages `kernelcore=` and `movablecore=` leave to the kernel; `None` when that makes
/// no ZONE_MOVABLE. Wraps where the kernel's unsigned arithmetic does.
fn kernelcore_pages(
    memory: &Memory,
    words: &BootWords,
    arch: &Arch,
    trace: &mut impl Trace,
) -> Option<u64> {
    let total = memory.pages();
    let pages = |amount| match amount {
        Amount::Bytes(bytes) => bytes >> arch.page_shift,
        Amount::Percent(percent) => total.wrapping_mul(100).wrapping_mul(percent) / 10_000,
    };
    let kernelcore = words.kernelcore.map_or(0, pages);
    let movablecore = words.movablecore.map_or(0, pages);
    let mut larger = kernelcore;
    if movablecore > 0 {
        let rounded = Pfn::new(movablecore).round_up(arch.max_order_pages()).get();
        larger = larger.max(total - rounded.min(total));
    }
    let required = (larger > 0 && larger < total).then_some(larger);
    trace.note(Decision::MovableBy(MovableBy::Amounts {
        kernelcore,
        movablecore,
        total,
        required,
    }));
    required
}

/// Spreads `required` pages of kernelcore over the nodes in rounds: each node gives its share
/// from below, and what a node cannot give is asked of the others in the next round.
fn spread_kernelcore(
    memory: &Memory,
    limits: &ZoneLimits,
    mut required: u64,
    trace: &mut impl Trace,
) -> Vec<Pfn> {
    let usable = limits.movable_zone().start();
    let mut starts = Starts::none(memory).pfns;
    // Where each node goes on in the next round: there can be as many rounds as nodes, and what
    // a node has given by then is not gone through again.
    let mut giving: Vec<_> = memory
        .nodes()
        .iter()
        .zip(&mut starts)
        .map(|(node, stopped)| (node.nid, memory.ranges_of(node.nid), stopped))
        .collect();
    let mut nodes_left = memory.nodes().len() as u64;
    while nodes_left > 0 {
        let mut share = required / nodes_left;
        for (nid, ranges, stopped) in &mut giving {
            if required < share {
                share = required / nodes_left;
            }
            let mut left = share;
            while let Some((range, above)) = ranges.split_first() {
                let mut start = range.range.start().max(**stopped);
                let end = range.range.end();
                // Below the movable zone everything is the kernel's, beyond the share too.
                if start < usable {
                    let low = end.min(usable).get() - start.get();
                    left = left.saturating_sub(low);
                    required = required.saturating_sub(low);
                    if end <= usable {
                        **stopped = end;
                        *ranges = above;
                        continue;
                    }
                    start = usable;
                }
                let taken = left.min(end.get() - start.get());
                **stopped = start.plus(taken);
                required = required.saturating_sub(taken);
                left -= taken;
                if **stopped == end {
                    *ranges = above;
                }
                if left == 0 {
                    break;
                }
            }
            trace.note(Decision::KernelcoreShare {
                nid: *nid,
                nodes: nodes_left,
                share,
                remaining: required,
                stopped: **stopped,
            });
        }
        // A node that has given all has no turn any more.
        giving.retain(|(_, ranges, _)| !ranges.is_empty());
        nodes_left -= 1;
        if required <= nodes_left {
            break;
        }
    }
    for (node, pfn) in memory.nodes().iter().zip(&starts) {
        let rule = MovableRule::KernelcoreUsedUp;
        trace.note(Decision::MovableFrom { nid: node.nid, pfn: *pfn, rule });
    }
    starts
}
