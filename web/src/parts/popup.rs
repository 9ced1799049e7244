//! A button, and what it pops up.

use yew::prelude::*;

/// What [`Popup`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The identifier of what pops up, for the style sheet.
    pub id: &'static str,
    /// What stands on the button, and names what pops up.
    pub name: &'static str,
    /// What pops up.
    pub children: Html,
}

/// The button. What it pops up is made when it is first pressed, which is before it is shown.
#[function_component(Popup)]
pub fn popup(props: &Props) -> Html {
    let is_made = use_state_eq(|| false);
    let onclick = {
        let is_made = is_made.clone();
        Callback::from(move |_| is_made.set(true))
    };
    html! {
        <>
            <button type="button" popovertarget={props.id} {onclick}>
                { props.name }<span aria-hidden="true">{ " ▾" }</span>
            </button>
            <div id={props.id} popover="auto" role="group" aria-label={props.name}>
                if *is_made {
                    { props.children.clone() }
                }
            </div>
        </>
    }
}
