//! How the machine boots: the command line, the kernel, deferral, the architecture.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_model::{cmdline_words, Kernel};
use zonescope_report::{cmdline_sentence, evidence_sentence, word_note_sentence};
use zonescope_scenario::Scenario;

use super::arch::Architecture;
use super::boot_words::BootControls;
use crate::bench::{Action, Reading, Workbench};

/// What [`Boot`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The command line as it stands in its box.
    pub bench: Rc<Workbench>,
    /// What it came to.
    pub scenario: Rc<Scenario>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The settings of the boot.
#[function_component(Boot)]
pub fn boot(props: &Props) -> Html {
    let on = &props.on;
    let bench = &props.bench;
    let oninput = on.reform(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        Action::Cmdline(input.map(|input| input.value()).unwrap_or_default().into())
    });
    let deferred = props.scenario.setup.deferred_init;
    html! {
        <section aria-labelledby="boot">
            <h2 id="boot">{ "Boot" }</h2>
            <label class="field stacked" for="cmdline"><span>{ "Command line" }</span></label>
            <input id="cmdline" type="text" value={bench.cmdline.clone()} {oninput}
                spellcheck="false" autocomplete="off" autocapitalize="off"
                aria-describedby="words" placeholder="none" />
            { echo(&bench.cmdline) }
            <p id="words" class="soft">{ cmdline_sentence(&bench.cmdline) }</p>
            // One child, however many notes: else the box would be made anew, and lose the focus.
            <>{ for cmdline_words(&bench.cmdline).iter().filter_map(word_note_sentence).map(|note| html! {
                <p class="warning">{ note }</p>
            }) }</>
            if bench.cmdline != bench.implied {
                <button type="button" class="link" onclick={restore(on, &bench.implied)}>
                    { "Back to " }
                    if bench.implied.is_empty() {
                        { "none" }
                    } else {
                        <code>{ bench.implied.clone() }</code>
                    }
                </button>
            }
            <BootControls words={props.scenario.setup.words} on={on.clone()} />
            { kernels(props) }
            <label class="check">
                <input type="checkbox" checked={deferred}
                    onchange={on.reform(move |_| Action::Deferred(!deferred))} />
                <span>
                    { "Deferred struct page init" }
                    <small>{ "CONFIG_DEFERRED_STRUCT_PAGE_INIT" }</small>
                </span>
            </label>
            <p class="soft">{ for evidence(&props.scenario) }</p>
            <Architecture arch={props.scenario.setup.arch} bench={bench.clone()} on={on.clone()} />
            if let Some(line) = log_line(&bench.reading) {
                <p>{ line }</p>
            }
        </section>
    }
}

/// Of every kernel chosen, whether it was compared with a boot on this architecture.
fn evidence(scenario: &Scenario) -> Vec<String> {
    let arch = &scenario.setup.arch;
    scenario.kernels().into_iter().map(|kernel| evidence_sentence(kernel, arch) + " ").collect()
}

fn restore(on: &Callback<Action>, implied: &AttrValue) -> Callback<MouseEvent> {
    let implied = implied.clone();
    on.reform(move |_| Action::Cmdline(implied.clone()))
}

/// One for all variants; none where they differ.
fn kernels(props: &Props) -> Html {
    let variants = &props.scenario.variants;
    let radio = |kernel: Kernel| {
        let checked = props.bench.kernel == kernel
            && variants.iter().all(|named| named.variant.kernel == kernel);
        html! {
            <label title={format!("{}: {}", kernel.entry().releases, kernel.entry().meaning)}>
                <input type="radio" name="kernel" {checked}
                    onchange={props.on.reform(move |_| Action::Kernel(kernel))} />
                <span>{ kernel.title() }</span>
            </label>
        }
    };
    html! {
        <fieldset class="field segments">
            <legend>{ "Rules of kernel" }</legend>
            { for Kernel::ALL.map(radio) }
        </fieldset>
    }
}

/// Where some words are passed over, which: those read are bold, the others grey.
fn echo(cmdline: &str) -> Html {
    let words = cmdline_words(cmdline);
    if words.iter().all(|word| word.is_read()) {
        return Html::default();
    }
    html! {
        <p class="echo">
            { for words.iter().map(|word| match word.is_read() {
                true => html! { <><b>{ word.text }</b>{ " " }</> },
                false => html! { <><span class="soft">{ word.text }</span>{ " " }</> },
            }) }
        </p>
    }
}

/// What the text says of the machine it is from, where that matters here.
fn log_line(reading: &Reading) -> Option<String> {
    let combined = reading.combined()?;
    let version = combined
        .kernel
        .as_ref()
        .and_then(|version| version.split_whitespace().next())
        .map(|version| format!("Linux {version}"));
    let foreign = reading
        .log
        .arch()
        .as_ref()
        .filter(|_| combined.arch.is_none())
        .map(|found| format!("{}, whose zones are not modelled", found.what));
    let parts: Vec<String> = [version, foreign].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("The text is from {}.", parts.join(" on ")))
}
