//! Light, dark, or as the system says; remembered between visits.

use gloo::utils::document;
use yew::prelude::*;

use super::colours::Theme;
use super::media::use_media;
use super::storage::storage;

/// Where the choice is kept.
const KEY: &str = "zonescope-theme";

/// The theme in force, and how to change it.
#[derive(Clone, PartialEq)]
pub struct ThemeHandle {
    /// What the user chose.
    pub chosen: Theme,
    /// The colours charts are drawn in: paper's while printing.
    pub palette: zonescope_chart::Theme,
    /// Chooses another.
    pub choose: Callback<Theme>,
}

/// Keeps `data-theme` on the page, and a choice in storage.
#[hook]
pub fn use_theme() -> ThemeHandle {
    let chosen = use_state_eq(|| {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        Theme::from_name(&kept.unwrap_or_default())
    });
    let palette = use_palette(*chosen);
    ThemeHandle {
        chosen: *chosen,
        palette,
        choose: Callback::from(move |theme: Theme| {
            if let Some(storage) = storage() {
                // It may be full: the choice then lasts as long as the page.
                let _ = storage.set_item(KEY, theme.name());
            }
            chosen.set(theme);
        }),
    }
}

/// Keeps `data-theme` on the page. Gives the colours that charts are drawn in: paper's while
/// printing.
#[hook]
pub fn use_palette(chosen: Theme) -> zonescope_chart::Theme {
    use_effect_with(chosen, |chosen| {
        if let Some(root) = document().document_element() {
            // Only a name that is none can't be set.
            let _ = root.set_attribute("data-theme", chosen.name());
        }
    });
    let printing = use_media("print");
    let dark = use_media("(prefers-color-scheme: dark)");
    match chosen {
        _ if printing => zonescope_chart::Theme::Print,
        Theme::Light => zonescope_chart::Theme::Light,
        Theme::Dark => zonescope_chart::Theme::Dark,
        Theme::Auto if dark => zonescope_chart::Theme::Dark,
        Theme::Auto => zonescope_chart::Theme::Light,
    }
}
