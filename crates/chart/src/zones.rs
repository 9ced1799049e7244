//! The zone map: where each distinct outcome puts its zones, on one axis.

use zonescope_model::{Setup, ZoneField};
use zonescope_scenario::Evaluated;

use crate::cells::node_extents;
use crate::chart::{Chart, Table};
use crate::map::Map;
use crate::rows::{Row, Shared};
use crate::sheet::Said;
use crate::style::{Focus, Style};
use crate::words;

/// The zones of each distinct outcome among `evaluated`, all outcomes of `setup`; `groups` are
/// [`distinct`] of them.
///
/// [`distinct`]: zonescope_scenario::distinct
pub fn zone_map(
    (evaluated, groups): (&[Evaluated], &[Vec<usize>]),
    setup: &Setup,
    focus: &Focus,
    style: Style,
) -> Chart {
    let map = Map::new((evaluated, groups.to_vec()), setup, focus, style);
    let nodes = node_extents(&map.runs).len();
    let memory = map.runs.iter().map(|run| run.range.pages()).sum();
    let said = Said {
        title: "Zones of each outcome",
        sentence: words::zones_sentence(evaluated, &map.groups, nodes, memory, setup),
        table: table(&map),
    };
    let first = map.outcomes().next().map(|(outcome, group)| (outcome, map.names(group)));
    map.chart("zones", said, &|scene, marks, place| {
        let others = first.as_ref().filter(|(outcome, _)| !std::ptr::eq(*outcome, place.outcome));
        let shared = Shared {
            axis: place.axis,
            setup,
            first: others.map(|(outcome, names)| (*outcome, names.as_str())),
        };
        let row = Row::new(focus, place);
        row.draw(scene, marks, &shared, place.top);
        row.height()
    })
}

/// Every zone of every outcome.
fn table(map: &Map<'_>) -> Table {
    let terms = ZoneField::OF_SPAN.map(ZoneField::term);
    let mut rows = Vec::new();
    for (outcome, group) in map.outcomes() {
        let zones = map
            .focus
            .nodes(outcome)
            .flat_map(|node| node.zones.iter().map(move |z| (node.nid, z.zone)));
        rows.extend(zones.map(|(nid, zone)| {
            let who = [map.names(group), nid.to_string(), zone.to_string()];
            who.into_iter().chain(words::cells(outcome, (Some(nid), Some(zone)), &terms)).collect()
        }));
    }
    Table {
        caption: "Zones of each outcome, in pages".to_owned(),
        head: words::heads(&["variants", "node", "zone"], &terms),
        rows,
    }
}
