//! Which release may boot the machine with `kernelcore=mirror`: a row for each, with its verdict, a
//! bar for the struct pages it initialises early, and how many those are.

use zonescope_model::{Setup, Verdict};
use zonescope_report::{release_rows, releases_lede, ReleaseRow, Told};
use zonescope_scenario::{ByRelease, OnRelease, Scenario};

use crate::chart::{Chart, Mark, Table};
use crate::role::Role;
use crate::scene::{text_width, Anchor, Area, SIDE};
use crate::sheet::{Said, Sheet};
use crate::style::Style;
use crate::symbols::{draw_sign, ground_of, sign_of};
use crate::words;

/// What a line of the head takes.
const HEAD: i32 = 200;
const LINE: i32 = 200;
/// Between columns.
const GAP: i32 = 120;

/// The chart of `by_release`, the releases of `scenario`'s machine.
pub fn releases_chart(
    scenario: &Scenario,
    by_release: &ByRelease,
    style: Style,
    told: Told<'_>,
) -> Chart {
    let rows = release_rows(scenario, by_release, told);
    let mut sheet = Sheet::new(style);
    let right = sheet.right();
    let widest = |role, texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| text_width(role, &text)).max().unwrap_or(0)
    };
    let titles = widest(Role::Text, &mut rows.iter().map(|row| row.title.clone()));
    let words = widest(
        Role::NameText,
        &mut [Verdict::Ok, Verdict::Costly, Verdict::Broken]
            .map(|v| told.verdict(v).to_owned())
            .into_iter(),
    );
    let numbers =
        widest(Role::NumberText, &mut rows.iter().map(|row| words::count(row.init_early)));
    let verdicts = SIDE + titles + GAP;
    let bars = verdicts + 110 + words + GAP;
    let end = right - numbers - 60;
    let most = rows.iter().map(|row| row.init_early).max().unwrap_or(0).max(1);

    let Sheet { scene, marks, .. } = &mut sheet;
    // On a phone the two stand one below the other.
    let [booted, counted] = ["with kernelcore=mirror", "struct pages initialised early"];
    let [booted_wide, counted_wide] =
        [booted, counted].map(|text| text_width(Role::SoftText, text));
    let mut y = HEAD;
    scene.text(Role::SoftText, Anchor::Start, (SIDE, y - HEAD / 2), booted);
    if SIDE + booted_wide + GAP > right - counted_wide {
        y += HEAD;
    }
    scene.text(Role::SoftText, Anchor::End, (right, y - HEAD / 2), counted);
    for (row, on) in rows.iter().zip(&by_release.rows) {
        let verdict = on.verdict();
        let middle = y + LINE / 2;
        scene.text(Role::Text, Anchor::Start, (SIDE, middle), row.title.as_str());
        draw_sign(scene, sign_of(verdict), (verdicts + 40, middle));
        scene.text(Role::NameText, Anchor::Start, (verdicts + 110, middle), told.verdict(verdict));
        // In tenths of a pixel, and no less than can be seen.
        let length =
            i128::from((end - bars).max(0)) * i128::from(row.init_early) / i128::from(most);
        let length = i32::try_from(length).unwrap_or(0).max(12);
        scene.rect(ground_of(verdict), Area::new(bars, y + 45, bars + length, y + LINE - 45));
        let number = words::count(row.init_early);
        scene.text(Role::NumberText, Anchor::End, (right, middle), number);
        let label = format!("{}: {}. {}", row.title, told.verdict(verdict), row.what);
        marks.push(Mark::over(Area::new(SIDE, y, right, y + LINE), label));
        y += LINE;
    }
    sheet.bottom = y;
    let said = Said {
        title: "Which kernel may boot this machine",
        sentence: releases_lede(scenario, by_release, told),
        table: table(&rows, &by_release.rows, &scenario.setup, told),
    };
    sheet.finish("releases", said)
}

fn table(rows: &[ReleaseRow], on: &[OnRelease], setup: &Setup, told: Told<'_>) -> Table {
    let cells = |(row, on): (&ReleaseRow, &OnRelease)| {
        let sums = &on.mirror.memmap;
        [
            row.title.clone(),
            told.name(on.verdict()).to_owned(),
            words::count(row.init_early),
            words::pages(sums.never_init, setup),
            words::pages(sums.outside_zone_span, setup),
            words::pages(sums.unmirrored_in_normal, setup),
            row.first_right.unwrap_or("none").to_owned(),
        ]
        .to_vec()
    };
    let head = [
        "release",
        "verdict",
        "early init",
        "never initialised",
        "outside its zone's span",
        "unmirrored in Normal",
        "first right of its line",
    ];
    Table {
        caption: "Releases with kernelcore=mirror".to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.iter().zip(on).map(cells).collect(),
    }
}
