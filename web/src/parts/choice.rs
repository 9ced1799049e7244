//! One of several, in the browser's own menu.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What [`Choice`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The element's id.
    #[prop_or_default]
    pub id: Option<&'static str>,
    /// Its name, where no label stands around it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Values and what they are called.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value chosen.
    pub chosen: AttrValue,
    /// Called with the value the user picks.
    pub on: Callback<AttrValue>,
}

/// A `<select>` that shows what it is told, whatever the user picked before.
#[function_component(Choice)]
pub fn choice(props: &Props) -> Html {
    let select = use_node_ref();
    {
        let select = select.clone();
        // Which option is selected is no attribute once the user has picked one.
        use_effect_with((props.chosen.clone(), props.options.clone()), move |(chosen, _)| {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_value(chosen);
            }
        });
    }
    let on = props.on.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            on.emit(select.value().into());
        }
    });
    html! {
        <select ref={select} id={props.id} aria-label={props.label.clone()} {onchange}>
            { for props.options.iter().map(|(value, title)| html! {
                <option value={value}>{ title }</option>
            }) }
        </select>
    }
}
