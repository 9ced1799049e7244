//! Starts the page in `#app`, in the place of the loading sentence.

use zonescope_web::{App, Props, State};

fn main() {
    let Some(root) = gloo::utils::document().get_element_by_id("app") else {
        return;
    };
    match State::first() {
        Ok(first) => {
            root.set_inner_html("");
            yew::Renderer::<App>::with_root_and_props(root, Props { first }).render();
        }
        Err(error) => root.set_text_content(Some(&error)),
    }
}
