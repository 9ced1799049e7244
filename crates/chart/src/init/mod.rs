//! The chart of memmap init: how each struct page was initialised, and who owns it in the end; or
//! both after the calls made so far.

mod history;
mod texts;

use zonescope_model::{Nid, Outcome, Owner, PfnRange, Setup};
use zonescope_scenario::Evaluated;

use crate::axis::Axis;
use crate::chart::{Chart, Mark};
use crate::map::{Map, Place, LANE};
use crate::memory::SEAM;
use crate::parts::pieces;
use crate::role::Role;
use crate::scene::{Area, Scene};
use crate::sheet::Said;
use crate::steps::{size, InitStep};
use crate::style::{Focus, Style};
use crate::symbols::{draw_deferral_mark, draw_outline};
use crate::words;

pub(crate) use history::{stretches, Stretch};
use texts::{said_of_steps, sentence, table};

const GAP: i32 = 40;

/// What memmap_init() and the deferred walks made of the struct pages in each distinct outcome
/// among `evaluated`, all outcomes of `setup`: above how they were initialised, below who owns
/// them. `groups` are [`distinct`] of `evaluated`.
///
/// [`distinct`]: zonescope_scenario::distinct
pub fn init_map(
    (evaluated, groups): (&[Evaluated], &[Vec<usize>]),
    setup: &Setup,
    focus: &Focus,
    style: Style,
) -> Chart {
    let focus = &Focus { node: focus.node, ..Focus::default() };
    let map = Map::new((evaluated, groups.to_vec()), setup, focus, style);
    let said = Said {
        title: "How struct pages are initialised",
        sentence: sentence(&map),
        table: table(&map),
    };
    drawn(&map, said, None)
}

/// The same after the first `upto` of `steps`, which are [`init_steps`] of the variant at `place`
/// of `evaluated`. The last step is marked.
///
/// [`init_steps`]: crate::init_steps
pub fn step_map(
    (evaluated, place): (&[Evaluated], usize),
    setup: &Setup,
    (steps, upto): (&[InitStep], usize),
    focus: &Focus,
    style: Style,
) -> Chart {
    let groups = evaluated.get(place).map(|_| vec![place]).into_iter().collect();
    let focus = &Focus { node: focus.node, ..Focus::default() };
    let map = Map::new((evaluated, groups), setup, focus, style);
    let upto = upto.min(steps.len());
    let said = said_of_steps(upto, steps, setup);
    drawn(&map, said, steps.get(..upto))
}

/// The chart after the steps `done`, or if there are none to speak of, in the end.
fn drawn(map: &Map<'_>, said: Said, done: Option<&[InitStep]>) -> Chart {
    map.chart("init", said, &|scene, marks, place| {
        let paints = &place.outcome.paints;
        let applied = match done {
            Some(done) => done.last().map_or(0, |step| step.paints.end),
            None => paints.len(),
        };
        let applied = paints.get(..applied).unwrap_or(paints);
        let is_final = applied.len() == paints.len();
        let row = Row { is_final, setup: map.setup, focus: map.focus, done };
        row.draw(scene, marks, place, &stretches(&map.runs, applied));
        2 * LANE + GAP
    })
}

/// How a stretch is initialised: its role and the words for it.
fn state(stretch: &Stretch, is_final: bool) -> (Role, &'static str) {
    match (stretch.early, stretch.unavailable, stretch.deferred) {
        (0, 0, true) => (Role::Later, "deferred"),
        (0, 0, false) if is_final => (Role::Lost, "never initialised"),
        (0, 0, false) => (Role::Pending, "not yet initialised"),
        (1, 0, false) => (Role::Early, "early"),
        (1, 0, true) => (Role::Early, "early, and again deferred"),
        (0, 1, _) => (Role::Unavailable, "initialised as a hole"),
        _ => (Role::Twice, "twice"),
    }
}

/// One row: its two lanes.
struct Row<'a> {
    is_final: bool,
    setup: &'a Setup,
    focus: &'a Focus,
    /// The steps so far, if the row is one of a step-through.
    done: Option<&'a [InitStep]>,
}

/// Something drawn alike throughout: cell of several runs, range, pages' role and words.
struct Piece {
    coarse: Option<usize>,
    range: PfnRange,
    role: Role,
    text: Role,
    name: &'static str,
    owner: Option<Owner>,
    nid: Option<Nid>,
}

impl Row<'_> {
    fn draw(&self, scene: &mut Scene, marks: &mut Vec<Mark>, place: &Place<'_>, all: &[Stretch]) {
        let of_node = |stretch: &&Stretch| match (self.focus.node, stretch.memory, stretch.owner) {
            (None, ..) => true,
            (Some(nid), Some(memory), _) => memory.nid == nid,
            (Some(nid), None, owner) => owner.is_some_and(|owner| owner.nid == nid),
        };
        let mut upper = Vec::new();
        let mut lower = Vec::new();
        for stretch in all.iter().filter(of_node) {
            let (role, name) = state(stretch, self.is_final);
            let nid = stretch.memory.map(|memory| memory.nid);
            let text = match role {
                Role::Early => Role::EarlyText,
                Role::Lost => Role::LostText,
                _ => Role::Text,
            };
            let piece = |role, text, name| Piece {
                coarse: None,
                range: stretch.range,
                role,
                text,
                name,
                owner: stretch.owner,
                nid: stretch.owner.map(|owner| owner.nid).or(nid),
            };
            add(&mut upper, piece(role, text, name), place.axis);
            if let Some(owner) = stretch.owner {
                let is_hole = stretch.memory.is_none();
                let in_span = is_hole || spans(place.outcome, owner, stretch.range);
                let (role, text) = match in_span {
                    true => (Role::Own(owner.zone), Role::OwnText(owner.zone)),
                    false => (Role::Outside(owner.zone), Role::TintText(owner.zone)),
                };
                add(&mut lower, piece(role, text, owner.zone.name()), place.axis);
            }
        }
        let low = place.top + LANE + GAP;
        let mut labels = Scene::default();
        for (pieces, y, verb) in [(&upper, place.top, ""), (&lower, low, "linked to ")] {
            for piece in pieces {
                let x0 = place.axis.x(piece.range.start());
                let x1 = (place.axis.x(piece.range.end()) - SEAM).max(x0 + 5);
                let area = Area::new(x0, y, x1, y + LANE);
                let outlined = !matches!(piece.role, Role::Early | Role::Own(_));
                scene.rect(piece.role, if outlined { area.inset() } else { area });
                let size = size(piece.range, self.setup);
                let named = format!("{} {size}", piece.name);
                labels.label(piece.text, area, &[named, piece.name.to_owned()]);
                marks.push(self.mark(piece, area, verb, place));
            }
        }
        self.draw_deferral(&mut labels, place);
        if let Some(step) = self.done.and_then(<[InitStep]>::last) {
            let painted = place.outcome.paints.get(step.paints.clone());
            let mut ranges: Vec<_> = painted.unwrap_or(&[]).iter().map(|p| p.range).collect();
            if ranges.is_empty() {
                ranges.push(step.range());
            }
            let extent = place.axis.extent();
            for range in ranges.into_iter().map(|range| range.clip_to(extent)) {
                let (x0, x1) = (place.axis.x(range.start()), place.axis.x(range.end()));
                if x0 < x1 {
                    draw_outline(scene, Area::new(x0 - 5, place.top - 25, x1 - 5, low + LANE + 25));
                }
            }
        }
        scene.shapes.append(&mut labels.shapes);
    }

    fn mark(&self, piece: &Piece, area: Area, verb: &str, place: &Place<'_>) -> Mark {
        let Piece { range, name, .. } = piece;
        let pages = words::pages(range.pages(), self.setup);
        let node = match piece.nid {
            Some(nid) => format!("node {nid}"),
            None => "several nodes".to_owned(),
        };
        let what = match (verb, piece.owner) {
            ("", Some(owner)) => format!("{name}, linked to {} of {node}", owner.zone),
            ("", None) => format!("{name}, {node}"),
            (verb, _) => format!("{verb}{name} of {node}"),
        };
        let label = format!("{}, {range}: {pages} {what}", place.names);
        Mark {
            variants: place.group.to_vec(),
            nid: piece.nid,
            zone: piece.owner.filter(|_| piece.nid.is_some()).map(|owner| owner.zone),
            range: *range,
            ..Mark::over(area, label)
        }
    }

    /// first_deferred_pfn of each node, once it is set.
    fn draw_deferral(&self, scene: &mut Scene, place: &Place<'_>) {
        for node in self.focus.nodes(place.outcome) {
            let is_set = |done: &[InitStep]| {
                let set = |step: &InitStep| step.first_deferred_pfn == node.first_deferred_pfn;
                done.iter().any(|step| step.owner.nid == node.nid && set(step))
            };
            let pfn = node.first_deferred_pfn.filter(|_| self.done.is_none_or(is_set));
            if let Some(pfn) = pfn.filter(|pfn| place.axis.extent().contains(*pfn)) {
                let x = place.axis.x(pfn);
                draw_deferral_mark(scene, (x, place.top));
                let bottom = place.top + 2 * LANE + GAP;
                scene.line(Role::Deferred, [(x, place.top), (x, bottom)]);
            }
        }
    }
}

/// Adds `piece` as finely as `axis` can show it, to the last one if it goes on alike.
fn add(all: &mut Vec<Piece>, piece: Piece, axis: &Axis) {
    for (range, coarse) in pieces(piece.range, axis) {
        if let Some(last) = all.last_mut() {
            let touches = last.range.end() == range.start();
            let alike =
                last.role == piece.role && last.owner == piece.owner && last.nid == piece.nid;
            let same_cell = coarse.is_some() && last.coarse == coarse;
            if same_cell || (touches && alike && last.coarse == coarse && last.name == piece.name) {
                last.range = PfnRange::new(last.range.start(), range.end());
                if !alike {
                    last.role = Role::Several;
                    last.text = Role::MemoryText;
                    last.name = "in parts";
                    last.owner = None;
                    last.nid = last.nid.filter(|nid| piece.nid == Some(*nid));
                }
                continue;
            }
        }
        all.push(Piece { coarse, range, ..piece });
    }
}

/// Whether the owner's zone spans the start of `range`.
fn spans(outcome: &Outcome, owner: Owner, range: PfnRange) -> bool {
    let zone = outcome.node(owner.nid).and_then(|node| node.zone(owner.zone));
    zone.is_some_and(|zone| zone.range.contains(range.start()))
}
