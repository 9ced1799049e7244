//! Names in pieces.

use yew::prelude::*;

/// A name that may wrap where its patches are joined.
pub fn breakable(name: &str) -> Html {
    let parts = name.split_inclusive('+');
    html! { { for parts.map(|part| html! { <><span class="piece">{ part.to_owned() }</span><wbr /></> }) } }
}
