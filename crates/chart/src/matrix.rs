//! All patch sets at once: a cell for each, with the letter of its group and its verdict's sign.

use zonescope_model::{name_of_patches, Patch, PatchSet, Verdict};
use zonescope_report::verdict_name;
use zonescope_scenario::Group;

use crate::chart::{Chart, Mark, Table};
use crate::draw::finish;
use crate::legend;
use crate::map::WIDTHS;
use crate::metrics;
use crate::role::Role;
use crate::scene::{text_width, Anchor, Area, Scene};
use crate::sign::{draw_sign, ground_of, sign_of};
use crate::svg::Document;
use crate::theme::Theme;
use crate::words;

/// How the matrix is drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatrixOptions {
    /// Width in pixels; less than 320 is drawn 320 wide.
    pub width_px: u32,
    /// What the presentation attributes are for.
    pub theme: Theme,
    /// Starts every id in the SVG; one for each chart in a page. Letters, digits, `-` and `_`.
    pub id_prefix: String,
    /// For a file of its own: with a background and the legend.
    pub standalone: bool,
}

impl Default for MatrixOptions {
    fn default() -> MatrixOptions {
        MatrixOptions {
            width_px: 700,
            theme: Theme::Light,
            id_prefix: "matrix".to_owned(),
            standalone: false,
        }
    }
}

/// Side by side: what the mail proposes, each with and without.
const ACROSS: [Patch; 3] = [Patch::NodeExtentSpan, Patch::ClipNormal, Patch::PlainAbsent];
/// One below the other: what becomes of the mirror check.
const DOWN: [Patch; 2] = [Patch::OuterLoopCheck, Patch::NoOverlapCheck];

const SIDE: i32 = 20;
const HEAD_LINE: i32 = 170;
const CELL: i32 = 340;
const ENTRY: i32 = 180;
/// The widest a cell is drawn.
const WIDEST: i32 = 900;

/// The matrix of `groups`, all 32 patch sets of one setup grouped by equal outcome.
pub fn matrix_chart(groups: &[Group], options: &MatrixOptions) -> Chart {
    let width = i32::try_from(options.width_px.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(700);
    let right = width * 10 - SIDE;
    let mut scene = Scene::default();
    let mut marks = Vec::new();

    let names = DOWN.iter().chain(&ACROSS).map(|patch| patch.slug());
    let gutter = names.map(|name| text_width(Role::SoftText, name)).max();
    let left = SIDE + gutter.unwrap_or(0) + 80;
    let cell = ((right - left) / (1 << ACROSS.len())).min(WIDEST);

    let mut y = SIDE;
    for (bit, patch) in ACROSS.iter().enumerate() {
        let middle = y + HEAD_LINE / 2;
        scene.text(Role::SoftText, Anchor::Start, (SIDE, middle), patch.slug());
        for column in columns().filter(|column| has(*column, ACROSS.len(), bit)) {
            let x0 = left + column * cell;
            let line = [(x0 + 20, middle), (x0 + cell - 20, middle)];
            scene.line(Role::Span, line);
        }
        y += HEAD_LINE;
    }
    y += 40;
    for row in 0..1 << DOWN.len() {
        let chosen = DOWN.iter().enumerate();
        let chosen = chosen.filter(|(bit, _)| has(row, DOWN.len(), *bit));
        let down: Vec<Patch> = chosen.map(|(_, patch)| *patch).collect();
        let label = match down[..] {
            [] => "neither",
            [one] => one.slug(),
            _ => "both",
        };
        scene.text(Role::SoftText, Anchor::Start, (SIDE, y + CELL / 2), label);
        for column in columns() {
            let across = ACROSS.iter().enumerate();
            let across = across.filter(|(bit, _)| has(column, ACROSS.len(), *bit));
            let patches: PatchSet = across.map(|(_, patch)| *patch).chain(down.clone()).collect();
            let area = Area::new(
                left + column * cell + 10,
                y + 10,
                left + (column + 1) * cell - 10,
                y + CELL - 10,
            );
            let place = groups.iter().position(|group| group.patch_sets.contains(&patches));
            let Some((place, group)) = place.and_then(|place| Some((place, groups.get(place)?)))
            else {
                continue;
            };
            let verdict = group.outcome.verdict();
            scene.rect(ground_of(verdict), area);
            let (x, middle) = area.middle();
            scene.text(Role::NameText, Anchor::End, (x - 10, middle), letter(place));
            draw_sign(&mut scene, sign_of(verdict), (x + 60, middle));
            marks.push(mark(area, patches, group));
        }
        y += CELL;
    }
    y += 80;
    for (place, group) in groups.iter().enumerate() {
        let middle = y + ENTRY / 2;
        let verdict = group.outcome.verdict();
        scene.text(Role::NameText, Anchor::Start, (SIDE, middle), letter(place));
        draw_sign(&mut scene, sign_of(verdict), (SIDE + 190, middle));
        let text = format!("{}: {}", verdict_name(verdict), summary(group));
        let (face, size) = Role::Text.font();
        let from = SIDE + 290;
        let text = metrics::cut(&text, face, size, right - from);
        scene.text(Role::Text, Anchor::Start, (from, middle), text);
        y += ENTRY;
    }
    let entries = legend::entries(&scene);
    // Every sign is named in the list of groups.
    let height = y / 10 + 2;
    if options.standalone {
        scene.put_behind(Area::new(0, 0, width * 10, height * 10));
    }
    let sentence = sentence(groups);
    let document = Document {
        width,
        height,
        theme: options.theme,
        id_prefix: &options.id_prefix,
        title: "All patch sets by what they come to",
        description: &sentence,
    };
    finish(&scene, document, &entries, (marks, table(groups)))
}

fn columns() -> std::ops::Range<i32> {
    0..1 << ACROSS.len()
}

/// Whether place `number` of `1 << bits` has the patch `bit`, the first changing least often.
fn has(number: i32, bits: usize, bit: usize) -> bool {
    number >> (bits - 1 - bit) & 1 == 1
}

/// `A` to `Z`, then `a` to `f`: there are 32 groups at most.
fn letter(place: usize) -> String {
    let letters = ('A'..='Z').chain('a'..='z');
    letters.clone().nth(place).map_or(String::new(), String::from)
}

/// The set's own name, if it has one, else its patches'.
fn name(patches: PatchSet) -> String {
    match name_of_patches(patches) {
        Some(name) => name.to_owned(),
        None => patches.to_string(),
    }
}

/// The named sets of a group, or its first, and how many more.
fn summary(group: &Group) -> String {
    let sets = group.patch_sets.iter();
    let mut names: Vec<String> =
        sets.filter_map(|set| name_of_patches(*set).map(str::to_owned)).collect();
    if names.is_empty() {
        names.extend(group.patch_sets.first().map(|set| name(*set)));
    }
    let others = group.patch_sets.len() - names.len().min(group.patch_sets.len());
    let more = match others {
        0 => String::new(),
        n => format!(" and {}", words::plural(n, "other")),
    };
    format!("{}{more}", names.join(" = "))
}

fn mark(area: Area, patches: PatchSet, group: &Group) -> Mark {
    let verdict = group.outcome.verdict();
    let twins = group.patch_sets.iter().filter(|set| **set != patches);
    let named = twins.clone().find_map(|set| name_of_patches(*set).map(str::to_owned));
    let same = match (named.or_else(|| twins.clone().next().map(|set| name(*set))), twins.count()) {
        (Some(first), 1) => format!(", same as {first}"),
        (Some(first), n) => format!(", same as {first} and {} more", n - 1),
        (None, _) => ", like no other".to_owned(),
    };
    Mark {
        x: area.x0,
        y: area.y0,
        w: area.width(),
        h: area.height(),
        label: format!("{}: {}{same}", name(patches), verdict_name(verdict)),
        patches: Some(patches),
        ..Mark::default()
    }
}

fn sentence(groups: &[Group]) -> String {
    let sets = |wanted: Verdict| -> usize {
        let groups = groups.iter().filter(|group| group.outcome.verdict() == wanted);
        groups.map(|group| group.patch_sets.len()).sum()
    };
    let all: usize = groups.iter().map(|group| group.patch_sets.len()).sum();
    format!(
        "{} that come to {}: {} ok, {} cost, {} broken.",
        words::plural(all, "patch set"),
        words::plural(groups.len(), "outcome"),
        sets(Verdict::Ok),
        sets(Verdict::Cost),
        sets(Verdict::Broken),
    )
}

fn table(groups: &[Group]) -> Table {
    let rows = groups.iter().enumerate().flat_map(|(place, group)| {
        group.patch_sets.iter().map(move |set| {
            vec![
                letter(place),
                group.outcome.verdict().name().to_owned(),
                name(*set),
                words::count(group.outcome.memmap.double_init),
                words::count(group.outcome.memmap.never_init),
            ]
        })
    });
    Table {
        caption: "All patch sets, by outcome".to_owned(),
        head: ["outcome", "verdict", "patches", "twice", "never"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
