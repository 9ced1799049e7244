//! What is not looked at first.

use yew::prelude::*;

use crate::hooks::use_rest;

/// What [`Later`] holds back.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What comes after what is looked at first: components, as only those are made then.
    pub children: Html,
}

/// Parts that come once the page has been there for a moment: on a first visit, whoever would see
/// what is above them would have to wait for them too.
#[function_component(Later)]
pub fn later(props: &Props) -> Html {
    match use_rest() {
        true => props.children.clone(),
        false => Html::default(),
    }
}
