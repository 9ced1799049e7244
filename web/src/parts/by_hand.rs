//! Where the browser lets no page copy: the text, selected, to be copied by hand.

use web_sys::{HtmlDialogElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What [`ByHand`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was to be copied.
    pub text: AttrValue,
    /// Called when it is no longer needed.
    pub on_close: Callback<()>,
}

/// A dialog with the text.
#[function_component(ByHand)]
pub fn by_hand(props: &Props) -> Html {
    let dialog = use_node_ref();
    let area = use_node_ref();
    {
        let (dialog, area) = (dialog.clone(), area.clone());
        use_effect_with(props.text.clone(), move |_| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // Only one that is open already, or not in the page, can't be opened.
                let _ = dialog.show_modal();
            }
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                area.select();
            }
        });
    }
    let onclick = {
        let dialog = dialog.clone();
        Callback::from(move |_| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    html! {
        <dialog ref={dialog} aria-labelledby="by-hand" onclose={props.on_close.reform(|_| ())}>
            <p id="by-hand">{ "This browser does not let the page copy. Here is the text to copy by hand." }</p>
            <textarea ref={area} readonly={true} rows="12" wrap="off" aria-labelledby="by-hand"
                value={props.text.clone()} />
            <button type="button" {onclick}>{ "Close" }</button>
        </dialog>
    }
}
