//! SVG as charts write it, as an element of the page.

use web_sys::Element;
use yew::prelude::*;

/// What [`Svg`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// One `<svg>`.
    pub svg: AttrValue,
}

/// A picture, which stays the same element as long as its text is the same.
#[function_component(Svg)]
pub fn svg(props: &Props) -> Html {
    let element = use_memo(props.svg.clone(), |svg| svg_element(svg));
    placed(&element)
}

/// The element that `svg` is, a text of one `<svg>`. yew 0.22 has its own way for such texts
/// (`VRaw`), but makes elements of no namespace, which show nothing.
pub fn svg_element(svg: &str) -> Option<Element> {
    let outer = gloo::utils::document().create_element("div").ok()?;
    outer.set_inner_html(svg);
    outer.first_element_child()
}

/// An element that is there already, placed among those that yew makes.
pub fn placed(element: &Option<Element>) -> Html {
    element.clone().map(|element| Html::VRef(element.into())).unwrap_or_default()
}
