//! A button that copies a text, and shows it to copy by hand where the browser does not let it.

use yew::prelude::*;

use super::by_hand::ByHand;
use crate::hooks::copy;

/// What [`CopyText`] copies.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the button says.
    pub label: &'static str,
    /// Makes the text, once it is asked for.
    pub text: Callback<(), String>,
}

/// The button, and beside it whether it worked.
#[function_component(CopyText)]
pub fn copy_text(props: &Props) -> Html {
    let said = use_state_eq(|| "");
    let by_hand = use_state_eq(|| None::<AttrValue>);
    let onclick = {
        let make = props.text.clone();
        let (said, by_hand) = (said.clone(), by_hand.clone());
        Callback::from(move |_| {
            let text = make.emit(());
            let (said, by_hand) = (said.clone(), by_hand.clone());
            let kept = AttrValue::from(text.clone());
            let done = Callback::from(move |copied| match copied {
                true => said.set("Copied."),
                false => by_hand.set(Some(kept.clone())),
            });
            copy(text, done);
        })
    };
    let on_close = {
        let by_hand = by_hand.clone();
        Callback::from(move |()| by_hand.set(None))
    };
    html! {
        <p class="copies">
            <button type="button" {onclick}>{ props.label }</button>
            { " " }<span role="status" class="soft">{ *said }</span>
            if let Some(text) = &*by_hand {
                <ByHand text={text.clone()} {on_close} />
            }
        </p>
    }
}
