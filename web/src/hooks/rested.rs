//! What need not follow every move.

use std::rc::Rc;

use yew::prelude::*;

/// `value`, or while it moves, what it was before.
#[hook]
pub fn use_rested<T: 'static>(value: &Rc<T>, is_moving: bool) -> Rc<T> {
    let rested = use_mut_ref(|| value.clone());
    if !is_moving {
        *rested.borrow_mut() = value.clone();
    }
    let rested = rested.borrow().clone();
    rested
}
