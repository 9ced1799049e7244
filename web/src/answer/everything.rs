//! Every count of every variant, folded away.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;
use zonescope_model::{NodeOutcome, Zone, ZoneOutcome};
use zonescope_scenario::Evaluated;

use super::asking::Asking;
use super::cell::At;
use super::compare::class_of;
use super::computed::Computed;
use crate::bench::Action;
use crate::hooks::{use_fold, PAUSE_MS};
use crate::parts::{number, term};

/// Tables of more rows are made only while they are open.
const ROWS_AT_ONCE: usize = 150;

/// What [`Everything`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The outcomes.
    pub computed: Rc<Computed>,
    /// log2 of the page size.
    pub page_shift: u32,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The fuller table.
#[function_component(Everything)]
pub fn everything(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    // Half of the page's elements are in here: on a first visit they come after what is looked at.
    let at_rest = use_state_eq(|| false);
    use_effect_with((), {
        let at_rest = at_rest.setter();
        move |()| {
            let timer = Timeout::new(PAUSE_MS, move || at_rest.set(true));
            move || drop(timer)
        }
    });
    let evaluated = &props.computed.evaluated;
    let rows: usize = evaluated.iter().map(zone_rows).sum();
    let shown = open || *at_rest && rows <= ROWS_AT_ONCE;
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
                { nodes(props) }
                { zones(props) }
            }
        </details>
    }
}

fn zone_rows(one: &Evaluated) -> usize {
    one.outcome.nodes.iter().map(|node| node.zones.len()).sum()
}

/// A table of `rows` under `head`, whose first `keys` columns say what a row is about.
fn table(
    props: &Props,
    label: &'static str,
    head: &[&'static str],
    keys: usize,
    rows: Vec<Html>,
) -> Html {
    html! {
        <Asking {label} on={props.on.clone()}>
            <table>
                <caption>{ label }</caption>
                <thead>
                    <tr>
                        { for head.iter().enumerate().map(|(place, name)| html! {
                            <th scope="col" class={(place >= keys).then_some("num")}>
                                { term(name) }
                            </th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        </Asking>
    }
}

fn memmap(props: &Props) -> Html {
    let rows = props.computed.evaluated.iter().map(|one| {
        let at = At {
            variant: &one.name,
            node: None,
            zone: None,
            page_shift: props.page_shift,
            asked: None,
        };
        let sums = one.outcome.memmap;
        html! {
            <tr>
                <th scope="row">{ one.name.clone() }</th>
                { at.pages("memory", sums.memory, false) }
                { at.pages("double_init", sums.double_init, false) }
                { at.pages("never_init", sums.never_init, false) }
                { at.pages("wrong_node", sums.wrong_node, false) }
                { at.pages("outside_zone_span", sums.outside_zone_span, false) }
                { at.pages("mirrored_in_movable", sums.mirrored_in_movable, false) }
                { at.pages("unmirrored_in_normal", sums.unmirrored_in_normal, false) }
            </tr>
        }
    });
    let head = [
        "variant",
        "memory",
        "double_init",
        "never_init",
        "wrong node",
        "outside its zone",
        "mirrored in Movable",
        "unmirrored in Normal",
    ];
    table(props, "Struct pages, by variant", &head, 1, rows.collect())
}

fn nodes(props: &Props) -> Html {
    let rows = each_node(props).map(|(one, node, at)| {
        html! {
            <tr>
                <th scope="row">{ one.name.clone() }</th>
                <th scope="row">{ node.nid.get() }</th>
                { at.pfn("start_pfn", node.range.start(), false) }
                { at.pfn("end_pfn", node.range.end(), false) }
                { at.pages("spanned", node.spanned, false) }
                { at.pages("present", node.present, false) }
                { at.maybe_pfn("movable_pfn", node.movable_pfn) }
                { at.maybe_pfn("first_deferred_pfn", node.first_deferred_pfn) }
            </tr>
        }
    });
    let head = [
        "variant",
        "node",
        "start_pfn",
        "end_pfn",
        "spanned",
        "present",
        "movable_pfn",
        "first_deferred_pfn",
    ];
    table(props, "Nodes, by variant", &head, 2, rows.collect())
}

fn zones(props: &Props) -> Html {
    let rows = each_node(props).flat_map(|(one, node, at)| {
        node.zones.iter().map(move |zone| zone_row(one, node, zone, at))
    });
    let head = [
        "variant",
        "node",
        "zone",
        "start_pfn",
        "end_pfn",
        "spanned",
        "absent",
        "present",
        "init_early",
        "init_unavailable",
        "init_deferred",
        "linked",
    ];
    table(props, "Zones, by variant", &head, 3, rows.collect())
}

fn zone_row(one: &Evaluated, node: &NodeOutcome, zone: &ZoneOutcome, at: At) -> Html {
    let at = At { zone: Some(zone.zone), ..at };
    html! {
        <tr>
            <th scope="row">{ one.name.clone() }</th>
            <th scope="row">{ node.nid.get() }</th>
            <th scope="row" class={classes!("zone", class_of(zone.zone))}>{ Zone::name(zone.zone) }</th>
            { at.pfn("start_pfn", zone.range.start(), false) }
            { at.pfn("end_pfn", zone.range.end(), false) }
            { at.pages("spanned", zone.range.pages(), false) }
            { at.pages("absent", zone.absent, false) }
            { at.pages("present", zone.present, false) }
            { at.pages("init_early", zone.init_early, false) }
            { at.pages("init_unavailable", zone.init_unavailable, false) }
            { at.pages("init_deferred", zone.init_deferred, false) }
            { at.pages("linked", zone.linked, false) }
        </tr>
    }
}

fn each_node(props: &Props) -> impl Iterator<Item = (&Evaluated, &NodeOutcome, At<'_>)> {
    props.computed.evaluated.iter().flat_map(move |one| {
        one.outcome.nodes.iter().map(move |node| {
            let at = At {
                variant: &one.name,
                node: Some(node.nid),
                zone: None,
                page_shift: props.page_shift,
                asked: None,
            };
            (one, node, at)
        })
    })
}
