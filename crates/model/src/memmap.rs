//! Step 6, struct pages initialised before the other CPUs run: `memmap_init()`,
//! `memmap_init_range()` and `init_unavailable_range()` in mm/mm_init.c.

use crate::defer::Deferral;
use crate::node::NodeZones;
use crate::rules::{MirrorSkip, Rules};
use crate::{Decision, Memblock, MemmapAction, Owner, Paint, Pfn, PfnRange, Phase, Trace, Zone};

/// Initialises the struct pages of `nodes`' memory, counting into their zones, and gives what
/// was painted, in order.
pub(crate) fn memmap_init(
    memblock: &Memblock,
    nodes: &mut [NodeZones],
    rules: Rules,
    trace: &mut impl Trace,
) -> Vec<Paint> {
    let Memblock { memory, sections, words, arch, defers, .. } = memblock;
    let section_pages = arch.section_pages();
    let mut deferral = Deferral::new(*defers, section_pages, rules.count_restart);
    let mut canvas = Canvas { sections, paints: Vec::with_capacity(4 * memory.ranges().len()) };
    let mut hole_start = Pfn::ZERO;
    let mut last_zone = Zone::Dma;
    for range in memory.ranges() {
        let node = &mut nodes[memory.node_index(range.nid)];
        for zone in Zone::ALL {
            let outcome = *node.zone(zone);
            let clipped = range.range.clip_to(outcome.range);
            let note = |action, trace: &mut _| {
                let (memory, nid) = (range.range, range.nid);
                Trace::note(trace, Decision::MemmapInit { memory, nid, zone, clipped, action });
            };
            if outcome.present == 0 {
                note(MemmapAction::ZoneNotPopulated, trace);
                continue;
            }
            let is_skipped = words.mirror && zone == Zone::Movable && range.flags.is_mirror();
            if is_skipped && rules.mirror_skip == MirrorSkip::WholeRegion {
                note(MemmapAction::SkippedOutside, trace);
                continue;
            }
            last_zone = zone;
            if clipped.is_empty() {
                note(MemmapAction::Outside, trace);
                continue;
            }
            let owner = Owner { nid: range.nid, zone };
            if is_skipped && rules.mirror_skip == MirrorSkip::PageByPage {
                note(MemmapAction::SkippedInside, trace);
            } else {
                let stop = deferral.stop(node, &outcome, clipped, trace);
                note(MemmapAction::InitialisedTo(stop), trace);
                canvas.early(node, owner, PfnRange::new(clipped.start(), stop), trace);
            }
            canvas.hole(node, owner, PfnRange::new(hole_start, clipped.start()), trace);
            hole_start = clipped.end();
        }
    }
    if let Some(last) = memory.ranges().last() {
        let owner = Owner { nid: last.nid, zone: last_zone };
        let tail = PfnRange::new(hole_start, last.range.end().round_up(section_pages));
        canvas.hole(&mut nodes[memory.node_index(last.nid)], owner, tail, trace);
    }
    canvas.paints
}

/// The struct pages there are, and what was painted on them.
struct Canvas<'a> {
    sections: &'a [PfnRange],
    paints: Vec<Paint>,
}

impl Canvas<'_> {
    /// Memory: its struct pages always exist.
    fn early(
        &mut self,
        node: &mut NodeZones,
        owner: Owner,
        range: PfnRange,
        trace: &mut impl Trace,
    ) {
        if !range.is_empty() {
            node.zone_mut(owner.zone).init_early += range.pages();
            self.paint(Paint { range, owner, phase: Phase::Early }, trace);
        }
    }

    /// A hole: only what shares a section with memory has struct pages.
    fn hole(&mut self, node: &mut NodeZones, owner: Owner, hole: PfnRange, trace: &mut impl Trace) {
        let first = self.sections.partition_point(|section| section.end() <= hole.start());
        for place in first..self.sections.len() {
            let range = self.sections[place].clip_to(hole);
            if range.is_empty() {
                break;
            }
            node.zone_mut(owner.zone).init_unavailable += range.pages();
            self.paint(Paint { range, owner, phase: Phase::Unavailable }, trace);
        }
    }

    fn paint(&mut self, paint: Paint, trace: &mut impl Trace) {
        self.paints.push(paint);
        trace.note(Decision::Painted(paint));
    }
}
