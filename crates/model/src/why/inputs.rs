//! What each step was given, by name.

use super::quantity::Value;
use super::step::Step;
use crate::{DeferAnswer, MemmapAction, MovableBy, Pfn};

impl Step {
    /// The numbers the rule was applied to, by name. Lists of ranges are named once each.
    pub fn inputs(&self) -> Vec<(&'static str, Value)> {
        let pfn = |pfn: Pfn| Value::Pfn(Some(pfn));
        let pages = |pages: u64| Value::pages(pages);
        match self {
            Step::ZoneLimits { .. }
            | Step::MovableZone { .. }
            | Step::NodeExtent { .. }
            | Step::Clamped { .. }
            | Step::DeferredWalk { .. }
            | Step::Ignored(_)
            | Step::NoMovable
            | Step::MovableFrom { .. }
            | Step::NothingSpanned
            | Step::NoMirrorTerm
            | Step::FirstDeferred { .. }
            | Step::NotWalked
            | Step::MachineSum { .. }
            | Step::Relinked { .. }
            | Step::MovableBy(MovableBy::HotplugRegions | MovableBy::MirroredRegions) => Vec::new(),
            Step::MovableBy(MovableBy::Amounts { kernelcore, movablecore, total, .. }) => vec![
                ("kernelcore", pages(*kernelcore)),
                ("movablecore", pages(*movablecore)),
                ("total", pages(*total)),
            ],
            Step::KernelcoreTurn { nodes, share, remaining, .. } => vec![
                ("nodes", pages(*nodes)),
                ("share", pages(*share)),
                ("remaining", pages(*remaining)),
            ],
            Step::MovablePfn { from, node_end, .. } => {
                vec![("from", pfn(*from)), ("node_end", pfn(*node_end))]
            }
            Step::Adjusted { movable_pfn, .. } => vec![("movable_pfn", Value::Pfn(*movable_pfn))],
            Step::StartOf(range) | Step::EndOf(range) | Step::PagesOf(range) => {
                vec![("range", Value::Range(*range))]
            }
            Step::Holes { span, .. } => vec![("span", Value::Range(*span))],
            Step::MirrorTerm { parts, slivers, .. } => {
                let within_a_page = (*slivers > 0).then_some(("within_a_page", pages(*slivers)));
                let parts = parts.iter().map(|r| ("range", Value::Range(*r)));
                parts.chain(within_a_page).collect()
            }
            Step::Linked { ranges, .. } | Step::MachinePart { ranges, .. } => {
                ranges.iter().map(|r| ("range", Value::Range(*r))).collect()
            }
            Step::Absent { holes, mirror_term } => {
                vec![("holes", pages(*holes)), ("mirror_term", Value::Pages((*mirror_term).into()))]
            }
            Step::Present { spanned, absent, .. } => {
                vec![("spanned", pages(*spanned)), ("absent", pages(*absent))]
            }
            Step::NodeSpanned { zones, extent, .. } => zones
                .iter()
                .map(|(zone, spanned)| (zone.name(), pages(*spanned)))
                .chain([("extent", pages(*extent))])
                .collect(),
            Step::NodePresent { zones } => {
                zones.iter().map(|(zone, present)| (zone.name(), Value::Pages(*present))).collect()
            }
            Step::Visit { memory, clipped, action, .. } => {
                let mut inputs =
                    vec![("memory", Value::Range(*memory)), ("clipped", Value::Range(*clipped))];
                if let MemmapAction::InitialisedTo(stop) = action {
                    inputs.push(("stop", pfn(*stop)));
                }
                inputs
            }
            Step::Painted { range, .. } => vec![("range", Value::Range(*range))],
            Step::InitSum { runs, .. } => vec![("runs", Value::Pages(*runs as i128))],
            Step::DeferAsked { range, answer, .. } => {
                let mut inputs = vec![("range", Value::Range(*range))];
                match answer {
                    DeferAnswer::ZoneEndsBelow { zone_end, node_end } => {
                        inputs.extend([("zone_end", pfn(*zone_end)), ("node_end", pfn(*node_end))]);
                    }
                    DeferAnswer::Counted { before, after } => {
                        inputs.extend([("before", pages(*before)), ("after", pages(*after))]);
                    }
                    DeferAnswer::From { before, .. } => inputs.push(("before", pages(*before))),
                    DeferAnswer::Disabled | DeferAnswer::All => {}
                }
                inputs
            }
        }
    }
}
