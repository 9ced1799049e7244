//! The kernel's words, explained where they stand: a button, and what it pops up.

use yew::prelude::*;
use zonescope_model::Term;

/// A word of a table, as a button that explains it.
pub fn term(term: &Term) -> Html {
    html! {
        <button type="button" class="term" popovertarget={format!("term-{}", term.name)}>
            { term.word }
        </button>
    }
}

/// All words.
pub fn terms() -> Html {
    html! { <ul class="terms">{ for Term::ALL.iter().map(|one| html! { <li>{ term(one) }</li> }) }</ul> }
}

/// What the buttons pop up: once on the page, wherever and however often the words stand.
#[function_component(Glossary)]
pub fn glossary() -> Html {
    html! {
        { for Term::ALL.iter().map(|term| html! {
            <div id={format!("term-{}", term.name)} class="explained" popover="auto" role="note">
                <p><b>{ term.word }</b>{ ": " }{ term.meaning }</p>
            </div>
        }) }
    }
}
