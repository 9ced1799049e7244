//! Large things, one after the other: so that no frame has to wait for all of them.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Longer than a frame takes.
const FRAME_MS: u32 = 20;

/// Whether what `key` stands for was there for a frame, or is not `large`. Of keys that come
/// faster than that, one is let through each time.
#[hook]
pub fn use_painted<T: 'static>(key: *const T, large: bool) -> bool {
    let latest = use_mut_ref(|| key);
    *latest.borrow_mut() = key;
    // The last key let through, and how many were.
    let painted = use_mut_ref(|| (None, 0_u32));
    let again = use_force_update();
    let (let_through, count) = *painted.borrow();
    let is_painted = !large || let_through == Some(key);
    use_effect_with((is_painted, count), move |&(is_painted, count)| {
        let timer = (!is_painted).then(|| {
            Timeout::new(FRAME_MS, move || {
                painted.replace((Some(*latest.borrow()), count.wrapping_add(1)));
                again.force_update();
            })
        });
        move || drop(timer)
    });
    is_painted
}
