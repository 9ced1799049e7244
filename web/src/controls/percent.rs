//! A field for a percentage, exact to the hundredth.

use yew::prelude::*;
use zonescope_mirror::{Percent, PercentError, Setting};
use zonescope_model::Nid;

use crate::hooks::{use_draft, Draft};

/// What [`PercentField`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The element's id; its error's is the same with `-error`.
    pub id: AttrValue,
    /// Its name.
    pub label: AttrValue,
    /// The percentage in force.
    pub percent: Percent,
    /// Whether that is the field's own; else the field is empty and shows it as what it follows.
    #[prop_or(true)]
    pub own: bool,
    /// Whether the field may be emptied.
    #[prop_or_default]
    pub may_be_empty: bool,
    /// Puts another percentage in force, none for an empty field, or says why not.
    pub set: Callback<Option<Percent>, Result<(), String>>,
}

/// In hundredths of a percent: one step of the arrow keys, and of Page Up and Page Down.
const STEP: i32 = 1;
const LEAP: i32 = 100;

/// The field and what is wrong with what stands in it.
#[function_component(PercentField)]
pub fn percent_field(props: &Props) -> Html {
    let value = match props.own {
        true => props.percent.to_string(),
        false => String::new(),
    };
    let set = {
        let (set, may_be_empty) = (props.set.clone(), props.may_be_empty);
        Callback::from(move |text: String| {
            let percent = match text.as_str() {
                "" if may_be_empty => None,
                text => {
                    Some(text.parse::<Percent>().map_err(|error: PercentError| error.to_string())?)
                }
            };
            set.emit(percent)?;
            Ok(percent.map(|percent| percent.to_string()).unwrap_or_default())
        })
    };
    let Draft { text, error, oninput, onchange, enter } = use_draft(value, set, is_half);
    let from = props.percent;
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowUp" => STEP,
            "ArrowDown" => -STEP,
            "PageUp" => LEAP,
            "PageDown" => -LEAP,
            _ => return,
        };
        event.prevent_default();
        enter.emit(stepped(from, step).to_string());
    });
    let error_id = format!("{}-error", props.id);
    html! {
        <>
            <input id={props.id.clone()} class="percent" type="text" inputmode="decimal" role="spinbutton"
                value={text} {oninput} {onchange} {onkeydown}
                aria-label={props.label.clone()} aria-valuenow={props.percent.to_string()}
                aria-valuemin="0" aria-valuemax={Percent::MAX.to_string()}
                aria-valuetext={format!("{} %", props.percent)}
                aria-invalid={(!error.is_empty()).then_some("true")} aria-describedby={error_id.clone()}
                placeholder={props.percent.to_string()} autocomplete="off" />
            <span aria-hidden="true">{ "%" }</span>
            <p id={error_id} class="error" role="alert">{ error }</p>
        </>
    }
}

/// Whether more has to come: nothing is wrong with it yet.
fn is_half(text: &str) -> bool {
    let whole = text.strip_suffix('.');
    text.is_empty() || whole.is_some_and(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The percentage `step` hundredths further on; at the ends it stays.
fn stepped(percent: Percent, step: i32) -> Percent {
    let hundredths = i32::from(percent.hundredths()).saturating_add(step).max(0);
    u64::try_from(hundredths)
        .ok()
        .and_then(|hundredths| Percent::from_hundredths(hundredths).ok())
        .unwrap_or(Percent::MAX)
}

/// Sets the percentage of all nodes, or of `node`; a node without one follows the others.
pub fn percent_setter(
    set: &Callback<Setting, Result<(), String>>,
    setting: &Setting,
    node: Option<Nid>,
) -> Callback<Option<Percent>, Result<(), String>> {
    let setting = setting.clone();
    set.reform(move |percent: Option<Percent>| {
        let mut setting = setting.clone();
        match (node, percent) {
            (Some(nid), Some(percent)) => drop(setting.nodes.insert(nid, percent)),
            (Some(nid), None) => drop(setting.nodes.remove(&nid)),
            (None, Some(percent)) => setting.above_4g = percent,
            (None, None) => {}
        }
        setting
    })
}
