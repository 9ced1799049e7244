//! Every count of every variant, folded away.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{MachineField, NodeField, NodeOutcome, Quantity, Term, ZoneField};
use zonescope_scenario::Evaluated;

use super::asking::Asking;
use super::cell::{class_of, At};
use super::stages::Drawn;
use crate::bench::Action;
use crate::hooks::{use_fold, use_rest};
use crate::parts::{number, term, use_more, More};

/// Tables of more rows are made only while they are open.
const ROWS_AT_ONCE: usize = 150;

/// What [`Everything`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The fuller table.
#[function_component(Everything)]
pub fn everything(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let (more_nodes, more_zones) = (use_more(), use_more());
    // Half of the page's elements are in here: on a first visit they come last.
    let at_rest = use_rest();
    let evaluated = &props.drawn.computed.evaluated;
    let rows: usize = evaluated.iter().map(zone_rows).sum();
    let shown = open || at_rest && rows <= ROWS_AT_ONCE;
    html! {
        <details class="everything" {ontoggle}>
            <summary>
                <h2>{ "Every count of every variant" }</h2>
                <small>{ format!(
                    "{}, {}",
                    number::counted(evaluated.len(), "variant", "variants"),
                    number::counted(rows, "zone", "zones"),
                ) }</small>
            </summary>
            if shown {
                { memmap(props) }
                { nodes(props, &more_nodes) }
                { zones(props, &more_zones, rows) }
            }
        </details>
    }
}

fn zone_rows(one: &Evaluated) -> usize {
    one.outcome.nodes.iter().map(|node| node.zones.len()).sum()
}

/// A table of `rows` under what they are about, and then their numbers.
fn table<'a>(
    props: &Props,
    label: &'static str,
    about: &[&Term],
    numbers: impl Iterator<Item = &'a Term>,
    rows: impl Iterator<Item = Html>,
) -> Html {
    html! {
        <Asking {label} on={props.on.clone()}>
            <table>
                <caption>{ label }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "variant" }</th>
                        { for about.iter().map(|one| html! { <th scope="col">{ term(one) }</th> }) }
                        { for numbers.map(|one| html! {
                            <th scope="col" class="num">{ term(one) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </Asking>
    }
}

fn at<'a>(props: &Props, one: &'a Evaluated) -> At<'a> {
    At { variant: &one.name, page_shift: props.drawn.page_shift(), asked: None }
}

fn memmap(props: &Props) -> Html {
    let rows = props.drawn.computed.evaluated.iter().map(|one| {
        html! {
            <tr>
                <th scope="row">{ one.name.clone() }</th>
                { for MachineField::beside_zones().map(|field| {
                    at(props, one).cell(Quantity::Machine { field }, field.of(&one.outcome), false)
                }) }
            </tr>
        }
    });
    let numbers = MachineField::beside_zones().map(MachineField::term);
    table(props, "Struct pages, by variant", &[], numbers, rows)
}

/// As in the other tables: its range, and what stands beside its zones.
fn node_fields() -> impl Iterator<Item = NodeField> {
    [NodeField::Start, NodeField::End].into_iter().chain(NodeField::BESIDE_ZONES)
}

fn nodes(props: &Props, more: &More) -> Html {
    let rows = each_node(props).take(more.shown).map(|(one, node)| {
        let nid = node.nid;
        html! {
            <tr>
                <th scope="row">{ one.name.clone() }</th>
                <th scope="row">{ nid.get() }</th>
                { for node_fields().map(|field| {
                    at(props, one).cell(Quantity::Node { nid, field }, field.of(node), false)
                }) }
            </tr>
        }
    });
    let numbers = node_fields().map(NodeField::term);
    let count = each_node(props).count();
    html! {
        <>
            { table(props, "Nodes, by variant", &[&Term::NODE], numbers, rows) }
            { more.button(count, "nodes") }
        </>
    }
}

fn zones(props: &Props, more: &More, count: usize) -> Html {
    let zones = each_node(props)
        .flat_map(|(one, node)| node.zones.iter().map(move |zone| (one, node.nid, zone)));
    let rows = zones.take(more.shown).map(|(one, nid, found)| {
        let zone = found.zone;
        html! {
            <tr>
                <th scope="row">{ one.name.clone() }</th>
                <th scope="row">{ nid.get() }</th>
                <th scope="row" class={classes!("zone", class_of(zone))}>{ zone.name() }</th>
                { for ZoneField::ALL.map(|field| {
                    at(props, one).cell(Quantity::Zone { nid, zone, field }, field.of(found), false)
                }) }
            </tr>
        }
    });
    let numbers = ZoneField::ALL.into_iter().map(ZoneField::term);
    html! {
        <>
            { table(props, "Zones, by variant", &[&Term::NODE, &Term::ZONE], numbers, rows) }
            { more.button(count, "zones") }
        </>
    }
}

fn each_node(props: &Props) -> impl Iterator<Item = (&Evaluated, &NodeOutcome)> {
    let evaluated = props.drawn.computed.evaluated.iter();
    evaluated.flat_map(|one| one.outcome.nodes.iter().map(move |node| (one, node)))
}
