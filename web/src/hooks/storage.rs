//! What the browser keeps for the page.

use gloo::utils::window;
use web_sys::{Storage, UrlSearchParams};

/// The page's storage; none where the browser forbids it, and none for a guest: embedded or
/// framed, the page reads and keeps nothing.
pub fn storage() -> Option<Storage> {
    if is_guest() {
        return None;
    }
    window().local_storage().ok().flatten()
}

fn is_guest() -> bool {
    let window = window();
    let framed = window.top().ok().flatten().is_none_or(|top| top != window);
    let embedded = window
        .location()
        .search()
        .and_then(|search| UrlSearchParams::new_with_str(&search))
        .is_ok_and(|search| search.has("embed"));
    framed || embedded
}
