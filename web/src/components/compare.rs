//! Two variants side by side, zone by zone, with the cells marked that differ.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{Nid, Zone, ZoneOutcome};
use zonescope_scenario::Evaluated;

use super::Choice;
use crate::cell::At;
use crate::computed::Computed;
use crate::look::Look;
use crate::state::Action;

/// What [`Compare`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The outcomes.
    pub computed: Rc<Computed>,
    /// Which two are compared.
    pub look: Look,
    /// log2 of the page size.
    pub page_shift: u32,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The table that compares two variants.
#[function_component(Compare)]
pub fn compare(props: &Props) -> Html {
    let Some([left, right]) = props.computed.compared(&props.look) else {
        return Html::default();
    };
    let zones: BTreeSet<(Nid, Zone)> = [left, right]
        .into_iter()
        .flat_map(|one| &one.outcome.nodes)
        .flat_map(|node| node.zones.iter().map(|zone| (node.nid, zone.zone)))
        .collect();
    let rows: Vec<Html> = zones
        .into_iter()
        .map(|(nid, zone)| {
            let sides = [left, right].map(|one| {
                let found = one.outcome.node(nid).and_then(|node| node.zone(zone));
                (one, found.copied())
            });
            row(nid, zone, sides, props.page_shift)
        })
        .collect();
    let differ = left.outcome.nodes != right.outcome.nodes;
    html! {
        <section aria-labelledby="compare">
            <div class="title">
                <h2 id="compare">{ "Compare" }</h2>
                { chooser(props, 0, left, "first variant") }
                <span class="soft">{ "with" }</span>
                { chooser(props, 1, right, "second variant") }
                <span class="soft">
                    { if differ { "changed cells are marked ≠" } else { "no zone differs" } }
                </span>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label="Zones of both variants">
                <table class="compare">
                    <thead>
                        <tr>
                            <td colspan="2" />
                            <th scope="colgroup" colspan="5">{ left.name.clone() }</th>
                            <th scope="colgroup" colspan="5" class="second">{ right.name.clone() }</th>
                        </tr>
                        <tr>
                            <th scope="col">{ "node" }</th>
                            <th scope="col">{ "zone" }</th>
                            { heads() }
                            { heads() }
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </section>
    }
}

fn chooser(props: &Props, side: usize, chosen: &Evaluated, label: &'static str) -> Html {
    let options: Vec<(AttrValue, AttrValue)> = props
        .computed
        .evaluated
        .iter()
        .map(|one| (one.name.clone().into(), one.name.clone().into()))
        .collect();
    let pick = props.on.reform(move |name| Action::Compare(side, name));
    html! { <Choice {label} {options} chosen={AttrValue::from(chosen.name.clone())} on={pick} /> }
}

fn heads() -> Html {
    let names = ["start", "end", "spanned", "absent", "present"];
    html! {
        { for names.map(|name| html! {
            <th scope="col" class={classes!("num", (name == "start").then_some("second"))}>{ name }</th>
        }) }
    }
}

type Side<'a> = (&'a Evaluated, Option<ZoneOutcome>);

fn row(nid: Nid, zone: Zone, sides: [Side; 2], page_shift: u32) -> Html {
    let [(left, here), (right, there)] = sides;
    let at = |variant| At {
        variant,
        node: Some(nid),
        zone: Some(zone),
        page_shift,
    };
    html! {
        <tr key={format!("{nid} {zone}")}>
            <th scope="row">{ nid.get() }</th>
            <th scope="row" class={classes!("zone", class_of(zone))}>{ zone.name() }</th>
            { cells(at(&left.name), here, None) }
            { cells(at(&right.name), there, Some(here)) }
        </tr>
    }
}

/// A zone's cells. `before` is what they are compared with, a missing zone included.
fn cells(at: At, zone: Option<ZoneOutcome>, before: Option<Option<ZoneOutcome>>) -> Html {
    let Some(zone) = zone else {
        let changed = matches!(before, Some(Some(_)));
        return html! {
            <td colspan="5" class={classes!("none", changed.then_some("changed"))}>
                { "no such zone" }
            </td>
        };
    };
    let changed = |same: &dyn Fn(&ZoneOutcome) -> bool| match before {
        None => false,
        Some(None) => true,
        Some(Some(before)) => !same(&before),
    };
    let (start, end) = (zone.range.start(), zone.range.end());
    html! {
        <>
            { at.pfn("start_pfn", start, changed(&|old| old.range.start() == start)) }
            { at.pfn("end_pfn", end, changed(&|old| old.range.end() == end)) }
            { at.pages("spanned", zone.range.pages(), changed(&|old| old.range.pages() == zone.range.pages())) }
            { at.pages("absent", zone.absent, changed(&|old| old.absent == zone.absent)) }
            { at.pages("present", zone.present, changed(&|old| old.present == zone.present)) }
        </>
    }
}

/// The class that gives a zone its colour.
pub const fn class_of(zone: Zone) -> &'static str {
    match zone {
        Zone::Dma => "dma",
        Zone::Dma32 => "dma32",
        Zone::Normal => "normal",
        Zone::Movable => "movable",
    }
}
