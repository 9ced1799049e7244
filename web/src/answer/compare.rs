//! Two variants: what changes from one to the other in a sentence, and their zones side by side
//! with the cells marked that differ.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{Nid, Quantity, Term, Zone, ZoneField, ZoneOutcome};
use zonescope_report::compare_sentence;
use zonescope_scenario::Evaluated;

use super::asking::Asking;
use super::cell::{class_of, At};
use super::differences::Differences;
use super::stages::Drawn;
use crate::bench::{Action, Look};
use crate::parts::{term, use_more, Choice};

/// What [`Compare`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// Which two are compared.
    pub look: Look,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The table that compares two variants.
#[function_component(Compare)]
pub fn compare(props: &Props) -> Html {
    let more = use_more();
    let Some([left, right]) = props.drawn.computed.compared(&props.look) else {
        return Html::default();
    };
    let mut zones: Vec<(Nid, Zone)> = [left, right]
        .into_iter()
        .flat_map(|one| &one.outcome.nodes)
        .flat_map(|node| node.zones.iter().map(|zone| (node.nid, zone.zone)))
        .collect();
    zonescope_sorted::distinct(&mut zones);
    let count = zones.len();
    let rows = zones.into_iter().take(more.shown).map(|(nid, zone)| {
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
                drawn={props.drawn.clone()} on={props.on.clone()} />
            <details class="sides" open={differ}>
                <summary>{ "All zones side by side" }</summary>
                <Asking label="Zones of both variants" on={props.on.clone()}>
                    <table class="compare" role="table">
                        <thead role="rowgroup">
                            <tr role="row" class="names">
                                <td role="cell" colspan="2" />
                                <th role="columnheader" scope="colgroup" colspan={SIDE}>{ left.name.clone() }</th>
                                <th role="columnheader" scope="colgroup" colspan={SIDE} class="second">{ right.name.clone() }</th>
                            </tr>
                            <tr role="row">
                                <th role="columnheader" scope="col">{ term(&Term::NODE) }</th>
                                <th role="columnheader" scope="col">{ term(&Term::ZONE) }</th>
                                { heads(term) }
                                { heads(|term| html! { term.word }) }
                            </tr>
                        </thead>
                        <tbody role="rowgroup">{ for rows }</tbody>
                    </table>
                </Asking>
                { more.button(count, "zones") }
            </details>
        </section>
    }
}

fn chooser(props: &Props, side: usize, chosen: &Evaluated, label: &'static str) -> Html {
    let options: Vec<(AttrValue, AttrValue)> = props
        .drawn
        .computed
        .evaluated
        .iter()
        .map(|one| (one.name.clone().into(), one.name.clone().into()))
        .collect();
    let pick = props.on.reform(move |name| Action::Compare(side, name));
    html! { <Choice {label} {options} chosen={AttrValue::from(chosen.name.clone())} on={pick} /> }
}

/// How many columns a side has.
const SIDE: &str = "5";
const _: () = assert!(ZoneField::OF_SPAN.len() == 5);

/// The heads of a side; the words are explained on one of them.
fn heads(head: fn(&'static Term) -> Html) -> Html {
    html! {
        { for ZoneField::OF_SPAN.iter().enumerate().map(|(place, field)| html! {
            <th role="columnheader" scope="col"
                class={classes!("num", (place == 0).then_some("second"))}>{ head(field.term()) }</th>
        }) }
    }
}

type Side<'a> = (&'a Evaluated, Option<ZoneOutcome>);

fn row(nid: Nid, zone: Zone, sides: [Side; 2], props: &Props) -> Html {
    let [(left, here), (right, there)] = sides;
    let at = |variant| At {
        variant,
        page_shift: props.drawn.page_shift(),
        asked: props.look.asked.as_ref(),
    };
    let spans = |zone: Option<ZoneOutcome>| {
        zone.map(|zone| ZoneField::OF_SPAN.map(|field| field.of(&zone)))
    };
    let is_same = spans(here) == spans(there);
    html! {
        <tr key={format!("{nid} {zone}")} role="row" class={is_same.then_some("same")}>
            <th role="rowheader" scope="row"><span class="sr">{ "node " }</span>{ nid.get() }</th>
            <th role="rowheader" scope="row" class={classes!("zone", class_of(zone))}>{ zone.name() }</th>
            { cells(at(&left.name), nid, here, None) }
            { cells(at(&right.name), nid, there, Some(here)) }
        </tr>
    }
}

/// A zone's cells. `before` is what they are compared with, a missing zone included.
fn cells(at: At, nid: Nid, zone: Option<ZoneOutcome>, before: Option<Option<ZoneOutcome>>) -> Html {
    let Some(zone) = zone else {
        let changed = matches!(before, Some(Some(_)));
        return html! {
            <td role="cell" colspan={SIDE} class={classes!("none", changed.then_some("changed"))}>
                { "no such zone" }
            </td>
        };
    };
    let cell = |field: ZoneField| {
        let value = field.of(&zone);
        let was = before.map(|before| before.map(|zone| field.of(&zone)));
        let changed = was.is_some_and(|was| was != Some(value));
        at.cell(Quantity::Zone { nid, zone: zone.zone, field }, value, changed)
    };
    html! { { for ZoneField::OF_SPAN.map(cell) } }
}
