//! What the browser keeps for the page.

use gloo::utils::window;
use web_sys::Storage;

use super::guest::guest;

/// The page's storage; none where the browser forbids it, and none for a guest: embedded or
/// framed, the page reads and keeps nothing.
pub fn storage() -> Option<Storage> {
    if guest().is_some() {
        return None;
    }
    window().local_storage().ok().flatten()
}
