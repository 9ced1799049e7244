//! The mail's case 2, to the byte.

use std::path::Path;

use zonescope_model::{Kernel, Zone};

use super::fixtures::{case_2, evaluate};
use crate::{absent_pages, zone_map, Chart, Figure, Focus, Style, Theme};

fn map() -> Chart {
    let setup = case_2();
    let evaluated = evaluate(&setup, Kernel::V6_12);
    zone_map(
        (&evaluated, &zonescope_scenario::distinct(&evaluated)),
        &setup,
        &Focus::default(),
        Figure::Zones.file(Theme::Light),
    )
}

fn absent() -> Chart {
    let setup = case_2();
    let evaluated = evaluate(&setup, Kernel::V6_12);
    absent_pages(&evaluated, &setup, &Focus::default(), Style::within(700, Theme::Light))
}

/// Compares with the file of that name; `UPDATE=1` writes it instead.
#[track_caller]
fn check_file(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let differing = known.lines().zip(text.lines()).find(|(a, b)| a != b);
    assert!(known == text, "{name} differs, first here: {differing:#?}");
}

#[test]
fn the_zone_map_is_the_known_one() {
    check_file("testdata/case2-zones.svg", &map().svg);
}

#[test]
fn the_absent_pages_are_the_known_ones() {
    check_file("testdata/case2-absent.svg", &absent().svg);
}

#[test]
fn a_mark_says_all_there_is_to_say() {
    let labels: Vec<String> = map().marks.into_iter().map(|mark| mark.label).collect();
    for expected in [
        "memory of node 0, mirrored: 0x100000-0x20c0000, 33 292 288 pages (127 GiB)",
        "base = v5-1of5, node 0, Normal: span 0x100000-0x6040000, 99 876 864 pages (381 GiB), \
         absent 66 584 576, present 33 292 288",
        "node-extent, node 0, Normal: span 0x100000-0x6040000, 99 876 864 pages (381 GiB), absent \
         66 584 576, present 33 292 288, 33 259 520 never initialised",
        "clip = clip-absent = simplified, node 0, Normal: span 0x100000-0x20c0000, 33 292 288 \
         pages (127 GiB), absent 0, present 33 292 288; base = v5-1of5 spans 0x100000-0x6040000",
        "node-extent, node 1: first_deferred_pfn 0x6048000 in Normal",
        "clip = clip-absent = simplified, node 1: first_deferred_pfn 0x8048000 in Movable",
    ] {
        assert!(labels.iter().any(|l| l == expected), "{expected}\nnot in {labels:#?}");
    }
}

#[test]
fn the_sentence_tells_the_outcomes_apart() {
    assert_eq!(
        map().sentence,
        "Zones of 2 nodes with 766.6 GiB of memory under 6 variants that come to 3 outcomes: \
         base = v5-1of5: zones overlap by 510 GiB on 2 nodes; node-extent: zones overlap by 510 \
         GiB on 2 nodes, 66 781 184 pages (254.8 GiB) never initialised; clip = clip-absent = \
         simplified: no zones overlap."
    );
}

#[test]
fn shapes_are_what_the_outcomes_say() {
    let svg = map().svg;
    let count = |class: &str| svg.matches(&format!("class=\"{class}\"")).count();
    // The legend shows each once more.
    assert_eq!(count("zs-lost"), 2 + 1, "node-extent loses memory of both nodes");
    assert_eq!(count("zs-changed"), 2 + 1, "clip cuts Normal of both nodes");
    assert_eq!(count("zs-deferred"), 2 * 4 + 1, "mark and line, two rows of two nodes");
    assert_eq!(count("zs-absent zs-normal"), 2 * 2 + 1, "base and node-extent overlap");
    assert_eq!(count("zs-own zs-movable"), 3 * 2 + 1);
    assert_eq!(count("zs-break"), 4 * 2 + 2, "two strokes a hole");
}

#[test]
fn overlapping_zones_lie_in_different_lanes() {
    let marks = map().marks;
    let y = |zone| {
        let of_base = |m: &&crate::Mark| m.variants == [0, 1] && m.zone == Some(zone);
        marks.iter().find(of_base).map(|mark| (mark.y, mark.y + mark.h))
    };
    let (normal, movable) = (y(Zone::Normal).unwrap(), y(Zone::Movable).unwrap());
    assert!(normal.1 < movable.0, "{normal:?} {movable:?}");
}

/// v6.18 links to Movable what Normal counts as present: only the rest is called absent.
#[test]
fn what_is_called_absent_is_what_the_zone_counts_as_absent() {
    let setup = case_2();
    let evaluated = evaluate(&setup, Kernel::V6_18);
    let wide = Style { width_px: 1200, ..Style::default() };
    let svg = zone_map(
        (&evaluated, &zonescope_scenario::distinct(&evaluated)),
        &setup,
        &Focus::default(),
        wide,
    )
    .svg;
    assert_eq!(svg.matches("spanned, absent 254 GiB").count(), 2);
    assert_eq!(svg.matches("spanned, absent 256 GiB").count(), 2);
    assert_eq!(svg.matches(">linked elsewhere 126.9 GiB").count(), 1);
    assert_eq!(svg.matches(">linked elsewhere 127.9 GiB").count(), 1);
}

#[test]
fn absent_pages_name_every_variant() {
    let chart = absent();
    assert_eq!(
        chart.table.rows[2..4],
        [
            ["0", "Normal", "66 584 576", "base, v5-1of5, node-extent"].map(str::to_owned),
            ["0", "Normal", "0", "clip, clip-absent, simplified"].map(str::to_owned),
        ]
    );
    assert!(chart.marks.iter().any(|mark| mark.label
        == "node 0, Normal: 66 584 576 pages (254 GiB) absent in base, v5-1of5, node-extent"));
}
