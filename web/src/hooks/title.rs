//! What the window is called.

use gloo::utils::document;
use yew::prelude::*;
use zonescope_report::visible;

/// Keeps the scenario's title in the window's.
#[hook]
pub fn use_title(title: &str) {
    use_effect_with(visible(title.trim()), |title| {
        document().set_title(&match title.as_str() {
            "" => "zonescope".to_owned(),
            title => format!("{title} · zonescope"),
        });
    });
}
