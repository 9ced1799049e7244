//! What the page is, the menu of cases, the theme, and help.

use yew::prelude::*;
use zonescope_scenario::CASES;

use super::help::help;
use crate::bench::Action;
use crate::hooks::{go_to, Theme};
use crate::parts::Choice;

/// What [`Header`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The case on screen, if it is one.
    pub case: Option<&'static str>,
    /// The theme chosen.
    pub theme: Theme,
    /// Chooses another.
    pub on_theme: Callback<Theme>,
    /// What the user did.
    pub on: Callback<Action>,
    /// What takes the result out of the page.
    pub children: Children,
}

/// The bar across the top.
#[function_component(Header)]
pub fn header(props: &Props) -> Html {
    let mut cases: Vec<(AttrValue, AttrValue)> =
        CASES.iter().map(|case| (case.id.into(), case.title.into())).collect();
    if props.case.is_none() {
        cases.insert(0, (AttrValue::default(), "your own".into()));
    }
    let on = props.on.clone();
    let pick_case = Callback::from(move |id: AttrValue| {
        if let Some(case) = CASES.iter().find(|case| case.id == id.as_str()) {
            on.emit(Action::Case(case));
        }
    });
    let themes: Vec<(AttrValue, AttrValue)> =
        Theme::ALL.into_iter().map(|theme| (theme.name().into(), theme.title().into())).collect();
    let pick_theme = props.on_theme.reform(|name: AttrValue| Theme::from_name(&name));
    html! {
        <header>
            <button type="button" class="skip" onclick={|_| go_to("#answer")}>{ "Skip to the answer" }</button>
            <h1>{ "zonescope" }</h1>
            <p class="sub">{ "memblock → zones, per patch" }</p>
            <div class="tools">
                <label>
                    { "Case " }
                    <Choice id="cases" options={cases} on={pick_case}
                        chosen={AttrValue::from(props.case.unwrap_or_default())} />
                </label>
                { props.children.clone() }
                <Choice id="theme" label="Theme" options={themes} on={pick_theme}
                    chosen={AttrValue::from(props.theme.name())} />
                { help() }
            </div>
        </header>
    }
}
