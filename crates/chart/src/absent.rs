//! How many pages of each zone are absent, by variant: a dot on a logarithmic scale with zero in
//! its own place, and beside it the number.

use zonescope_model::{Nid, Setup, Zone, ZoneOutcome};
use zonescope_scenario::Evaluated;

use crate::chart::{Chart, Mark, Table};
use crate::log::{log2, DOUBLING};
use crate::role::Role;
use crate::scene::{cut, text_width, Anchor, Scene, SIDE};
use crate::sheet::{Said, Sheet};
use crate::style::{Focus, Style};
use crate::words;

/// Where the first value starts, below the scale.
const TOP: i32 = 230;
const LINE: i32 = 170;
/// What the variants take where they stand below the number.
const NAMES_LINE: i32 = 130;
const DOT: i32 = 42;

/// One zone of one node, and the variants by how much of it is absent.
struct Row<'a> {
    nid: Nid,
    zone: Zone,
    /// In the order of the variants.
    values: Vec<Value<'a>>,
}

/// Variants in which as many pages are absent.
struct Value<'a> {
    outcome: &'a ZoneOutcome,
    places: Vec<usize>,
}

/// The absent pages of each zone in `evaluated`, all outcomes of `setup`.
pub fn absent_pages(evaluated: &[Evaluated], setup: &Setup, focus: &Focus, style: Style) -> Chart {
    let rows = rows(evaluated, focus);
    let mut sheet = Sheet::new(style);
    if rows.is_empty() {
        sheet.scene.text(Role::Text, Anchor::Start, (SIDE, 150), "no zones to show");
        sheet.bottom = 270;
    } else {
        Plot::new(evaluated, &rows, style.width()).draw(&mut sheet, &rows, setup);
    }
    let said = Said {
        title: "Absent pages of each zone",
        sentence: sentence(evaluated, &rows),
        table: table(evaluated, &rows),
    };
    sheet.finish("absent", said)
}

/// The zones of all variants, by node and zone.
fn rows<'a>(evaluated: &'a [Evaluated], focus: &Focus) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (place, e) in evaluated.iter().enumerate() {
        for n in focus.nodes(&e.outcome) {
            for outcome in &n.zones {
                let key = (n.nid, outcome.zone);
                let at = rows.binary_search_by_key(&key, |row| (row.nid, row.zone));
                let at = at.unwrap_or_else(|at| {
                    let (nid, zone) = key;
                    let values = Vec::new();
                    rows.insert(at, Row { nid, zone, values });
                    at
                });
                if let Some(row) = rows.get_mut(at) {
                    row.add(outcome, place);
                }
            }
        }
    }
    rows
}

impl<'a> Row<'a> {
    fn add(&mut self, outcome: &'a ZoneOutcome, place: usize) {
        let same = |value: &&mut Value<'_>| value.outcome.absent == outcome.absent;
        match self.values.iter_mut().find(same) {
            Some(value) => value.places.push(place),
            None => self.values.push(Value { outcome, places: vec![place] }),
        }
    }

    fn name(&self) -> String {
        format!("node {} {}", self.nid, self.zone)
    }
}

/// From left to right: the zones, the dots, the numbers, the variants; where those are too long,
/// they stand below the numbers.
struct Plot<'a> {
    evaluated: &'a [Evaluated],
    /// Where zero is.
    zero: i32,
    /// Where one page is, and the end of the scale.
    dots: (i32, i32),
    /// log2 of the end of the scale.
    top_bits: u64,
    /// The right end of the numbers.
    numbers: i32,
    /// Where the variants start, if they stand beside the numbers.
    names: Option<i32>,
    /// The right end of the picture.
    right: i32,
}

impl<'a> Plot<'a> {
    fn new(evaluated: &'a [Evaluated], rows: &[Row<'_>], width: i32) -> Plot<'a> {
        let values = || rows.iter().flat_map(|row| &row.values);
        let widest = |role, texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| text_width(role, &text)).max().unwrap_or(0)
        };
        let zones = widest(Role::Text, &mut rows.iter().map(Row::name));
        let number =
            widest(Role::NumberText, &mut values().map(|v| words::count(v.outcome.absent)));
        let names = widest(Role::SoftText, &mut values().map(|v| who(evaluated, &v.places)));
        let most = values().map(|v| v.outcome.absent).max().unwrap_or(0);

        let right = width - SIDE;
        let zero = SIDE + zones + 120;
        let beside = right - names - 80;
        // Names stand beside the numbers if that leaves the dots a third of the picture.
        let fits = beside - number - 120 - zero >= width / 3;
        let numbers = if fits { beside } else { right };
        Plot {
            evaluated,
            zero,
            dots: (zero + 200, (numbers - number - 120).max(zero + 300)),
            top_bits: u64::from(most.max(1).ilog2()) + 1,
            numbers,
            names: fits.then_some(right - names),
            right,
        }
    }

    fn x(&self, pages: u64) -> i32 {
        if pages == 0 {
            return self.zero;
        }
        let (start, end) = self.dots;
        let room = u64::from((end - start).unsigned_abs());
        start + (room * log2(pages) / (self.top_bits * DOUBLING)) as i32
    }

    /// How much a value takes.
    fn line(&self) -> i32 {
        match self.names {
            Some(_) => LINE,
            None => LINE + NAMES_LINE,
        }
    }

    /// Draws everything.
    fn draw(&self, sheet: &mut Sheet, rows: &[Row<'_>], setup: &Setup) {
        let Sheet { scene, marks, .. } = sheet;
        let lines: usize = rows.iter().map(|row| row.values.len()).sum();
        let lines = i32::try_from(lines).unwrap_or(0);
        let bottom = TOP + lines.saturating_mul(self.line());
        self.draw_scale(scene, bottom);
        let mut y = TOP;
        for row in rows {
            let name_y = y + LINE / 2;
            scene.text(Role::Text, Anchor::Start, (SIDE, name_y), row.name());
            let mut joints = Vec::new();
            for value in &row.values {
                joints.push((self.x(value.outcome.absent), y + LINE / 2));
                self.draw_value(scene, value, y);
                marks.push(self.mark(row, value, y, setup));
                y += self.line();
            }
            // Below the numbers stand names, which a line would cross.
            if joints.len() > 1 && self.names.is_some() {
                scene.line(Role::Span, joints.as_slice());
            }
            for (place, joint) in joints.into_iter().enumerate() {
                let dot = if place == 0 { Role::Dot } else { Role::Ring };
                scene.circle(dot(row.zone), joint, DOT);
            }
            scene.line(Role::Rule, [(SIDE, y), (self.right, y)]);
        }
        sheet.bottom = bottom + 20;
    }

    /// Zero, one page, and every power of 1024.
    fn draw_scale(&self, scene: &mut Scene, bottom: i32) {
        let bits = (0..=self.top_bits).step_by(10);
        let ticks = bits.map(|bits| (self.x(1 << bits), words::count(1u64 << bits)));
        let pages = "pages";
        let mut reached = i32::MIN;
        for (x, text) in std::iter::once((self.zero, "0".to_owned())).chain(ticks) {
            scene.line(Role::Guide, [(x, 160), (x, bottom)]);
            let half = text_width(Role::PfnText, &text) / 2;
            if x - half > reached && x + half < self.numbers {
                scene.text(Role::PfnText, Anchor::Middle, (x, 90), text);
                reached = x + half + 60;
            }
        }
        scene.line(Role::Rule, [(SIDE, TOP), (self.right, TOP)]);
        if self.numbers - text_width(Role::SoftText, pages) > reached {
            scene.text(Role::SoftText, Anchor::End, (self.numbers, 90), pages);
        }
    }

    /// The number and the variants of a value whose lines start at `y`.
    fn draw_value(&self, scene: &mut Scene, value: &Value<'_>, y: i32) {
        let number = words::count(value.outcome.absent);
        let middle = y + LINE / 2;
        scene.text(Role::NumberText, Anchor::End, (self.numbers, middle), number);
        let names = who(self.evaluated, &value.places);
        match self.names {
            Some(start) => scene.text(Role::SoftText, Anchor::Start, (start, middle), names),
            None => {
                let names = cut(Role::SoftText, &names, self.right - SIDE);
                let at = (self.right, middle + NAMES_LINE);
                scene.text(Role::SoftText, Anchor::End, at, names);
            }
        }
    }

    fn mark(&self, row: &Row<'_>, value: &Value<'_>, y: i32, setup: &Setup) -> Mark {
        let names = words::names(self.evaluated, &value.places, ", ");
        Mark {
            x: SIDE,
            y,
            w: self.right - SIDE,
            h: self.line(),
            label: format!(
                "node {}, {}: {} absent in {names}",
                row.nid,
                row.zone,
                words::pages(value.outcome.absent, setup),
            ),
            variants: value.places.clone(),
            nid: Some(row.nid),
            zone: Some(row.zone),
            range: value.outcome.range,
            ..Mark::default()
        }
    }
}

/// The names of the variants at `places`.
fn who(evaluated: &[Evaluated], places: &[usize]) -> String {
    if evaluated.len() > 1 && places.len() == evaluated.len() {
        return "all variants".to_owned();
    }
    words::names(evaluated, places, ", ")
}

fn sentence(evaluated: &[Evaluated], rows: &[Row<'_>]) -> String {
    let differing: Vec<String> = rows
        .iter()
        .filter(|row| row.values.len() > 1)
        .map(|row| {
            let values: Vec<String> = row
                .values
                .iter()
                .map(|v| {
                    let names = words::names(evaluated, &v.places, ", ");
                    format!("{} in {names}", words::count(v.outcome.absent))
                })
                .collect();
            format!("{} has {}", row.name(), values.join(" and "))
        })
        .collect();
    let zones = words::plural(rows.len(), "zone");
    let variants = words::plural(evaluated.len(), "variant");
    match differing.len() {
        0 => format!("Absent pages of {zones}, the same in {variants}."),
        n @ 1..=4 => format!(
            "Absent pages of {zones} in {variants}, {n} of them different: {}.",
            differing.join("; ")
        ),
        n => format!("Absent pages of {zones} in {variants}, {n} of them different."),
    }
}

fn table(evaluated: &[Evaluated], rows: &[Row<'_>]) -> Table {
    let head = ["node", "zone", "absent pages", "variants"];
    let lines = rows.iter().flat_map(|row| {
        row.values.iter().map(|value| {
            vec![
                row.nid.to_string(),
                row.zone.to_string(),
                words::count(value.outcome.absent),
                words::names(evaluated, &value.places, ", "),
            ]
        })
    });
    Table {
        caption: "Absent pages of each zone, by variant".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: lines.collect(),
    }
}
