//! The frame of the charts that place things by pfn: memory to scale, nodes and memory on the
//! axis, one row for each distinct outcome, ticks, legend.

use zonescope_model::{Nid, NodeOutcome, Outcome, Setup};
use zonescope_scenario::Evaluated;

use crate::axis::{Axis, Scale};
use crate::cells::{Cell, Cells, HeldAxis, Run};
use crate::chart::{Boundary, Chart, Mark, Table};
use crate::draw::finish;
use crate::legend;
use crate::memory::{boundaries, draw_nodes, draw_strip, draw_to_scale};
use crate::metrics;
use crate::role::Role;
use crate::rows::LANE;
use crate::scene::{text_width, Anchor, Area, Scene};
use crate::svg::Document;
use crate::theme::Theme;
use crate::ticks::{ticks, Tick};

/// The least and the most width a chart is drawn in, in pixels.
pub(crate) const WIDTHS: (u32, u32) = (320, 10_000);

/// Free at the right and the left.
const SIDE: i32 = 20;
const STRIP: i32 = 180;
/// Above a row: the deferral mark.
const ROW_TOP: i32 = 90;
const ROW_BOTTOM: i32 = 60;
const NAME_LINE: i32 = 150;
/// What the lower line of tick labels is.
const ADDRESS: &str = "address";

/// What the map says beside what it draws.
pub(crate) struct Texts<'a> {
    pub(crate) title: &'a str,
    pub(crate) sentence: String,
    pub(crate) table: Table,
}

/// One distinct outcome, to be drawn on the axis.
pub(crate) struct Place<'a> {
    pub(crate) axis: &'a Axis,
    pub(crate) outcome: &'a Outcome,
    pub(crate) group: &'a [usize],
    /// Where its lanes start.
    pub(crate) top: i32,
}

/// Draws one row; gives its height.
pub(crate) type DrawRow<'a> = &'a dyn Fn(&mut Scene, &mut Vec<Mark>, Place<'_>) -> i32;

/// What a drawn map comes to beside its shapes and marks.
#[derive(Default)]
struct Drawn {
    /// The lowest y.
    bottom: i32,
    axis: Option<Axis>,
    boundaries: Vec<Boundary>,
}

/// What is to be drawn, and from where to where.
pub(crate) struct Map<'a> {
    pub(crate) evaluated: &'a [Evaluated],
    pub(crate) setup: &'a Setup,
    pub(crate) node: Option<Nid>,
    pub(crate) scale: Scale,
    pub(crate) held: Option<&'a HeldAxis>,
    pub(crate) runs: &'a [Run],
    pub(crate) groups: &'a [Vec<usize>],
    pub(crate) width_px: u32,
    pub(crate) theme: Theme,
    pub(crate) id_prefix: &'a str,
    pub(crate) standalone: bool,
}

impl<'a> Map<'a> {
    /// One outcome of each group, with the group.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = (&'a Outcome, &'a Vec<usize>)> + '_ {
        self.groups.iter().filter_map(|group| {
            let first = self.evaluated.get(*group.first()?)?;
            Some((&first.outcome, group))
        })
    }

    pub(crate) fn nodes(&self, outcome: &'a Outcome) -> impl Iterator<Item = &'a NodeOutcome> {
        let wanted = self.node;
        let nodes = outcome.nodes.iter();
        nodes.filter(move |node| wanted.is_none_or(|nid| nid == node.nid))
    }

    fn width(&self) -> i32 {
        i32::try_from(self.width_px.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(1100)
    }

    /// Where the axis ends.
    fn right(&self) -> i32 {
        self.width() * 10 - SIDE
    }

    /// The chart, its rows drawn by `row`.
    pub(crate) fn chart(&self, texts: Texts<'_>, row: DrawRow<'_>) -> Chart {
        let (width, right) = (self.width(), self.right());
        let mut scene = Scene::default();
        let mut marks = Vec::new();
        let Drawn { mut bottom, axis, boundaries } = self.draw(&mut scene, &mut marks, row);

        let entries = legend::entries(&scene);
        if self.standalone {
            let left = if axis.is_none() { SIDE } else { self.gutter() };
            let top = bottom + 80;
            bottom = top + legend::draw_lines(&mut scene, &entries, (left, right), top);
            if self.scale == Scale::Compressed && axis.is_some() {
                let note = "Axis not to scale: widths grow with log2 of the pages.";
                let (face, size) = Role::SoftText.font();
                let note = metrics::cut(note, face, size, right - left);
                scene.text(Role::SoftText, Anchor::Start, (left, bottom + 90), note);
                bottom += 160;
            }
        }
        let height = bottom / 10 + 2;
        if self.standalone {
            scene.put_behind(Area::new(0, 0, width * 10, height * 10));
        }
        let document = Document {
            width,
            height,
            theme: self.theme,
            id_prefix: self.id_prefix,
            title: texts.title,
            description: &texts.sentence,
        };
        Chart { axis, boundaries, ..finish(&scene, document, &entries, (marks, texts.table)) }
    }

    /// Where the axis starts: right of the longest name, within reason.
    fn gutter(&self) -> i32 {
        const ROOM: i32 = 140;
        let most = (self.right() / 4).min(1700);
        let names = self.groups.iter().flat_map(|group| group_lines(self.evaluated, group));
        let widest = names.map(|name| text_width(Role::NameText, &name)).max();
        // While memory is dragged groups part and join, and the axis stands still: there is
        // always room for the widest they could be.
        let all: Vec<usize> = (0..self.evaluated.len()).collect();
        let lines = group_lines(self.evaluated, &all);
        let equal = lines.iter().map(|name| text_width(Role::NameText, name));
        let widest = widest.max(equal.max().map(|x| x + text_width(Role::NameText, "= ")));
        (widest.unwrap_or(0).max(500) + ROOM).min(most)
    }

    /// The axis of `cells` in a scale, held if one is.
    fn axis(&self, cells: &[Cell], scale: Scale) -> Axis {
        let ends = (self.gutter(), self.right());
        match self.held {
            Some(held) => Axis::held(cells.to_vec(), &held.cells, scale, ends),
            None => Axis::new(cells.to_vec(), scale, self.setup.arch.section_pages(), ends),
        }
    }

    /// Draws everything but the legend.
    fn draw(&self, scene: &mut Scene, marks: &mut Vec<Mark>, row: DrawRow<'_>) -> Drawn {
        if self.runs.is_empty() {
            let text = match self.node {
                Some(nid) => format!("node {nid} has no memory"),
                None => "no memory of a whole page".to_owned(),
            };
            scene.text(Role::Text, Anchor::Start, (SIDE, 150), text);
            return Drawn { bottom: 280, ..Drawn::default() };
        }
        let outcomes: Vec<&Outcome> = self.outcomes().map(|(outcome, _)| outcome).collect();
        let cut = Cells::new(self.runs, &outcomes, self.node);
        let (cells, ranks) = (cut.cells, cut.ranks);
        let to_scale = self.axis(&cells, Scale::Linear);
        let axis = self.axis(&cells, self.scale);
        let shift = self.setup.arch.page_shift;
        let labels_from = SIDE + text_width(Role::SoftText, ADDRESS) + 80;
        let ticks = ticks(&axis, &ranks, shift, (labels_from, self.right() + SIDE));

        let mut y = 20;
        if self.scale == Scale::Compressed {
            y = self.draw_to_scale(scene, &to_scale, &ticks, y);
        }
        let strip = y + 140;
        let rows = strip + STRIP + 40;
        let mut body = Scene::default();
        let bottom = self.draw_rows(&mut body, marks, (&axis, row), rows);
        for tick in &ticks {
            scene.line(Role::Guide, [(tick.x, strip + STRIP), (tick.x, bottom + 30)]);
        }
        draw_nodes(scene, &axis, strip - 40);
        self.name(scene, strip + STRIP / 2, "memory");
        let mut memory_marks = Vec::new();
        let (top, low) = (strip, strip + STRIP);
        draw_strip(scene, &mut memory_marks, &axis, self.scale, (top, low), self.setup);
        marks.splice(0..0, memory_marks);
        scene.shapes.append(&mut body.shapes);
        for tick in &ticks {
            let at = |y| (tick.label_x, y);
            scene.text(Role::PfnText, Anchor::Middle, at(bottom + 100), tick.hex.as_str());
            scene.text(Role::SoftText, Anchor::Middle, at(bottom + 230), tick.size.as_str());
        }
        self.name(scene, bottom + 100, "pfn");
        self.name(scene, bottom + 230, ADDRESS);
        Drawn {
            bottom: bottom + 290,
            boundaries: boundaries(self.runs, &axis, (top, low)),
            axis: Some(axis),
        }
    }

    /// What stands in the gutter beside something that is not a row.
    fn name(&self, scene: &mut Scene, y: i32, text: &str) {
        scene.text(Role::SoftText, Anchor::Start, (SIDE, y), text);
    }

    /// The strip to scale from `y`, and how its boundaries lie on the axis; gives the lowest y.
    fn draw_to_scale(&self, scene: &mut Scene, axis: &Axis, ticks: &[Tick], y: i32) -> i32 {
        const HEIGHT: i32 = 90;
        const LEADS: i32 = 150;
        self.name(scene, y + HEIGHT / 2, "to scale");
        for tick in ticks {
            let x = axis.x(tick.pfn);
            scene.line(Role::Lead, [(x, y + HEIGHT), (tick.x, y + HEIGHT + LEADS)]);
        }
        let left = axis.x(axis.extent().start());
        let strip = Area::new(left, y, axis.x(axis.extent().end()), y + HEIGHT);
        draw_to_scale(scene, axis, strip);
        y + HEIGHT + LEADS
    }

    /// The rows from `top`; gives the lowest y.
    fn draw_rows(
        &self,
        scene: &mut Scene,
        marks: &mut Vec<Mark>,
        (axis, row): (&Axis, DrawRow<'_>),
        top: i32,
    ) -> i32 {
        let mut y = top;
        for (place, (outcome, group)) in self.outcomes().enumerate() {
            if place > 0 {
                scene.line(Role::Rule, [(SIDE, y), (self.right(), y)]);
            }
            let top = y + ROW_TOP;
            let place = Place { axis, outcome, group, top };
            let height = row(scene, marks, place);
            let lines = self.draw_names(scene, group, top + LANE / 2);
            y = top + height.max(lines) + ROW_BOTTOM;
        }
        y
    }

    /// The names of a group, one below the other from `y`; gives their height.
    fn draw_names(&self, scene: &mut Scene, group: &[usize], y: i32) -> i32 {
        let room = self.gutter() - SIDE - 60;
        let (face, size) = Role::NameText.font();
        let mut line = y;
        for name in group_lines(self.evaluated, group) {
            let text = metrics::cut(&name, face, size, room);
            scene.text(Role::NameText, Anchor::Start, (SIDE, line), text);
            line += NAME_LINE;
        }
        line - y
    }
}

/// `base`, `= v5-1of5`: a name longer than most goes on after each `+`.
fn group_lines(evaluated: &[Evaluated], group: &[usize]) -> Vec<String> {
    const LONG: usize = 18;
    let mut lines = Vec::new();
    for (place, name) in
        group.iter().filter_map(|&place| evaluated.get(place)).map(|e| e.name.as_str()).enumerate()
    {
        let mut line = String::from(if place == 0 { "" } else { "= " });
        for piece in name.split_inclusive('+') {
            if line.len() > 2 && line.len() + piece.len() > LONG {
                lines.push(std::mem::take(&mut line));
                line.push_str("  ");
            }
            line.push_str(piece);
        }
        lines.push(line);
    }
    lines
}
