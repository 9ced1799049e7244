//! Something folded away, made only while it is open.

use web_sys::Element;
use yew::prelude::*;

/// Whether a `<details>` is open, and its `ontoggle`.
#[hook]
pub fn use_fold() -> (bool, Callback<Event>) {
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            if let Some(details) = event.target_dyn_into::<Element>() {
                open.set(details.has_attribute("open"));
            }
        })
    };
    (*open, ontoggle)
}
