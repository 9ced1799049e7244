//! Waiting until the user pauses.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use yew::prelude::*;

/// How long a pause is, in milliseconds.
pub const PAUSE_MS: u32 = 300;

/// Calls `then` with the value once it has rested for so many milliseconds, or at once when a
/// field is left.
#[hook]
pub fn use_idle<T: Clone + PartialEq + 'static>(value: T, rest_ms: u32, then: Callback<T>) {
    use_effect_with(value, move |value| {
        let call = {
            let value = value.clone();
            move || then.emit(value.clone())
        };
        let commit = EventListener::new(&document(), "change", {
            let call = call.clone();
            move |_| call()
        });
        let timer = Timeout::new(rest_ms, call);
        move || drop((commit, timer))
    });
}
