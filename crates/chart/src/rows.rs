//! One row of the zone map: the zones of one outcome, in lanes.

use std::ops::Range;

use zonescope_model::{NodeOutcome, Outcome, Owner, Pfn, PfnRange, Setup, ZoneOutcome};
use zonescope_report::size_of_pages;

use crate::axis::Axis;
use crate::chart::Mark;
use crate::lanes::lanes;
use crate::map::{Place, LANE};
use crate::memory::SEAM;
use crate::parts::{parts, segments_by_node, Part, State};
use crate::role::Role;
use crate::scene::{Area, Scene};
use crate::style::Focus;
use crate::symbols::draw_deferral_mark;
use crate::words;

/// Between two lanes: room for the tip of a deferral mark.
const LANE_GAP: i32 = 70;

/// What all rows share.
pub(crate) struct Shared<'a> {
    pub(crate) axis: &'a Axis,
    pub(crate) setup: &'a Setup,
    /// The first row's outcome, to compare with, and its names.
    pub(crate) first: Option<(&'a Outcome, &'a str)>,
}

/// One zone of the row.
struct Item<'a> {
    node: &'a NodeOutcome,
    zone: &'a ZoneOutcome,
    parts: Vec<Part>,
    /// From the first to the last page it spans or owns.
    hull: PfnRange,
}

/// A row, placed but not drawn.
pub(crate) struct Row<'a> {
    items: Vec<Item<'a>>,
    lane_of: Vec<usize>,
    lanes: usize,
    /// The names of its variants, joined, and their places.
    names: String,
    places: Vec<usize>,
}

impl<'a> Row<'a> {
    /// Of the node in focus, or of all.
    pub(crate) fn new(focus: &Focus, place: &Place<'a>) -> Row<'a> {
        let mut items: Vec<Item<'a>> = Vec::new();
        let by_node = segments_by_node(place.outcome, focus.node);
        for (node, segments) in place.outcome.nodes.iter().zip(by_node) {
            if focus.node.is_some_and(|nid| nid != node.nid) {
                continue;
            }
            items.extend(node.zones.iter().filter_map(|zone| {
                let owner = Owner { nid: node.nid, zone: zone.zone };
                let parts = parts(&segments, owner, zone, place.axis);
                let start = parts.iter().map(|part| part.range.start()).min()?;
                let end = parts.iter().map(|part| part.range.end()).max()?;
                Some(Item { node, zone, parts, hull: PfnRange::new(start, end) })
            }));
        }
        let hulls: Vec<_> = items.iter().map(|i| (i.zone.zone, i.hull)).collect();
        let (lane_of, lanes) = lanes(&hulls);
        let (names, places) = (place.names.clone(), place.group.to_vec());
        Row { items, lane_of, lanes, names, places }
    }

    /// Of its lanes.
    pub(crate) fn height(&self) -> i32 {
        let lanes = i32::try_from(self.lanes).unwrap_or(1).max(1);
        lanes * LANE + (lanes - 1) * LANE_GAP
    }

    /// Draws it below `top`.
    pub(crate) fn draw(
        &self,
        scene: &mut Scene,
        marks: &mut Vec<Mark>,
        shared: &Shared<'_>,
        top: i32,
    ) {
        let mut labels = Scene::default();
        for (place, item) in self.items.iter().enumerate() {
            let lane = self.lane(place, top);
            self.draw_item(scene, &mut labels, shared, item, lane);
            marks.push(self.zone_mark(shared, item, lane));
        }
        for (place, item) in self.items.iter().enumerate() {
            self.draw_changed_edges(scene, shared, item, self.lane(place, top));
        }
        let mut first = 0;
        for of_node in self.items.chunk_by(|a, b| a.node.nid == b.node.nid) {
            let places = first..first + of_node.len();
            first = places.end;
            let pfn = of_node.first().and_then(|item| item.node.first_deferred_pfn);
            if let Some(pfn) = pfn.filter(|pfn| shared.axis.extent().contains(*pfn)) {
                self.draw_deferral(scene, marks, shared, (places, pfn), top);
            }
        }
        scene.shapes.append(&mut labels.shapes);
    }

    fn draw_item(
        &self,
        scene: &mut Scene,
        labels: &mut Scene,
        shared: &Shared<'_>,
        item: &Item<'_>,
        (y0, y1): (i32, i32),
    ) {
        let zone = item.zone.zone;
        let deferred = item.node.first_deferred_pfn.map(|pfn| shared.axis.x(pfn));
        for part in &item.parts {
            let x0 = shared.axis.x(part.range.start());
            let x1 = (shared.axis.x(part.range.end()) - SEAM).max(x0 + 5);
            let area = Area::new(x0, y0, x1, y1);
            let size = size_of_pages(part.pages, shared.setup.arch.page_shift);
            let name = zone.name();
            let (role, text, candidates) = match part.state {
                State::Own => (
                    Role::Own(zone),
                    Role::OwnText(zone),
                    vec![format!("{name} {size}"), name.to_owned()],
                ),
                State::Absent => (
                    Role::Absent(zone),
                    Role::Text,
                    vec![
                        format!("spanned, absent {size}"),
                        format!("absent {size}"),
                        "absent".to_owned(),
                    ],
                ),
                State::Elsewhere => (
                    Role::Absent(zone),
                    Role::Text,
                    vec![
                        format!("present, linked elsewhere {size}"),
                        format!("linked elsewhere {size}"),
                        "linked elsewhere".to_owned(),
                        "elsewhere".to_owned(),
                    ],
                ),
                State::Lost => (
                    Role::Lost,
                    Role::LostText,
                    vec![
                        format!("never initialised {size}"),
                        format!("never init. {size}"),
                        "never init.".to_owned(),
                        "never".to_owned(),
                    ],
                ),
                State::Outside => (
                    Role::Outside(zone),
                    Role::TintText(zone),
                    vec![
                        format!("{name}, outside its span {size}"),
                        format!("outside span {size}"),
                        "outside span".to_owned(),
                        "outside".to_owned(),
                    ],
                ),
                State::Mixed => (
                    Role::Mixed(zone),
                    Role::TintText(zone),
                    vec![
                        format!("{name}, in parts {size}"),
                        format!("{name} {size}"),
                        name.to_owned(),
                    ],
                ),
            };
            let outlined =
                matches!(role, Role::Absent(_) | Role::Lost | Role::Outside(_) | Role::Mixed(_));
            scene.rect(role, if outlined { area.inset() } else { area });
            labels.label(text, beside(area, deferred), &candidates);
        }
    }

    /// The lane of the item at `place` below `top`, as (upper, lower).
    fn lane(&self, place: usize, top: i32) -> (i32, i32) {
        let lane = self.lane_of.get(place).and_then(|lane| i32::try_from(*lane).ok());
        let y0 = top + lane.unwrap_or(0) * (LANE + LANE_GAP);
        (y0, y0 + LANE)
    }

    /// A heavy line at each end of the span that the first row has elsewhere.
    fn draw_changed_edges(
        &self,
        scene: &mut Scene,
        shared: &Shared<'_>,
        item: &Item<'_>,
        (y0, y1): (i32, i32),
    ) {
        let Some(changed) = changed_edges(shared, item) else {
            return;
        };
        for pfn in changed.into_iter().flatten() {
            let x = shared.axis.x(pfn);
            scene.line(Role::Changed, [(x, y0 - 25), (x, y1 + 25)]);
        }
    }

    /// A mark above the lanes that hold `pfn` of a node's items, at `places`, and a line through
    /// each.
    fn draw_deferral(
        &self,
        scene: &mut Scene,
        marks: &mut Vec<Mark>,
        shared: &Shared<'_>,
        (places, pfn): (Range<usize>, Pfn),
        top: i32,
    ) {
        let of_node = places.filter_map(|place| Some((place, self.items.get(place)?)));
        let Some((_, first)) = of_node.clone().next() else {
            return;
        };
        let nid = first.node.nid;
        let (lanes, holding): (Vec<(i32, i32)>, Vec<&Item<'_>>) = of_node
            .filter(|(_, item)| item.hull.contains(pfn))
            .map(|(place, item)| (self.lane(place, top), item))
            .unzip();
        let y0 = lanes.iter().map(|lane| lane.0).min().unwrap_or(top);
        let y1 = lanes.iter().map(|lane| lane.1).max().unwrap_or(top + self.height());
        let x = shared.axis.x(pfn);
        draw_deferral_mark(scene, (x, y0));
        if lanes.is_empty() {
            scene.line(Role::Deferred, [(x, y0), (x, y1)]);
        }
        for (y0, y1) in lanes {
            scene.line(Role::Deferred, [(x, y0), (x, y1)]);
        }
        let mut label = format!("{}, node {nid}: first_deferred_pfn {pfn}", self.names);
        for (place, item) in holding.iter().enumerate() {
            label.push_str(if place == 0 { " in " } else { " and " });
            label.push_str(item.zone.zone.name());
        }
        marks.push(Mark {
            x: x - 50,
            y: y0 - 60,
            w: 100,
            h: y1 - y0 + 60,
            label,
            variants: self.places.clone(),
            nid: Some(nid),
            zone: holding.first().map(|item| item.zone.zone),
            range: PfnRange::new(pfn, pfn.plus(1)),
            ..Mark::default()
        });
    }

    fn zone_mark(&self, shared: &Shared<'_>, item: &Item<'_>, (y0, y1): (i32, i32)) -> Mark {
        let mut label = words::zone(&self.names, item.node, item.zone, shared.setup);
        for (state, words) in [
            (State::Lost, "never initialised"),
            (State::Outside, "linked to it from outside its span"),
        ] {
            let pages = item.parts.iter().filter(|part| part.state == state);
            let pages: u64 = pages.map(|part| part.pages).sum();
            if pages > 0 {
                label.push_str(&format!(", {} {words}", words::count(pages)));
            }
        }
        if let (Some(_), Some((first, names))) = (changed_edges(shared, item), shared.first) {
            let there = first.node(item.node.nid).and_then(|node| node.zone(item.zone.zone));
            match there {
                Some(zone) => label.push_str(&format!("; {names} spans {}", zone.range)),
                None => label.push_str(&format!("; {names} has no such zone")),
            }
        }
        let x0 = shared.axis.x(item.hull.start());
        let x1 = shared.axis.x(item.hull.end());
        Mark {
            x: x0,
            y: y0,
            w: (x1 - SEAM - x0).max(10),
            h: y1 - y0,
            label,
            variants: self.places.clone(),
            nid: Some(item.node.nid),
            zone: Some(item.zone.zone),
            range: item.zone.range,
            ..Mark::default()
        }
    }
}

/// The start and end of `item`'s span where the first row has them elsewhere; `None` if it has both
/// in the same places.
fn changed_edges(shared: &Shared<'_>, item: &Item<'_>) -> Option<[Option<Pfn>; 2]> {
    let (first, _) = shared.first?;
    let range = item.zone.range;
    let there =
        first.node(item.node.nid).and_then(|node| node.zone(item.zone.zone)).map(|zone| zone.range);
    let start = (there.map(PfnRange::start) != Some(range.start())).then_some(range.start());
    let end = (there.map(PfnRange::end) != Some(range.end())).then_some(range.end());
    (start.is_some() || end.is_some()).then_some([start, end])
}

/// The larger side of `area` beside a line at `x`.
fn beside(area: Area, x: Option<i32>) -> Area {
    match x {
        Some(x) if area.x0 < x && x < area.x1 => {
            let (left, right) = (Area { x1: x, ..area }, Area { x0: x, ..area });
            if left.width() > right.width() {
                left
            } else {
                right
            }
        }
        _ => area,
    }
}
