//! A verdict per variant, with the counts a mail would quote.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{Arch, Severity, Verdict};
use zonescope_report::{finding_sentence, verdict_sentence};
use zonescope_scenario::Evaluated;

use crate::cell::At;
use crate::computed::Computed;
use crate::number;

/// What [`Verdicts`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The outcomes.
    pub computed: Rc<Computed>,
    /// What pages and zones are measured by.
    pub arch: Arch,
}

/// One row per variant.
#[function_component(Verdicts)]
pub fn verdicts(props: &Props) -> Html {
    let computed = &props.computed;
    let kernels_differ = computed.kernels_differ();
    let rows = computed.evaluated.iter().enumerate().map(|(place, one)| {
        let sentence = verdict_sentence(&computed.evaluated, place, &props.arch);
        row(one, sentence, &props.arch, kernels_differ)
    });
    html! {
        <section aria-labelledby="verdicts">
            <h2 class="sr" id="verdicts">{ "Verdicts" }</h2>
            <table class="verdicts" role="table" aria-labelledby="verdicts">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{ "variant" }</th>
                        <th role="columnheader" scope="col" class="says">{ "verdict" }</th>
                        { head("early init", "struct pages initialised before the other CPUs run, repeats counted") }
                        { head("deferred", "struct pages initialised later, one thread a node") }
                        { head("twice", "struct pages initialised more than once at boot") }
                        { head("never", "struct pages of memory that are never initialised") }
                    </tr>
                </thead>
                <tbody role="rowgroup">{ for rows }</tbody>
            </table>
        </section>
    }
}

fn head(name: &'static str, title: &'static str) -> Html {
    html! { <th role="columnheader" scope="col" class="num" {title}>{ name }</th> }
}

fn row(one: &Evaluated, sentence: String, arch: &Arch, kernels_differ: bool) -> Html {
    let outcome = &one.outcome;
    let verdict = outcome.verdict();
    let at = At {
        variant: &one.name,
        node: None,
        zone: None,
        page_shift: arch.page_shift,
    };
    html! {
        <tr key={one.name.clone()} role="row" class={verdict.name()}
            data-variant={one.name.clone()} data-verdict={verdict.name()}>
            <th role="rowheader" scope="row">
                <span class="sign" aria-hidden="true" />
                { breakable(&one.name) }
                if kernels_differ {
                    <small>{ one.variant.kernel.name() }</small>
                }
            </th>
            <td role="cell" class="says">
                <b class="word">{ word(verdict) }</b>{ " " }{ sentence }{ " " }
                { findings(one, arch) }
            </td>
            { at.pages("init_early", outcome.init_early(), false) }
            { at.pages("init_deferred", outcome.init_deferred(), false) }
            { at.pages("double_init", outcome.memmap.double_init, false) }
            { at.pages("never_init", outcome.memmap.never_init, false) }
        </tr>
    }
}

/// The verdict's word as a sentence of its own.
const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "Ok.",
        Verdict::Cost => "Costly.",
        Verdict::Broken => "Broken.",
    }
}

fn findings(one: &Evaluated, arch: &Arch) -> Html {
    let findings = &one.outcome.findings;
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <details class="findings">
            <summary>
                { number::counted(findings.len(), "finding", "findings") }
                <span class="sr">{ format!(" of {}", one.name) }</span>
            </summary>
            <ul>
                { for findings.iter().map(|finding| {
                    let severity = finding.kind.severity();
                    html! {
                        <li class={class_of(severity)}>
                            <span class="sr">{ class_of(severity) }{ ": " }</span>
                            { finding_sentence(finding, &one.outcome, arch) }
                        </li>
                    }
                }) }
            </ul>
        </details>
    }
}

const fn class_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Broken => "broken",
        Severity::Costly => "costly",
        Severity::Notable => "notable",
    }
}

/// A name that may wrap where its patches are joined.
pub fn breakable(name: &str) -> Html {
    let parts = name.split_inclusive('+');
    html! { { for parts.map(|part| html! { <><span class="piece">{ part.to_owned() }</span><wbr /></> }) } }
}
