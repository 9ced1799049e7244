//! The page as a guest in a document: one view of what its link holds, read-only; or, where
//! nobody asked for a view, only the way to the page itself. Neither keeps anything.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{absent_pages, zone_map, AbsentOptions, ZoneMapOptions};
use zonescope_scenario::{Scenario, View};

use crate::components::Figure;
use crate::computed::Computed;
use crate::hooks::{base, use_height, use_linked, use_palette, use_room, use_title, Theme};

/// What [`Embed`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The name of the view asked for.
    pub view: AttrValue,
    /// The theme asked for.
    pub theme: Theme,
}

/// One view, without anything around it.
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
    let shown = match &*linked {
        Some(Ok(scenario)) => views(scenario, palette, room_px),
        Some(Err(why)) => html! { <p role="alert">{ "Link not opened: " }{ why.clone() }</p> },
        None => {
            html! { <p role="alert">{ "There is no link to a scenario in this figure's address." }</p> }
        }
    };
    html! {
        <main class="embed" ref={content}>
            if let Some(word) = word_on(&props.view) {
                <p class="warning">{ word }</p>
            }
            { shown }
            <Open linked={linked.clone()} />
        </main>
    }
}

/// What stands in a frame that nobody asked for.
#[function_component(Framed)]
pub fn framed() -> Html {
    let _ = use_palette(Theme::Auto);
    let linked = use_linked();
    html! {
        <main class="embed">
            <h1>{ "zonescope" }</h1>
            <Open {linked} />
        </main>
    }
}

fn views(scenario: &Scenario, theme: zonescope_chart::Theme, room_px: u32) -> Html {
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

/// What [`Open`] leads to.
#[derive(Properties, PartialEq)]
struct OpenProps {
    linked: Rc<Option<Result<Scenario, String>>>,
}

/// The way to the page itself, in a window of its own, with what is shown here.
#[function_component(Open)]
fn open(props: &OpenProps) -> Html {
    let link = match &*props.linked {
        Some(Ok(scenario)) => scenario.to_link().ok(),
        _ => None,
    };
    let fragment = link.map_or_else(String::new, |link| format!("#{link}"));
    html! {
        <p class="open">
            <a href={format!("{}{fragment}", base())} target="_blank" rel="noopener">
                { "Open in zonescope" }
            </a>
        </p>
    }
}
