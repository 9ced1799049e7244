//! The zone map: where each distinct outcome puts its zones, on one axis.

use zonescope_model::Setup;
use zonescope_scenario::{distinct, Evaluated};

use crate::cells::node_extents;
use crate::chart::Chart;
use crate::map::Map;
use crate::rows::{Row, Shared};
use crate::sheet::Said;
use crate::style::{Focus, Style};
use crate::words;

/// The zones of each distinct outcome among `evaluated`, all outcomes of `setup`.
pub fn zone_map(evaluated: &[Evaluated], setup: &Setup, focus: &Focus, style: Style) -> Chart {
    let map = Map::new((evaluated, distinct(evaluated)), setup, focus, style);
    let nodes = node_extents(&map.runs).len();
    let memory = map.runs.iter().map(|run| run.range.pages()).sum();
    let zones = map.outcomes().flat_map(|(outcome, group)| {
        let names = map.names(group);
        focus.nodes(outcome).flat_map(move |node| {
            let names = names.clone();
            node.zones.iter().map(move |zone| (names.clone(), node, zone))
        })
    });
    let said = Said {
        title: "Zones of each outcome",
        sentence: words::zones_sentence(evaluated, &map.groups, nodes, memory, setup),
        table: words::zones_table("Zones of each outcome, in pages".to_owned(), zones),
    };
    let first = map.outcomes().next().map(|(outcome, group)| (outcome, map.names(group)));
    map.chart("zones", said, &|scene, marks, place| {
        let others = first.as_ref().filter(|(outcome, _)| !std::ptr::eq(*outcome, place.outcome));
        let shared = Shared {
            axis: place.axis,
            setup,
            first: others.map(|(outcome, names)| (*outcome, names.as_str())),
        };
        let row = Row::new(focus.nodes(place.outcome), place);
        row.draw(scene, marks, &shared, place.top);
        row.height()
    })
}
