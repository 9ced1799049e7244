//! Starts the page in `#app`, in the place of the loading sentence.

use std::hint::black_box;

use gloo::timers::callback::Timeout;
use yew::Renderer;
use zonescope_web::{begin, guest, tell_panics, App, Embed, EmbedProps, Props};

/// What the first picture takes, in bytes, asked for at once: until it was there memory grew 22
/// times, which took 17 ms of a traced start.
const FIRST_BYTES: usize = 2 << 20;

fn main() {
    tell_panics();
    drop(black_box(Vec::<u8>::with_capacity(FIRST_BYTES)));
    let Some(root) = gloo::utils::document().get_element_by_id("app") else {
        return;
    };
    if let Some(guest) = guest() {
        root.set_inner_html("");
        let props = EmbedProps::from(guest);
        Renderer::<Embed>::with_root_and_props(root, props).render();
        return;
    }
    let first = begin();
    // Drawing takes about as long as all before it: no task has to wait for both.
    Timeout::new(0, move || match first {
        Ok(first) => {
            root.set_inner_html("");
            Renderer::<App>::with_root_and_props(root, Props { first }).render();
        }
        Err(error) => root.set_text_content(Some(&error)),
    })
    .forget();
}
