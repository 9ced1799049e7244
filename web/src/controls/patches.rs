//! The diffs in the text: what they come to, and their patches as variants.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::Variant;
use zonescope_scenario::Scenario;

use crate::bench::{Action, Reading};

/// What the text's diffs come to, and a button that compares them; nothing for a text without.
pub fn patches(reading: &Reading, scenario: &Scenario, on: &Callback<Action>) -> Html {
    let sentences = zonescope_patch::sentences(&reading.changes);
    if sentences.is_empty() {
        return Html::default();
    }
    let variants: Rc<[Variant]> = reading.variants().into();
    let are_compared =
        scenario.variants.iter().map(|named| named.variant).eq(variants.iter().copied());
    let onclick = {
        let variants = variants.clone();
        on.reform(move |_| Action::Only(variants.clone()))
    };
    html! {
        <div id="patches" class="soft">
            { for sentences.iter().map(|sentence| html! { <p>{ sentence }</p> }) }
            if are_compared {
                <p>{ "They are compared: in this order, and each alone." }</p>
            } else if !variants.is_empty() {
                <button type="button" {onclick}>{ "Compare them: in this order, and each alone" }</button>
            }
        </div>
    }
}
