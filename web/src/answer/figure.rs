//! A chart: its picture, areas over it to point at and walk through, what they say, the legend,
//! and the table that says the same.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};
use yew::prelude::*;
use zonescope_chart::{Chart, Table};
use zonescope_model::PfnRange;

use super::picture::use_picture;
use crate::bench::Pointed;
use crate::hooks::{use_fold, use_painted, use_settled};
use crate::parts::{use_more, More, Svg};

/// What [`Figure`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The chart.
    pub chart: Rc<Chart>,
    /// What it is a chart of.
    pub label: &'static str,
    /// Called with the mark that is clicked, or at which Enter is pressed, where that does
    /// something.
    #[prop_or_default]
    pub on_pick: Option<Callback<usize>>,
    /// Ranges to outline, on a chart that places pfns.
    #[prop_or_default]
    pub pointed: Option<Pointed>,
    /// Whether the memory is being dragged: the areas of marks come when it rests.
    #[prop_or_default]
    pub is_moving: bool,
    /// What lies over the marks.
    #[prop_or_default]
    pub children: Html,
}

/// What stands where a mark's numbers will.
const HINT: &str = "Point at a mark, or tap it, for its numbers; arrow keys go from mark to mark.";

/// More marks than these have no areas until the picture is painted.
const AT_ONCE: usize = 300;

/// The attribute that says which mark an area is of.
const MARK: &str = "data-mark";

/// The chart. Its marks are one stop of the tab key; arrow keys, Home and End walk them.
#[function_component(Figure)]
pub fn figure(props: &Props) -> Html {
    let Chart { marks, table, legend, .. } = &*props.chart;
    let picture = use_picture(&props.chart);
    let overlay = use_node_ref();
    // The mark that the tab key reaches: the last one that was focused.
    let here = use_mut_ref(|| 0);
    let pointed = use_state_eq(|| None::<usize>);

    let onpointerover = {
        let pointed = pointed.clone();
        Callback::from(move |event: PointerEvent| pointed.set(mark_under(&event)))
    };
    let onpointerleave = {
        let pointed = pointed.clone();
        Callback::from(move |_: PointerEvent| pointed.set(None))
    };
    let onfocusin = {
        let (here, pointed, overlay) = (here.clone(), pointed.clone(), overlay.clone());
        Callback::from(move |event: FocusEvent| {
            let mark = mark_under(&event);
            pointed.set(mark);
            here.replace(mark.unwrap_or(0));
            make_tab_stop(&overlay, mark.unwrap_or(0));
        })
    };
    let onfocusout = {
        let pointed = pointed.clone();
        Callback::from(move |_: FocusEvent| pointed.set(None))
    };
    let onclick = props.on_pick.clone().map(|on_pick| {
        Callback::from(move |event: MouseEvent| {
            if let Some(mark) = mark_under(&event) {
                on_pick.emit(mark);
            }
        })
    });
    let onkeydown = {
        let (overlay, here, count) = (overlay.clone(), here.clone(), marks.len());
        let on_pick = props.on_pick.clone();
        Callback::from(move |event: KeyboardEvent| {
            let here = *here.borrow();
            let next = match event.key().as_str() {
                "Enter" | " " => {
                    if let (Some(on_pick), Some(mark)) = (&on_pick, mark_under(&event)) {
                        event.prevent_default();
                        on_pick.emit(mark);
                    }
                    return;
                }
                "ArrowRight" | "ArrowDown" => here + 1,
                "ArrowLeft" | "ArrowUp" => here.saturating_sub(1),
                "Home" => 0,
                "End" => count.saturating_sub(1),
                _ => return,
            };
            event.prevent_default();
            focus_mark(&overlay, next.min(count.saturating_sub(1)));
        })
    };

    // The areas follow the picture by a frame; until then few of them stay where they were.
    let is_much = marks.len() > AT_ONCE;
    let is_painted = use_painted(Rc::as_ptr(&props.chart), is_much || !props.is_moving);
    let rested = use_settled(&props.chart, props.is_moving || !is_painted);
    let areas = {
        let name = format!("{}, mark by mark", props.label);
        let drawn = (is_painted || !is_much).then(|| (rested, name, props.on_pick.is_some()));
        use_memo(drawn, |drawn| {
            let (chart, name, is_button) = drawn.as_ref()?;
            Some(AttrValue::from(chart.overlay(name, *is_button)))
        })
    };
    // New marks take the place of the old ones, the focused one too. They may do so twice before
    // an effect runs, so it is kept that there was one.
    let had_focus = use_mut_ref(|| false);
    if find(&overlay, ":focus").is_some() {
        had_focus.replace(true);
    }
    {
        let (overlay, count, had_focus) = (overlay.clone(), marks.len(), had_focus.clone());
        use_effect_with(areas.clone(), move |_| {
            let place = (*here.borrow()).min(count.saturating_sub(1));
            make_tab_stop(&overlay, place);
            if had_focus.take() && find(&overlay, ":focus").is_none() {
                focus_mark(&overlay, place);
            }
        });
    }
    use_effect(move || {
        had_focus.replace(false);
    });

    let label = pointed
        .and_then(|place| marks.get(place))
        .map(|mark| mark.label.clone())
        .or_else(|| Some(props.pointed.as_ref()?.what.to_string()));
    let (width, height) = (props.chart.width, props.chart.height);
    let (is_open, ontoggle) = use_fold();
    let more = use_more();
    html! {
        <figure>
            <div class="scroll picture">
                <div class="stack">
                    { picture }
                    <svg class="outlines" aria-hidden="true" viewBox={format!("0 0 {} {}", width * 10, height * 10)}
                        width={width.to_string()} height={height.to_string()}>
                        { for outlines(props) }
                    </svg>
                    <div ref={overlay} class={props.is_moving.then_some("moving")} {onclick} {onpointerover} {onpointerleave} {onfocusin} {onfocusout} {onkeydown}>
                        if let Some(svg) = &*areas {
                            <Svg svg={svg.clone()} />
                        }
                    </div>
                    { props.children.clone() }
                </div>
            </div>
            <p class={classes!("readout", label.is_none().then_some("soft"))}>
                { label.unwrap_or_else(|| HINT.to_owned()) }
            </p>
            if !legend.is_empty() {
                <ul class="legend">
                    { for legend.iter().map(|item| html! {
                        <li>
                            <Svg svg={item.swatch.clone()} />
                            { item.label.clone() }
                        </li>
                    }) }
                </ul>
            }
            <details {ontoggle}>
                <summary>{ format!("{} as a table", props.label) }</summary>
                if is_open {
                    { as_table(table, props.label, &more) }
                }
            </details>
        </figure>
    }
}

/// A frame over each range that is pointed out, from the first row to the last.
fn outlines(props: &Props) -> Vec<Html> {
    let Chart { marks, axis, .. } = &*props.chart;
    let (Some(axis), Some(pointed)) = (axis, &props.pointed) else {
        return Vec::new();
    };
    let top = marks.iter().map(|mark| mark.y).min().unwrap_or(0);
    let bottom = marks.iter().map(|mark| mark.y + mark.h).max().unwrap_or(0);
    let frame = |range: &PfnRange| {
        let (x0, x1) = (axis.x(range.start()), axis.x(range.end()));
        html! {
            <rect x={(x0 - 10).to_string()} y={(top - 15).to_string()}
                width={((x1 - x0).max(10) + 20).to_string()} height={(bottom - top + 30).to_string()} />
        }
    };
    pointed.ranges.iter().map(frame).collect()
}

fn mark_under(event: &Event) -> Option<usize> {
    event.target()?.dyn_into::<Element>().ok()?.get_attribute(MARK)?.parse().ok()
}

fn find(overlay: &NodeRef, selector: &str) -> Option<Element> {
    let overlay = overlay.cast::<Element>()?;
    overlay.query_selector(selector).ok().flatten()
}

fn mark_at(overlay: &NodeRef, place: usize) -> Option<Element> {
    find(overlay, &format!("[{MARK}='{place}']"))
}

/// Lets the tab key reach the mark at `place`, and no other.
fn make_tab_stop(overlay: &NodeRef, place: usize) {
    let stops = [(find(overlay, "[tabindex='0']"), "-1"), (mark_at(overlay, place), "0")];
    for (mark, tabindex) in stops {
        if let Some(mark) = mark {
            // No name of an attribute is refused that is one.
            let _ = mark.set_attribute("tabindex", tabindex);
        }
    }
}

fn focus_mark(overlay: &NodeRef, place: usize) {
    let found = mark_at(overlay, place).and_then(|mark| mark.dyn_into::<SvgElement>().ok());
    if let Some(mark) = found {
        // Only an element that is gone can't be focused.
        let _ = mark.focus();
    }
}

fn as_table(table: &Table, label: &'static str, more: &More) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={format!("{label} as a table")}>
            <table class="texts">
                <caption>{ table.caption.clone() }</caption>
                <thead>
                    <tr>{ for table.head.iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr>
                </thead>
                <tbody>
                    { for table.rows.iter().take(more.shown).map(|row| html! {
                        <tr>{ for row.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr>
                    }) }
                </tbody>
            </table>
            { more.button(table.rows.len(), "rows") }
        </div>
    }
}
