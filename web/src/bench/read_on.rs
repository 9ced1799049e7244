//! A large text being read.

use std::rc::Rc;

use yew::prelude::*;

use super::reading::{Brought, Reading, UnderWay};
use crate::hooks::{use_slices, Slices};
use crate::parts::number::count;

/// What [`ReadOn`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text. Another one takes its place at once.
    pub brought: Brought,
    /// It was read.
    pub on_read: Callback<Rc<Reading>>,
    /// It is no longer wanted.
    pub on_cancel: Callback<()>,
}

/// How far it has come, and a button that ends it.
#[function_component(ReadOn)]
pub fn read_on(props: &Props) -> Html {
    let Slices { work, is_going, .. } =
        use_slices(props.brought.clone(), UnderWay::new, UnderWay::step);
    {
        let (work, on_read) = (work.clone(), props.on_read.clone());
        use_effect_with((Rc::as_ptr(&work), is_going), move |_| {
            let reading = work.borrow().reading.clone();
            if let Some(reading) = reading {
                on_read.emit(reading);
            }
        });
    }
    let percent = work.borrow().percent().to_string();
    html! {
        <p class="coming">
            <label>
                { format!("Reading {} KiB", count((props.brought.0.len() >> 10) as u64)) }
                <progress max="100" value={percent.clone()} />
            </label>
            <span class="num">{ percent }{ "\u{a0}%" }</span>
            <button type="button" onclick={props.on_cancel.reform(|_| ())}>{ "Cancel" }</button>
        </p>
    }
}
