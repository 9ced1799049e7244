//! All patch sets at once.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{Kernel, PatchSet};
use zonescope_scenario::{Group, Matrix, NamedVariant, Scenario};

use super::views::Props;
use super::Layouts;
use crate::hooks::{use_slices, Slices};
use crate::number::count;
use crate::state::Action;

/// The matrix, and the layouts the variants hold for.
#[function_component(MatrixView)]
pub fn matrix_view(props: &Props) -> Html {
    let kernel = props.bench.kernel;
    let key = (props.scenario.clone(), kernel);
    let Slices { work, is_going, .. } = use_slices(key, Run::begin, Run::step);
    let run = work.borrow();
    let groups = run.matrix.groups();
    html! {
        <>
            <section aria-labelledby="matrix">
                <div class="title">
                    <h2 id="matrix">{ "All 32 patch sets" }</h2>
                    <span class="soft">{ format!("on {kernel}, grouped by what they come to") }</span>
                </div>
                <div class="scroll" tabindex="0" role="region" aria-label="All patch sets" aria-busy={is_going.to_string()}>
                    <table class="matrix">
                        <thead>
                            <tr>
                                <th scope="col">{ "verdict" }</th>
                                <th scope="col" class="says">{ "patch sets that come to the same" }</th>
                                <th scope="col" class="num">{ "early init" }</th>
                                <th scope="col" class="num">{ "deferred" }</th>
                                <th scope="col" class="num">{ "twice" }</th>
                                <th scope="col" class="num">{ "never" }</th>
                            </tr>
                        </thead>
                        <tbody>{ for groups.iter().map(|group| row(group, kernel, &props.on)) }</tbody>
                    </table>
                </div>
            </section>
            <Layouts scenario={props.scenario.clone()} on={props.on.clone()} />
        </>
    }
}

/// The matrix on its way.
struct Run {
    scenario: Rc<Scenario>,
    matrix: Matrix,
}

impl Run {
    fn begin((scenario, kernel): &(Rc<Scenario>, Kernel)) -> Run {
        Run {
            scenario: scenario.clone(),
            matrix: Matrix::new(*kernel),
        }
    }

    fn step(&mut self) -> bool {
        self.matrix.step(&self.scenario.setup)
    }
}

fn row(group: &Group, kernel: Kernel, on: &Callback<Action>) -> Html {
    let outcome = &group.outcome;
    let verdict = outcome.verdict().name();
    let pages = |pages: u64| html! { <td class="num">{ count(pages) }</td> };
    html! {
        <tr class={verdict}>
            <th scope="row"><span class="sign" aria-hidden="true" />{ verdict }</th>
            <td class="says">
                <ul class="sets">
                    { for group.patch_sets.iter().map(|patches| set(*patches, kernel, on)) }
                </ul>
            </td>
            { pages(outcome.init_early()) }
            { pages(outcome.init_deferred()) }
            { pages(outcome.memmap.double_init) }
            { pages(outcome.memmap.never_init) }
        </tr>
    }
}

fn set(patches: PatchSet, kernel: Kernel, on: &Callback<Action>) -> Html {
    let name = match patches == PatchSet::NONE {
        true => "base".to_owned(),
        false => NamedVariant::of(patches, kernel).name,
    };
    let title = format!("Show {name} among the variants: {patches}");
    html! {
        <li>
            <button type="button" class="link" {title} onclick={on.reform(move |_| Action::Show(patches))}>
                { name }
            </button>
        </li>
    }
}
