//! The views: what stands below the verdicts.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::Theme;
use zonescope_scenario::{Scenario, View};

use super::{AbsentPages, InitView, MatrixView, ZoneMap};
use crate::computed::Computed;
use crate::look::Look;
use crate::state::{Action, Workbench};

/// What every view shows.
#[derive(Properties, PartialEq, Clone)]
pub struct Props {
    /// What stays here.
    pub bench: Rc<Workbench>,
    /// What was computed on.
    pub scenario: Rc<Scenario>,
    /// The outcomes.
    pub computed: Rc<Computed>,
    /// How it is looked at.
    pub look: Look,
    /// How much width there is, in pixels.
    pub room_px: u32,
    /// The charts' colours.
    pub theme: Theme,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The switch between the views, and the one chosen.
#[function_component(Views)]
pub fn views(props: &Props) -> Html {
    let radio = |view: View| {
        html! {
            <label>
                <input type="radio" name="view" checked={props.scenario.view == view}
                    onchange={props.on.reform(move |_| Action::View(view))} />
                <span>{ title(view) }</span>
            </label>
        }
    };
    html! {
        <>
            <fieldset class="segments views">
                <legend class="sr">{ "View" }</legend>
                { for View::ALL.map(radio) }
            </fieldset>
            { shown(props) }
        </>
    }
}

fn shown(props: &Props) -> Html {
    match props.scenario.view {
        View::Zones => html! {
            <>
                <ZoneMap ..props.clone() />
                <AbsentPages ..props.clone() />
            </>
        },
        View::Init => html! { <InitView ..props.clone() /> },
        View::Sweep => html! {},
        View::Matrix => html! { <MatrixView ..props.clone() /> },
        View::Check => html! {},
    }
}

const fn title(view: View) -> &'static str {
    match view {
        View::Zones => "Zones",
        View::Init => "memmap init",
        View::Sweep => "Sweep",
        View::Matrix => "Matrix",
        View::Check => "Check",
    }
}
