//! Two variants: what changes from one to the other in a sentence, and their zones side by side
//! with the cells marked that differ.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{sorted, Nid, Zone, ZoneOutcome};
use zonescope_report::compare_sentence;
use zonescope_scenario::Evaluated;

use super::asking::Asking;
use super::cell::At;
use super::computed::Computed;
use super::differences::Differences;
use crate::bench::{Action, Look};
use crate::parts::{term, word, Choice};

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
    let mut zones: Vec<(Nid, Zone)> = [left, right]
        .into_iter()
        .flat_map(|one| &one.outcome.nodes)
        .flat_map(|node| node.zones.iter().map(|zone| (node.nid, zone.zone)))
        .collect();
    sorted::distinct(&mut zones);
    let rows = zones.into_iter().map(|(nid, zone)| {
        let sides = [left, right].map(|one| {
            let found = one.outcome.node(nid).and_then(|node| node.zone(zone));
            (one, found.copied())
        });
        row(nid, zone, sides, props)
    });
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
            <p class="says">{ compare_sentence(left, right) }</p>
            <Differences left={left.name.clone()} right={right.name.clone()}
                computed={props.computed.clone()} page_shift={props.page_shift} on={props.on.clone()} />
            <details class="sides" open={differ}>
                <summary>{ "All zones side by side" }</summary>
                <Asking label="Zones of both variants" on={props.on.clone()}>
                    <table class="compare" role="table">
                        <thead role="rowgroup">
                            <tr role="row" class="names">
                                <td role="cell" colspan="2" />
                                <th role="columnheader" scope="colgroup" colspan="5">{ left.name.clone() }</th>
                                <th role="columnheader" scope="colgroup" colspan="5" class="second">{ right.name.clone() }</th>
                            </tr>
                            <tr role="row">
                                <th role="columnheader" scope="col">{ term("node") }</th>
                                <th role="columnheader" scope="col">{ term("zone") }</th>
                                { heads(term) }
                                { heads(|id| html! { word(id) }) }
                            </tr>
                        </thead>
                        <tbody role="rowgroup">{ for rows }</tbody>
                    </table>
                </Asking>
            </details>
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

/// The heads of a side; the words are explained on one of them.
fn heads(head: fn(&'static str) -> Html) -> Html {
    const IDS: [&str; 5] = ["start_pfn", "end_pfn", "spanned", "absent", "present"];
    html! {
        { for IDS.map(|id| html! {
            <th role="columnheader" scope="col"
                class={classes!("num", (id == IDS[0]).then_some("second"))}>{ head(id) }</th>
        }) }
    }
}

type Side<'a> = (&'a Evaluated, Option<ZoneOutcome>);

fn row(nid: Nid, zone: Zone, sides: [Side; 2], props: &Props) -> Html {
    let [(left, here), (right, there)] = sides;
    let at = |variant| At {
        variant,
        node: Some(nid),
        zone: Some(zone),
        page_shift: props.page_shift,
        asked: props.look.asked.as_ref(),
    };
    let spans =
        |zone: Option<ZoneOutcome>| zone.map(|zone| (zone.range, zone.absent, zone.present));
    let is_same = spans(here) == spans(there);
    html! {
        <tr key={format!("{nid} {zone}")} role="row" class={is_same.then_some("same")}>
            <th role="rowheader" scope="row"><span class="sr">{ "node " }</span>{ nid.get() }</th>
            <th role="rowheader" scope="row" class={classes!("zone", class_of(zone))}>{ zone.name() }</th>
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
            <td role="cell" colspan="5" class={classes!("none", changed.then_some("changed"))}>
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
