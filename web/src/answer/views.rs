//! The views: what stands below the verdicts.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_scenario::View;

use super::check::CheckView;
use super::init::InitView;
use super::matrix::MatrixView;
use super::releases::ReleasesView;
use super::stages::Drawn;
use super::sweep::SweepView;
use super::view::Props;
use super::why::Why;
use super::zone_map::{AbsentPages, ZoneMap};
use crate::bench::Action;
use crate::parts::Later;

/// What [`Views`] shows.
#[derive(Properties, PartialEq)]
pub struct ViewsProps {
    /// What the view chosen is given.
    pub given: Props,
    /// What is drawn beside its first chart, or below it.
    pub rest: Rc<Drawn>,
}

/// The switch between the views, and the one chosen.
#[function_component(Views)]
pub fn views(ViewsProps { given: props, rest }: &ViewsProps) -> Html {
    let rest = Props { drawn: rest.clone(), ..props.clone() };
    let radio = |view: View| {
        html! {
            <label title={meaning(view)}>
                <input type="radio" name="view" checked={props.drawn.scenario.view == view}
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
            <p class="soft">{ meaning(props.drawn.scenario.view) }</p>
            { shown(props, &rest) }
            // Beside the zones there is room for it even if nothing is asked.
            if props.drawn.scenario.view != View::Zones && props.look.asked.is_some() {
                { why(props) }
            }
        </>
    }
}

/// The width of a chart that has something beside it where there is room for both. The style
/// sheet says the same of `.beside`.
fn beside(room_px: u32) -> u32 {
    const BOTH: u32 = 1040;
    const BETWEEN: u32 = 24;
    match room_px {
        BOTH.. => (room_px - BETWEEN) / 100 * 56,
        _ => room_px,
    }
}

fn why(props: &Props) -> Html {
    html! {
        <Why drawn={props.drawn.clone()} asked={props.look.asked.clone()} on={props.on.clone()} />
    }
}

fn shown(props: &Props, rest: &Props) -> Html {
    match props.drawn.scenario.view {
        View::Zones => html! {
            <>
                <ZoneMap ..props.clone() />
                <div class="beside">
                    <Later>
                        <AbsentPages room_px={beside(props.room_px)} ..rest.clone() />
                        { why(rest) }
                    </Later>
                </div>
            </>
        },
        View::Init => html! { <InitView ..props.clone() /> },
        View::Sweep => html! { <SweepView ..props.clone() /> },
        View::Matrix => html! { <MatrixView ..props.clone() /> },
        View::Check => html! { <CheckView ..props.clone() /> },
        View::Releases => html! { <ReleasesView ..props.clone() /> },
    }
}

const fn title(view: View) -> &'static str {
    match view {
        View::Zones => "Zones",
        View::Init => "memmap init",
        View::Sweep => "Sweep",
        View::Matrix => "Matrix",
        View::Check => "Check",
        View::Releases => "By release",
    }
}

/// What a view shows, in plain words: its title is as short as those of tabs.
const fn meaning(view: View) -> &'static str {
    match view {
        View::Zones => "where each variant puts every node's zones",
        View::Init => "which struct pages are initialised early, late, twice or never",
        View::Sweep => "every variant at every percentage that can be mirrored",
        View::Matrix => "every combination of the patches",
        View::Check => "what a log says its kernel built, beside the model",
        View::Releases => "which stable kernels are right on this machine",
    }
}
