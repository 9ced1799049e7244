//! Bringing what was asked for onto the screen.

use gloo::utils::document;
use web_sys::Element;

/// Scrolls as little as it takes to see `element`; not at all if it is seen.
pub fn reveal(element: &Element) {
    let Some(root) = document().document_element() else {
        return;
    };
    let seen = element.get_bounding_client_rect();
    let height = f64::from(root.client_height());
    if seen.top() < 0.0 || seen.height() > height {
        element.scroll_into_view_with_bool(true);
    } else if seen.bottom() > height {
        element.scroll_into_view_with_bool(false);
    }
}
