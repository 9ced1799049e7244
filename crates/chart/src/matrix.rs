//! All patch sets at once: a cell for each, with the letter of its group and its verdict's sign.

use std::ops::Range;

use zonescope_model::{name_of_patches, Patch, PatchSet, Term, Verdict};
use zonescope_report::verdict_name;
use zonescope_scenario::Group;

use crate::chart::{Chart, Mark, Table};
use crate::role::Role;
use crate::scene::{cut, text_width, Anchor, Area, SIDE};
use crate::sheet::{Said, Sheet};
use crate::style::Style;
use crate::symbols::{draw_sign, ground_of, sign_of};
use crate::words;

const HEAD_LINE: i32 = 170;
const CELL: i32 = 340;
const ENTRY: i32 = 180;
/// The widest a cell is drawn.
const WIDEST: i32 = 900;
/// The narrowest beside the names of its row: where there is less room, names stand above cells.
const NARROWEST: i32 = 340;
/// What the strokes below a name take.
const STROKES: i32 = 100;
/// The widest the matrix is drawn, in pixels: its cells have a size of their own.
const MOST_PX: u32 = 700;

/// The matrix of `groups`, all patch sets of one setup grouped by equal outcome.
pub fn matrix_chart(groups: &[Group], style: Style) -> Chart {
    let mut sheet = Sheet::new(Style { width_px: style.width_px.min(MOST_PX), ..style });
    let right = sheet.right();
    let Sheet { scene, marks, .. } = &mut sheet;

    let plan = Plan { patches: Patch::ALL.len() };
    let slug = |place: usize| Patch::ALL.get(place).map_or("", |patch| patch.slug());
    let heads = plan.rows().map(|row| row_head(&plan, row, slug));
    let names = plan.across().map(|place| slug(place).to_owned()).chain(heads);
    let gutter = names.map(|name| text_width(Role::SoftText, &name)).max();
    let columns = i32::try_from(plan.columns().len()).unwrap_or(i32::MAX);
    let beside = SIDE + gutter.unwrap_or(0) + 80;
    let is_beside = (right - beside) / columns >= NARROWEST;
    let left = if is_beside { beside } else { SIDE };
    let cell = ((right - left) / columns).clamp(1, WIDEST);
    let x_of = |column: usize| left + i32::try_from(column).unwrap_or(0) * cell;

    let mut y = SIDE;
    for place in plan.across() {
        let middle = y + HEAD_LINE / 2;
        scene.text(Role::SoftText, Anchor::Start, (SIDE, middle), slug(place));
        if !is_beside {
            y += HEAD_LINE;
        }
        let middle = if is_beside { middle } else { y + STROKES / 2 };
        for column in plan.columns().filter(|column| plan.patches_at(0, *column).contains(&place)) {
            let x0 = x_of(column);
            scene.line(Role::Span, [(x0 + 20, middle), (x0 + cell - 20, middle)]);
        }
        y += if is_beside { HEAD_LINE } else { STROKES };
    }
    y += 40;
    for row in plan.rows() {
        let head = row_head(&plan, row, slug);
        let line = if is_beside { CELL } else { HEAD_LINE };
        scene.text(Role::SoftText, Anchor::Start, (SIDE, y + line / 2), head);
        if !is_beside {
            y += line;
        }
        for column in plan.columns() {
            let patches = plan.patches_at(row, column).into_iter();
            let patches: PatchSet =
                patches.filter_map(|place| Patch::ALL.get(place).copied()).collect();
            let (x0, x1) = (x_of(column) + 10, x_of(column + 1) - 10);
            let area = Area::new(x0, y + 10, x1, y + CELL - 10);
            let place = groups.iter().position(|group| group.patch_sets.contains(&patches));
            let Some((place, group)) = place.and_then(|place| Some((place, groups.get(place)?)))
            else {
                continue;
            };
            let verdict = group.outcome.verdict();
            scene.rect(ground_of(verdict), area);
            let (x, middle) = area.middle();
            scene.text(Role::NameText, Anchor::End, (x - 10, middle), letter(place));
            draw_sign(scene, sign_of(verdict), (x + 60, middle));
            marks.push(mark(area, patches, group));
        }
        y += CELL;
    }
    y += 80;
    for (place, group) in groups.iter().enumerate() {
        let middle = y + ENTRY / 2;
        let verdict = group.outcome.verdict();
        scene.text(Role::NameText, Anchor::Start, (SIDE, middle), letter(place));
        draw_sign(scene, sign_of(verdict), (SIDE + 190, middle));
        let text = format!("{}: {}", verdict_name(verdict), summary(group));
        let from = SIDE + 290;
        let text = cut(Role::Text, &text, right - from);
        scene.text(Role::Text, Anchor::Start, (from, middle), text);
        y += ENTRY;
    }
    // Every sign is named in the list of groups: that is the legend.
    sheet.bottom = y;
    let said = Said {
        title: "All patch sets by what they come to",
        sentence: sentence(groups),
        table: table(groups),
    };
    sheet.finish("matrix", said)
}

/// Which cell each set of the table's patches has: the middle half of their table side by side,
/// what comes before and after it one below the other. Of the thread's five, those below are the
/// two that change memmap_init()'s mirror check.
struct Plan {
    patches: usize,
}

impl Plan {
    /// The places of the patches side by side.
    fn across(&self) -> Range<usize> {
        let count = self.patches.div_ceil(2);
        let before = (self.patches - count) / 2;
        before..before + count
    }

    /// The places of the patches one below the other.
    fn down(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.patches).filter(|place| !self.across().contains(place))
    }

    fn columns(&self) -> Range<usize> {
        0..1 << self.across().len()
    }

    fn rows(&self) -> Range<usize> {
        0..1 << self.down().count()
    }

    /// The patches of a cell, by place. The first changes least often.
    fn patches_at(&self, row: usize, column: usize) -> Vec<usize> {
        let chosen = |places: Vec<usize>, number: usize| {
            let bits = (0..places.len()).rev();
            let bits = places.into_iter().zip(bits);
            bits.filter(move |(_, bit)| number >> bit & 1 == 1).map(|(place, _)| place)
        };
        let down = chosen(self.down().collect(), row);
        down.chain(chosen(self.across().collect(), column)).collect()
    }
}

/// Which of the patches below each other a row has.
fn row_head(plan: &Plan, row: usize, slug: impl Fn(usize) -> &'static str) -> String {
    let chosen: Vec<&str> = plan.patches_at(row, 0).into_iter().map(slug).collect();
    match (chosen.len(), plan.down().count()) {
        (0, 2) => "neither".to_owned(),
        (2, 2) => "both".to_owned(),
        (0, _) => "none of these".to_owned(),
        _ => chosen.join(" + "),
    }
}

/// `A` to `Z`, then `AA`, `AB`: as a spreadsheet names its columns.
fn letter(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    match place / 26 {
        0 => last.to_string(),
        before => letter(before - 1) + last.encode_utf8(&mut [0; 4]),
    }
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
    let label = format!("{}: {}{same}", name(patches), verdict_name(verdict));
    Mark { patches: Some(patches), ..Mark::over(area, label) }
}

fn sentence(groups: &[Group]) -> String {
    let sets = |wanted: Verdict| -> usize {
        let groups = groups.iter().filter(|group| group.outcome.verdict() == wanted);
        groups.map(|group| group.patch_sets.len()).sum()
    };
    let all: usize = groups.iter().map(|group| group.patch_sets.len()).sum();
    format!(
        "{} that come to {}: {} ok, {} costly, {} broken.",
        words::plural(all, "patch set"),
        words::plural(groups.len(), "outcome"),
        sets(Verdict::Ok),
        sets(Verdict::Costly),
        sets(Verdict::Broken),
    )
}

fn table(groups: &[Group]) -> Table {
    let rows = groups.iter().enumerate().flat_map(|(place, group)| {
        group.patch_sets.iter().map(move |set| {
            vec![
                letter(place),
                verdict_name(group.outcome.verdict()).to_owned(),
                name(*set),
                words::count(group.outcome.memmap.double_init),
                words::count(group.outcome.memmap.never_init),
            ]
        })
    });
    Table {
        caption: "All patch sets, by outcome".to_owned(),
        head: words::heads(
            &["outcome", "verdict", "patches"],
            &[&Term::DOUBLE_INIT, &Term::NEVER_INIT],
        ),
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_set_has_one_cell_however_many_patches_there_are() {
        for patches in 0..=9 {
            let plan = Plan { patches };
            let cells = plan.rows().flat_map(|row| plan.columns().map(move |column| (row, column)));
            let mut seen = BTreeSet::new();
            for (row, column) in cells {
                let mut set = plan.patches_at(row, column);
                set.sort_unstable();
                assert!(set.iter().all(|place| *place < patches), "{patches} patches: {set:?}");
                assert!(seen.insert(set.clone()), "{patches} patches: {set:?} has two cells");
            }
            assert_eq!(seen.len(), 1 << patches, "{patches} patches");
        }
    }

    #[test]
    fn every_set_has_one_mark_in_every_chart() {
        let scenario = zonescope_scenario::CASES[1].scenario().unwrap();
        let groups = zonescope_scenario::matrix(&scenario.setup, scenario.usual_kernel());
        for width_px in [0, 700] {
            let chart = matrix_chart(&groups, Style { width_px, ..Style::default() });
            for set in PatchSet::every() {
                let marks = chart.marks.iter().filter(|mark| mark.patches == Some(set));
                assert_eq!(marks.count(), 1, "{set}");
            }
            assert_eq!(chart.marks.len(), PatchSet::every().count());
        }
    }

    #[test]
    fn letters_are_a_spreadsheets() {
        let letters = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letter);
        assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
        let all: BTreeSet<String> = (0..2000).map(letter).collect();
        assert_eq!(all.len(), 2000);
    }
}
