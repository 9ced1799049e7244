//! Starts the page in `#app`, in the place of the loading sentence.

use zonescope_web::App;

fn main() {
    let Some(root) = gloo::utils::document().get_element_by_id("app") else {
        return;
    };
    root.set_inner_html("");
    yew::Renderer::<App>::with_root(root).render();
}
