//! The steps of a derivation in words. Numbers are grouped as in all sentences.

use zonescope_model::{
    Arch, DeferAnswer, MachineField, MemmapAction, MovableBy, MovableRule, Pfn, PfnRange, Phase,
    SpanRule, Step, Value, Zone,
};

use crate::sentence::ranges_phrase;
use crate::{grouped, GROUP_SEPARATOR};

/// How many ranges a sentence lists.
const LISTED: usize = 3;

/// A step in a clause, without capital and full stop.
pub fn step_clause(step: &Step, arch: &Arch) -> String {
    let result = value(step.result());
    match step {
        Step::ZoneLimits { zone, range } => format!("{zone} could hold {range} of the machine"),
        Step::MovableZone { zone, range } => format!(
            "Movable borrows from {zone}, the highest zone with memory, which could hold {range}"
        ),
        Step::NodeExtent { range } => {
            format!("the node goes from {} to {}", range.start(), range.end())
        }
        Step::MovableBy(by) => movable_by(*by),
        Step::Ignored(warning) => {
            format!("the kernel prints \"{warning}\" and makes no Movable zone")
        }
        Step::KernelcoreTurn { nodes, share, remaining, stopped } => format!(
            "{} the kernel is to have {} pages here: taken up to {stopped}; {} pages remain",
            match nodes {
                1 => "with one node to go".to_owned(),
                many => format!("shared by {many} nodes"),
            },
            count(*share),
            count(*remaining)
        ),
        Step::MovableFrom { pfn, rule } => match rule {
            MovableRule::LowestHotplug => {
                format!("the node's lowest hot-pluggable region starts at {pfn}")
            }
            MovableRule::LowestUnmirrored => {
                format!("the node's lowest unmirrored region at or above 4 GiB starts at {pfn}")
            }
            MovableRule::KernelcoreUsedUp => {
                format!("the kernel's share of the node ends at {pfn}")
            }
        },
        Step::NoMovable => "so the node has no zone_movable_pfn".to_owned(),
        Step::MovablePfn { from, node_end, to } => {
            let block = count(arch.max_order_pages());
            match to {
                Some(to) if to == from => {
                    format!("{from} is a multiple of {block} pages already: zone_movable_pfn")
                }
                Some(to) => format!("rounded up to a multiple of {block} pages: {to}"),
                None => format!(
                    "rounded up to a multiple of {block} pages it is not below the node's end, \
                     {node_end}: no zone_movable_pfn"
                ),
            }
        }
        Step::Clamped { range, .. } if range.is_empty() => {
            "the node has nothing within these limits".to_owned()
        }
        Step::Clamped { range, .. } => format!("the node within these limits: {range}"),
        Step::Adjusted { zone, rule, movable_pfn, range } => {
            adjusted(*zone, *rule, *movable_pfn, *range)
        }
        Step::StartOf(range) if range.is_empty() => {
            format!("a zone that spans nothing starts at {}", range.start())
        }
        Step::StartOf(_) => format!("it starts at {result}"),
        Step::EndOf(range) if range.is_empty() => {
            format!("a zone that spans nothing ends at {}", range.end())
        }
        Step::EndOf(_) => format!("it ends at {result}"),
        Step::PagesOf(_) => format!("= {result} pages"),
        Step::NothingSpanned => "the zone spans nothing, so nothing is absent".to_owned(),
        Step::Holes { .. } => format!("pages of the span that are not the node's memory: {result}"),
        Step::MirrorTerm { zone, parts, slivers, .. } => {
            let kind = match zone {
                Zone::Movable => "mirrored",
                _ => "unmirrored",
            };
            let less = match slivers {
                0 => String::new(),
                n => format!(", {n} taken off for regions that lie within one page"),
            };
            format!("+ {kind} pages in the span, of any node: {result}{less}{}", at(parts))
        }
        Step::NoMirrorTerm => "no mirror term is added".to_owned(),
        Step::Absent { .. } => format!("= {result} absent"),
        Step::Present { zone, spanned, absent } => {
            let wraps = match step.result() {
                Value::Pages(pages) if pages < 0 => ", which wraps in the kernel's unsigned count",
                _ => "",
            };
            let (spanned, absent) = (count(*spanned), count(*absent));
            format!("{zone}: {spanned} spanned - {absent} absent = {result} present{wraps}")
        }
        Step::NodeSpanned { zones, extent, by_extent, spanned } => {
            node_spanned(zones, *extent, *by_extent, *spanned)
        }
        Step::NodePresent { zones } => {
            let terms: Vec<String> =
                zones.iter().map(|(_, pages)| grouped(*pages, GROUP_SEPARATOR)).collect();
            match terms.len() {
                0 | 1 => format!("= {result} in the node"),
                _ => format!("{} = {result} in the node", terms.join(" + ")),
            }
        }
        Step::Visit { zone, clipped, action, .. } => visit(*zone, *clipped, *action),
        Step::Painted { range, phase } => match phase {
            Phase::Unavailable => format!("hole {range}: {result} struct pages are linked to it"),
            Phase::Early | Phase::Reserved | Phase::Deferred => format!("memory {range}: {result}"),
        },
        Step::InitSum { phase, runs, .. } => {
            let runs = match runs {
                0 | 1 => String::new(),
                many => format!(", in {} runs", count(*many as u64)),
            };
            let what = match phase {
                Phase::Early => "struct pages initialised early",
                Phase::Unavailable => "struct pages of holes",
                Phase::Reserved => "struct pages initialised as reserved",
                Phase::Deferred => "struct pages initialised by the deferred walk",
            };
            format!("{result} {what}{runs}")
        }
        Step::Relinked { to, .. } => format!(
            "{result} pages of memory are linked to {} of node {} by a later initialisation",
            to.zone, to.nid
        ),
        Step::Linked { ranges, .. } => {
            format!("{result} pages of memory are linked to it in the end{}", at(ranges))
        }
        Step::DeferAsked { zone, range, answer } => defer_asked(*zone, *range, *answer, arch),
        Step::FirstDeferred { pfn: Some(pfn) } => format!("first_deferred_pfn is {pfn}"),
        Step::FirstDeferred { pfn: None } => {
            "nothing is deferred: first_deferred_pfn is never set".to_owned()
        }
        Step::DeferredWalk { zone, range } if range.is_empty() => {
            format!("the walk starts at or past the end of {zone}: it finds nothing")
        }
        Step::DeferredWalk { zone, range } => {
            format!("the walk goes over the node's memory in {range} and links it to {zone}")
        }
        Step::NotWalked => "the walk links nothing to this zone".to_owned(),
        Step::MachinePart { field, nid, zone, ranges, .. } => {
            let place = match zone {
                Some(zone) => format!("{zone} of node {nid}"),
                None => format!("node {nid}"),
            };
            // These counts are where the work was done; the others where it left the page.
            let linked = match (field, zone) {
                (MachineField::InitEarly | MachineField::InitDeferred, _) | (_, None) => "",
                _ => ", linked to it in the end",
            };
            format!("{place}: {result}{linked}{}", at(ranges))
        }
        Step::MachineSum { field, .. } => format!("= {result} {}", machine_words(*field)),
    }
}

/// What a sum over the machine counts.
fn machine_words(field: MachineField) -> &'static str {
    match field {
        MachineField::Memory => "pages of memory",
        MachineField::InitEarly => "struct pages initialised early, repeats counted",
        MachineField::InitDeferred => "struct pages initialised by the deferred walks",
        MachineField::DoubleInit => "struct pages initialised more than once at boot",
        MachineField::NeverInit => "pages of memory whose struct page is never initialised",
        MachineField::WrongNode => "pages linked to another node than their own",
        MachineField::OutsideZoneSpan => "pages linked to a zone whose span does not hold them",
        MachineField::MirroredInMovable => "mirrored pages linked to Movable",
        MachineField::UnmirroredInNormal => "unmirrored pages linked to Normal",
    }
}

fn movable_by(by: MovableBy) -> String {
    match by {
        MovableBy::HotplugRegions => {
            "movable_node: Movable starts at a node's lowest hot-pluggable region".to_owned()
        }
        MovableBy::MirroredRegions => {
            "kernelcore=mirror: Movable starts at a node's lowest unmirrored region at or above 4 GiB"
                .to_owned()
        }
        MovableBy::Amounts {
            kernelcore: 0,
            movablecore: 0,
            ..
        } => "no boot word asks for a Movable zone".to_owned(),
        MovableBy::Amounts {
            kernelcore,
            movablecore,
            total,
            required,
        } => {
            let asked: Vec<String> = [("kernelcore=", kernelcore), ("movablecore=", movablecore)]
                .into_iter()
                .filter(|(_, pages)| *pages > 0)
                .map(|(word, pages)| format!("{word} asks for {} pages", count(pages)))
                .collect();
            let total = count(total);
            let outcome = match required {
                Some(pages) => format!("the kernel is to have {}", count(pages)),
                None => "no Movable zone is left".to_owned(),
            };
            format!("{} of {total}: {outcome}", asked.join(", "))
        }
    }
}

fn adjusted(zone: Zone, rule: SpanRule, movable_pfn: Option<Pfn>, range: PfnRange) -> String {
    let movable_pfn = value(Value::Pfn(movable_pfn));
    match rule {
        SpanRule::NoMovable if zone == Zone::Movable => {
            "the node has no zone_movable_pfn: Movable spans nothing".to_owned()
        }
        SpanRule::AllMovable => {
            format!(
                "{zone} spans nothing: it would start at or above zone_movable_pfn {movable_pfn}"
            )
        }
        _ if range.is_empty() => format!("{zone} spans nothing in this node"),
        SpanRule::NoMovable => format!("span {range}: the node has no zone_movable_pfn"),
        SpanRule::BelowMovable => {
            format!("span {range}: it ends at or below zone_movable_pfn {movable_pfn}")
        }
        SpanRule::Movable => {
            format!("span {range}: from zone_movable_pfn to the end of the node")
        }
        SpanRule::Cut => format!("span {range}: cut at zone_movable_pfn {movable_pfn}"),
        SpanRule::KeptByMirror => {
            format!("span {range}: not cut at {movable_pfn}, because of kernelcore=mirror")
        }
    }
}

fn node_spanned(zones: &[(Zone, u64)], extent: u64, by_extent: bool, spanned: u64) -> String {
    let spanned = count(spanned);
    if by_extent {
        return format!("node end minus node start, whatever its zones span: {spanned}");
    }
    let sum: u64 = zones.iter().map(|(_, pages)| pages).sum();
    let terms: Vec<String> =
        zones.iter().map(|(zone, pages)| format!("{zone} {}", count(*pages))).collect();
    let beyond = if sum > extent {
        format!(
            "; overlap is counted twice, so the node seems to end {} pages too high",
            count(sum - extent)
        )
    } else {
        String::new()
    };
    format!("its zones' spans together: {} = {spanned}{beyond}", terms.join(" + "))
}

fn visit(zone: Zone, clipped: PfnRange, action: MemmapAction) -> String {
    match action {
        MemmapAction::ZoneNotPopulated => {
            format!("memory {clipped}: passed over, {zone} has no present pages")
        }
        MemmapAction::SkippedOutside => {
            format!("mirrored memory {clipped}: the whole region is skipped")
        }
        MemmapAction::SkippedInside => {
            format!("mirrored memory {clipped}: skipped page by page")
        }
        MemmapAction::Outside => format!("memory {clipped}: not in {zone}"),
        MemmapAction::InitialisedTo(stop) if stop == clipped.end() => {
            format!("memory {clipped}: {} initialised", count(clipped.pages()))
        }
        MemmapAction::InitialisedTo(stop) if stop == clipped.start() => {
            format!("memory {clipped}: all left for later")
        }
        MemmapAction::InitialisedTo(stop) => format!(
            "memory {clipped}: {} initialised, up to {stop}; the rest is left for later",
            count(PfnRange::new(clipped.start(), stop).pages())
        ),
    }
}

fn defer_asked(zone: Zone, range: PfnRange, answer: DeferAnswer, arch: &Arch) -> String {
    let section = count(arch.section_pages());
    match answer {
        DeferAnswer::Disabled => {
            "CONFIG_DEFERRED_STRUCT_PAGE_INIT is off: nothing is deferred".to_owned()
        }
        DeferAnswer::ZoneEndsBelow { zone_end, node_end } => format!(
            "{range} is not deferred: {zone} ends at {zone_end}, below start + spanned of the \
             node, {node_end}"
        ),
        DeferAnswer::All => format!("{range} is all left for later: first_deferred_pfn is set"),
        DeferAnswer::Counted { before, after } => format!(
            "{range} in {zone} is counted, from {} to {}: no section starts after a full one \
             ({section} pages)",
            count(before),
            count(after)
        ),
        DeferAnswer::From { before, pfn } => {
            let before = match before {
                0 => String::new(),
                some => format!(", with {} counted before", count(some)),
            };
            format!(
                "{range} in {zone}{before}: {pfn} is the first section's start after a full \
                 section ({section} pages)"
            )
        }
    }
}

/// ` (0x1-0x2, 0x3-0x4 and 7 more)`; nothing for none.
fn at(ranges: &[PfnRange]) -> String {
    match ranges {
        [] => String::new(),
        some => format!(" ({})", ranges_phrase(some, LISTED)),
    }
}

/// A value in a sentence: pages grouped.
pub(crate) fn value(value: Value) -> String {
    match value {
        Value::Pages(pages) => grouped(pages, GROUP_SEPARATOR),
        other => other.to_string(),
    }
}

fn count(pages: u64) -> String {
    grouped(pages, GROUP_SEPARATOR)
}
