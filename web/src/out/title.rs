//! The title of what is on screen, and the way to keep it where it has no link.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_scenario::Scenario;

use super::export::{file_stem, File, SCENARIO};
use crate::bench::Action;
use crate::hooks::{base, save};

/// The most characters of a title that a link holds.
const LONGEST: &str = "120";

/// What [`Title`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is called so.
    pub scenario: Rc<Scenario>,
    /// What goes after the `#`, or why there is nothing.
    pub link: Rc<Result<String, String>>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The title, and the file in place of a link where there is none.
#[function_component(Title)]
pub fn title(props: &Props) -> Html {
    let Props { scenario, link, on } = props;
    let oninput = on.reform(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::Title(input.map(|input| input.value()).unwrap_or_default().into())
    });
    html! {
        <>
            <input id="title" type="text" aria-label="Title" value={scenario.title.clone()}
                {oninput} maxlength={LONGEST} placeholder="Untitled" spellcheck="false"
                autocomplete="off" />
            if let Ok(link) = &**link {
                <p class="paper">{ format!("{}#{link}", base()) }</p>
            }
            if let Err(why) = &**link {
                <p class="warning">
                    { "No link: " }{ why.clone() }{ ". " }
                    { file_button(scenario) }
                </p>
            }
        </>
    }
}

fn file_button(scenario: &Rc<Scenario>) -> Html {
    let scenario = scenario.clone();
    let onclick = Callback::from(move |_| {
        if let Some(File { ending, mime }) = SCENARIO.file {
            let name = file_stem(&scenario.title) + ending;
            save(&name, mime, &scenario.to_json());
        }
    });
    html! { <button type="button" class="link" {onclick}>{ "Save the scenario file" }</button> }
}
