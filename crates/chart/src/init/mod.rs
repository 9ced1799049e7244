//! The chart of memmap init: how each struct page was initialised, and who owns it in the end;
//! or both after so many calls.

mod history;
mod texts;

use zonescope_model::{Nid, Outcome, Owner, PfnRange, Setup};
use zonescope_scenario::{distinct, Evaluated};

use crate::axis::{Axis, Scale};
use crate::cells::{memory_runs, Run};
use crate::chart::{Chart, Mark};
use crate::map::{Map, Place, Texts};
use crate::memory::SEAM;
use crate::parts::pieces;
use crate::role::Role;
use crate::rows::{draw_deferral_mark, LANE};
use crate::scene::{Area, Scene};
use crate::steps::{size, InitStep};
use crate::theme::Theme;
use crate::words;

pub(crate) use history::{stretches, Stretch};
use texts::{sentence, step_texts, table};

/// How the chart of memmap init is drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InitOptions {
    /// Width in pixels; less than 320 is drawn 320 wide.
    pub width_px: u32,
    /// Only this node's memory.
    pub node: Option<Nid>,
    /// Only this variant, by its place.
    pub variant: Option<usize>,
    /// What the presentation attributes are for.
    pub theme: Theme,
    /// Starts every id in the SVG; one for each chart in a page. Letters, digits, `-` and `_`.
    pub id_prefix: String,
    /// For a file of its own: with a background and the legend.
    pub standalone: bool,
}

impl Default for InitOptions {
    fn default() -> InitOptions {
        InitOptions {
            width_px: 1100,
            node: None,
            variant: None,
            theme: Theme::Light,
            id_prefix: "init".to_owned(),
            standalone: false,
        }
    }
}

const GAP: i32 = 40;

/// What memmap_init() and the deferred walks made of the struct pages in each distinct outcome
/// among `evaluated`, all outcomes of `setup`: above how they were initialised, below who owns
/// them.
pub fn init_map(evaluated: &[Evaluated], setup: &Setup, options: &InitOptions) -> Chart {
    let groups = match options.variant {
        Some(place) if place < evaluated.len() => vec![vec![place]],
        Some(_) => Vec::new(),
        None => distinct(evaluated),
    };
    let runs = memory_runs(setup, options.node);
    let map = map(evaluated, setup, options, (&runs, &groups));
    let texts = Texts {
        title: "How struct pages are initialised",
        sentence: sentence(evaluated, &groups),
        table: table(evaluated, &map),
    };
    drawn(&map, texts, None)
}

/// The same after the first `upto` of `steps`, which are [`init_steps`] of one of `evaluated`:
/// the one chosen, or else the first. The last step is marked.
///
/// [`init_steps`]: crate::init_steps
pub fn step_map(
    evaluated: &[Evaluated],
    setup: &Setup,
    (steps, upto): (&[InitStep], usize),
    options: &InitOptions,
) -> Chart {
    let place = options.variant.unwrap_or(0);
    let groups: Vec<_> = evaluated.get(place).map(|_| vec![place]).into_iter().collect();
    let runs = memory_runs(setup, options.node);
    let map = map(evaluated, setup, options, (&runs, &groups));
    let upto = upto.min(steps.len());
    let texts = step_texts(upto, steps, setup);
    drawn(&map, texts, steps.get(..upto))
}

fn map<'a>(
    evaluated: &'a [Evaluated],
    setup: &'a Setup,
    options: &'a InitOptions,
    (runs, groups): (&'a [Run], &'a [Vec<usize>]),
) -> Map<'a> {
    Map {
        evaluated,
        setup,
        node: options.node,
        scale: Scale::Compressed,
        held: None,
        runs,
        groups,
        width_px: options.width_px,
        theme: options.theme,
        id_prefix: &options.id_prefix,
        standalone: options.standalone,
    }
}

/// The chart after the steps `done`, or if there are none to speak of, in the end.
fn drawn(map: &Map<'_>, texts: Texts<'_>, done: Option<&[InitStep]>) -> Chart {
    map.chart(texts, &|scene, marks, place| {
        let paints = &place.outcome.paints;
        let applied = match done {
            Some(done) => done.last().map_or(0, |step| step.paints.end),
            None => paints.len(),
        };
        let applied = paints.get(..applied).unwrap_or(paints);
        let row = Row {
            names: words::names(map.evaluated, place.group, " = "),
            is_final: applied.len() == paints.len(),
            setup: map.setup,
            node: map.node,
            done,
        };
        row.draw(scene, marks, &place, &stretches(map.runs, applied));
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
        (0, 1, _) => (Role::Unavailable, "as unavailable"),
        _ => (Role::Twice, "twice"),
    }
}

/// One row: its two lanes.
struct Row<'a> {
    names: String,
    is_final: bool,
    setup: &'a Setup,
    node: Option<Nid>,
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
        let of_node = |stretch: &&Stretch| match (self.node, stretch.memory, stretch.owner) {
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
                let by = 6.min(area.width() / 3);
                let inner = Area::new(x0 + by, y + 6, x1 - by, y + LANE - 6);
                scene.rect(piece.role, if outlined { inner } else { area });
                let size = size(piece.range, self.setup);
                let named = format!("{} {size}", piece.name);
                labels.label(piece.text, area, &[named, piece.name.to_owned()]);
                marks.push(self.mark(piece, area, verb, place.group));
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

    fn mark(&self, piece: &Piece, area: Area, verb: &str, group: &[usize]) -> Mark {
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
        Mark {
            x: area.x0,
            y: area.y0,
            w: area.width(),
            h: area.height(),
            label: format!("{}, {range}: {pages} {what}", self.names),
            variants: group.to_vec(),
            nid: piece.nid,
            zone: piece.owner.filter(|_| piece.nid.is_some()).map(|owner| owner.zone),
            range: *range,
            ..Mark::default()
        }
    }

    /// first_deferred_pfn of each node, once it is set.
    fn draw_deferral(&self, scene: &mut Scene, place: &Place<'_>) {
        let nodes = place.outcome.nodes.iter();
        for node in nodes.filter(|node| self.node.is_none_or(|nid| nid == node.nid)) {
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

/// A frame around what a step did.
pub(crate) fn draw_outline(scene: &mut Scene, area: Area) {
    let Area { x0, y0, x1, y1 } = area;
    scene.line(Role::Step, [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]);
}
