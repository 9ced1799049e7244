//! How the machine boots: the command line, the kernel, deferral, the architecture.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_model::{Arch, BootWords, Kernel};
use zonescope_scenario::Scenario;

use crate::reading::Reading;
use crate::state::{Action, Workbench};

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
                aria-describedby="words" placeholder="kernelcore=mirror" />
            <p id="words" class="soft">{ words(&bench.cmdline) }</p>
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
            { kernels(props) }
            <label class="check">
                <input type="checkbox" checked={deferred}
                    onchange={on.reform(move |_| Action::Deferred(!deferred))} />
                <span>
                    { "Deferred struct page init" }
                    <small>{ "CONFIG_DEFERRED_STRUCT_PAGE_INIT" }</small>
                </span>
            </label>
            <p class="soft">{ arch_line(&props.scenario.setup.arch) }</p>
            if let Some(line) = log_line(&bench.reading, &props.scenario.setup.arch) {
                <p>{ line }</p>
            }
        </section>
    }
}

fn restore(on: &Callback<Action>, implied: &AttrValue) -> Callback<MouseEvent> {
    let implied = implied.clone();
    on.reform(move |_| Action::Cmdline(implied.clone()))
}

/// One of two for all variants; neither where they differ.
fn kernels(props: &Props) -> Html {
    let variants = &props.scenario.variants;
    let radio = |kernel: Kernel| {
        let checked = props.bench.kernel == kernel
            && variants.iter().all(|named| named.variant.kernel == kernel);
        html! {
            <label>
                <input type="radio" name="kernel" {checked}
                    onchange={props.on.reform(move |_| Action::Kernel(kernel))} />
                <span>{ title(kernel) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="field segments">
            <legend>{ "Kernel" }</legend>
            { for Kernel::ALL.map(radio) }
        </fieldset>
    }
}

/// How a kernel is called: it stands for those after it too.
pub const fn title(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::V6_12 => "v6.12",
        Kernel::V6_18 => "v6.18+",
    }
}

/// What the model makes of the command line.
fn words(cmdline: &str) -> String {
    let read = BootWords::parse(cmdline).to_string();
    let others = cmdline
        .split_whitespace()
        .filter(|word| !BootWords::reads(word))
        .count();
    let read = match read.as_str() {
        "" => "No word here changes the zones".to_owned(),
        words => format!("Read: {words}"),
    };
    match others {
        0 => format!("{read}."),
        1 => format!("{read}; 1 other word is passed over."),
        many => format!("{read}; {many} other words are passed over."),
    }
}

fn arch_line(arch: &Arch) -> String {
    let checked = match arch.checked {
        true => "checked against the kernel",
        false => "not checked against a kernel",
    };
    format!(
        "{}, {} KiB pages, {checked}.",
        arch.name,
        arch.page_size() >> 10
    )
}

/// What the text says of the machine it is from, where that matters here.
fn log_line(reading: &Reading, arch: &Arch) -> Option<String> {
    let combined = reading.combined.as_ref().ok()?;
    let version = combined
        .kernel
        .as_ref()
        .and_then(|version| version.split_whitespace().next())
        .map(|version| format!("Linux {version}"));
    let foreign = reading
        .log
        .arch
        .as_ref()
        .filter(|found| found.what != arch.name)
        .map(|found| format!("{}, whose zones are not modelled", found.what));
    let parts: Vec<String> = [version, foreign].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("The text is from {}.", parts.join(" on ")))
}
