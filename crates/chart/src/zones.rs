//! The zone map: where each distinct outcome puts its zones, on one axis.

use zonescope_model::{Nid, Setup};
use zonescope_scenario::{distinct, Evaluated};

use crate::axis::Scale;
use crate::cells::{memory_runs, node_extents, HeldAxis};
use crate::chart::Chart;
use crate::map::{Map, Texts};
use crate::rows::{Row, Shared};
use crate::theme::Theme;
use crate::words;

/// How a zone map is drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ZoneMapOptions {
    /// Width in pixels; less than 320 is drawn 320 wide.
    pub width_px: u32,
    /// How pfns become places.
    pub scale: Scale,
    /// Stands still while the map changes; `None` fits the axis to the map.
    pub held: Option<HeldAxis>,
    /// Only this node's memory and zones.
    pub node: Option<Nid>,
    /// What the presentation attributes are for.
    pub theme: Theme,
    /// Starts every id in the SVG; one for each chart in a page. Letters, digits, `-` and `_`.
    pub id_prefix: String,
    /// For a file of its own: with a background and the legend.
    pub standalone: bool,
}

impl Default for ZoneMapOptions {
    fn default() -> ZoneMapOptions {
        ZoneMapOptions {
            width_px: 1100,
            scale: Scale::Compressed,
            held: None,
            node: None,
            theme: Theme::Light,
            id_prefix: "zones".to_owned(),
            standalone: false,
        }
    }
}

/// The zones of each distinct outcome among `evaluated`, all outcomes of `setup`.
pub fn zone_map(evaluated: &[Evaluated], setup: &Setup, options: &ZoneMapOptions) -> Chart {
    let groups = distinct(evaluated);
    let runs = memory_runs(setup, options.node);
    let map = Map {
        evaluated,
        setup,
        node: options.node,
        scale: options.scale,
        held: options.held.as_ref(),
        runs: &runs,
        groups: &groups,
        width_px: options.width_px,
        theme: options.theme,
        id_prefix: &options.id_prefix,
        standalone: options.standalone,
    };
    let nodes = node_extents(&runs).len();
    let memory = runs.iter().map(|run| run.range.pages()).sum();
    let zones = map.outcomes().flat_map(|(outcome, group)| {
        let names = words::names(evaluated, group, " = ");
        map.nodes(outcome).flat_map(move |node| {
            let names = names.clone();
            let zones = node.zones.iter();
            zones.map(move |zone| (names.clone(), node, zone))
        })
    });
    let texts = Texts {
        title: "Zones of each outcome",
        sentence: words::zones_sentence(evaluated, &groups, nodes, memory, setup),
        table: words::zones_table("Zones of each outcome, in pages".to_owned(), zones),
    };
    let first = map.outcomes().next();
    let first = first.map(|(outcome, group)| (outcome, words::names(evaluated, group, " = ")));
    map.chart(texts, &|scene, marks, place| {
        let others = first.as_ref().filter(|(outcome, _)| !std::ptr::eq(*outcome, place.outcome));
        let shared = Shared {
            axis: place.axis,
            setup,
            first: others.map(|(outcome, names)| (*outcome, names.as_str())),
        };
        let names = words::names(evaluated, place.group, " = ");
        let nodes = place.outcome.nodes.iter();
        let nodes = nodes.filter(|node| options.node.is_none_or(|nid| nid == node.nid));
        let row = Row::new(nodes, place.outcome, place.axis, names, place.group.to_vec());
        row.draw(scene, marks, &shared, place.top);
        row.height()
    })
}
