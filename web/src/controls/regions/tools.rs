//! What is done to several regions at once, and what no cell can do.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use zonescope_model::{Flags, Nid};

use super::row::parse_node;
use crate::bench::regions::{parse_bytes, Edit, Table, Which};
use crate::parts::number::counted;

/// What [`Tools`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The rows.
    pub table: Table,
    /// The row that is meant while none is picked.
    pub here: Option<usize>,
    /// Why the last edit meant nothing.
    pub word: Option<AttrValue>,
    /// What the user did.
    pub on: Callback<Edit>,
}

/// Buttons and fields above the table.
#[function_component(Tools)]
pub fn tools(props: &Props) -> Html {
    let unread = use_state_eq(|| None::<AttrValue>);
    let rows = props.table.rows();
    let picked = props.table.picked();
    let here = props.here.filter(|place| *place < rows.len());
    let meant = match (picked, here) {
        (0, Some(place)) => format!("region {place}"),
        (0, None) => "none picked".to_owned(),
        _ => format!("{} picked", counted(picked, "region", "regions")),
    };
    let none = picked == 0 && here.is_none();
    let button = |name: &'static str, title: &'static str, disabled: bool, edit: Edit| {
        let onclick = props.on.reform(move |_| edit);
        html! { <button type="button" {title} {disabled} {onclick}>{ name }</button> }
    };
    let field = |name: &'static str,
                 hint: &'static str,
                 disabled: bool,
                 read: fn(&str) -> Result<Edit, String>| {
        let (on, unread) = (props.on.clone(), unread.clone());
        let on = Callback::from(move |text: String| match read(&text) {
            Ok(edit) => {
                unread.set(None);
                on.emit(edit);
            }
            Err(why) => unread.set(Some(why.into())),
        });
        html! { <Typed {name} {hint} {disabled} {on} /> }
    };
    let word = (*unread).clone().or_else(|| props.word.clone());
    html! {
        <>
            <div class="regions-tools" role="group" aria-label="Edit regions">
                { pick(props) }
                <b aria-live="polite">{ meant }</b>
                { button("Mirror", "Set the mirror flag", none, Edit::PickedFlag(Flags::MIRROR, true)) }
                { button("Unmirror", "Clear the mirror flag", none, Edit::PickedFlag(Flags::MIRROR, false)) }
                { button("Merge", "With each other, or with the next region; holes between become memory", none, Edit::Merge) }
                { button("Delete", "Take away from the map", none, Edit::Delete) }
                { field("To node", "0", none, |text| Ok(Edit::PickedNode(parse_node(text)?))) }
                { field("Shift by", "1G or -1G", none, shift) }
                { field("Split at", "0x100000000", false, |text| Ok(Edit::Split(parse_bytes(text)?))) }
                { button("Add", "1 GiB above all regions", false, Edit::Add) }
            </div>
            if let Some(word) = word {
                <p class="fault" role="alert">{ word }</p>
            }
        </>
    }
}

fn shift(text: &str) -> Result<Edit, String> {
    let text = text.trim();
    match text.strip_prefix('-') {
        Some(down) => Ok(Edit::Down(parse_bytes(down)?)),
        None => Ok(Edit::Up(parse_bytes(text.trim_start_matches('+'))?)),
    }
}

/// A menu of what can be picked at once.
fn pick(props: &Props) -> Html {
    let rows = props.table.rows().iter();
    let mut nids: Vec<Nid> = rows.map(|row| row.region.nid).collect();
    zonescope_sorted::distinct(&mut nids);
    let on = props.on.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else {
            return;
        };
        let which = match select.value().as_str() {
            "all" => Which::All,
            "none" => Which::None,
            "mirrored" => Which::Mirrored,
            nid => match nid.parse().ok().and_then(Nid::new) {
                Some(nid) => Which::Of(nid),
                None => return,
            },
        };
        // So that the same can be picked again.
        select.set_value("");
        on.emit(Edit::PickAll(which));
    });
    html! {
        <select aria-label="Pick regions" {onchange}>
            <option value="" selected=true>{ "Pick…" }</option>
            { for ["all", "none", "mirrored"].map(|which| html! { <option value={which}>{ which }</option> }) }
            { for nids.iter().map(|nid| html! {
                <option value={nid.to_string()}>{ format!("node {nid}") }</option>
            }) }
        </select>
    }
}

/// What [`Typed`] shows.
#[derive(Properties, PartialEq)]
struct TypedProps {
    name: &'static str,
    hint: &'static str,
    disabled: bool,
    on: Callback<String>,
}

/// A button and the field that says what it does; Enter is as good.
#[function_component(Typed)]
fn typed(props: &TypedProps) -> Html {
    let field = use_node_ref();
    let act = {
        let (field, on) = (field.clone(), props.on.clone());
        Callback::from(move |()| {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                on.emit(input.value());
            }
        })
    };
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                act.emit(());
            }
        })
    };
    html! {
        <span class="typed">
            <button type="button" disabled={props.disabled} onclick={act.reform(|_| ())}>{ props.name }</button>
            <input ref={field} type="text" aria-label={props.name} placeholder={props.hint}
                disabled={props.disabled} {onkeydown} spellcheck="false" autocomplete="off" />
        </span>
    }
}
