//! What the window is called.

use gloo::utils::document;
use yew::prelude::*;

/// Keeps the scenario's title in the window's.
#[hook]
pub fn use_title(title: &str) {
    use_effect_with(title.trim().to_owned(), |title| {
        document().set_title(&match title.as_str() {
            "" => "zonescope".to_owned(),
            title => format!("{title} · zonescope"),
        });
    });
}
