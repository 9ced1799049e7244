//! The regions everything is computed from, as they were read.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::Region;
use zonescope_report::size_of_bytes;
use zonescope_scenario::Scenario;

use crate::hooks::use_fold;
use crate::number::count;

/// More regions than this are counted, not shown.
const SHOWN: usize = 500;

/// What [`Regions`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Whose memory it is.
    pub scenario: Rc<Scenario>,
}

/// A table of regions, made when it is opened.
#[function_component(Regions)]
pub fn regions(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let regions = props.scenario.setup.memory.regions();
    let more = regions.len().saturating_sub(SHOWN);
    html! {
        <details class="regions" {ontoggle}>
            <summary>{ "Regions" }</summary>
            if open {
                <div class="scroll" tabindex="0" role="region" aria-label="Regions">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{ "node" }</th>
                                <th scope="col" class="num">{ "first byte" }</th>
                                <th scope="col" class="num">{ "last byte" }</th>
                                <th scope="col" class="num">{ "size" }</th>
                                <th scope="col">{ "flags" }</th>
                            </tr>
                        </thead>
                        <tbody>{ for regions.iter().take(SHOWN).map(row) }</tbody>
                    </table>
                    if more > 0 {
                        <p class="soft">{ format!("and {} more", count(more as u64)) }</p>
                    }
                </div>
            }
        </details>
    }
}

fn row(region: &Region) -> Html {
    let (base, end) = (region.base.get(), region.end.get());
    html! {
        <tr>
            <td>{ region.nid.get() }</td>
            <td class="pfn">{ format!("{base:#x}") }</td>
            <td class="pfn">{ format!("{:#x}", end.saturating_sub(1)) }</td>
            <td class="num">{ size_of_bytes(u128::from(end.saturating_sub(base))) }</td>
            <td>{ region.flags.to_string() }</td>
        </tr>
    }
}
