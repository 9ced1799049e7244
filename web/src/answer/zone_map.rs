//! The zone map, the chart of absent pages, and the switches of both.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{self as chart, absent_pages, zone_map, Chart, FixedAxis, Focus, Scale};
use zonescope_model::{Nid, PfnRange, Quantity, Region, ZoneField};
use zonescope_scenario::Scenario;

use super::boundaries::Boundaries;
use super::computed::{only_node, too_many};
use super::figure::Figure;
use super::fixed_axis::use_fixed_axis;
use super::nearest::NearestPercent;
use super::stages::Drawn;
use super::view::Props;
use crate::bench::{Action, Asked, Pointed};
use crate::parts::Choice;

/// Where each distinct outcome puts its zones.
#[function_component(ZoneMap)]
pub fn zones(props: &Props) -> Html {
    let snap = use_state_eq(|| 0);
    let grabbed = use_state_eq(|| None::<usize>);
    let swept = use_fixed_axis(&props.drawn, &props.look);
    // A boundary moves between the regions around it: the axis is that of the map it is on.
    let still = use_memo((*grabbed).is_some(), |is_grabbed| {
        let map = (&props.drawn.scenario.setup, props.drawn.computed.evaluated.as_slice());
        is_grabbed.then(|| FixedAxis::new(&[map], props.drawn.computed.focus(&props.look).node))
    });
    // Let go, it stays so until something else changes the memory.
    let dropped = use_mut_ref(|| None::<(Rc<Scenario>, FixedAxis)>);
    let kept = {
        let mut dropped = dropped.borrow_mut();
        match (&*still, dropped.take()) {
            (Some(axis), _) => *dropped = Some((props.drawn.scenario.clone(), axis.clone())),
            (None, Some((of, axis))) if of.setup.memory == props.drawn.scenario.setup.memory => {
                *dropped = Some((of, axis));
            }
            (None, _) => {}
        }
        dropped.as_ref().map(|(_, axis)| axis.clone())
    };
    let focus =
        Focus { fixed: (*swept).clone().or(kept), ..props.drawn.computed.focus(&props.look) };
    let style = chart::Style::within(props.room_px, props.theme);
    // Pointing at something does not draw the map again.
    let chart = use_memo((props.drawn.clone(), focus, style), |(drawn, focus, style)| {
        let Drawn { scenario, computed } = &**drawn;
        zone_map((&computed.evaluated, &computed.groups), &scenario.setup, focus, *style)
    });
    let on_grab = {
        let grabbed = grabbed.clone();
        Callback::from(move |place| grabbed.set(place))
    };
    html! {
        <section aria-labelledby="zones">
            <div class="title">
                <h2 id="zones">{ "Zones" }</h2>
                { scales(props) }
                { nodes(props) }
                if !chart.boundaries.is_empty() {
                    { snaps(&snap) }
                    <NearestPercent scenario={props.drawn.scenario.clone()} on={props.on.clone()} />
                }
            </div>
            <Figure chart={chart.clone()} label="Zone map" pointed={pointed(props)} is_moving={props.look.dragging} on_pick={picked(props, chart.clone())}>
                <Boundaries {chart} scenario={props.drawn.scenario.clone()} snap={snap_bytes(props, *snap)}
                    grabbed={*grabbed} {on_grab} on={props.on.clone()} />
            </Figure>
        </section>
    }
}

/// In what steps a boundary moves: their names, and 2 MiB, a section and 1 GiB in bytes.
const SNAPS: [&str; 3] = ["2 MiB", "a section", "1 GiB"];

fn snap_bytes(props: &Props, place: usize) -> u64 {
    match place {
        0 => 2 << 20,
        1 => 1 << props.drawn.scenario.setup.arch.section_size_bits,
        _ => 1 << 30,
    }
}

fn snaps(snap: &UseStateHandle<usize>) -> Html {
    let options: Vec<(AttrValue, AttrValue)> = SNAPS
        .iter()
        .enumerate()
        .map(|(place, name)| (place.to_string().into(), (*name).into()))
        .collect();
    let chosen = AttrValue::from(snap.to_string());
    let snap = snap.clone();
    let pick = Callback::from(move |place: AttrValue| snap.set(place.parse().unwrap_or(0)));
    html! {
        <label class="snap soft">
            { "mirror boundaries move by " }
            <Choice {options} {chosen} on={pick} />
        </label>
    }
}

/// What findings point at, else the region that map and table point at.
fn pointed(props: &Props) -> Option<Pointed> {
    let region = || {
        let setup = &props.drawn.scenario.setup;
        let place = props.look.region?;
        let region = setup.memory.regions().get(place)?;
        Some(Pointed {
            what: format!("region {place}: {region}").into(),
            ranges: Rc::new([pages(region, setup.arch.page_shift)]),
        })
    };
    props.look.pointed.clone().or_else(region)
}

fn pages(region: &Region, page_shift: u32) -> PfnRange {
    PfnRange::new(region.base.pfn_up(page_shift), region.end.pfn_down(page_shift))
}

/// Of memory, finds the row of its region; of a zone, asks why it spans so many pages.
fn picked(props: &Props, chart: Rc<Chart>) -> Callback<usize> {
    let (scenario, ask, on) = (
        props.drawn.scenario.clone(),
        why(props, chart.clone(), ZoneField::Spanned),
        props.on.clone(),
    );
    Callback::from(move |place: usize| {
        let Some(mark) = chart.marks.get(place) else {
            return;
        };
        if !mark.variants.is_empty() {
            return ask.emit(place);
        }
        let setup = &scenario.setup;
        let found = setup.memory.regions().iter().position(|region| {
            let pages = pages(region, setup.arch.page_shift);
            mark.range.contains(pages.start()) || pages.contains(mark.range.start())
        });
        if found.is_some() {
            on.emit(Action::Point(None));
            on.emit(Action::Region(found));
        }
    })
}

/// How many pages of each zone are absent, by variant.
#[function_component(AbsentPages)]
pub fn absent(props: &Props) -> Html {
    let computed = &props.drawn.computed;
    let style = chart::Style::within(props.room_px, props.theme);
    let (setup, focus) = (&props.drawn.scenario.setup, computed.focus(&props.look));
    let chart = Rc::new(absent_pages(&computed.evaluated, setup, &focus, style));
    html! {
        <section aria-labelledby="absent">
            <div class="title">
                <h2 id="absent">{ "Absent pages" }</h2>
                <span class="soft">{ "per zone and variant, logarithmic" }</span>
            </div>
            <Figure chart={chart.clone()} label="Absent pages" on_pick={why(props, chart, ZoneField::Absent)} />
        </section>
    }
}

/// Asks why a zone has so many pages where a mark is picked.
fn why(props: &Props, chart: Rc<Chart>, field: ZoneField) -> Callback<usize> {
    let (computed, on) = (props.drawn.computed.clone(), props.on.clone());
    Callback::from(move |place: usize| {
        let asked = chart.marks.get(place).and_then(|mark| {
            let one = computed.evaluated.get(*mark.variants.first()?)?;
            Some(Asked {
                variant: one.name.clone().into(),
                quantity: Quantity::Zone { nid: mark.nid?, zone: mark.zone?, field },
            })
        });
        if asked.is_some() {
            on.emit(Action::Ask(asked));
        }
    })
}

fn scales(props: &Props) -> Html {
    let radio = |(scale, title)| {
        html! {
            <label>
                <input type="radio" name="scale" checked={props.look.scale == scale}
                    onchange={props.on.reform(move |_| Action::Scale(scale))} />
                <span>{ title }</span>
            </label>
        }
    };
    let all = [(Scale::Compressed, "compressed"), (Scale::Linear, "to scale")];
    html! {
        <fieldset class="segments">
            <legend class="sr">{ "Axis" }</legend>
            { for all.map(radio) }
        </fieldset>
    }
}

fn nodes(props: &Props) -> Html {
    let nodes = props
        .drawn
        .computed
        .evaluated
        .first()
        .map(|one| one.outcome.nodes.as_slice())
        .unwrap_or_default();
    if nodes.len() < 2 {
        return Html::default();
    }
    let only = only_node(&props.drawn.computed.evaluated);
    let all = || (AttrValue::default(), AttrValue::from("all nodes"));
    let mut options: Vec<(AttrValue, AttrValue)> = only.is_none().then(all).into_iter().collect();
    options.extend(nodes.iter().map(|node| {
        let nid = node.nid.to_string();
        (AttrValue::from(nid.clone()), format!("node {nid}").into())
    }));
    let chosen = props.look.node.or(only).map(|nid| nid.to_string()).unwrap_or_default();
    let pick = props.on.reform(|nid: AttrValue| Action::Node(nid.parse().ok().and_then(Nid::new)));
    html! {
        <>
            <Choice label="Nodes shown" {options} chosen={AttrValue::from(chosen)} on={pick} />
            if only.is_some() {
                <span class="soft">{ too_many(nodes.len()) }</span>
            }
        </>
    }
}
