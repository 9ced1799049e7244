//! The numbers that two variants differ in, and no others.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::Term;
use zonescope_report::{differences, Difference};
use zonescope_sorted::sort_by_key;

use super::asking::Asking;
use super::cell::{class_of, At};
use super::stages::Drawn;
use crate::bench::Action;
use crate::hooks::use_fold;
use crate::parts::{number, term, use_more};

/// How many differences are shown at once; the rest is folded away.
const AT_ONCE: usize = 8;

/// What [`Differences`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The first variant's name.
    pub left: AttrValue,
    /// The second one's.
    pub right: AttrValue,
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The numbers, if there are any.
#[function_component(Differences)]
pub fn table(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let more = use_more();
    let found = use_memo(
        (props.drawn.computed.clone(), props.left.clone(), props.right.clone()),
        |(computed, left, right)| {
            let sides = computed.named(left).zip(computed.named(right));
            sides.map_or_else(Vec::new, |(left, right)| {
                let mut found = differences(&left.outcome, &right.outcome);
                // The machine's sums weigh most, and are the fewest.
                sort_by_key(&mut found, |difference| difference.quantity.nid().is_some());
                found
            })
        },
    );
    if found.is_empty() {
        return Html::default();
    }
    let (shown, rest) = found.split_at(found.len().min(AT_ONCE));
    html! {
        <>
            { rows(props, shown, "What differs") }
            if !rest.is_empty() {
                <details class="more" {ontoggle}>
                    <summary>{ format!("{} more", number::count(rest.len() as u64)) }</summary>
                    if open {
                        { rows(props, &rest[..rest.len().min(more.shown)], "What differs, the rest") }
                        { more.button(rest.len(), "numbers") }
                    }
                </details>
            }
        </>
    }
}

fn rows(props: &Props, found: &[Difference], label: &'static str) -> Html {
    html! {
        <Asking {label} on={props.on.clone()}>
            <table class="differences">
                <thead>
                    <tr>
                        <th scope="col">{ term(&Term::NODE) }</th>
                        <th scope="col">{ term(&Term::ZONE) }</th>
                        <th scope="col">{ "number" }</th>
                        <th scope="col" class="num">{ props.left.clone() }</th>
                        <th scope="col" class="num">{ props.right.clone() }</th>
                    </tr>
                </thead>
                <tbody>
                    { for found.iter().enumerate().map(|(place, difference)| {
                        let name = difference.quantity.name();
                        let is_new = found[..place].iter().all(|one| one.quantity.name() != name);
                        row(props, difference, is_new)
                    }) }
                </tbody>
            </table>
        </Asking>
    }
}

/// A row; the name of a number is explained where it stands first.
fn row(props: &Props, difference: &Difference, is_new: bool) -> Html {
    let quantity = difference.quantity;
    let at = |variant| At { variant, page_shift: props.drawn.page_shift(), asked: None };
    let node = quantity.nid().map_or("all".to_owned(), |nid| nid.to_string());
    html! {
        <tr>
            <th scope="row">{ node }</th>
            if let Some(zone) = quantity.zone() {
                <th scope="row" class={classes!("zone", class_of(zone))}>{ zone.name() }</th>
            } else {
                <td />
            }
            <th scope="row">
                { if is_new { term(quantity.term()) } else { html! { quantity.term().word } } }
            </th>
            { at(&props.left).cell(quantity, difference.first, false) }
            { at(&props.right).cell(quantity, difference.second, false) }
        </tr>
    }
}
