//! The frame of the charts that place things by pfn: memory to scale, nodes and memory on the axis,
//! one row for each distinct outcome, ticks, legend.

use zonescope_model::{MemoryRun, Outcome, Setup};
use zonescope_report::visible;
use zonescope_scenario::Evaluated;

use crate::axis::{Axis, Scale};
use crate::cells::{runs_of, Cell, Cells};
use crate::chart::{Boundary, Chart, Mark};
use crate::memory::{boundaries, draw_nodes, draw_strip, draw_to_scale};
use crate::role::Role;
use crate::scene::{cut, text_width, Anchor, Area, Scene, SIDE};
use crate::sheet::{Said, Sheet};
use crate::style::{Focus, Style};
use crate::ticks::{ticks, Tick};
use crate::words;

const STRIP: i32 = 180;
/// Height of a lane of a row.
pub(crate) const LANE: i32 = 180;
/// Above a row: the deferral mark.
const ROW_TOP: i32 = 90;
const ROW_BOTTOM: i32 = 60;
const NAME_LINE: i32 = 150;
/// What the lower line of tick labels is.
const ADDRESS: &str = "address";

/// One distinct outcome, to be drawn on the axis.
pub(crate) struct Place<'a> {
    pub(crate) axis: &'a Axis,
    pub(crate) outcome: &'a Outcome,
    pub(crate) group: &'a [usize],
    /// Their names.
    pub(crate) names: String,
    /// Where its lanes start.
    pub(crate) top: i32,
}

/// Draws one row; gives its height.
pub(crate) type DrawRow<'a> = &'a dyn Fn(&mut Scene, &mut Vec<Mark>, &Place<'_>) -> i32;

/// What is to be drawn, and from where to where.
pub(crate) struct Map<'a> {
    pub(crate) evaluated: &'a [Evaluated],
    pub(crate) setup: &'a Setup,
    pub(crate) focus: &'a Focus,
    pub(crate) runs: Vec<MemoryRun>,
    pub(crate) groups: Vec<Vec<usize>>,
    style: Style,
}

impl<'a> Map<'a> {
    /// The map of `groups` of `evaluated`, all outcomes of `setup`.
    pub(crate) fn new(
        (evaluated, groups): (&'a [Evaluated], Vec<Vec<usize>>),
        setup: &'a Setup,
        focus: &'a Focus,
        style: Style,
    ) -> Map<'a> {
        Map { evaluated, setup, focus, runs: runs_of(setup, focus.node), groups, style }
    }

    /// One outcome of each group, with the group.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = (&'a Outcome, &Vec<usize>)> + '_ {
        self.groups.iter().filter_map(|group| {
            let first = self.evaluated.get(*group.first()?)?;
            Some((&first.outcome, group))
        })
    }

    /// The names of a group.
    pub(crate) fn names(&self, group: &[usize]) -> String {
        words::names(self.evaluated, group, " = ")
    }

    /// Where the axis ends.
    fn right(&self) -> i32 {
        self.style.width() - SIDE
    }

    /// The chart of the figure called `word`, its rows drawn by `row`.
    pub(crate) fn chart(&self, word: &str, said: Said, row: DrawRow<'_>) -> Chart {
        let mut sheet = Sheet::new(self.style);
        let (axis, boundaries) = self.draw(&mut sheet, row).unzip();
        let left = if axis.is_none() { SIDE } else { self.gutter() };
        sheet.draw_legend(left, 80);
        if self.style.standalone && self.focus.scale == Scale::Compressed && axis.is_some() {
            let note = "Axis not to scale: widths grow with log2 of the pages.";
            let note = cut(Role::SoftText, note, self.right() - left);
            let at = (left, sheet.bottom + 90);
            sheet.scene.text(Role::SoftText, Anchor::Start, at, note);
            sheet.bottom += 160;
        }
        let boundaries = boundaries.unwrap_or_default();
        Chart { axis, boundaries, ..sheet.finish(word, said) }
    }

    /// Where the axis starts: right of the longest name, within reason.
    fn gutter(&self) -> i32 {
        const ROOM: i32 = 140;
        let most = (self.right() / 4).min(1700);
        let names = self.groups.iter().flat_map(|group| group_lines(self.evaluated, group));
        let widest = names.map(|name| text_width(Role::NameText, &name)).max();
        // While memory is dragged groups part and join, and the axis stands still: there is always
        // room for the widest they could be.
        let all: Vec<usize> = (0..self.evaluated.len()).collect();
        let lines = group_lines(self.evaluated, &all);
        let equal = lines.iter().map(|name| text_width(Role::NameText, name));
        let widest = widest.max(equal.max().map(|x| x + text_width(Role::NameText, "= ")));
        (widest.unwrap_or(0).max(500) + ROOM).min(most)
    }

    /// The axis of `cells` in a scale, or the fixed one.
    fn axis(&self, cells: &[Cell], scale: Scale) -> Axis {
        let ends = (self.gutter(), self.right());
        match &self.focus.fixed {
            Some(fixed) => Axis::fixed(cells.to_vec(), &fixed.cells, scale, ends),
            None => Axis::new(cells.to_vec(), scale, self.setup.arch.section_pages(), ends),
        }
    }

    /// Draws everything but the legend; gives the axis and what can be dragged on it.
    fn draw(&self, sheet: &mut Sheet, row: DrawRow<'_>) -> Option<(Axis, Vec<Boundary>)> {
        let Sheet { scene, marks, .. } = sheet;
        if self.runs.is_empty() {
            let text = match self.focus.node {
                Some(nid) => format!("node {nid} has no memory"),
                None => "no memory of a whole page".to_owned(),
            };
            scene.text(Role::Text, Anchor::Start, (SIDE, 150), text);
            sheet.bottom = 280;
            return None;
        }
        let outcomes: Vec<&Outcome> = self.outcomes().map(|(outcome, _)| outcome).collect();
        let cut = Cells::new(&self.runs, &outcomes, self.focus.node);
        let (cells, ranks) = (cut.cells, cut.ranks);
        let to_scale = self.axis(&cells, Scale::Linear);
        let axis = self.axis(&cells, self.focus.scale);
        let shift = self.setup.arch.page_shift;
        let labels_from = SIDE + text_width(Role::SoftText, ADDRESS) + 80;
        let ticks = ticks(&axis, &ranks, shift, (labels_from, self.right() + SIDE));

        let mut y = 20;
        if self.focus.scale == Scale::Compressed {
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
        draw_strip(scene, &mut memory_marks, &axis, self.focus.scale, (top, low), self.setup);
        marks.splice(0..0, memory_marks);
        scene.shapes.append(&mut body.shapes);
        for tick in &ticks {
            let at = |y| (tick.label_x, y);
            scene.text(Role::PfnText, Anchor::Middle, at(bottom + 100), tick.hex.as_str());
            scene.text(Role::SoftText, Anchor::Middle, at(bottom + 230), tick.size.as_str());
        }
        self.name(scene, bottom + 100, "pfn");
        self.name(scene, bottom + 230, ADDRESS);
        sheet.bottom = bottom + 290;
        let boundaries = boundaries(&self.runs, &axis, (top, low));
        Some((axis, boundaries))
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
            let place = Place { axis, outcome, group, names: self.names(group), top };
            let height = row(scene, marks, &place);
            let lines = self.draw_names(scene, group, top + LANE / 2);
            y = top + height.max(lines) + ROW_BOTTOM;
        }
        y
    }

    /// The names of a group, one below the other from `y`; gives their height.
    fn draw_names(&self, scene: &mut Scene, group: &[usize], y: i32) -> i32 {
        let room = self.gutter() - SIDE - 60;
        let mut line = y;
        for name in group_lines(self.evaluated, group) {
            let text = cut(Role::NameText, &name, room);
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
        group.iter().filter_map(|&place| evaluated.get(place)).map(|e| visible(&e.name)).enumerate()
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
