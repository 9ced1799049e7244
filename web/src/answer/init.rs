//! What memmap_init() does, range by range.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;
use zonescope_chart::{self as chart, init_map, init_steps, step_map, Style};
use zonescope_report::{estimate, verdict_name, NS_PER_STRUCT_PAGE, NS_SOURCE};

use super::computed::{is_large, only_node, too_many};
use super::figure::Figure;
use super::stages::Drawn;
use super::view::Props;
use crate::hooks::{use_frame, use_painted};
use crate::parts::number::count;
use crate::parts::Choice;

/// How every struct page is initialised, and by whom: in the end, or step by step.
#[function_component(InitView)]
pub fn init_view(props: &Props) -> Html {
    let stepping = use_state_eq(|| false);
    let choose = |value: bool, title: &'static str| {
        let stepping = stepping.clone();
        html! {
            <label>
                <input type="radio" name="stepping" checked={*stepping == value}
                    onchange={Callback::from(move |_| stepping.set(value))} />
                <span>{ title }</span>
            </label>
        }
    };
    if props.drawn.computed.evaluated.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="init">
            <div class="title">
                <h2 id="init">{ "memmap init" }</h2>
                <fieldset class="segments">
                    <legend class="sr">{ "How much is shown" }</legend>
                    { choose(false, "in the end") }
                    { choose(true, "step by step") }
                </fieldset>
                if let Some(first) = props.drawn.computed.evaluated.first().filter(|_| only_node(&props.drawn.computed.evaluated).is_some()) {
                    <span class="soft">{ too_many(first.outcome.nodes.len()) }</span>
                }
            </div>
            if *stepping {
                <Steps ..props.clone() />
            } else {
                <End ..props.clone() />
            }
        </section>
    }
}

#[function_component(End)]
fn end(props: &Props) -> Html {
    // Of a large machine the last view is taken down first.
    let is_painted = use_painted(std::ptr::null::<()>(), is_large(&props.drawn.scenario));
    let chart = {
        let Drawn { computed, scenario } = &*props.drawn;
        let key = is_painted
            .then(|| (computed.clone(), props.drawn.computed.focus(&props.look), style(props)));
        let setup = scenario.setup.clone();
        use_memo(key, move |key| {
            let (computed, focus, style) = key.as_ref()?;
            Some(Rc::new(init_map((&computed.evaluated, &computed.groups), &setup, focus, *style)))
        })
    };
    let is_painted = use_painted(Rc::as_ptr(&chart), is_large(&props.drawn.scenario));
    html! {
        <>
            if let Some(chart) = chart.as_ref().as_ref().filter(|_| is_painted) {
                <Figure {chart} label="Initialisation of struct pages" />
            }
            <Estimate ..props.clone() />
        </>
    }
}

/// The calls one after the other.
#[function_component(Steps)]
fn steps(props: &Props) -> Html {
    let evaluated = &props.drawn.computed.evaluated;
    let chosen = use_state_eq(AttrValue::default);
    let place = evaluated.iter().position(|one| one.name == chosen.as_str()).unwrap_or(0);
    let variant = evaluated.get(place).map(|one| one.variant);
    let calls = use_memo((props.drawn.scenario.clone(), variant), |(scenario, variant)| {
        variant.map_or(Vec::new(), |variant| init_steps(&scenario.setup, variant))
    });
    let total = calls.len();
    let upto = use_state_eq(|| 1);
    let now = (*upto).min(total);
    let chart = {
        let setup = props.drawn.scenario.setup.clone();
        let key = (
            props.drawn.computed.clone(),
            place,
            now,
            props.drawn.computed.focus(&props.look),
            style(props),
        );
        use_memo(key, move |(computed, place, now, focus, style)| {
            step_map((&computed.evaluated, *place), &setup, (&calls, *now), focus, *style)
        })
    };
    let names: Vec<(AttrValue, AttrValue)> =
        evaluated.iter().map(|one| (one.name.clone().into(), one.name.clone().into())).collect();
    let pick = {
        let chosen = chosen.clone();
        Callback::from(move |name| chosen.set(name))
    };
    let go = |to: usize| {
        let upto = upto.clone();
        Callback::from(move |_| upto.set(to))
    };
    // One picture a frame, however fast the slider goes.
    let to_step = {
        let upto = upto.clone();
        use_frame(Callback::from(move |step: usize| upto.set(step)))
    };
    let oninput = Callback::from(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        if let Some(step) = input.and_then(|input| input.value().parse().ok()) {
            to_step.emit(step);
        }
    });
    let name = evaluated.get(place).map(|one| one.name.clone());
    html! {
        <>
            <div class="steps">
                <Choice label="Variant stepped through" options={names}
                    chosen={AttrValue::from(name.unwrap_or_default())} on={pick} />
                <button type="button" disabled={now == 0} onclick={go(now.saturating_sub(1))}>{ "Back" }</button>
                <input type="range" min="0" max={total.to_string()} value={now.to_string()} {oninput}
                    aria-label="Step" aria-valuetext={format!("step {now} of {total}")} />
                <button type="button" disabled={now == total} onclick={go(now + 1)}>{ "Next" }</button>
            </div>
            <p role="status" class="step">{ chart.sentence.clone() }</p>
            <Figure {chart} label="Initialisation of struct pages, step by step" />
        </>
    }
}

fn style(props: &Props) -> Style {
    chart::Style::within(props.room_px, props.theme)
}

/// What the struct pages initialised early may cost at boot.
#[function_component(Estimate)]
fn early(props: &Props) -> Html {
    let ns = use_state_eq(|| NS_PER_STRUCT_PAGE);
    let oninput = {
        let ns = ns.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            if let Some(value) = input.and_then(|input| input.value().parse().ok()) {
                ns.set(value);
            }
        })
    };
    let rows = props.drawn.computed.groups.iter().filter_map(|group| {
        let members = group.iter().filter_map(|place| props.drawn.computed.evaluated.get(*place));
        let names: Vec<&str> = members.map(|one| one.name.as_str()).collect();
        let first = props.drawn.computed.evaluated.get(*group.first()?)?;
        let pages = first.outcome.init_early();
        Some(html! {
            <tr class={first.outcome.verdict().name()}>
                <th scope="row">{ names.join(" = ") }</th>
                <td class="fares"><span class="sign" aria-hidden="true" /><b class="word">{ verdict_name(first.outcome.verdict()) }</b></td>
                <td class="num">{ count(pages) }</td>
                <td class="num">{ estimate(pages, *ns) }</td>
            </tr>
        })
    });
    html! {
        <div class="estimate">
            <h3>{ "Before the other CPUs run: an estimate" }</h3>
            <p>
                { "Assuming " }
                <label>
                    <input type="number" min="0" max="100000" step="1" value={ns.to_string()} {oninput} />
                    { " ns per struct page" }
                </label>
                <small>{ format!(" {NS_PER_STRUCT_PAGE} ns: {NS_SOURCE}.") }</small>
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label="Estimate">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ "variant" }</th>
                            <th scope="col">{ "verdict" }</th>
                            <th scope="col" class="num">{ "struct pages initialised early" }</th>
                            <th scope="col" class="num">{ "one CPU takes" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </div>
    }
}
