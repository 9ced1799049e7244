//! At most one call per picture drawn.

use gloo::render::{request_animation_frame, AnimationFrame};
use yew::prelude::*;

/// Of all the values a frame brings, calls `then` with the last, when the frame is drawn.
#[hook]
pub fn use_frame<T: 'static>(then: Callback<T>) -> Callback<T> {
    let waiting = use_mut_ref(|| None::<T>);
    let frame = use_mut_ref(|| None::<AnimationFrame>);
    let latest = use_mut_ref(|| then.clone());
    *latest.borrow_mut() = then;
    use_callback((), move |value: T, ()| {
        if waiting.borrow_mut().replace(value).is_some() {
            return;
        }
        let (waiting, latest) = (waiting.clone(), latest.clone());
        *frame.borrow_mut() = Some(request_animation_frame(move |_| {
            let value = waiting.borrow_mut().take();
            let then = latest.borrow().clone();
            if let Some(value) = value {
                then.emit(value);
            }
        }));
    })
}
