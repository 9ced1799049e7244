//! A variant's findings: what each one is, would do, and is removed by, and where it lies.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use yew::prelude::*;
use zonescope_model::{Arch, Finding, Outcome, Remedy, Toggles};
use zonescope_report::{
    consequence, finding_sentence, kind_name, remedies_sentence, severity_name,
};
use zonescope_scenario::View;

use super::stages::Drawn;
use crate::bench::{Action, Pointed};
use crate::hooks::{reveal, use_fold};
use crate::parts::{number, use_more};

/// What [`Findings`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// The variant's place among them.
    pub place: usize,
    /// What is pointed out on the map.
    pub pointed: Option<Pointed>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The findings, folded away. What would remove them is tried only once they are looked at.
#[function_component(Findings)]
pub fn findings(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let more = use_more();
    let remedies = use_memo((props.drawn.clone(), props.place, open), |(drawn, place, open)| {
        let Drawn { scenario, computed } = &**drawn;
        let one = computed.evaluated.get(*place).filter(|_| *open)?;
        let toggles = Toggles::new(&scenario.setup, one.variant);
        let remedies = |finding| toggles.remedies(finding, &one.outcome);
        Some(one.outcome.findings.iter().map(remedies).collect::<Vec<_>>())
    });
    let Some(one) = props.drawn.computed.evaluated.get(props.place) else {
        return Html::default();
    };
    let outcome = &one.outcome;
    if outcome.findings.is_empty() {
        return Html::default();
    }
    html! {
        <details class="findings" {ontoggle}>
            <summary>
                { number::counted(outcome.findings.len(), "finding", "findings") }
                <span class="sr">{ format!(" of {}", one.name) }</span>
            </summary>
            if let Some(remedies) = &*remedies {
                <ul>{ for list(props, outcome, remedies, more.shown) }</ul>
                { more.button(outcome.findings.len(), "findings") }
            }
        </details>
    }
}

fn list(props: &Props, outcome: &Outcome, remedies: &[Vec<Remedy>], shown: usize) -> Vec<Html> {
    let arch = &props.drawn.scenario.setup.arch;
    let both = outcome.findings.iter().zip(remedies).take(shown);
    let both: Vec<(&Finding, &Vec<Remedy>)> = both.collect();
    // What is true of all nodes is said once.
    let alike = |a: &(&Finding, &Vec<Remedy>), b: &(&Finding, &Vec<Remedy>)| {
        a.0.kind == b.0.kind && a.1 == b.1
    };
    both.chunk_by(alike)
        .filter_map(|alike| {
            let (first, remedies) = alike.first()?;
            let severity = severity_name(first.kind.severity());
            Some(html! {
                <li class={severity}>
                    { for alike.iter().map(|(finding, _)| found(props, finding, outcome, arch, severity)) }
                    <p class="soft">
                        { consequence(first.kind) }{ " " }{ remedies_sentence(remedies) }
                    </p>
                </li>
            })
        })
        .collect()
}

fn found(
    props: &Props,
    finding: &Finding,
    outcome: &Outcome,
    arch: &Arch,
    severity: &'static str,
) -> Html {
    let sentence = finding_sentence(finding, outcome, arch);
    html! {
        <p>
            <span class="sr">{ severity }{ ": " }</span>
            { sentence.clone() }{ " " }
            if !finding.ranges.is_empty() {
                { shows(props, finding, sentence) }
            }
        </p>
    }
}

/// The map is there only once the view has changed: how often it is looked for, and how long
/// after each other, in milliseconds.
const TRIES: u32 = 40;
const APART_MS: u32 = 50;

fn reveal_map(tries: u32) {
    Timeout::new(APART_MS, move || match document().get_element_by_id("zones") {
        Some(map) => reveal(&map),
        None if tries > 0 => reveal_map(tries - 1),
        None => {}
    })
    .forget();
}

/// The button that outlines on the map where a finding lies, and takes that back.
fn shows(props: &Props, finding: &Finding, sentence: String) -> Html {
    let pointed = Pointed { what: sentence.into(), ranges: finding.ranges.clone().into() };
    let is_shown = props.pointed.as_ref() == Some(&pointed);
    let is_elsewhere = props.drawn.scenario.view != View::Zones;
    let on = props.on.clone();
    let onclick = Callback::from(move |_| {
        if is_shown {
            on.emit(Action::Point(None));
            return;
        }
        if is_elsewhere {
            on.emit(Action::View(View::Zones));
        }
        on.emit(Action::Point(Some(pointed.clone())));
        reveal_map(TRIES);
    });
    html! {
        <button type="button" class="link" aria-pressed={is_shown.to_string()} {onclick}>
            { "show" }<span class="sr">{ " on the map: " }{ kind_name(finding.kind) }</span>
        </button>
    }
}
