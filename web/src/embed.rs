//! The page as a guest in a document: one view of what its link holds, read-only; or, where
//! nobody asked for a view, only the way to the page itself. Neither keeps anything.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{absent_pages, zone_map, AbsentOptions, ZoneMapOptions};
use zonescope_scenario::{Scenario, View};

use crate::components::Figure;
use crate::computed::Computed;
use crate::hooks::{base, use_height, use_linked, use_palette, use_room, use_title, Guest, Theme};

/// What [`Embed`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The name of the view asked for, if one was.
    pub view: Option<AttrValue>,
    /// The theme asked for.
    pub theme: Theme,
}

impl From<Guest> for Props {
    fn from(guest: Guest) -> Props {
        match guest {
            Guest::Embed { view, theme } => Props {
                view: Some(view.into()),
                theme,
            },
            Guest::Framed => Props {
                view: None,
                theme: Theme::Auto,
            },
        }
    }
}

/// The view, and the way to the page.
#[function_component(Embed)]
pub fn embed(props: &Props) -> Html {
    let content = use_node_ref();
    use_height(content.clone());
    let palette = use_palette(props.theme);
    let room_px = use_room(true);
    let linked = use_linked();
    use_title(match &*linked {
        Some(Ok(scenario)) => &scenario.title,
        _ => "",
    });
    let shown = match (&props.view, &*linked) {
        (Some(view), Some(Ok(scenario))) => views(view, scenario, palette, room_px),
        (Some(_), Some(Err(why))) => failed(format!("Link not opened: {why}")),
        (Some(_), None) => failed("There is no link to a scenario in this address.".to_owned()),
        (None, _) => html! { <h1>{ "zonescope" }</h1> },
    };
    let link = match &*linked {
        Some(Ok(scenario)) => scenario.to_link().ok(),
        _ => None,
    };
    let fragment = link.map_or_else(String::new, |link| format!("#{link}"));
    html! {
        <main class="embed" ref={content}>
            { shown }
            <p class="open">
                <a href={format!("{}{fragment}", base())} target="_blank" rel="noopener">
                    { "Open in zonescope" }
                </a>
            </p>
        </main>
    }
}

fn views(view: &str, scenario: &Scenario, theme: zonescope_chart::Theme, room_px: u32) -> Html {
    let computed = Computed::of(scenario);
    let zones = ZoneMapOptions {
        width_px: room_px.max(crate::components::ZONES_LEAST),
        theme,
        ..ZoneMapOptions::default()
    };
    let absent = AbsentOptions {
        width_px: room_px.max(crate::components::ABSENT_LEAST),
        theme,
        ..AbsentOptions::default()
    };
    let zones = Rc::new(zone_map(&computed.evaluated, &scenario.setup, &zones));
    let absent = Rc::new(absent_pages(&computed.evaluated, &scenario.setup, &absent));
    html! {
        <>
            if let Some(word) = word_on(view) {
                <p class="warning">{ word }</p>
            }
            <h1>
                { match scenario.title.as_str() {
                    "" => "Zones, variant by variant",
                    title => title,
                } }
            </h1>
            <Figure chart={zones} label="Zone map" />
            if !computed.evaluated.is_empty() {
                <details>
                    <summary>{ "Absent pages" }</summary>
                    <Figure chart={absent} label="Absent pages" narrow={true} />
                </details>
            }
        </>
    }
}

fn failed(why: String) -> Html {
    html! {
        <>
            <h1>{ "zonescope" }</h1>
            <p role="alert">{ why }</p>
        </>
    }
}

/// What there is to say if the view asked for is not the one shown.
fn word_on(view: &str) -> Option<String> {
    match View::from_name(view) {
        Some(View::Zones) => None,
        Some(view) => Some(format!(
            "The view “{view}” is not there yet: these are the zones."
        )),
        None => Some(format!("There is no view “{view}”: these are the zones.")),
    }
}
