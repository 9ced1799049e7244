//! What need not follow every move.

use std::rc::Rc;

use yew::prelude::*;

/// `value`; while it moves, what it was when it last stood still.
#[hook]
pub fn use_settled<T: 'static>(value: &Rc<T>, is_moving: bool) -> Rc<T> {
    let settled = use_mut_ref(|| value.clone());
    if !is_moving {
        *settled.borrow_mut() = value.clone();
    }
    let settled = settled.borrow().clone();
    settled
}
