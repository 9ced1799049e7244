//! A verdict per variant, with the counts a mail would quote.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{MachineField, PatchSet, Quantity, Release};
use zonescope_report::{sentence, variant_meaning, variant_releases, verdict_sentence, Told};
use zonescope_scenario::{Evaluated, Scenario};

use super::asking::Asking;
use super::cell::At;
use super::computed::Computed;
use super::findings::Findings;
use super::stages::Drawn;
use crate::bench::{Action, Hinted, Look};
use crate::parts::{breakable, term};

/// What [`Verdicts`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// The release that the text was written by.
    pub logged: Option<&'static Release>,
    /// Whether some of the memory map is known to be missing.
    pub is_part: bool,
    /// The patches that the text has as diffs: variants with any point at their hunks.
    pub in_text: PatchSet,
    /// What is asked about, and pointed out.
    pub look: Look,
    /// What the user did.
    pub on: Callback<Action>,
}

/// One row per variant.
#[function_component(Verdicts)]
pub fn verdicts(props: &Props) -> Html {
    let computed = &props.drawn.computed;
    let kernels_differ = computed.kernels_differ();
    let rows = computed
        .evaluated
        .iter()
        .enumerate()
        .map(|(place, one)| row(props, place, one, kernels_differ));
    html! {
        <section aria-labelledby="verdicts">
            <div class="title">
                <h2 id="verdicts" tabindex="-1">{ "Verdicts" }</h2>
                <span class="soft">{ heading(&props.drawn.scenario) }</span>
            </div>
            if props.is_part {
                <p class="warning">{ Told::CAUTION }</p>
            }
            <Asking class="asking" on={props.on.clone()}>
            <table class="verdicts" role="table" aria-labelledby="verdicts">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{ "variant" }</th>
                        <th role="columnheader" scope="col" class="says">{ "verdict" }</th>
                        { for MachineField::AT_A_GLANCE.map(head) }
                    </tr>
                </thead>
                <tbody role="rowgroup">{ for rows }</tbody>
            </table>
            </Asking>
        </section>
    }
}

/// Whose rules the rows are by.
fn heading(scenario: &Scenario) -> String {
    match scenario.kernels()[..] {
        [only] => format!("by the rules of {only}: {}", only.entry().releases),
        _ => "each by the rules of its own kernel".to_owned(),
    }
}

/// What its patches change, and where that can be read.
fn changes(one: &Evaluated) -> Html {
    let entries: Vec<_> = one.variant.patches.iter().map(|patch| patch.entry()).collect();
    html! {
        <details class="findings about">
            <summary>{ "what it is" }<span class="sr">{ format!(": {}", one.name) }</span></summary>
            <ul>
                <li>{ variant_releases(one.variant) }</li>
                { for entries.iter().map(|entry| html! {
                    <li>
                        { for entry.functions.iter().map(|name| html! {
                            <><a href={entry.source()} target="_blank" rel="noopener"><code>{ format!("{name}()") }</code></a>{ " " }</>
                        }) }
                        { entry.meaning }
                        if let Some(upstream) = entry.upstream {
                            { format!("; since {}: ", upstream.since) }
                            <a href={upstream.address()} target="_blank" rel="noopener">{ upstream.commit }</a>
                        }
                    </li>
                }) }
            </ul>
        </details>
    }
}

fn head(field: MachineField) -> Html {
    html! { <th role="columnheader" scope="col" class="num">{ term(field.term()) }</th> }
}

fn row(props: &Props, place: usize, one: &Evaluated, kernels_differ: bool) -> Html {
    let arch = &props.drawn.scenario.setup.arch;
    let Computed { evaluated, groups } = &*props.drawn.computed;
    let says = verdict_sentence(evaluated, groups, place, arch);
    let release = Release::from_slug(&one.name).filter(|known| known.variant() == one.variant);
    let outcome = &one.outcome;
    let verdict = outcome.verdict();
    let at =
        At { variant: &one.name, page_shift: arch.page_shift, asked: props.look.asked.as_ref() };
    let patches = one.variant.patches;
    let hint = patches.iter().any(|patch| props.in_text.has(patch)).then(|| {
        props
            .on
            .reform(move |is_here: bool| Action::Hint(is_here.then_some(Hinted::Variant(patches))))
    });
    // Of part of a machine no good can be said, but what is wrong is wrong.
    let told = Told { is_part: props.is_part, ..Told::default() };
    let word = told.name(verdict);
    let is_marked = props.look.marks_variant(patches);
    html! {
        <tr key={one.name.clone()} role="row"
            class={classes!(word, is_marked.then_some("marked"))}
            data-variant={one.name.clone()} data-verdict={word}
            aria-description={is_marked.then_some("has a patch of the hunk pointed at")}
            onpointerenter={hint.as_ref().map(|hint| hint.reform(|_: PointerEvent| true))}
            onpointerleave={hint.as_ref().map(|hint| hint.reform(|_: PointerEvent| false))}
            onfocusin={hint.as_ref().map(|hint| hint.reform(|_: FocusEvent| true))}
            onfocusout={hint.as_ref().map(|hint| hint.reform(|_: FocusEvent| false))}>
            <th role="rowheader" scope="row">
                <span class="sign" aria-hidden="true" />
                { breakable(&one.name) }
                if kernels_differ {
                    <small>{ one.variant.kernel.name() }</small>
                }
                if let Some(release) = release {
                    <small class="soft">{ release.title() }</small>
                    if props.logged == Some(release) {
                        <small class="badge">{ "your log" }</small>
                    }
                }
                <small class="about">{ variant_meaning(one.variant) }</small>
            </th>
            <td role="cell" class="says">
                <b class="word">{ sentence(told.verdict(verdict)) }</b>{ " " }
                { told.sentence(verdict, says) }{ " " }
                <Findings drawn={props.drawn.clone()} {place}
                    pointed={props.look.pointed.clone()} on={props.on.clone()} />
                { " " }{ changes(one) }
            </td>
            { for MachineField::AT_A_GLANCE.map(|field| {
                at.cell(Quantity::Machine { field }, field.of(outcome), false)
            }) }
        </tr>
    }
}
