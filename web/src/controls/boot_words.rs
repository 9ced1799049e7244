//! The boot words the model reads, by controls: the same as on the command line beside them.

use yew::prelude::*;
use zonescope_model::{cmdline_words, Amount, BootWords};
use zonescope_report::word_note_sentence;

use crate::bench::Action;
use crate::hooks::{use_draft, Draft};
use crate::parts::Choice;

/// What [`BootControls`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The words in force.
    pub words: BootWords,
    /// What the user did.
    pub on: Callback<Action>,
}

/// A control for each word.
#[function_component(BootControls)]
pub fn boot_controls(props: &Props) -> Html {
    let words = props.words;
    let set = props.on.reform(Action::Words);
    let switch = |title: &'static str, word: &'static str, is_on: bool, then: BootWords| {
        html! {
            <label class="check">
                <input type="checkbox" checked={is_on} onchange={set.reform(move |_| then)} />
                <span>{ title }<small>{ word }</small></span>
            </label>
        }
    };
    html! {
        <>
            <AmountOf word="kernelcore" amount={words.kernelcore} mirror={Some(words.mirror)}
                on={set.reform(move |(kernelcore, mirror)| BootWords { kernelcore, mirror, ..words })} />
            <AmountOf word="movablecore" amount={words.movablecore}
                on={set.reform(move |(movablecore, _)| BootWords { movablecore, ..words })} />
            { switch("Movable nodes", "movable_node", words.movable_node, BootWords {
                movable_node: !words.movable_node,
                ..words
            }) }
            { switch("Crash kernel", "elfcorehdr=", words.kdump, BootWords {
                kdump: !words.kdump,
                ..words
            }) }
        </>
    }
}

/// What [`AmountOf`] shows.
#[derive(Properties, PartialEq)]
struct AmountProps {
    word: &'static str,
    amount: Option<Amount>,
    /// Whether it is `mirror`, where it can be.
    #[prop_or_default]
    mirror: Option<bool>,
    on: Callback<(Option<Amount>, bool)>,
}

/// What a size or a share begins with when it is picked.
const SIZE: Amount = Amount::Bytes(4 << 30);
const SHARE: Amount = Amount::Percent(50);

/// None, mirror, a size or a share.
#[function_component(AmountOf)]
fn amount_of(props: &AmountProps) -> Html {
    let chosen = match (props.mirror, props.amount) {
        (Some(true), _) => "mirror",
        (_, None) => "none",
        (_, Some(Amount::Bytes(_))) => "size",
        (_, Some(Amount::Percent(_))) => "percent",
    };
    let mut options = vec![("none", "not given")];
    if props.mirror.is_some() {
        options.push(("mirror", "mirror"));
    }
    options.extend([("size", "a size"), ("percent", "a percentage")]);
    let options = options
        .into_iter()
        .map(|(value, title)| (value.into(), title.into()))
        .collect::<Vec<(AttrValue, AttrValue)>>();
    let pick = props.on.reform(|value: AttrValue| match value.as_str() {
        "mirror" => (None, true),
        "size" => (Some(SIZE), false),
        "percent" => (Some(SHARE), false),
        _ => (None, false),
    });
    let word = props.word;
    html! {
        <div class="field">
            <label for={word}><code>{ format!("{word}=") }</code></label>
            <Choice id={word} {options} chosen={AttrValue::from(chosen)} on={pick} />
            if let (Some(amount), "size" | "percent") = (props.amount, chosen) {
                <AmountField {word} {amount} on={props.on.reform(|amount| (Some(amount), false))} />
            }
        </div>
    }
}

/// What [`AmountField`] shows.
#[derive(Properties, PartialEq)]
struct FieldProps {
    word: &'static str,
    amount: Amount,
    on: Callback<Amount>,
}

/// How much, in the kernel's own spelling.
#[function_component(AmountField)]
fn amount_field(props: &FieldProps) -> Html {
    let (value, sign) = match props.amount {
        Amount::Percent(percent) => (percent.to_string(), "%"),
        size => (size.to_string(), ""),
    };
    let word = props.word;
    let set = {
        let on = props.on.clone();
        Callback::from(move |text: String| {
            let amount = amount_in(&format!("{word}={text}{sign}"))?;
            on.emit(amount);
            let written = amount.to_string();
            Ok(written.trim_end_matches('%').to_owned())
        })
    };
    let Draft { text, error, oninput, onchange, .. } = use_draft(value, set, str::is_empty);
    let error_id = format!("{word}-error");
    let label = match sign {
        "" => format!("{word}, a size such as 4G"),
        _ => format!("{word}, in percent of memory"),
    };
    html! {
        <>
            <input class="amount" type="text" value={text} {oninput} {onchange} aria-label={label}
                aria-invalid={(!error.is_empty()).then_some("true")} aria-describedby={error_id.clone()}
                spellcheck="false" autocomplete="off" autocapitalize="off" />
            <span aria-hidden="true">{ sign }</span>
            <p id={error_id} class="error" role="alert">{ error }</p>
        </>
    }
}

/// The amount a word gives, if it gives all that stands there.
fn amount_in(word: &str) -> Result<Amount, String> {
    match cmdline_words(word).as_slice() {
        [one] if one.text == word => match word_note_sentence(one) {
            Some(note) => Err(note),
            None => one
                .sets
                .kernelcore
                .or(one.sets.movablecore)
                .ok_or_else(|| format!("{word} gives no size.")),
        },
        _ => Err(format!("{word} is not one word: write 4G.")),
    }
}
