//! The page as a whole.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_open::release_of;
use zonescope_report::{check_sentence, lede, Told};
use zonescope_scenario::View;

use crate::answer::{
    told, use_check, use_stages, Compare, Contiguous, Everything, Stages, Verdicts, ViewProps,
    Views,
};
use crate::bench::{use_file_drop, use_texts, use_work, Action, History, State, Undo};
use crate::controls::{Boot, Header, Memory, Mirror, Regions, Variants};
use crate::hooks::{tell_with, use_idle, use_room, use_settled, use_theme, use_title};
use crate::out::{use_address, Share, Title};
use crate::parts::{Glossary, Later};

/// What [`App`] starts from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is on screen first.
    pub first: State,
}

/// How long a pause ends a step of undo, in milliseconds.
const UNDO_PAUSE_MS: u32 = 1000;

/// The whole page: a function of its [`State`].
#[function_component(App)]
pub fn app(props: &Props) -> Html {
    let state = {
        let first = props.first.clone();
        use_reducer(move || first)
    };
    let on = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let (coming, on_text) = use_texts(&on);
    let unfolded = use_state_eq(|| false);
    let is_open = *unfolded;
    let on_file = use_callback((), {
        let on_text = on_text.clone();
        move |text, ()| on_text.emit(Some(text))
    });
    let dropping = use_file_drop(on_file);
    tell_with(&state.scenario);
    let theme = use_theme();
    let room_px = use_room(false);
    let is_dragging = state.look.dragging;
    let Stages { coming: evaluating, verdicts, view, rest, leaving } =
        use_stages(&state.scenario, is_dragging);
    // Inputs that are not dragged follow only the end of a drag, and so does the link.
    let settled = use_settled(&state.scenario, is_dragging);
    let settled_bench = use_settled(&state.bench, is_dragging);
    let checked = use_check(&state.bench, &verdicts.scenario);
    let says = use_memo((verdicts.clone(), checked.is_part), |(verdicts, is_part)| {
        let told = Told { is_part: *is_part, ..Told::default() };
        lede(&verdicts.scenario, &verdicts.computed.evaluated, told)
    });
    let link = use_address(state.clone(), &settled, on.clone());
    use_title(&state.scenario.title);
    let not_kept = use_work(state.clone(), on.clone());
    let end_step = use_callback(on.clone(), |editing: Option<*const History>, on| {
        if editing.is_some() {
            on.emit(Action::Rest);
        }
    });
    // What is typed between two pauses is undone at once.
    use_idle(
        state.history.is_editing().then(|| Rc::as_ptr(&state.history)),
        UNDO_PAUSE_MS,
        end_step,
    );

    let State { bench, scenario, look, history, refused, .. } = &*state;
    let told_of_check = checked.check.iter().filter(|_| checked.is_of_text);
    let reservations = match checked.is_of_text {
        true => bench.reading.reservations(&scenario.setup.arch, bench.cmdline != bench.implied),
        false => Vec::new(),
    };
    let said: Vec<String> = reservations
        .iter()
        .cloned()
        .chain(told_of_check.map(|check| check_sentence(check)))
        .collect();
    let views = ViewProps {
        bench: settled_bench.clone(),
        drawn: view,
        checked: checked.clone(),
        said: said.clone(),
        look: look.clone(),
        room_px,
        theme: theme.palette,
        on: on.clone(),
    };
    let (done, all) = (verdicts.computed.evaluated.len(), verdicts.scenario.variants.len());
    let is_empty = done == 0;
    html! {
        <div class={classes!("page", dropping.then_some("dropping"))}>
            <Header case={state.case_shown()} theme={theme.chosen} on_theme={theme.choose.clone()} on={on.clone()}>
                <Undo history={history.clone()} on={on.clone()} />
                <Share drawn={leaving} look={look.clone()} link={link.clone()} said={said} is_part={checked.is_part} />
            </Header>
            <main>
                // Below 900 pixels the answer comes first, and this opens the inputs under it.
                <button type="button" class="opener" aria-controls="inputs" aria-expanded={is_open.to_string()}
                    onclick={Callback::from({
                        let unfolded = unfolded.clone();
                        move |_| unfolded.set(!is_open)
                    })}>
                    { if is_open { "Close the inputs" } else { "Change the inputs" } }
                </button>
                <div id="inputs" class={classes!("inputs", is_open.then_some("open"))}>
                    <Memory bench={settled_bench.clone()} refused={refused.clone()} scenario={settled.clone()}
                        look={look.clone()} {coming} on_text={on_text.clone()} on={on.clone()} />
                    if let Some(word) = not_kept {
                        <p class="warning">{ word }</p>
                    }
                    <Mirror scenario={scenario.clone()} on={on.clone()} />
                    <Boot bench={settled_bench} scenario={settled.clone()} on={on.clone()} />
                    <Later><Variants scenario={settled.clone()} on={on.clone()} /></Later>
                </div>
                <div class="results" id="answer" tabindex="-1">
                    <Title scenario={settled} link={link.clone()} on={on.clone()} />
                    if let Some(why) = refused {
                        <p class="warning">
                            { format!("The link was not opened: {why}. ") }
                            { if state.sheet.touched { "This is what was here before." } else { "This is an example." } }
                        </p>
                    }
                    if bench.problem().is_some() {
                        <p class="warning">
                            { "The text in the box can't be read. This is still what was read before." }
                        </p>
                    }
                    <p class="lede" aria-live="polite">
                        { (*says).clone() }
                    </p>
                    if !reservations.is_empty() {
                        <p class="rests">{ reservations.join(" ") }</p>
                    }
                    if let Some(check) = checked.check.iter().find(|_| checked.is_of_text && scenario.view != View::Check) {
                        <p class="told">
                            { told(check) }{ " " }
                            <button type="button" class="link" onclick={on.reform(|_| Action::View(View::Check))}>
                                { "Zone by zone" }
                            </button>
                        </p>
                    }
                    // One child, however many: else what stands above would be made anew.
                    <>{ for verdicts.computed.warnings().iter().map(|warning| html! {
                        <p class="warning">{ "The kernel warns: " }<q>{ warning.to_string() }</q></p>
                    }) }</>
                    if let Some(evaluating) = &evaluating {
                        { evaluating.bar() }
                    } else if done < all {
                        <p class="soft" role="status">{ format!("Stopped after {done} of {all} variants.") }</p>
                    }
                    if all == 0 {
                        <p class="warning">{ "No variant is chosen: tick one under Variants." }</p>
                    } else if !is_empty {
                        <Verdicts logged={bench.reading.combined().and_then(release_of)} is_part={checked.is_part} in_text={bench.reading.patches()} drawn={verdicts.clone()} look={look.clone()} on={on.clone()} />
                    }
                    <Regions scenario={scenario.clone()} here={look.region} on={on.clone()} />
                    if !is_empty || all == 0 {
                        <Views given={views} rest={rest.clone()} />
                    }
                    <Later>
                        if !is_empty && scenario.view == View::Zones {
                            <Compare drawn={rest.clone()} look={look.clone()} on={on.clone()} />
                        }
                        if !is_empty {
                            <Everything drawn={rest.clone()} on={on.clone()} />
                            <Contiguous drawn={rest} />
                        }
                    </Later>
                </div>
            </main>
            <Glossary />
        </div>
    }
}
