//! Large things, one after the other: so that no frame has to wait for all of them.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Longer than a frame takes.
const FRAME_MS: u32 = 20;

/// Whether what `key` stands for was there for a frame, or is not `large`.
#[hook]
pub fn use_painted<T: 'static>(key: *const T, large: bool) -> bool {
    let painted = use_mut_ref(|| None);
    let again = use_force_update();
    let is_painted = !large || *painted.borrow() == Some(key);
    use_effect_with((key, is_painted), move |&(key, is_painted)| {
        let timer = (!is_painted).then(|| {
            Timeout::new(FRAME_MS, move || {
                painted.replace(Some(key));
                again.force_update();
            })
        });
        move || drop(timer)
    });
    is_painted
}
