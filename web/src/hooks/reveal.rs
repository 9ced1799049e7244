//! Bringing what was asked for onto the screen.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Puts the focus on what `selector` finds first, and brings its top into sight.
pub fn go_to(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // Only an element that is gone can't be focused.
        let _ = element.focus();
        element.scroll_into_view_with_bool(true);
    }
}

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
