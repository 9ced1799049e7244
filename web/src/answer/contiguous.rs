//! zone->contiguous, zone by zone and outcome by outcome.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{contiguity, Contiguity, Nid, Term, Zone, ZoneContiguity};
use zonescope_report::{broken_clause, contiguity_sentence};

use super::cell::class_of;
use super::computed::Computed;
use super::stages::Drawn;
use crate::hooks::use_fold;
use crate::parts::{term, use_more, More};

/// What [`Contiguous`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawn: Rc<Drawn>,
}

/// The table, folded away, and made only when it is wanted.
#[function_component(Contiguous)]
pub fn contiguous(props: &Props) -> Html {
    let (open, ontoggle) = use_fold();
    let more = use_more();
    html! {
        <details class="contiguous" {ontoggle}>
            <summary>
                <h2>{ "zone->contiguous" }</h2>
                <small>{ "as set_zone_contiguous() finds it after boot" }</small>
            </summary>
            if open {
                { table(props, &more) }
            }
        </details>
    }
}

fn table(props: &Props, more: &More) -> Html {
    let Computed { evaluated, groups } = &*props.drawn.computed;
    // Those that come to the same have the same answer.
    let columns: Vec<(String, Vec<ZoneContiguity>)> = groups
        .iter()
        .filter_map(|places| {
            let names: Vec<&str> = places
                .iter()
                .filter_map(|&place| Some(evaluated.get(place)?.name.as_str()))
                .collect();
            let first = evaluated.get(*places.first()?)?;
            let zones = contiguity(&props.drawn.scenario.setup, &first.outcome);
            Some((names.join(" = "), zones))
        })
        .collect();
    let mut rows: Vec<(Nid, Zone)> = columns
        .iter()
        .flat_map(|(_, zones)| zones.iter().map(|zone| (zone.nid, zone.zone)))
        .collect();
    zonescope_sorted::distinct(&mut rows);
    html! {
        <>
            <p class="soft">
                { "A zone is " }{ term(&Term::CONTIGUOUS) }
                { " when every pageblock of it begins and ends with its own pages. The first that \
                   does not ends the kernel's search." }
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label="zone->contiguous">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ term(&Term::NODE) }</th>
                            <th scope="col">{ term(&Term::ZONE) }</th>
                            { for columns.iter().map(|(names, _)| html! { <th scope="col">{ names }</th> }) }
                        </tr>
                    </thead>
                    <tbody>
                        { for rows.iter().take(more.shown).map(|&(nid, zone)| html! {
                            <tr>
                                <th scope="row">{ nid.get() }</th>
                                <th scope="row" class={classes!("zone", class_of(zone))}>{ zone.name() }</th>
                                { for columns.iter().map(|(_, zones)| {
                                    cell(zone_of(zones, nid, zone))
                                }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
                { more.button(rows.len(), "zones") }
            </div>
        </>
    }
}

/// Of zones by node and kind, the one asked for.
fn zone_of(zones: &[ZoneContiguity], nid: Nid, zone: Zone) -> Option<&ZoneContiguity> {
    let place = zones.binary_search_by_key(&(nid, zone), |one| (one.nid, one.zone)).ok()?;
    zones.get(place)
}

fn cell(zone: Option<&ZoneContiguity>) -> Html {
    let Some(zone) = zone else {
        return html! { <td class="none">{ "no such zone" }</td> };
    };
    let title = contiguity_sentence(zone);
    match zone.contiguity {
        Contiguity::Contiguous => html! { <td {title}>{ "yes" }</td> },
        Contiguity::NotPopulated => html! {
            <td {title}>{ "no" }<small>{ "no present pages: never asked" }</small></td>
        },
        Contiguity::Broken { pfn, found, .. } => html! {
            <td {title}><b>{ "no" }</b><small>{ broken_clause(pfn, found) }</small></td>
        },
    }
}
