//! The regions everything is computed from, to be edited row by row. What makes no map stays
//! here, with the model's word beside it; what was legal last stays in force.

mod row;
mod tools;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use zonescope_model::{MapError, MemoryMap};
use zonescope_scenario::Scenario;

use self::row::{Field, RegionRow};
use self::tools::Tools;
use crate::bench::regions::{Edit, Table};
use crate::bench::{asked, Action};
use crate::parts::number::counted;

/// A row's height in pixels; the style sheet says the same.
const ROW_PX: usize = 28;
/// Rows made at once; more than a window shows.
const MADE: usize = 32;
/// The window moves by so many.
const STEP: usize = 8;

/// What [`Regions`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whose memory it is.
    pub scenario: Rc<Scenario>,
    /// The row that map and table point at.
    pub here: Option<usize>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// The table, and the map it was made of.
struct Held {
    table: Table,
    of: MemoryMap,
}

/// A table of regions, made when it is opened.
#[function_component(Regions)]
pub fn regions(props: &Props) -> Html {
    let memory = &props.scenario.setup.memory;
    let held = use_mut_ref(|| Held { table: Table::of(memory), of: memory.clone() });
    let open = use_state_eq(|| false);
    let first = use_state_eq(|| 0usize);
    let word = use_state_eq(|| None::<AttrValue>);
    let changed = use_force_update();
    let scroller = use_node_ref();
    // Where the focus goes once it is there.
    let wanted = use_mut_ref(|| None::<(usize, Field)>);
    if held.borrow().of != *memory {
        let mut held = held.borrow_mut();
        held.table = held.table.following(memory);
        held.of = memory.clone();
    }
    let table = held.borrow().table.clone();
    let fault = table.map().err();

    let show = {
        let (wanted, scroller, first) = (wanted.clone(), scroller.clone(), first.clone());
        let changed = changed.clone();
        Callback::from(move |(place, field): (usize, Field)| {
            if let Some(scroller) = scroller.cast::<Element>() {
                first.set(first_shown(bring(&scroller, place)));
                // At once if it is there: keys may come faster than renderings.
                if focus(&scroller, place, field) {
                    return;
                }
            }
            *wanted.borrow_mut() = Some((place, field));
            changed.force_update();
        })
    };
    {
        let (open, show, scroller) = (open.clone(), show.clone(), scroller.clone());
        use_effect_with(props.here, move |here| {
            if let Some(place) = here.filter(|place| !has_focus(&scroller, *place)) {
                open.set(true);
                show.emit((place, Field::Start));
            }
        });
    }
    {
        let (wanted, scroller, first) = (wanted.clone(), scroller.clone(), first.clone());
        let is_open = *open;
        // After every rendering: the one that makes the row may not be the next.
        use_effect(move || {
            let asked = *wanted.borrow();
            let scroller = scroller.cast::<Element>().filter(|_| is_open);
            if let (Some((place, field)), Some(scroller)) = (asked, scroller) {
                *wanted.borrow_mut() = None;
                if !focus(&scroller, place, field) {
                    first.set(first_shown(bring(&scroller, place)));
                    *wanted.borrow_mut() = Some((place, field));
                }
            }
        });
    }

    let edit = {
        let (held, word, on) = (held.clone(), word.clone(), props.on.clone());
        let (here, show, changed) = (props.here, show.clone(), changed.clone());
        Callback::from(move |edit: Edit| {
            let (table, of) = {
                let held = held.borrow();
                (held.table.clone(), held.of.clone())
            };
            let edited = match here.filter(|_| edit.is_of_picked() && table.picked() == 0) {
                Some(place) => {
                    table.edited(Edit::Pick(place, true)).and_then(|table| table.edited(edit))
                }
                None => table.edited(edit),
            };
            let next = match edited {
                Ok(next) => next,
                Err(why) => return word.set(Some(why.into())),
            };
            word.set(None);
            if let Edit::Start(place, _) = edit {
                let place = next.place_after(&table, place);
                show.emit((place, Field::Start));
            }
            let map = next.map().ok().filter(|map| *map != of);
            held.borrow_mut().table = next;
            changed.force_update();
            if let Some(map) = map {
                on.emit(Action::Memory(Rc::new(map)));
            }
        })
    };
    let revert = {
        let (held, changed) = (held.clone(), changed.clone());
        Callback::from(move |()| {
            let mut held = held.borrow_mut();
            held.table = held.table.following(&held.of);
            changed.force_update();
        })
    };
    let onkeydown = {
        let (revert, show) = (revert.clone(), show.clone());
        let (is_faulty, last) = (fault.is_some(), table.rows().len().saturating_sub(1));
        Callback::from(move |event: KeyboardEvent| {
            // What is not in force yet is undone here, not on the page.
            if is_faulty && matches!(asked(&event), Some(Action::Undo)) {
                event.prevent_default();
                event.stop_propagation();
                return revert.emit(());
            }
            let Some((place, field)) = cell_under(&event) else {
                return;
            };
            let next = match event.key().as_str() {
                "ArrowDown" => place + 1,
                "ArrowUp" => place.saturating_sub(1),
                _ => return,
            };
            event.prevent_default();
            show.emit((next.min(last), field));
        })
    };
    let onfocusin = {
        let (on, here) = (props.on.clone(), props.here);
        Callback::from(move |event: FocusEvent| {
            if let Some((place, _)) = cell_under(&event).filter(|(place, _)| Some(*place) != here) {
                on.emit(Action::Region(Some(place)));
            }
        })
    };
    let ontoggle = {
        let (open, on) = (open.clone(), props.on.clone());
        Callback::from(move |event: Event| {
            if let Some(details) = event.target_dyn_into::<Element>() {
                let is_open = details.has_attribute("open");
                open.set(is_open);
                if !is_open {
                    on.emit(Action::Region(None));
                }
            }
        })
    };
    let onscroll = {
        let first = first.clone();
        Callback::from(move |event: Event| {
            if let Some(scroller) = event.target_dyn_into::<Element>() {
                first.set(first_shown(scroller.scroll_top()));
            }
        })
    };

    let rows = table.rows();
    let from = (*first).min(rows.len().saturating_sub(MADE));
    let to = (from + MADE).min(rows.len());
    let (place_of_fault, field_of_fault) = fault.as_ref().map_or((None, Field::Start), where_is);
    html! {
        <details id="regions" class="regions" open={*open} {ontoggle}>
            <summary>
                <h2>{ "Regions" }</h2>
                <small>{ counted(rows.len(), "region", "regions") }</small>
            </summary>
            if *open {
                <div {onkeydown}>
                    <Tools table={table.clone()} here={props.here} word={(*word).clone()} on={edit.clone()} />
                    if let Some(fault) = &fault {
                        <p class="fault" id="region-fault" role="alert">
                            { fault.to_string() }
                            { ". The rest of the page still shows the last legal map. " }
                            <button type="button" class="link" onclick={revert.reform(|_| ())}>
                                { "Go back to it" }
                            </button>
                        </p>
                    }
                    <div class="scroll" ref={scroller} {onscroll} {onfocusin} tabindex="0" role="region" aria-label="Regions">
                        <table aria-rowcount={(rows.len() + 1).to_string()}>
                            { head() }
                            // Bodies of their own: rows are told apart by their keys only among
                            // rows.
                            <tbody>{ spacer(from) }</tbody>
                            <tbody>
                                { for rows.iter().enumerate().take(to).skip(from).map(|(place, row)| html! {
                                    <RegionRow key={place} {place} row={*row}
                                        is_here={props.here == Some(place)}
                                        fault={(place_of_fault == Some(place)).then_some(field_of_fault)}
                                        on={edit.clone()} />
                                }) }
                            </tbody>
                            <tbody>{ spacer(rows.len() - to) }</tbody>
                        </table>
                    </div>
                </div>
            }
        </details>
    }
}

fn head() -> Html {
    html! {
        <thead>
            <tr aria-rowindex="1">
                <th scope="col"><span class="sr">{ "picked" }</span></th>
                <th scope="col" class="num">{ "#" }</th>
                <th scope="col">{ "start" }</th>
                <th scope="col" title="The first byte that is no longer in the region">{ "end" }</th>
                <th scope="col">{ "size" }</th>
                <th scope="col">{ "node" }</th>
                <th scope="col">{ "mirror" }</th>
                <th scope="col">{ "hotplug" }</th>
                <th scope="col">{ "nomap" }</th>
                <th scope="col">{ "other flags" }</th>
            </tr>
        </thead>
    }
}

/// As high as so many rows: without it the scroll bar would be of the window alone.
fn spacer(rows: usize) -> Html {
    match rows {
        0 => Html::default(),
        _ => html! {
            <tr aria-hidden="true" class="spacer">
                <td colspan="10" height={(rows * ROW_PX).to_string()}></td>
            </tr>
        },
    }
}

/// The row and the cell a fault shows in.
fn where_is(fault: &MapError) -> (Option<usize>, Field) {
    match *fault {
        MapError::EmptyRegion { index, .. } | MapError::EndsTooHigh { index, .. } => {
            (Some(index), Field::End)
        }
        MapError::OutOfOrder { index, .. } | MapError::Overlap { index, .. } => {
            (Some(index), Field::Start)
        }
        _ => (None, Field::Start),
    }
}

/// The first row to make, with some above what is seen.
fn first_shown(scroll_top: i32) -> usize {
    let first = usize::try_from(scroll_top).unwrap_or(0) / ROW_PX;
    first.saturating_sub(STEP) / STEP * STEP
}

/// Scrolls until a row is in sight; to where.
fn bring(scroller: &Element, place: usize) -> i32 {
    let top = i32::try_from(place * ROW_PX).unwrap_or(i32::MAX);
    let (from, height) = (scroller.scroll_top(), scroller.client_height());
    let row = i32::try_from(ROW_PX).unwrap_or(0);
    // The head covers one row.
    if top < from || top.saturating_add(2 * row) > from.saturating_add(height) {
        scroller.set_scroll_top(top.saturating_sub(height / 3).max(0));
    }
    scroller.scroll_top()
}

fn focus(scroller: &Element, place: usize, field: Field) -> bool {
    let selector = format!("[data-place='{place}'] [data-cell={}]", field.name());
    let found = scroller.query_selector(&selector).ok().flatten();
    let Some(cell) = found.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    // Only an element that is gone can't be focused.
    let _ = cell.focus();
    true
}

/// Whether the focus is in a row already.
fn has_focus(scroller: &NodeRef, place: usize) -> bool {
    scroller.cast::<Element>().is_some_and(|scroller| {
        let selector = format!("[data-place='{place}'] :focus");
        scroller.query_selector(&selector).ok().flatten().is_some()
    })
}

/// The place and the cell an event comes from.
fn cell_under(event: &Event) -> Option<(usize, Field)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let field = target.get_attribute("data-cell");
    let row = target.closest("[data-place]").ok().flatten()?;
    let place = row.get_attribute("data-place")?.parse().ok()?;
    let field = field.and_then(|name| Field::from_name(&name));
    Some((place, field.unwrap_or(Field::Start)))
}
