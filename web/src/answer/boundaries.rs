//! Where mirrored memory ends on the zone map: handles that move it.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;
use zonescope_chart::{Boundary, Chart};
use zonescope_model::{MemoryMap, Pfn, PhysAddr};
use zonescope_report::size_of_bytes;
use zonescope_scenario::Scenario;

use crate::bench::regions::with_boundary;
use crate::bench::Action;
use crate::hooks::{use_frame, use_let_go};

/// What a key with Shift moves a boundary by.
const GIB: u64 = 1 << 30;

/// What [`Boundaries`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The map they lie on.
    pub chart: Rc<Chart>,
    /// Whose memory it is.
    pub scenario: Rc<Scenario>,
    /// In what steps they move, in bytes.
    pub snap: u64,
    /// Which one is being dragged.
    pub grabbed: Option<usize>,
    /// Called when one is grabbed or let go.
    pub on_grab: Callback<Option<usize>>,
    /// What the user did.
    pub on: Callback<Action>,
}

/// A handle for each boundary of mirrored and unmirrored memory of one node.
#[function_component(Boundaries)]
pub fn boundaries(props: &Props) -> Html {
    let overlay = use_node_ref();
    let (width, height) = (props.chart.width, props.chart.height);
    let drag = {
        let (chart, scenario) = (props.chart.clone(), props.scenario.clone());
        let (snap, on, grabbed) = (props.snap, props.on.clone(), props.grabbed);
        let overlay = overlay.clone();
        use_frame(Callback::from(move |client_x: i32| {
            let memory = (|| {
                let rect = overlay.cast::<Element>()?.get_bounding_client_rect();
                let share = (f64::from(client_x) - rect.left()) / rect.width();
                let pfn = chart.axis.as_ref()?.pfn_at((share * f64::from(chart.width * 10)) as i32);
                let to = address(pfn, &scenario)?.checked_add(snap / 2)?;
                moved(&scenario, chart.boundaries.get(grabbed?)?, to - to % snap)
            })();
            if let Some(memory) = memory {
                on.emit(Action::Drag(memory));
            }
        }))
    };
    use_let_go(props.on_grab.reform(|()| None));
    use_effect_with(props.grabbed, move |grabbed| {
        let moving = grabbed.map(|_| {
            EventListener::new(&document(), "pointermove", move |event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    drag.emit(event.client_x());
                }
            })
        });
        move || drop(moving)
    });
    let handles = props.chart.boundaries.iter().enumerate();
    html! {
        <svg ref={overlay} class="handles" viewBox={format!("0 0 {} {}", width * 10, height * 10)}
            width={width.to_string()} height={height.to_string()}>
            { for handles.map(|(place, boundary)| handle(props, place, boundary)) }
        </svg>
    }
}

fn handle(props: &Props, place: usize, boundary: &Boundary) -> Html {
    let Some(at) = address(boundary.pfn, &props.scenario) else {
        return Html::default();
    };
    let (least, most) = around(&props.scenario, boundary).unwrap_or((at, at));
    let onpointerdown = {
        let on_grab = props.on_grab.clone();
        Callback::from(move |event: PointerEvent| {
            if event.button() == 0 {
                on_grab.emit(Some(place));
            }
        })
    };
    let onkeydown = {
        let (scenario, boundary, on) = (props.scenario.clone(), *boundary, props.on.clone());
        let snap = props.snap;
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { GIB } else { snap };
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => (at - at % step).checked_add(step),
                // The next one below, from anywhere above it.
                "ArrowLeft" | "ArrowDown" => at.checked_sub(1).map(|below| below - below % step),
                _ => return,
            };
            event.prevent_default();
            if let Some(memory) = to.and_then(|to| moved(&scenario, &boundary, to)) {
                on.emit(Action::Drag(memory));
            }
        })
    };
    let sides = match boundary.mirrored_below {
        true => "mirrored below, unmirrored above",
        false => "unmirrored below, mirrored above",
    };
    html! {
        <>
        <rect key={place} role="slider" tabindex="0" class={classes!((props.grabbed == Some(place)).then_some("grabbed"))}
            aria-label={format!("Boundary in node {}: {sides}", boundary.nid)}
            aria-valuemin={least.to_string()} aria-valuemax={most.to_string()} aria-valuenow={at.to_string()}
            aria-valuetext={format!("{at:#x}, {}", size_of_bytes(u128::from(at)))}
            x={(boundary.x - 120).to_string()} y={(boundary.y - 40).to_string()}
            width="240" height={(boundary.h + 80).max(240).to_string()} {onpointerdown} {onkeydown} />
        // What shows that it can be dragged.
        <path class="grip" d={format!("M{} {}v{}m40 0v-{}", boundary.x - 20, boundary.y + boundary.h / 4, boundary.h / 2, boundary.h / 2)} />
        </>
    }
}

fn address(pfn: Pfn, scenario: &Scenario) -> Option<u64> {
    pfn.get().checked_mul(scenario.setup.arch.page_size())
}

/// The place of the region above the boundary.
fn region_above(scenario: &Scenario, boundary: &Boundary) -> Option<usize> {
    let shift = scenario.setup.arch.page_shift;
    let regions = scenario.setup.memory.regions();
    regions
        .iter()
        .position(|region| region.nid == boundary.nid && region.base.pfn_up(shift) == boundary.pfn)
}

/// Where the regions on both sides begin and end.
fn around(scenario: &Scenario, boundary: &Boundary) -> Option<(u64, u64)> {
    let above = region_above(scenario, boundary)?;
    let regions = scenario.setup.memory.regions();
    let below = regions.get(above.checked_sub(1)?)?;
    Some((below.base.get(), regions.get(above)?.end.get()))
}

/// The memory with the boundary at `to`, or as near to it as it can be; none if that is no change.
fn moved(scenario: &Scenario, boundary: &Boundary, to: u64) -> Option<Rc<MemoryMap>> {
    let setup = &scenario.setup;
    let above = region_above(scenario, boundary)?;
    let memory = with_boundary(&setup.memory, above, PhysAddr::new(to), setup.arch.page_shift)?;
    (memory != setup.memory).then(|| Rc::new(memory))
}
