//! A field for a percentage, exact to the hundredth.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_model::Percent;
use zonescope_scenario::Mirrored;

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
    /// What the percentage is of: an error is about no other.
    pub of: Rc<Mirrored>,
    /// Puts another percentage in force, none for an empty field, or says why not.
    pub set: Callback<Option<Percent>, Result<(), String>>,
}

/// What stands in the field since the user typed in it.
#[derive(Clone, PartialEq)]
struct Draft {
    text: String,
    /// What is in force with it, or what was wrong, and with which machine.
    came_to: Result<Option<Percent>, (Rc<Mirrored>, String)>,
}

/// In hundredths of a percent: one step of the arrow keys, and of Page Up and Page Down.
const STEP: i32 = 1;
const LEAP: i32 = 100;

/// The field and what is wrong with what stands in it.
#[function_component(PercentField)]
pub fn percent_field(props: &Props) -> Html {
    let draft = use_state(|| None::<Draft>);
    let in_force = props.own.then_some(props.percent);
    let typed = draft.as_ref().filter(|draft| match &draft.came_to {
        Ok(percent) => *percent == in_force,
        Err((of, _)) => *of == props.of,
    });
    let enter = {
        let (draft, set, of) = (draft.clone(), props.set.clone(), props.of.clone());
        let may_be_empty = props.may_be_empty;
        move |text: String, is_done: bool| {
            let trimmed = text.trim();
            let percent = match trimmed {
                "" if may_be_empty => Ok(None),
                text => text
                    .parse()
                    .map(Some)
                    .map_err(|error: zonescope_model::PercentError| error.to_string()),
            };
            let came_to = percent.and_then(|percent| set.emit(percent).map(|()| percent));
            let came_to = came_to.map_err(|error| match is_done || !is_unfinished(trimmed) {
                true => (of.clone(), error),
                false => (of.clone(), String::new()),
            });
            draft.set(Some(Draft { text, came_to }));
        }
    };
    let oninput = {
        let enter = enter.clone();
        Callback::from(move |event: InputEvent| enter(text_of(&event), false))
    };
    let onchange = {
        let enter = enter.clone();
        Callback::from(move |event: Event| enter(text_of(&event), true))
    };
    let onkeydown = {
        let from = props.percent;
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowUp" => STEP,
                "ArrowDown" => -STEP,
                "PageUp" => LEAP,
                "PageDown" => -LEAP,
                _ => return,
            };
            event.prevent_default();
            enter(stepped(from, step).to_string(), true);
        })
    };
    let value = match (typed, in_force) {
        (Some(draft), _) => draft.text.clone(),
        (None, Some(percent)) => percent.to_string(),
        (None, None) => String::new(),
    };
    let error = match typed.map(|draft| &draft.came_to) {
        Some(Err((_, error))) => error.clone(),
        _ => String::new(),
    };
    let error_id = format!("{}-error", props.id);
    html! {
        <>
            <input id={props.id.clone()} class="percent" type="text" inputmode="decimal" role="spinbutton"
                {value} {oninput} {onchange} {onkeydown}
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
fn is_unfinished(text: &str) -> bool {
    text.strip_suffix('.')
        .unwrap_or(text)
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        && (text.is_empty() || text.ends_with('.'))
}

/// So many hundredths more; at the ends it stays.
fn stepped(percent: Percent, step: i32) -> Percent {
    let hundredths = i32::from(percent.hundredths()).saturating_add(step).max(0);
    u64::try_from(hundredths)
        .ok()
        .and_then(|hundredths| Percent::from_hundredths(hundredths).ok())
        .unwrap_or(Percent::MAX)
}

fn text_of(event: &Event) -> String {
    event
        .target_dyn_into::<HtmlInputElement>()
        .map(|input| input.value())
        .unwrap_or_default()
}
