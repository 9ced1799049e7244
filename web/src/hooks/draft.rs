//! What stands in a field while it is typed: it stays as typed, right or wrong, until what is in
//! force changes from elsewhere.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A field while it is typed in.
pub struct Draft {
    /// What to show in it.
    pub text: String,
    /// What is wrong with it, or nothing.
    pub error: String,
    /// For the field.
    pub oninput: Callback<InputEvent>,
    /// For the field: the user has done typing.
    pub onchange: Callback<Event>,
    /// Puts a text in as if it were typed.
    pub enter: Callback<String>,
}

/// What was typed.
#[derive(Clone)]
struct Typed {
    text: String,
    /// What was in force once it was typed.
    under: String,
    error: String,
}

/// A field of `value`. `set` puts another text in force and gives it as it is then written, or
/// says why not; that is kept back while the text is half typed.
#[hook]
pub fn use_draft(
    value: String,
    set: Callback<String, Result<String, String>>,
    is_half: fn(&str) -> bool,
) -> Draft {
    let typed = use_state(|| None::<Typed>);
    let take = {
        let (typed, value) = (typed.clone(), value.clone());
        move |text: String, is_done: bool| {
            let came_to = set.emit(text.trim().to_owned());
            typed.set(match came_to {
                Ok(_) if is_done => None,
                Ok(under) => Some(Typed { text, under, error: String::new() }),
                Err(error) => Some(Typed {
                    error: match is_done || !is_half(text.trim()) {
                        true => error,
                        false => String::new(),
                    },
                    text,
                    under: value.clone(),
                }),
            });
        }
    };
    let (input, change, enter) = (take.clone(), take.clone(), take);
    let shown = typed.as_ref().filter(|typed| typed.under == value);
    Draft {
        text: shown.map_or_else(|| value.clone(), |typed| typed.text.clone()),
        error: shown.map(|typed| typed.error.clone()).unwrap_or_default(),
        oninput: Callback::from(move |event: InputEvent| input(text_of(&event), false)),
        onchange: Callback::from(move |event: Event| change(text_of(&event), true)),
        enter: Callback::from(move |text| enter(text, true)),
    }
}

fn text_of(event: &Event) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}
