//! Whether the page is at home, or a guest in somebody's document.

use gloo::utils::window;
use web_sys::UrlSearchParams;

use super::colours::Theme;

/// What the page is there for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Guest {
    /// Asked by `?embed=` to show one view.
    Embed {
        /// The view's name, as it was asked for.
        view: String,
        /// `&theme=`.
        theme: Theme,
    },
    /// In a frame without having been asked to be: it could be a trap for clicks.
    Framed,
}

/// None at home.
pub fn guest() -> Option<Guest> {
    let window = window();
    let query =
        window.location().search().and_then(|search| UrlSearchParams::new_with_str(&search)).ok();
    let asked = |name: &str| query.as_ref().and_then(|query| query.get(name));
    if let Some(view) = asked("embed") {
        return Some(Guest::Embed {
            view,
            theme: Theme::from_name(&asked("theme").unwrap_or_default()),
        });
    }
    let at_home = window.top().ok().flatten().is_some_and(|top| top == window);
    (!at_home).then_some(Guest::Framed)
}
