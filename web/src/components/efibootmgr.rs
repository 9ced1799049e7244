//! The command that sets mirroring: written as the setting changes, and read when it is pasted.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_model::{Setting, SettingError};
use zonescope_scenario::Mirrored;

use super::by_hand::ByHand;
use crate::hooks::copy;

/// What [`Efibootmgr`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The machine and its setting.
    pub mirrored: Rc<Mirrored>,
    /// Puts another setting in force, or says why not.
    pub set: Callback<Setting, Result<(), String>>,
}

/// What stands in the box since the user typed in it.
struct Draft {
    text: String,
    /// The setting it came to, or what was wrong, and under which setting.
    came_to: Result<Setting, (Rc<Mirrored>, String)>,
}

/// The command in a box, and a button to copy it.
#[function_component(Efibootmgr)]
pub fn efibootmgr(props: &Props) -> Html {
    let draft = use_state(|| None::<Draft>);
    let copied = use_state(|| None::<(bool, AttrValue)>);
    let setting = &props.mirrored.setting;
    let command = setting.to_string();
    let typed = (*draft).as_ref().filter(|draft| match &draft.came_to {
        Ok(came_to) => came_to == setting,
        Err((of, _)) => *of == props.mirrored,
    });
    let enter = {
        let (draft, set, mirrored) = (draft.clone(), props.set.clone(), props.mirrored.clone());
        move |text: String, is_done: bool| {
            let read = mirrored.setting.after_efibootmgr(&text);
            let is_unfinished =
                matches!(read, Err(SettingError::NoValue(_) | SettingError::Nothing));
            let came_to = read
                .map_err(|error| error.to_string())
                .and_then(|setting| set.emit(setting.clone()).map(|()| setting));
            let came_to = came_to.map_err(|error| match is_done || !is_unfinished {
                true => (mirrored.clone(), error),
                false => (mirrored.clone(), String::new()),
            });
            draft.set(Some(Draft { text, came_to }));
        }
    };
    let oninput = {
        let enter = enter.clone();
        Callback::from(move |event: InputEvent| enter(text_of(&event), false))
    };
    let onchange = Callback::from(move |event: Event| enter(text_of(&event), true));
    let onclick = {
        let (copied, command) = (copied.clone(), command.clone());
        Callback::from(move |_| {
            let (copied, text) = (copied.clone(), AttrValue::from(command.clone()));
            copy(
                command.clone(),
                Callback::from(move |done| copied.set(Some((done, text.clone())))),
            );
        })
    };
    let error = match typed.map(|draft| &draft.came_to) {
        Some(Err((_, error))) => error.clone(),
        _ => String::new(),
    };
    let is_copied = matches!(&*copied, Some((true, text)) if *text == command);
    html! {
        <>
            <div class="command">
                <input type="text" value={typed.map_or(command, |draft| draft.text.clone())} {oninput} {onchange}
                    aria-label="The command that sets it" aria-describedby="efibootmgr-error"
                    aria-invalid={(!error.is_empty()).then_some("true")}
                    spellcheck="false" autocomplete="off" autocapitalize="off" />
                <button type="button" {onclick}>{ if is_copied { "Copied" } else { "Copy" } }
                    <span class="sr">{ " the command" }</span></button>
                <span class="sr" role="status">{ is_copied.then_some("Copied the command.") }</span>
            </div>
            <p id="efibootmgr-error" class="error" role="alert">{ error }</p>
            if !setting.nodes.is_empty() {
                <p class="soft">{ "It has no words for a node’s own percentage." }</p>
            }
            if let Some((false, text)) = &*copied {
                <ByHand text={text.clone()} on_close={move |()| copied.set(None)} />
            }
        </>
    }
}

fn text_of(event: &Event) -> String {
    event
        .target_dyn_into::<HtmlInputElement>()
        .map(|input| input.value())
        .unwrap_or_default()
}
