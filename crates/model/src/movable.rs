//! Step 2, where ZONE_MOVABLE starts in each node: `find_zone_movable_pfns_for_nodes()` in
//! mm/mm_init.c.

use crate::limits::ZoneLimits;
use crate::memory::Memory;
use crate::rules::Rules;
use crate::{
    Amount, Arch, BootWords, Fact, Flags, MovableBy, MovableRule, Nid, Pfn, PfnRange, Setup, Trace,
    Warning,
};

/// zone_movable_pfn of each node, in the order of [`Memory::nodes`], and the warnings printed.
pub(crate) fn movable_pfns(
    memory: &Memory,
    limits: &ZoneLimits,
    setup: &Setup,
    rules: Rules,
    trace: &mut impl Trace,
) -> (Vec<Option<Pfn>>, Vec<Warning>) {
    let Setup { words, arch, .. } = setup;
    let mut warnings = Vec::new();
    let found = if words.movable_node {
        trace.note(Fact::MovableBy(MovableBy::HotplugRegions));
        Some(lowest_hotplug(memory, trace))
    } else if words.mirror {
        trace.note(Fact::MovableBy(MovableBy::MirroredRegions));
        lowest_unmirrored(memory, setup, rules, &mut warnings, trace)
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
                trace.note(Fact::MovablePfn { nid: node.nid, from, to });
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
            trace.note(Fact::MovableFrom { nid, pfn, rule });
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
    memory: &Memory,
    setup: &Setup,
    rules: Rules,
    warnings: &mut Vec<Warning>,
    trace: &mut impl Trace,
) -> Option<Vec<Pfn>> {
    let mut warn = |warning, trace: &mut _| {
        warnings.push(warning);
        Trace::note(trace, Fact::Warned(warning));
    };
    if rules.mirror_has_exceptions {
        if !memory.has_mirror() {
            warn(Warning::NoMirror, trace);
            return None;
        }
        if setup.words.kdump {
            warn(Warning::Kdump, trace);
            return None;
        }
    }
    let four_gib = setup.arch.four_gib();
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
    trace.note(Fact::MovableBy(MovableBy::Amounts { kernelcore, movablecore, total, required }));
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
    // Grouped once: there can be as many rounds as nodes.
    let mut ranges_by_node: Vec<Vec<PfnRange>> = vec![Vec::new(); starts.len()];
    for range in memory.ranges() {
        ranges_by_node[memory.node_index(range.nid)].push(range.range);
    }
    let mut nodes_left = memory.nodes().len() as u64;
    while nodes_left > 0 {
        let mut share = required / nodes_left;
        for ((node, ranges), stopped) in memory.nodes().iter().zip(&ranges_by_node).zip(&mut starts)
        {
            if required < share {
                share = required / nodes_left;
            }
            let mut left = share;
            for range in ranges {
                let mut start = range.start().max(*stopped);
                let end = range.end();
                if start >= end {
                    continue;
                }
                // Below the movable zone everything is the kernel's, beyond the share too.
                if start < usable {
                    let low = end.min(usable).get() - start.get();
                    left = left.saturating_sub(low);
                    required = required.saturating_sub(low);
                    if end <= usable {
                        *stopped = end;
                        continue;
                    }
                    start = usable;
                }
                let taken = left.min(end.get() - start.get());
                *stopped = start.plus(taken);
                required = required.saturating_sub(taken);
                left -= taken;
                if left == 0 {
                    break;
                }
            }
            trace.note(Fact::KernelcoreShare {
                nid: node.nid,
                nodes: nodes_left,
                share,
                remaining: required,
                stopped: *stopped,
            });
        }
        nodes_left -= 1;
        if required <= nodes_left {
            break;
        }
    }
    for (node, pfn) in memory.nodes().iter().zip(&starts) {
        let rule = MovableRule::KernelcoreUsedUp;
        trace.note(Fact::MovableFrom { nid: node.nid, pfn: *pfn, rule });
    }
    starts
}
