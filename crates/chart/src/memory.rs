//! The top of the zone map: memory to scale, whose memory it is, and memory on the axis.

use zonescope_model::{MemoryKind, MemoryRun, Nid, PfnRange, Setup};
use zonescope_report::size_of_pages;

use crate::axis::{Axis, Scale};
use crate::cells::Content;
use crate::chart::{Boundary, Mark};
use crate::role::Role;
use crate::scene::{text_width, Anchor, Area, Scene};
use crate::symbols::draw_break;
use crate::words;

/// Kept free at the right of a shape, so that neighbours do not touch.
pub(crate) const SEAM: i32 = 10;

/// Memory as a strip to scale. What is narrower than a pixel is drawn a pixel wide.
pub(crate) fn draw_to_scale(scene: &mut Scene, axis: &Axis, strip: Area) {
    const PIXEL: i32 = 10;
    let y = strip.middle().1;
    scene.line(Role::Rule, [(strip.x0, y), (strip.x1, y)]);
    let mut reached = strip.x0;
    for (_, content, x0, x1) in stretches(axis) {
        let role = match content {
            Content::Hole => continue,
            Content::Memory(kind) => role_of(kind),
            Content::Several { .. } => Role::Several,
        };
        let x1 = x1.max(x0 + PIXEL).min(strip.x1);
        let x0 = x0.max(reached);
        if x0 < x1 {
            scene.rect(role, Area { x0, x1, ..strip });
            reached = x1;
        }
    }
}

const fn role_of(kind: MemoryKind) -> Role {
    if kind.mirrored {
        Role::Mirrored
    } else {
        Role::Plain
    }
}

/// Memory on the axis, region by region, with a break mark in each hole.
pub(crate) fn draw_strip(
    scene: &mut Scene,
    marks: &mut Vec<Mark>,
    axis: &Axis,
    scale: Scale,
    (y0, y1): (i32, i32),
    setup: &Setup,
) {
    for (range, content, x0, x1) in stretches(axis) {
        let area = Area::new(x0, y0, (x1 - SEAM).max(x0 + 1), y1);
        match content {
            Content::Hole if scale == Scale::Compressed => draw_break(scene, area),
            Content::Hole => {}
            Content::Memory(kind) => {
                scene.rect(role_of(kind), area);
                let size = size_of_pages(range.pages(), setup.arch.page_shift);
                let what = if kind.mirrored { "mirrored" } else { "unmirrored" };
                scene.label(Role::MemoryText, area, &[format!("{what} {size}"), size]);
                let pages = words::pages(range.pages(), setup);
                let label = format!("memory of node {}, {what}: {range}, {pages}", kind.nid);
                marks.push(Mark { nid: Some(kind.nid), range, ..Mark::over(area, label) });
            }
            Content::Several { runs, pages, mirrored, nid } => {
                scene.rect(Role::Several, area);
                let size = size_of_pages(pages, setup.arch.page_shift);
                scene.label(
                    Role::MemoryText,
                    area,
                    &[format!("{runs} runs, {size}"), size, runs.to_string()],
                );
                let label = format!(
                    "{runs} runs of memory in {range}: {}, {} mirrored",
                    words::pages(pages, setup),
                    words::count(mirrored),
                );
                marks.push(Mark { nid, range, ..Mark::over(area, label) });
            }
        }
    }
}

/// Where mirrored and unmirrored memory of one node meet and the axis shows it.
pub(crate) fn boundaries(runs: &[MemoryRun], axis: &Axis, (y0, y1): (i32, i32)) -> Vec<Boundary> {
    let pairs = runs.iter().zip(runs.iter().skip(1));
    pairs
        .filter(|(below, above)| {
            let (low, high) = (below.kind, above.kind);
            let pfn = above.range.start();
            let starts_cell = axis.cell_of(pfn).is_some_and(|(_, c)| c.range.start() == pfn);
            below.range.end() == pfn
                && low.nid == high.nid
                && low.mirrored != high.mirrored
                && starts_cell
        })
        .map(|(below, above)| Boundary {
            x: axis.x(above.range.start()),
            y: y0,
            h: y1 - y0,
            pfn: above.range.start(),
            nid: above.kind.nid,
            mirrored_below: below.kind.mirrored,
        })
        .collect()
}

/// The cells, those of one run of memory as one.
fn stretches(axis: &Axis) -> Vec<(PfnRange, Content, i32, i32)> {
    let mut stretches: Vec<(PfnRange, Content, i32, i32)> = Vec::new();
    for (cell, x0, x1) in axis.cells() {
        match stretches.last_mut() {
            Some((range, content, _, end))
                if *content == cell.content && matches!(content, Content::Memory(_)) =>
            {
                *range = PfnRange::new(range.start(), cell.range.end());
                *end = x1;
            }
            _ => stretches.push((cell.range, cell.content, x0, x1)),
        }
    }
    stretches
}

/// A line over each node's memory with the node's name; `y` is the line's.
pub(crate) fn draw_nodes(scene: &mut Scene, axis: &Axis, y: i32) {
    let mut runs: Vec<(Option<Nid>, i32, i32)> = Vec::new();
    for (cell, x0, x1) in axis.cells() {
        let nid = match cell.content {
            Content::Hole => continue,
            Content::Memory(kind) => Some(kind.nid),
            Content::Several { nid, .. } => nid,
        };
        match runs.last_mut() {
            Some((last, _, end)) if *last == nid => *end = x1,
            _ => runs.push((nid, x0, x1)),
        }
    }
    for (nid, x0, x1) in runs {
        let x1 = (x1 - SEAM).max(x0 + 1);
        scene.line(Role::NodeLine, [(x0, y + 30), (x0, y), (x1, y), (x1, y + 30)]);
        let candidates = match nid {
            Some(nid) => [format!("node {nid}"), nid.to_string()],
            None => ["several nodes".to_owned(), "…".to_owned()],
        };
        let fitting =
            candidates.into_iter().find(|text| text_width(Role::SoftText, text) <= x1 - x0 - 20);
        if let Some(text) = fitting {
            scene.text(Role::SoftText, Anchor::Start, (x0 + 10, y - 70), text);
        }
    }
}
