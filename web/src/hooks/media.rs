//! What the browser says of the screen: its colours, print, and its width.

use gloo::events::EventListener;
use gloo::utils::{document, window};
use web_sys::MediaQueryList;
use yew::prelude::*;

/// Whether the media query holds, kept up to date.
#[hook]
pub fn use_media(query: &'static str) -> bool {
    let list = use_memo(query, |query| window().match_media(query).ok().flatten());
    let holds = |list: &Option<MediaQueryList>| list.as_ref().is_some_and(MediaQueryList::matches);
    let state = use_state_eq(|| holds(&list));
    {
        let state = state.clone();
        use_effect_with(list, move |list| {
            let list = (**list).clone();
            let listener = list.clone().map(|target| {
                EventListener::new(&target, "change", move |_| state.set(holds(&list)))
            });
            move || drop(listener)
        });
    }
    *state
}

/// The width charts have, in pixels: about what the style sheet leaves them.
#[hook]
pub fn use_room(embedded: bool) -> u32 {
    let room = move || room(embedded);
    let width = use_state_eq(room);
    {
        let width = width.clone();
        use_effect_with((), move |()| {
            let listener = EventListener::new(&window(), "resize", move |_| width.set(room()));
            move || drop(listener)
        });
    }
    *width
}

fn room(embedded: bool) -> u32 {
    const ONE_COLUMN: u32 = 899;
    const INPUTS: u32 = 318;
    const MARGINS: u32 = 40;
    // A resize should not draw a chart per pixel.
    const STEP: u32 = 20;
    let page = document()
        .document_element()
        .and_then(|root| u32::try_from(root.client_width()).ok())
        .unwrap_or(1280);
    let beside = if page > ONE_COLUMN && !embedded { INPUTS } else { 0 };
    page.saturating_sub(beside + MARGINS) / STEP * STEP
}
