//! For which layouts do the variants hold?

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{Fault, Search, Severity};
use zonescope_report::{fault_sentence, pattern_phrase, severity_name, tally_sentence};
use zonescope_scenario::Scenario;

use crate::bench::Action;
use crate::hooks::{go_to, use_slices, Slices};

/// Layouts tried between two looks at the clock.
const AT_ONCE: usize = 4;

/// What [`Layouts`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whose variants are tried, on layouts sized like its machine.
    pub scenario: Rc<Scenario>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The search, once somebody asks for it.
#[function_component(Layouts)]
pub fn layouts(props: &Props) -> Html {
    let asked = use_state(|| None::<Rc<Scenario>>);
    let ask = {
        let (asked, scenario) = (asked.clone(), props.scenario.clone());
        Callback::from(move |_| asked.set(Some(scenario.clone())))
    };
    let is_current = asked.as_ref() == Some(&props.scenario);
    html! {
        <section aria-labelledby="layouts">
            <h2 id="layouts">{ "For which layouts does it hold?" }</h2>
            <p class="soft">
                { "Every way in which up to four nodes can alternate up to four mirrored and \
                   unmirrored runs above 4 GiB, sized like this machine, under kernelcore=mirror, \
                   for each variant chosen." }
            </p>
            if !is_current {
                <button type="button" onclick={ask} disabled={props.scenario.variants.is_empty()}>
                    { "Try them all" }
                </button>
            }
            if let Some(scenario) = &*asked {
                if !is_current {
                    <p class="soft">{ "These are the results for what was on screen before: undo leads back to it." }</p>
                }
                <Tried scenario={scenario.clone()} on={props.on.clone()} />
            }
        </section>
    }
}

/// How the variants fare.
#[function_component(Tried)]
fn tried(props: &Props) -> Html {
    let scenario = &props.scenario;
    let Slices { work, is_going, stop } =
        use_slices(scenario.clone(), begin, |search| search.step(AT_ONCE));
    let search = work.borrow();
    let (done, total) = (search.done(), search.total());
    html! {
        <>
            <div class="progress">
                <progress aria-label="Layouts tried" value={done.to_string()} max={total.to_string()} />
                <span role="status">
                    { match (is_going, done < total) {
                        (true, _) => String::new(),
                        (false, true) => format!("Stopped after {done} of {total} layouts."),
                        (false, false) => format!("All {total} layouts tried."),
                    } }
                </span>
                if is_going {
                    <button type="button" onclick={stop.reform(|_| ())}>{ "Cancel" }</button>
                }
            </div>
            <dl class="tallies">
                { for scenario.variants.iter().zip(search.tallies()).map(|(named, tally)| {
                    let worst = tally.smallest(Severity::Costly).map(|fault| fault.kind.severity());
                    html! {
                        <>
                            <dt class={worst.map(severity_name)}>
                                { tally_sentence(&named.name, tally) }
                            </dt>
                            { for tally.faults.iter().map(|fault| found(fault, &search, props)) }
                        </>
                    }
                }) }
            </dl>
        </>
    }
}

fn begin(scenario: &Rc<Scenario>) -> Search {
    let variants: Vec<_> = scenario.variants.iter().map(|named| named.variant).collect();
    Search::new(&scenario.setup, &variants)
}

fn found(fault: &Fault, search: &Search, props: &Props) -> Html {
    let severity = severity_name(fault.kind.severity());
    html! {
        <dd class={severity}>
            <b>{ severity }</b>{ ": " }{ fault_sentence(fault, search) }{ " " }
            <button type="button" class="link" onclick={open(fault, search, props)}>
                { match fault.smallest_of_firmware {
                    Some(place) if place != fault.smallest => "Open the smallest that firmware can make",
                    _ => "Open it",
                } }
            </button>
        </dd>
    }
}

/// The smallest layout with the fault, for the same variants.
fn open(fault: &Fault, search: &Search, props: &Props) -> Callback<MouseEvent> {
    // One that a machine can show has a mirror to turn.
    let place = fault.smallest_of_firmware.unwrap_or(fault.smallest);
    let pattern = search.family().patterns().get(place).cloned();
    let setup = pattern.as_ref().and_then(|pattern| search.family().setup(pattern).ok());
    let title = pattern.as_ref().map(pattern_phrase).unwrap_or_default();
    let (on, scenario) = (props.on.clone(), props.scenario.clone());
    Callback::from(move |_| {
        if let Some(setup) = &setup {
            let mut layout = Scenario::clone(&scenario);
            layout.set_memory(setup.memory.clone());
            layout.setup.words = setup.words;
            layout.title = title.clone();
            on.emit(Action::Open(Rc::new(layout.normalised())));
            go_to("#answer");
        }
    })
}
