//! All patch sets at once.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{self as chart, matrix_chart};
use zonescope_model::{Kernel, MachineField, PatchSet, Variant};
use zonescope_report::verdict_name;
use zonescope_scenario::{Group, Matrix, NamedVariant, Scenario};

use super::figure::Figure;
use super::search::Layouts;
use super::view::Props;
use crate::bench::Action;
use crate::hooks::{use_slices, Slices};
use crate::parts::number;

fn begin((scenario, kernel): &(Rc<Scenario>, Kernel)) -> Matrix {
    Matrix::new(&scenario.setup, *kernel)
}

/// The matrix, and the layouts the variants hold for.
#[function_component(MatrixView)]
pub fn matrix_view(props: &Props) -> Html {
    let kernel = props.drawn.scenario.usual_kernel();
    let key = (props.drawn.scenario.clone(), kernel);
    let Slices { work, is_going, .. } = use_slices(key, begin, Matrix::step);
    let matrix = work.borrow();
    let groups = matrix.groups();
    let style = chart::Style::within(props.room_px, props.theme);
    let chart = Rc::new(matrix_chart(groups, style));
    let on_pick = {
        let (chart, on) = (chart.clone(), props.on.clone());
        Callback::from(move |place: usize| {
            if let Some(patches) = chart.marks.get(place).and_then(|mark| mark.patches) {
                on.emit(Action::Show(Variant { kernel, patches }));
            }
        })
    };
    html! {
        <>
            <section aria-labelledby="matrix">
                <div class="title">
                    <h2 id="matrix">{ format!("All {} patch sets", PatchSet::COUNT) }</h2>
                    <span class="soft">{ format!("on {kernel}, grouped by what they come to") }</span>
                </div>
                <p class="soft">{ "Press a cell, or a name below, to show that patch set as a variant." }</p>
                <div class="cells"><Figure {chart} label="Matrix of patch sets" {on_pick} /></div>
                <div class="scroll" tabindex="0" role="region" aria-label="All patch sets" aria-busy={is_going.to_string()}>
                    <table class="matrix">
                        <thead>
                            <tr>
                                <th scope="col">{ "verdict" }</th>
                                <th scope="col" class="says">{ "patch sets that come to the same" }</th>
                                { for MachineField::AT_A_GLANCE.map(|field| html! {
                                    <th scope="col" class="num">{ field.term().word }</th>
                                }) }
                            </tr>
                        </thead>
                        <tbody>{ for groups.iter().map(|group| row(group, kernel, props)) }</tbody>
                    </table>
                </div>
            </section>
            <Layouts scenario={props.drawn.scenario.clone()} on={props.on.clone()} />
        </>
    }
}

fn row(group: &Group, kernel: Kernel, props: &Props) -> Html {
    let outcome = &group.outcome;
    let verdict = outcome.verdict().name();
    html! {
        <tr class={verdict}>
            <th scope="row"><span class="sign" aria-hidden="true" />{ verdict_name(outcome.verdict()) }</th>
            <td class="says">
                <ul class="sets">
                    { for group.patch_sets.iter().map(|patches| set(*patches, kernel, props)) }
                </ul>
            </td>
            { for MachineField::AT_A_GLANCE.map(|field| html! {
                <td class="num">{ number::value(field.of(outcome)) }</td>
            }) }
        </tr>
    }
}

fn set(patches: PatchSet, kernel: Kernel, props: &Props) -> Html {
    let name = match patches == PatchSet::NONE {
        true => "base".to_owned(),
        false => NamedVariant::of(patches, kernel).name,
    };
    let variant = Variant { kernel, patches };
    let mut shown = props.drawn.scenario.variants.iter();
    if shown.any(|named| named.variant == variant) {
        return html! { <li><b>{ name }</b>{ " " }<small>{ "shown" }</small></li> };
    }
    let title = format!("Show {name} among the variants: {patches}");
    html! {
        <li>
            <button type="button" class="link" {title} onclick={props.on.reform(move |_| Action::Show(variant))}>
                { name }
            </button>
        </li>
    }
}
