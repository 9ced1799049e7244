//! What memmap_init() and the deferred walks do, call by call.

use std::ops::Range;

use zonescope_model::{
    evaluate, Arch, Decision, MemmapAction, Owner, Pfn, PfnRange, Phase, Setup, Step, Variant,
};
use zonescope_report::{size_of_pages, step_clause, GROUP_SEPARATOR};

/// One call, in the kernel's order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InitStep {
    /// The node and the zone it is about.
    pub owner: Owner,
    /// What is called.
    pub call: InitCall,
    /// What it painted, by place in the outcome's paints; empty for a call that skips.
    pub paints: Range<usize>,
    /// The node's first_deferred_pfn, if this call set it.
    pub first_deferred_pfn: Option<Pfn>,
}

/// What is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InitCall {
    /// memmap_init() meets a memory range that reaches into a zone.
    Range {
        /// The memory range.
        memory: PfnRange,
        /// What of it lies in the zone.
        clipped: PfnRange,
        /// What happens to it.
        action: MemmapAction,
    },
    /// What lies behind the last range, to the end of its section.
    Tail,
    /// The deferred walk of the node.
    DeferredWalk {
        /// Where it starts and ends.
        range: PfnRange,
    },
}

/// The calls for `setup` under `variant`. Calls for zones that a range does not reach into, or that
/// have no present pages, are left out: they do nothing.
pub fn init_steps(setup: &Setup, variant: Variant) -> Vec<InitStep> {
    let mut decisions: Vec<Decision> = Vec::new();
    evaluate(setup, variant, &mut decisions);
    let mut steps: Vec<InitStep> = Vec::new();
    let mut painted = 0;
    let mut deferred_from = None;
    for decision in decisions {
        let (owner, call) = match decision {
            Decision::FirstDeferred { pfn, .. } => {
                // Decided before the call it is decided in is reported.
                deferred_from = Some(pfn);
                continue;
            }
            Decision::MemmapInit { memory, nid, zone, clipped, action }
                if !clipped.is_empty() && action != MemmapAction::ZoneNotPopulated =>
            {
                let call = InitCall::Range { memory, clipped, action };
                (Owner { nid, zone }, call)
            }
            Decision::DeferredWalk { nid, zone, range } => {
                (Owner { nid, zone }, InitCall::DeferredWalk { range })
            }
            Decision::Painted(paint) => {
                painted += 1;
                // A hole that does not end where the call's range starts is nobody's but the end's.
                let is_tail = paint.phase == Phase::Unavailable
                    && steps.last().is_none_or(|step| match step.call {
                        InitCall::Range { clipped, .. } => paint.range.start() >= clipped.start(),
                        InitCall::Tail => false,
                        InitCall::DeferredWalk { .. } => true,
                    });
                match steps.last_mut() {
                    Some(step) if !is_tail => {
                        step.paints.end = painted;
                        continue;
                    }
                    _ => (paint.owner, InitCall::Tail),
                }
            }
            _ => continue,
        };
        let before = steps.last().map_or(0, |step| step.paints.end);
        let end = if call == InitCall::Tail { painted } else { before };
        steps.push(InitStep {
            owner,
            call,
            paints: before..end,
            first_deferred_pfn: deferred_from.take(),
        });
    }
    steps
}

impl InitStep {
    /// What happens, in one clause: `node 0, Normal: ...`.
    pub fn clause(&self, arch: &Arch) -> String {
        let Owner { nid, zone } = self.owner;
        let what = match self.call {
            InitCall::Range { memory, clipped, action } => {
                let step = Step::Visit { zone, memory, clipped, action };
                step_clause(&step, arch).replace(GROUP_SEPARATOR, " ")
            }
            InitCall::Tail => "what lies behind the last range is initialised as a hole".to_owned(),
            InitCall::DeferredWalk { range } => {
                let step = Step::DeferredWalk { zone, range };
                step_clause(&step, arch).replace(GROUP_SEPARATOR, " ")
            }
        };
        format!("node {nid}, {zone}: {what}")
    }

    /// The pfns it is about, painted or not.
    pub fn range(&self) -> PfnRange {
        match self.call {
            InitCall::Range { clipped, .. } => clipped,
            InitCall::Tail => PfnRange::default(),
            InitCall::DeferredWalk { range } => range,
        }
    }
}

/// `127 GiB`.
pub(crate) fn size(range: PfnRange, setup: &Setup) -> String {
    size_of_pages(range.pages(), setup.arch.page_shift)
}
