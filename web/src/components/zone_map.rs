//! The zone map, the chart of absent pages, and the switches of both.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{absent_pages, zone_map, AbsentOptions, Chart, Scale, ZoneMapOptions};
use zonescope_model::{Nid, Quantity, ZoneField};

use super::views::Props;
use super::{Choice, Figure};
use crate::hooks::use_held;
use crate::look::Asked;
use crate::state::Action;

/// The least width of the zone map, in pixels; on a narrower page it scrolls. The style sheet
/// says the same of `.stack`.
pub const ZONES_LEAST: u32 = 640;
/// The same for absent pages, and `.stack.narrow`.
pub const ABSENT_LEAST: u32 = 560;

/// Where each distinct outcome puts its zones.
#[function_component(ZoneMap)]
pub fn zones(props: &Props) -> Html {
    let options = ZoneMapOptions {
        width_px: props.room_px.max(ZONES_LEAST),
        scale: props.look.scale,
        held: (*use_held(&props.scenario, &props.computed, &props.look)).clone(),
        node: props.look.node,
        theme: props.theme,
        ..ZoneMapOptions::default()
    };
    let chart = Rc::new(zone_map(
        &props.computed.evaluated,
        &props.scenario.setup,
        &options,
    ));
    html! {
        <section aria-labelledby="zones">
            <div class="title">
                <h2 id="zones">{ "Zones" }</h2>
                { scales(props) }
                { nodes(props) }
            </div>
            <Figure {chart} label="Zone map" />
        </section>
    }
}

/// How many pages of each zone are absent, by variant.
#[function_component(AbsentPages)]
pub fn absent(props: &Props) -> Html {
    let options = AbsentOptions {
        width_px: props.room_px.max(ABSENT_LEAST),
        node: props.look.node,
        theme: props.theme,
        ..AbsentOptions::default()
    };
    let chart = Rc::new(absent_pages(
        &props.computed.evaluated,
        &props.scenario.setup,
        &options,
    ));
    html! {
        <section aria-labelledby="absent">
            <div class="title">
                <h2 id="absent">{ "Absent pages" }</h2>
                <span class="soft">{ "per zone and variant, logarithmic" }</span>
            </div>
            <Figure chart={chart.clone()} label="Absent pages" narrow={true} on_pick={why(props, chart)} />
        </section>
    }
}

/// Asks why so many pages are absent where a mark is picked.
fn why(props: &Props, chart: Rc<Chart>) -> Callback<usize> {
    let (computed, on) = (props.computed.clone(), props.on.clone());
    Callback::from(move |place: usize| {
        let asked = chart.marks.get(place).and_then(|mark| {
            let one = computed.evaluated.get(*mark.variants.first()?)?;
            Some(Asked {
                variant: one.name.clone().into(),
                quantity: Quantity::Zone {
                    nid: mark.nid?,
                    zone: mark.zone?,
                    field: ZoneField::Absent,
                },
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
    let all = [
        (Scale::Compressed, "compressed"),
        (Scale::Linear, "to scale"),
    ];
    html! {
        <fieldset class="segments">
            <legend class="sr">{ "Axis" }</legend>
            { for all.map(radio) }
        </fieldset>
    }
}

fn nodes(props: &Props) -> Html {
    let nodes = props
        .computed
        .evaluated
        .first()
        .map(|one| one.outcome.nodes.as_slice())
        .unwrap_or_default();
    if nodes.len() < 2 {
        return Html::default();
    }
    let mut options: Vec<(AttrValue, AttrValue)> = vec![(AttrValue::default(), "all nodes".into())];
    options.extend(nodes.iter().map(|node| {
        let nid = node.nid.to_string();
        (AttrValue::from(nid.clone()), format!("node {nid}").into())
    }));
    let chosen = props
        .look
        .node
        .map(|nid| nid.to_string())
        .unwrap_or_default();
    let pick = props
        .on
        .reform(|nid: AttrValue| Action::Node(nid.parse().ok().and_then(Nid::new)));
    html! { <Choice label="Nodes shown" {options} chosen={AttrValue::from(chosen)} on={pick} /> }
}
