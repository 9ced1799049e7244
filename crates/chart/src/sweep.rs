//! The variants over the mirrored percentage: a panel for each group that comes to the same.

use zonescope_mirror::Percent;
use zonescope_model::{Setup, Term, Verdict, Zone};
use zonescope_report::{
    estimate, size_of_bytes, size_of_pages, verdict_name, visible, NS_PER_STRUCT_PAGE,
};
use zonescope_scenario::{NamedVariant, SweepGroup, SweepRun, SweepSums};

use crate::chart::{Chart, Mark, Table};
use crate::role::Role;
use crate::scene::{cut, text_width, Anchor, Area, Scene, SIDE};
use crate::sheet::{Said, Sheet};
use crate::style::Style;
use crate::symbols::{draw_sign, ground_of, sign_of};
use crate::words;

const NAME: i32 = 210;
const PLOT: i32 = 1000;
const STRIP: i32 = 130;
const GAP: i32 = 120;

/// What `variants` come to at every percentage: `groups` of them, of the machine of `setup`. The
/// setting `now` is marked.
pub fn sweep_chart(
    groups: &[SweepGroup],
    variants: &[NamedVariant],
    setup: &Setup,
    now: Option<Percent>,
    style: Style,
) -> Chart {
    let mut sheet = Sheet::new(style);
    let end = sheet.right();
    let values = || {
        let runs = groups.iter().flat_map(|group| &group.runs);
        runs.flat_map(|run| counts(&run.sums))
    };
    let top = values().max().unwrap_or(0).max(1);
    let least = values().min().unwrap_or(0).min(0);
    let label = |pages: i128| match u64::try_from(pages) {
        Ok(0) => "0".to_owned(),
        Ok(pages) => size_of_pages(pages, setup.arch.page_shift),
        Err(_) => words::count(pages),
    };
    let labels =
        text_width(Role::SoftText, &label(top)).max(text_width(Role::SoftText, &label(least)));
    let plot = Plot { left: SIDE + labels + 60, right: end - 140, least, top, setup };
    let Sheet { scene, marks, .. } = &mut sheet;
    let mut y = 180;
    for group in groups {
        let names = names(variants, &group.variants);
        let text = cut(Role::NameText, &names, plot.right - SIDE);
        scene.text(Role::NameText, Anchor::Start, (SIDE, y + 80), text);
        let high = y + NAME;
        let floor = high + PLOT;
        let mut lines = vec![top, 0];
        lines.extend(Some(least).filter(|least| *least < 0));
        for pages in lines {
            let at = plot.y(pages, high);
            scene.line(Role::Rule, [(plot.left, at), (plot.right, at)]);
            // Next to another number zero has no room.
            if pages != 0 || least == 0 {
                scene.text(Role::SoftText, Anchor::End, (plot.left - 40, at), label(pages));
            }
        }
        plot.draw_group(scene, group, high);
        plot.draw_verdicts(scene, &group.runs, floor + 30);
        marks.extend(plot.marks(&names, group, high));
        y = floor + 30 + STRIP + GAP;
    }
    let bottom = y - GAP;
    if groups.is_empty() {
        scene.text(Role::Text, Anchor::Start, (SIDE, 100), "no variant is chosen");
    } else {
        plot.draw_percentages(scene, bottom);
        if let Some(now) = now {
            let x = plot.x(i32::from(now.hundredths()));
            scene.line(Role::Setting, [(x, 150), (x, bottom + 30)]);
            let text = format!("now {now} %");
            let half = text_width(Role::Text, &text) / 2 + 1;
            let at = (x.max(SIDE + half).min(end - half), 85);
            scene.text(Role::Text, Anchor::Middle, at, text);
        }
    }
    sheet.bottom = bottom + 190;
    sheet.draw_legend(plot.left, 60);
    let said = Said {
        title: "The variants over the mirrored percentage",
        sentence: sentence(groups, variants),
        table: table(groups, variants),
    };
    sheet.finish("sweep", said)
}

fn counts(sums: &SweepSums) -> [i128; 4] {
    [sums.normal_present, sums.movable_present, sums.double_init.into(), sums.never_init.into()]
}

fn names(variants: &[NamedVariant], places: &[usize]) -> String {
    let names = places.iter().filter_map(|&place| variants.get(place));
    let names: Vec<&str> = names.map(|named| named.name.as_str()).collect();
    visible(&names.join(" = "))
}

/// From percentages and pages to places.
struct Plot<'a> {
    left: i32,
    right: i32,
    least: i128,
    top: i128,
    setup: &'a Setup,
}

impl Plot<'_> {
    fn x(&self, hundredths: i32) -> i32 {
        // One more than the last percentage has an end, too.
        let all = i64::from(Percent::MAX.hundredths()) + 1;
        let width = i64::from(self.right - self.left);
        self.left + (width * i64::from(hundredths) / all) as i32
    }

    /// Where a run starts and ends.
    fn ends(&self, first: Percent, last: Percent) -> (i32, i32) {
        (self.x(first.hundredths().into()), self.x(i32::from(last.hundredths()) + 1))
    }

    /// How high a number of pages stands in the panel that starts at `high`.
    fn y(&self, pages: i128, high: i32) -> i32 {
        let range = (self.top - self.least).max(1);
        let down = i128::from(PLOT) * (self.top - pages) / range;
        high + i32::try_from(down).unwrap_or(PLOT)
    }

    fn draw_group(&self, scene: &mut Scene, group: &SweepGroup, high: i32) {
        for (place, role) in [(2, Role::Twice), (3, Role::Lost)] {
            let floor = self.y(0, high);
            let mut points: Vec<(i32, i32)> = Vec::new();
            for run in &group.runs {
                let pages = counts(&run.sums).get(place).copied().unwrap_or(0);
                let (x0, x1) = self.ends(run.first, run.last);
                if pages > 0 {
                    if points.is_empty() {
                        points.push((x0, floor));
                    }
                    // However few they are, they are seen.
                    let y = self.y(pages, high).min(floor - 20);
                    points.extend([(x0, y), (x1, y)]);
                } else if let Some(&(x, _)) = points.last() {
                    points.push((x, floor));
                    scene.polygon(role, std::mem::take(&mut points));
                }
            }
            if let Some(&(x, _)) = points.last() {
                points.push((x, floor));
                scene.polygon(role, points);
            }
        }
        for (place, zone) in [(0, Zone::Normal), (1, Zone::Movable)] {
            let mut points: Vec<(i32, i32)> = Vec::new();
            for run in &group.runs {
                let pages = counts(&run.sums).get(place).copied().unwrap_or(0);
                let (x0, x1) = self.ends(run.first, run.last);
                let y = self.y(pages, high);
                points.extend([(x0, y), (x1, y)]);
            }
            if !points.is_empty() {
                scene.line(Role::Curve(zone), points);
            }
        }
    }

    /// A strip of verdicts, each with its sign where there is room.
    fn draw_verdicts(&self, scene: &mut Scene, runs: &[SweepRun], y: i32) {
        for (verdict, first, last) in verdicts(runs) {
            let (x0, x1) = self.ends(first, last);
            let area = Area::new(x0, y, (x1 - 10).max(x0 + 5), y + STRIP);
            scene.rect(ground_of(verdict), area);
            if area.width() >= 110 {
                draw_sign(scene, sign_of(verdict), (x0 + 60, area.middle().1));
                let name = verdict_name(verdict);
                if area.width() >= 180 + text_width(Role::Text, name) {
                    let at = (x0 + 130, area.middle().1);
                    scene.text(Role::Text, Anchor::Start, at, name);
                }
            }
        }
    }

    /// The percentages below everything.
    fn draw_percentages(&self, scene: &mut Scene, bottom: i32) {
        for percent in [0, 10, 20, 30, 40, 50] {
            let x = self.x(percent * 100);
            scene.line(Role::Guide, [(x, 180 + NAME), (x, bottom + 30)]);
            let text = format!("{percent} %");
            scene.text(Role::SoftText, Anchor::Middle, (x, bottom + 110), text);
        }
    }

    /// One for each whole percent, and where the verdict changes: runs are too many to point at.
    fn marks(&self, names: &str, group: &SweepGroup, high: i32) -> Vec<Mark> {
        let mut starts: Vec<(Percent, &SweepRun)> = Vec::new();
        for run in &group.runs {
            let before = starts.last().map(|(_, before)| before.sums.verdict);
            if before != Some(run.sums.verdict) {
                starts.push((run.first, run));
            }
            let whole = run.first.hundredths().div_ceil(100)..=run.last.hundredths() / 100;
            for percent in
                whole.filter_map(|one| Percent::from_hundredths(u64::from(one) * 100).ok())
            {
                if starts.last().is_some_and(|(last, _)| *last != percent) {
                    starts.push((percent, run));
                }
            }
        }
        let ends = starts.iter().skip(1).map(|(next, _)| self.x(next.hundredths().into()));
        let ends: Vec<i32> = ends.chain([self.right]).collect();
        let marks = starts.iter().zip(ends);
        marks
            .map(|(&(percent, run), end)| self.mark(names, group, (percent, run), (end, high)))
            .collect()
    }

    fn mark(
        &self,
        names: &str,
        group: &SweepGroup,
        (percent, run): (Percent, &SweepRun),
        (x1, high): (i32, i32),
    ) -> Mark {
        let x0 = self.x(percent.hundredths().into());
        let pages = |pages: i128| match u64::try_from(pages) {
            Ok(pages) => words::pages(pages, self.setup),
            Err(_) => format!("{} pages", words::count(pages)),
        };
        let [normal, movable, twice, never] = counts(&run.sums).map(pages);
        Mark {
            x: x0,
            y: high,
            w: (x1 - x0).max(1),
            h: PLOT + 30 + STRIP,
            label: format!(
                "{names}, {percent} %: {}, Normal {normal} present, Movable {movable} present, \
                 {twice} twice, {never} never initialised; {} given up for second copies, early \
                 init takes {}",
                verdict_name(run.sums.verdict),
                size_of_bytes(run.sums.spent.into()),
                estimate(run.sums.init_early, NS_PER_STRUCT_PAGE),
            ),
            variants: group.variants.clone(),
            percent: Some(percent),
            ..Mark::default()
        }
    }
}

/// Neighbouring runs of one verdict as one.
fn verdicts(runs: &[SweepRun]) -> Vec<(Verdict, Percent, Percent)> {
    let mut all: Vec<(Verdict, Percent, Percent)> = Vec::new();
    for run in runs {
        match all.last_mut() {
            Some((verdict, _, last)) if *verdict == run.sums.verdict => *last = run.last,
            _ => all.push((run.sums.verdict, run.first, run.last)),
        }
    }
    all
}

/// `25 to 25.09 %`.
fn between(first: Percent, last: Percent) -> String {
    match first == last {
        true => format!("{first} %"),
        false => format!("{first} to {last} %"),
    }
}

fn sentence(groups: &[SweepGroup], variants: &[NamedVariant]) -> String {
    const MOST: usize = 4;
    let parts = groups.iter().map(|group| {
        let verdicts = verdicts(&group.runs);
        let mut words: Vec<String> = verdicts
            .iter()
            .take(MOST)
            .map(|(verdict, first, last)| {
                format!("{} at {}", verdict_name(*verdict), between(*first, *last))
            })
            .collect();
        if verdicts.len() > MOST {
            words.push(format!("and {} more changes", verdicts.len() - MOST));
        }
        format!("{}: {}", names(variants, &group.variants), words.join(", "))
    });
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => "The mirrored percentage from 0 to 50: no variant is chosen.".to_owned(),
        false => format!("Over the mirrored percentage from 0 to 50: {}.", parts.join("; ")),
    }
}

fn table(groups: &[SweepGroup], variants: &[NamedVariant]) -> Table {
    let (twice, never) = (Term::DOUBLE_INIT.word, Term::NEVER_INIT.word);
    let head = [
        "variants",
        "from %",
        "to %",
        "Normal present",
        "Movable present",
        twice,
        never,
        "given up",
        "early init",
        "verdict",
    ];
    let rows = groups.iter().flat_map(|group| {
        let names = names(variants, &group.variants);
        group.runs.iter().map(move |run| {
            let mut row = vec![names.clone(), run.first.to_string(), run.last.to_string()];
            row.extend(counts(&run.sums).map(words::count));
            row.push(size_of_bytes(run.sums.spent.into()));
            row.push(estimate(run.sums.init_early, NS_PER_STRUCT_PAGE));
            row.push(verdict_name(run.sums.verdict).to_owned());
            row
        })
    });
    Table {
        caption: "Pages at each mirrored percentage".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
