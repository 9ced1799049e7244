//! What must hold for every chart: it is XML a strict policy lets through, nothing sticks out, no
//! two texts collide, and a label lies in its shape.

use roxmltree::{Document, Node};
use zonescope_mirror::{infer, Percent};
use zonescope_model::{Kernel, Nid, PfnRange};
use zonescope_report::Told;
use zonescope_scenario::{matrix, ByRelease, NamedVariant, Scenario, Sweep};

use super::fixtures;
use crate::axis::{Axis, Scale};
use crate::cells::{runs_of, Cells, Content};
use crate::metrics::{width, Face};
use crate::{
    absent_pages, init_map, init_steps, matrix_chart, releases_chart, step_map, sweep_chart,
    zone_map, Chart, Focus, Mark, Style, Theme,
};

/// A style of that width; most are files of their own.
fn style(width_px: u32) -> Style {
    Style { width_px, standalone: width_px != 700, ..Style::default() }
}

/// Every fixture in every way it can be drawn.
fn every_chart(mut check: impl FnMut(&str, &Chart)) {
    for (name, setup, _) in fixtures::ALL.iter() {
        let groups = matrix(setup, Kernel::V6_12);
        for width_px in [0, 320, 500, 700, 1400] {
            let what = format!("matrix, {name}, {width_px} wide");
            check(&what, &matrix_chart(&groups, style(width_px)));
        }
        let scenario = Scenario::new(setup.clone());
        let by_release = ByRelease::new(&scenario);
        for width_px in [0, 320, 700, 1400] {
            let what = format!("releases, {name}, {width_px} wide");
            check(&what, &releases_chart(&scenario, &by_release, style(width_px), Told::default()));
        }
    }
    let setup = fixtures::case_2();
    let machine = infer(&setup.memory).unwrap();
    let variants = NamedVariant::default_set(Kernel::V6_12);
    let sweep = Sweep::new(machine.machine, machine.setting, &setup, variants.clone());
    let mut sweep = sweep.unwrap();
    while sweep.step() {}
    let mut groups = sweep.groups();
    for what in ["sweep", "sweep below zero", "sweep of nothing"] {
        for width_px in [0, 320, 700, 1400] {
            for now in [None, Some(Percent::ZERO), Some(Percent::MAX)] {
                let what = format!("{what}, {width_px} wide, {now:?}");
                check(&what, &sweep_chart(&groups, &variants, &setup, now, style(width_px)));
            }
        }
        match what {
            "sweep" => groups.iter_mut().for_each(|group| {
                group
                    .runs
                    .iter_mut()
                    .step_by(3)
                    .for_each(|run| run.sums.normal_present = -(1 << 27));
            }),
            _ => groups.clear(),
        }
    }
    for (name, setup, evaluated) in fixtures::ALL.iter() {
        for width_px in [0, 320, 700, 1100] {
            for (scale, node) in [
                (Scale::Compressed, None),
                (Scale::Linear, None),
                (Scale::Compressed, Nid::new(1)),
                (Scale::Linear, Nid::new(1000)),
            ] {
                let focus = Focus { node, scale, fixed: None };
                let style = style(width_px);
                let what = format!("{name}, {scale:?}, node {node:?}, {width_px} wide");
                check(
                    &what,
                    &zone_map(
                        (evaluated, &zonescope_scenario::distinct(evaluated)),
                        setup,
                        &focus,
                        style,
                    ),
                );
                let what = format!("absent pages, {what}");
                check(&what, &absent_pages(evaluated, setup, &focus, style));
                let what = format!("init, {what}");
                check(
                    &what,
                    &init_map(
                        (evaluated, &zonescope_scenario::distinct(evaluated)),
                        setup,
                        &focus,
                        style,
                    ),
                );
                let steps = evaluated.first().map(|one| init_steps(setup, one.variant));
                let steps = steps.unwrap_or_default();
                for upto in [0, 3, usize::MAX] {
                    let what = format!("{what}, up to {upto}");
                    check(&what, &step_map((evaluated, 0), setup, (&steps, upto), &focus, style));
                }
            }
        }
    }
}

fn number(node: &Node<'_, '_>, name: &str) -> i32 {
    let value = node.attribute(name);
    value.unwrap_or_else(|| panic!("no {name}")).parse().unwrap()
}

/// Left, top, right, bottom, in tenths of a pixel.
type Bounds = (i32, i32, i32, i32);

fn bounds_of_text(node: &Node<'_, '_>) -> Bounds {
    let mono = node.has_attribute("font-family");
    let face = match (mono, node.has_attribute("font-weight")) {
        (true, _) => Face::Mono,
        (false, true) => Face::Bold,
        (false, false) => Face::Sans,
    };
    let (x, y, size) = (number(node, "x"), number(node, "y"), number(node, "font-size"));
    let wide = width(node.text().unwrap_or(""), face, size);
    let left = match node.attribute("text-anchor") {
        Some("middle") => x - wide / 2,
        Some("end") => x - wide,
        _ => x,
    };
    (left, y - size * 3 / 4, left + wide, y + size / 4)
}

fn bounds_of_rect(node: &Node<'_, '_>) -> Bounds {
    let (x, y) = (number(node, "x"), number(node, "y"));
    (x, y, x + number(node, "width"), y + number(node, "height"))
}

/// The shapes, without what is inside patterns.
fn shapes<'a>(document: &'a Document<'_>, tag: &'static str) -> Vec<Node<'a, 'a>> {
    document
        .root_element()
        .children()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)))
        .collect()
}

#[test]
fn it_is_well_formed_and_needs_no_style() {
    every_chart(|what, chart| {
        let document = Document::parse(&chart.svg).unwrap_or_else(|e| panic!("{what}: {e}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{what}");
        let mut ids: Vec<&str> = Vec::new();
        for node in document.descendants().filter(Node::is_element) {
            assert!(!node.has_attribute("style"), "{what}: {node:?}");
            assert_ne!(node.tag_name().name(), "style", "{what}");
            ids.extend(node.attribute("id"));
        }
        let named = root.attribute("aria-labelledby").unwrap();
        assert!(named.split(' ').all(|id| ids.contains(&id)), "{what}: {named}");
        for node in document.descendants() {
            let reference = node.attribute("fill").and_then(|f| f.strip_prefix("url(#"));
            if let Some(id) = reference.and_then(|r| r.strip_suffix(')')) {
                assert!(ids.contains(&id), "{what}: {id}");
            }
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{what}: ids are unique");
    });
}

#[test]
fn nothing_sticks_out() {
    every_chart(|what, chart| {
        let document = Document::parse(&chart.svg).unwrap();
        let (right, bottom) = (chart.width as i32 * 10, chart.height as i32 * 10);
        let texts = shapes(&document, "text");
        let rects = shapes(&document, "rect");
        let texts = texts.iter().map(|node| (node, bounds_of_text(node)));
        let rects = rects.iter().map(|node| (node, bounds_of_rect(node)));
        for (node, (x0, y0, x1, y1)) in texts.chain(rects) {
            let inside = 0 <= x0 && x0 <= x1 && x1 <= right && 0 <= y0 && y0 <= y1 && y1 <= bottom;
            let text = node.text().unwrap_or("");
            assert!(inside, "{what}: {:?} {text}", (x0, y0, x1, y1));
        }
        for mark in &chart.marks {
            let inside = 0 <= mark.x && mark.x + mark.w <= right + 50;
            assert!(inside && mark.w > 0 && mark.h > 0, "{what}: {mark:?}");
            assert!(mark.y >= 0 && mark.y + mark.h <= bottom, "{what}: {mark:?}");
        }
    });
}

#[test]
fn each_mark_has_its_area() {
    every_chart(|what, chart| {
        let overlay = chart.overlay("a \"<name>\" & more", true);
        let document = Document::parse(&overlay).unwrap_or_else(|e| panic!("{what}: {e}"));
        let name = document.root_element().attribute("aria-label");
        assert_eq!(name, Some("a \"<name>\" & more"), "{what}");
        let areas: Vec<_> = document.root_element().children().collect();
        assert_eq!(areas.len(), chart.marks.len(), "{what}");
        for (place, (area, mark)) in areas.iter().zip(&chart.marks).enumerate() {
            assert_eq!(number(area, "data-mark"), place as i32, "{what}");
            // XML has no way to write a control character.
            let label = mark.label.replace('\u{1}', "\u{fffd}");
            assert_eq!(area.attribute("aria-label"), Some(&*label), "{what}");
            assert_eq!(number(area, "tabindex"), -i32::from(place > 0), "{what}");
            let (x, y) = (number(area, "x"), number(area, "y"));
            let size = (number(area, "width"), number(area, "height"));
            assert_eq!((x, y, size), (mark.x, mark.y, (mark.w, mark.h)), "{what}");
        }
    });
}

#[test]
fn no_two_texts_collide() {
    every_chart(|what, chart| {
        let document = Document::parse(&chart.svg).unwrap();
        let texts = shapes(&document, "text");
        let mut bounds: Vec<(Bounds, &str)> =
            texts.iter().map(|node| (bounds_of_text(node), node.text().unwrap_or(""))).collect();
        bounds.sort_unstable();
        for (place, ((x0, y0, x1, y1), text)) in bounds.iter().enumerate() {
            for ((a0, b0, a1, b1), other) in &bounds[place + 1..] {
                let apart = a0 >= x1 || a1 <= x0 || b0 >= y1 || b1 <= y0;
                assert!(apart, "{what}: {text:?} and {other:?}");
            }
        }
    });
}

#[test]
fn labels_lie_in_their_shapes() {
    const IN_SHAPES: [&str; 4] = ["zs-own-text", "zs-tint-text", "zs-lost-text", "zs-memory-text"];
    let mut seen = 0;
    every_chart(|what, chart| {
        let document = Document::parse(&chart.svg).unwrap();
        let rects: Vec<Bounds> = shapes(&document, "rect")
            .iter()
            .filter(|rect| rect.attribute("class") != Some("zs-background"))
            .map(bounds_of_rect)
            .collect();
        for text in shapes(&document, "text") {
            let class = text.attribute("class").unwrap();
            if IN_SHAPES.iter().any(|name| class.starts_with(name)) {
                let (x0, y0, x1, y1) = bounds_of_text(&text);
                let inside = rects
                    .iter()
                    .any(|(a0, b0, a1, b1)| a0 <= &x0 && &x1 <= a1 && b0 <= &y0 && &y1 <= b1);
                assert!(inside, "{what}: {:?}", text.text());
                seen += 1;
            }
        }
    });
    assert!(seen > 500, "{seen} labels");
}

#[test]
fn ticks_rise_with_their_pfns() {
    every_chart(|what, chart| {
        let document = Document::parse(&chart.svg).unwrap();
        let ticks: Vec<(u64, i32)> = shapes(&document, "text")
            .iter()
            .filter(|text| text.attribute("class") == Some("zs-pfn-text"))
            .filter_map(|text| {
                let hex = text.text()?.strip_prefix("0x")?;
                Some((u64::from_str_radix(hex, 16).unwrap(), number(text, "x")))
            })
            .collect();
        assert!(
            ticks.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1),
            "{what}: {ticks:?}"
        );
    });
}

#[test]
fn a_hole_is_drawn_where_the_model_has_one() {
    let end = 64 << 20;
    for (what, rows, holes) in [
        ("met inside a page, merged", [(0, 0x5800, 0, 2), (0x5800, end, 0, 2)], 0),
        ("met at a page", [(0, 0x5000, 0, 2), (0x5000, end, 0, 2)], 0),
        ("other flags, met at a page", [(0, 0x5000, 0, 3), (0x5000, end, 0, 2)], 0),
        ("other flags, met inside a page", [(0, 0x5800, 0, 3), (0x5800, end, 0, 2)], 1),
        ("another kind, met inside a page", [(0, 0x5800, 0, 2), (0x5800, end, 0, 0)], 1),
        ("another node, met inside a page", [(0, 0x5800, 0, 2), (0x5800, end, 1, 2)], 1),
        ("a page apart", [(0, 0x5000, 0, 2), (0x6000, end, 0, 2)], 1),
    ] {
        let setup = fixtures::setup(&rows);
        let evaluated = fixtures::evaluate(&setup, Kernel::V6_12);
        let outcomes: Vec<_> = evaluated.iter().map(|e| &e.outcome).collect();
        let Cells { cells, .. } = Cells::new(&runs_of(&setup, None), &outcomes, None);
        let drawn: Vec<_> =
            cells.iter().filter(|c| c.content == Content::Hole).map(|c| c.range).collect();
        assert_eq!(drawn.len(), holes, "{what}: {drawn:?}");
        for outcome in outcomes {
            let segments = outcome.segments.iter();
            let memory: Vec<_> = segments.filter(|s| s.memory.is_some()).collect();
            let known = memory.windows(2).map(|pair| (pair[0].range.end(), pair[1].range.start()));
            let known: Vec<_> = known.filter(|(end, start)| end < start).collect();
            let drawn: Vec<_> = drawn.iter().map(|hole| (hole.start(), hole.end())).collect();
            assert_eq!(drawn, known, "{what}");
        }
    }
}

#[test]
fn the_axis_is_whole_and_has_at_most_200_cells() {
    for (name, setup, evaluated) in fixtures::ALL.iter() {
        let runs = runs_of(setup, None);
        let outcomes: Vec<_> = evaluated.iter().map(|e| &e.outcome).collect();
        let Cells { cells, .. } = Cells::new(&runs, &outcomes, None);
        assert!(cells.len() <= 200, "{name}: {} cells", cells.len());
        for pair in cells.windows(2) {
            assert_eq!(pair[0].range.end(), pair[1].range.start(), "{name}");
        }
        for x1 in [3000, 11_000] {
            let axis = Axis::new(cells.clone(), Scale::Compressed, 1 << 15, (500, x1));
            let mut reached = 500;
            for (cell, x0, end) in axis.cells() {
                assert_eq!(x0, reached, "{name}");
                assert!(end > x0, "{name}: {:?} has no width", cell.range);
                reached = end;
            }
            assert!(cells.is_empty() || reached == x1, "{name}: ends at {reached}");
        }
    }
}

#[test]
fn marks_name_what_they_are_about() {
    every_chart(|what, chart| {
        let by_pfn = |mark: &&Mark| {
            mark.percent.is_none() && mark.patches.is_none() && !what.starts_with("releases")
        };
        for mark in chart.marks.iter().filter(by_pfn) {
            assert!(mark.label.contains("node") || mark.label.contains("memory"), "{what}");
            assert!(mark.zone.is_none() || mark.nid.is_some(), "{what}: {mark:?}");
            let of_memory =
                mark.label.starts_with("memory") || mark.label.contains("runs of memory");
            assert_eq!(of_memory, mark.variants.is_empty(), "{what}: {mark:?}");
        }
        assert!(chart.sentence.ends_with('.'), "{what}: {}", chart.sentence);
        for row in &chart.table.rows {
            assert_eq!(row.len(), chart.table.head.len(), "{what}");
        }
    });
}

#[test]
fn many_regions_stay_small() {
    let setup = fixtures::sixteen_nodes();
    let evaluated = fixtures::evaluate(&setup, Default::default());
    let chart = zone_map(
        (&evaluated, &zonescope_scenario::distinct(&evaluated)),
        &setup,
        &Focus::default(),
        Style::default(),
    );
    assert!(chart.svg.len() < 500_000, "{} bytes", chart.svg.len());
    assert!(chart.svg.contains("zs-several"));
}

#[test]
fn one_node_shows_nothing_of_the_others() {
    let setup = fixtures::case_2();
    let evaluated = fixtures::evaluate(&setup, Default::default());
    let focus = Focus { node: Nid::new(1), ..Focus::default() };
    let chart = zone_map(
        (&evaluated, &zonescope_scenario::distinct(&evaluated)),
        &setup,
        &focus,
        Style::default(),
    );
    let extent = PfnRange::new(0x6040000, 0xc040000);
    assert!(!chart.marks.is_empty());
    for mark in &chart.marks {
        assert_eq!(mark.nid, Nid::new(1));
        assert_eq!(mark.range.clip_to(extent), mark.range);
    }
}

#[test]
fn themes_change_attributes_only() {
    let setup = fixtures::case_2();
    let evaluated = fixtures::evaluate(&setup, Default::default());
    let classes = |theme| {
        let style = Style { theme, ..Style::default() };
        let svg = zone_map(
            (&evaluated, &zonescope_scenario::distinct(&evaluated)),
            &setup,
            &Focus::default(),
            style,
        )
        .svg;
        let document = Document::parse(&svg).unwrap();
        let classes = document.descendants().filter_map(|n| n.attribute("class"));
        (classes.map(str::to_owned).collect::<Vec<_>>(), svg.clone())
    };
    let [light, dark, print] = Theme::ALL.map(classes);
    assert_eq!(light.0, dark.0);
    assert_eq!(light.0, print.0);
    assert_ne!(light.1, dark.1);
}
