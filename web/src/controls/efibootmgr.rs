//! The command that sets mirroring: written as the setting changes, and read when it is pasted.

use yew::prelude::*;
use zonescope_mirror::Setting;

use crate::hooks::{copy, use_draft, Draft};
use crate::parts::ByHand;

/// What [`Efibootmgr`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the firmware is set to.
    pub setting: Setting,
    /// Puts another setting in force, or says why not.
    pub set: Callback<Setting, Result<(), String>>,
}

/// The command in a box, and a button to copy it.
#[function_component(Efibootmgr)]
pub fn efibootmgr(props: &Props) -> Html {
    let copied = use_state(|| None::<(bool, AttrValue)>);
    let command = props.setting.to_string();
    let set = {
        let (set, setting) = (props.set.clone(), props.setting.clone());
        Callback::from(move |text: String| {
            let setting = setting.after_efibootmgr(&text).map_err(|error| error.to_string())?;
            set.emit(setting.clone())?;
            Ok(setting.to_string())
        })
    };
    let Draft { text, error, oninput, onchange, .. } = use_draft(command.clone(), set, is_half);
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
    let is_copied = matches!(&*copied, Some((true, text)) if *text == command);
    html! {
        <>
            <div class="command">
                <input type="text" value={text} {oninput} {onchange}
                    aria-label="The command that sets it" aria-describedby="efibootmgr-error"
                    aria-invalid={(!error.is_empty()).then_some("true")}
                    spellcheck="false" autocomplete="off" autocapitalize="off" />
                <button type="button" {onclick}>{ if is_copied { "Copied" } else { "Copy" } }
                    <span class="sr">{ " the command" }</span></button>
                <span class="sr" role="status">{ if is_copied { "Copied the command." } else { "" } }</span>
            </div>
            <p id="efibootmgr-error" class="error" role="alert">{ error }</p>
            if !props.setting.nodes.is_empty() {
                <p class="soft">{ "It has no words for a node’s own percentage." }</p>
            }
            if let Some((false, text)) = &*copied {
                <ByHand text={text.clone()} on_close={move |()| copied.set(None)} />
            }
        </>
    }
}

/// Whether a value, or everything, is still to come.
fn is_half(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    last.is_empty() || "efibootmgr".starts_with(last) || ["-", "-m", "-M"].contains(&last)
}
