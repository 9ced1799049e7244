//! Long work, a slice at a time, so that no frame has to wait for it.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::js_sys::Date;
use yew::prelude::*;

/// How long a slice is, in milliseconds: half a frame.
const SLICE_MS: f64 = 8.0;

/// Work under way.
pub struct Slices<W> {
    /// The work, as far as it has come.
    pub work: Rc<RefCell<W>>,
    /// Whether more is to come.
    pub is_going: bool,
    /// Leaves it as it is.
    pub stop: Callback<()>,
}

/// Begins the work that `key` asks for, and goes on with it until `step` says that there is no
/// more, or it is stopped. Another key begins anew.
#[hook]
pub fn use_slices<K, W>(key: K, begin: fn(&K) -> W, step: fn(&mut W) -> bool) -> Slices<W>
where
    K: Clone + PartialEq + 'static,
    W: 'static,
{
    let work = use_memo(key, |key| Rc::new(RefCell::new(begin(key))));
    let work = Rc::clone(&*work);
    let go_on = {
        let work = work.clone();
        Rc::new(move || step(&mut work.borrow_mut()))
    };
    let (is_going, stop) = use_turns(work.clone(), go_on);
    Slices { work, is_going, stop }
}

/// Whether work goes on, and what stops it. One for all kinds of work, which saves the page some
/// KB.
#[hook]
fn use_turns(work: Rc<dyn Any>, go_on: Rc<dyn Fn() -> bool>) -> (bool, Callback<()>) {
    // Of which work it is, and how often it was gone on with; none once it has ended.
    let turn = use_state(|| (work.clone(), Some(0u32)));
    let going = match &*turn {
        (of, turn) if Rc::ptr_eq(of, &work) => *turn,
        _ => Some(0),
    };
    {
        let (work, turn) = (work.clone(), turn.clone());
        use_effect_with((Rc::as_ptr(&work).cast::<()>(), going), move |&(_, going)| {
            let timer = going.map(|count| {
                Timeout::new(0, move || {
                    let is_more = slice(&mut || go_on());
                    turn.set((work, is_more.then_some(count.wrapping_add(1))));
                })
            });
            move || drop(timer)
        });
    }
    let stop = Callback::from(move |()| turn.set((work.clone(), None)));
    (going.is_some(), stop)
}

/// Goes on with work that is shown nowhere until there is no more of it, and gives it to `done`:
/// before it returns, if it takes no longer than a slice.
pub fn in_slices<W: 'static>(
    mut work: W,
    mut step: impl FnMut(&mut W) -> bool + 'static,
    done: impl FnOnce(W) + 'static,
) {
    match slice(&mut || step(&mut work)) {
        true => {
            Timeout::new(0, move || in_slices(work, step, done)).forget();
        }
        false => done(work),
    }
}

/// Goes on for as long as a slice is; whether there is more.
fn slice(go_on: &mut dyn FnMut() -> bool) -> bool {
    let end = Date::now() + SLICE_MS;
    while go_on() {
        if Date::now() >= end {
            return true;
        }
    }
    false
}
