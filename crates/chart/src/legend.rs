//! What the shapes of a scene mean.

use zonescope_model::Zone;

use crate::chart::LegendItem;
use crate::draw;
use crate::role::{zone_class, Role};
use crate::scene::{text_width, Anchor, Area, Scene, Shape};
use crate::svg::Document;
use crate::symbols::{draw_break, draw_deferral_mark, draw_outline, draw_sign};

/// A swatch's size.
const SWATCH: (i32, i32) = (220, 120);
const LINE: i32 = 190;

/// The roles in `scene` that need explaining, each with its meaning. What all zones have is shown
/// once, for Normal if it is there.
pub(crate) fn entries(scene: &Scene) -> Vec<(Role, &'static str)> {
    let used: Vec<Role> = scene.shapes.iter().map(role_of).collect();
    let mut entries: Vec<(Role, &'static str)> = Vec::new();
    for role in Role::all().filter(|role| used.contains(role)) {
        let Some(meaning) = meaning(role) else {
            continue;
        };
        match entries.iter_mut().find(|(_, known)| *known == meaning) {
            Some(entry) if role.zone() == Some(Zone::Normal) => entry.0 = role,
            Some(_) => {}
            None => entries.push((role, meaning)),
        }
    }
    entries
}

const fn meaning(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::Mirrored => "mirrored",
        Role::Plain => "unmirrored",
        Role::Several => "several runs of memory",
        Role::Break => "no memory",
        Role::Own(zone) => zone.name(),
        Role::Absent(_) => "spanned, not linked to it",
        Role::Mixed(_) => "partly its own",
        Role::Outside(_) => "linked from outside the span",
        Role::Early => "initialised early",
        Role::Later => "deferred",
        Role::Twice => "initialised twice",
        Role::Unavailable => "initialised as a hole",
        Role::Pending => "not yet initialised",
        Role::Step => "this step",
        Role::Curve(Zone::Normal) => "Normal present",
        Role::Curve(_) => "Movable present",
        Role::Setting => "the setting at hand",
        Role::FineSign => "ok",
        Role::CostlySign => "costly",
        Role::BrokenSign => "broken",
        Role::Lost => "never initialised",
        Role::Changed => "ends elsewhere than in the first row",
        Role::Deferred => "first_deferred_pfn",
        _ => return None,
    })
}

const fn role_of(shape: &Shape) -> Role {
    match shape {
        Shape::Rect { role, .. }
        | Shape::Line { role, .. }
        | Shape::Polygon { role, .. }
        | Shape::Circle { role, .. }
        | Shape::Text { role, .. } => *role,
    }
}

/// The entries as data, each with its swatch.
pub(crate) fn items(entries: &[(Role, &'static str)], document: Document<'_>) -> Vec<LegendItem> {
    entries
        .iter()
        .map(|&(role, meaning)| {
            let mut scene = Scene::default();
            draw_swatch(&mut scene, role, Area::new(0, 0, SWATCH.0, SWATCH.1));
            LegendItem {
                class: match role.zone() {
                    Some(zone) => format!("{} {}", role.class(), zone_class(zone)),
                    None => role.class().to_owned(),
                },
                label: meaning.to_owned(),
                swatch: draw::draw_swatch(&scene, document, SWATCH),
            }
        })
        .collect()
}

fn draw_swatch(scene: &mut Scene, role: Role, area: Area) {
    let (x, y) = area.middle();
    match role {
        Role::Break => draw_break(scene, area),
        Role::Deferred => draw_deferral_mark(scene, (x, y + 25)),
        Role::Changed | Role::Setting => scene.line(role, [(x, area.y0), (x, area.y1)]),
        Role::Curve(_) => scene.line(role, [(area.x0, y), (area.x1, y)]),
        Role::FineSign | Role::CostlySign | Role::BrokenSign => draw_sign(scene, role, (x, y)),
        Role::Step => {
            draw_outline(scene, Area::new(area.x0 + 10, area.y0 + 10, area.x1 - 10, area.y1 - 10))
        }
        _ => scene.rect(role, Area::new(area.x0 + 10, area.y0 + 10, area.x1 - 10, area.y1 - 10)),
    }
}

/// Draws the legend from `top` in lines between `left` and `right`; gives its height.
pub(crate) fn draw_lines(
    scene: &mut Scene,
    entries: &[(Role, &'static str)],
    (left, right): (i32, i32),
    top: i32,
) -> i32 {
    let (mut x, mut y) = (left, top);
    for &(role, meaning) in entries {
        let width = SWATCH.0 + 60 + text_width(Role::SoftText, meaning);
        if x > left && x + width > right {
            (x, y) = (left, y + LINE);
        }
        let swatch_y = y + (LINE - SWATCH.1) / 2;
        let swatch = Area::new(x, swatch_y, x + SWATCH.0, swatch_y + SWATCH.1);
        draw_swatch(scene, role, swatch);
        let at = (x + SWATCH.0 + 60, y + LINE / 2);
        scene.text(Role::SoftText, Anchor::Start, at, meaning);
        x += width + 180;
    }
    if entries.is_empty() {
        0
    } else {
        y + LINE - top
    }
}
