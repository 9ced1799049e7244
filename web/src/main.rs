//! Starts the page in `#app`, in the place of the loading sentence.

use yew::Renderer;
use zonescope_web::{begin, guest, App, Embed, EmbedProps, Framed, Guest, Props};

fn main() {
    let Some(root) = gloo::utils::document().get_element_by_id("app") else {
        return;
    };
    let empty = || {
        root.set_inner_html("");
        root.clone()
    };
    match guest() {
        Some(Guest::Embed { view, theme }) => {
            let view = view.into();
            let _ = Renderer::<Embed>::with_root_and_props(empty(), EmbedProps { view, theme })
                .render();
        }
        Some(Guest::Framed) => {
            let _ = Renderer::<Framed>::with_root(empty()).render();
        }
        None => match begin() {
            Ok(first) => {
                let _ = Renderer::<App>::with_root_and_props(empty(), Props { first }).render();
            }
            Err(error) => root.set_text_content(Some(&error)),
        },
    }
}
