//! Waiting until the user pauses.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::heard::use_heard;

/// How long a pause is, in milliseconds.
pub const PAUSE_MS: u32 = 300;

/// Whether a pause has gone by since the component came: what is not looked at first waits for it.
#[hook]
pub fn use_rest() -> bool {
    let at_rest = use_state_eq(|| false);
    use_effect_with((), {
        let at_rest = at_rest.setter();
        move |()| {
            let timer = Timeout::new(PAUSE_MS, move || at_rest.set(true));
            move || drop(timer)
        }
    });
    *at_rest
}

/// Calls `then` with the value once it has rested for so many milliseconds, or at once when a
/// field is left.
#[hook]
pub fn use_idle<T: Clone + PartialEq + 'static>(value: T, rest_ms: u32, then: Callback<T>) {
    let call = {
        let value = value.clone();
        Callback::from(move |()| then.emit(value.clone()))
    };
    use_heard(&["change"], call.clone());
    use_effect_with(value, move |_| {
        let timer = Timeout::new(rest_ms, move || call.emit(()));
        move || drop(timer)
    });
}
