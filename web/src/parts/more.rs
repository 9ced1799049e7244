//! A long list, so many at a time.

use yew::prelude::*;

use super::number::count;

/// How many rows are shown at first, and how many more when asked for more.
const SHOWN: usize = 100;

/// How much of a list is shown.
pub struct More {
    /// How many of the first.
    pub shown: usize,
    on_more: Callback<MouseEvent>,
}

/// How much of a list is shown: more each time it is asked for.
#[hook]
pub fn use_more() -> More {
    let shown = use_state_eq(|| SHOWN);
    let more = shown.clone();
    More { shown: *shown, on_more: Callback::from(move |_| more.set(*more + SHOWN)) }
}

impl More {
    /// What asks for more of `all`, if there are more of these `things`.
    pub fn button(&self, all: usize, things: &str) -> Html {
        let left = all.saturating_sub(self.shown);
        if left == 0 {
            return Html::default();
        }
        html! {
            <button type="button" class="link" onclick={self.on_more.clone()}>
                { format!("Show more: {} {things} are left", count(left as u64)) }
            </button>
        }
    }
}
