//! Where what is on screen comes from, and what it is called.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_scenario::Scenario;

use crate::export::{file_stem, File, SCENARIO};
use crate::hooks::save;
use crate::state::{Action, State};

/// What [`Provenance`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// What was there before it.
    pub kept: Option<Rc<State>>,
    /// Its link, or why it has none.
    pub link: Rc<Result<String, String>>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The most characters of a title that a link holds.
const LONGEST: &str = "120";

/// The title, and the way back to what was there before.
#[function_component(Provenance)]
pub fn provenance(props: &Props) -> Html {
    let oninput = props.on.reform(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::Title(input.map(|input| input.value()).unwrap_or_default().into())
    });
    html! {
        <>
            if let Some(kept) = &props.kept {
                <p class="kept soft">
                    { match kept.scenario.title.trim() {
                        "" => "Your previous work is kept: ".to_owned(),
                        title => format!("Your previous work, “{title}”, is kept: "),
                    } }
                    <button type="button" class="link" onclick={props.on.reform(|_| Action::Back)}>
                        { "go back to it" }
                    </button>
                </p>
            }
            <input id="title" type="text" aria-label="Title" value={props.scenario.title.clone()}
                {oninput} maxlength={LONGEST} placeholder="Untitled" spellcheck="false"
                autocomplete="off" />
            if let Err(why) = &*props.link {
                <p class="warning">
                    { "No link: " }{ why.clone() }{ ". " }
                    { file_button(&props.scenario) }
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
