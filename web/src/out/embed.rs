//! The page as a guest in a document: one view of what its link holds, read-only; or, where
//! nobody asked for a view, only the way to the page itself. Neither keeps anything.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{Chart, Figure, Focus};
use zonescope_report::{variant_meaning, variant_releases, visible};
use zonescope_scenario::{Scenario, View};

use crate::answer::Figure as Figured;
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
            Guest::Embed { view, theme } => Props { view: Some(view.into()), theme },
            Guest::Framed => Props { view: None, theme: Theme::Auto },
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
        (Some(view), Some(Ok(_))) => html! {
            <Shown view={view.clone()} linked={linked.clone()} theme={palette} {room_px} />
        },
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

/// What is drawn for a view: its charts, the first of them in sight.
fn figures(view: &str) -> Option<&'static [Figure]> {
    const ABSENT: &str = Figure::Absent.word();
    if view == ABSENT {
        return Some(&[Figure::Absent]);
    }
    match View::from_name(view)? {
        View::Zones => Some(&[Figure::Zones, Figure::Absent]),
        View::Init => Some(&[Figure::Init]),
        View::Sweep => Some(&[Figure::Sweep]),
        View::Matrix => Some(&[Figure::Matrix]),
        View::Releases => Some(&[Figure::Releases]),
        View::Check => None,
    }
}

/// What [`Shown`] shows.
#[derive(Properties, PartialEq)]
struct ShownProps {
    view: AttrValue,
    linked: Rc<Option<Result<Scenario, String>>>,
    theme: zonescope_chart::Theme,
    room_px: u32,
}

/// The view's charts.
#[function_component(Shown)]
fn shown(props: &ShownProps) -> Html {
    let drawn = {
        let (view, linked) = (props.view.clone(), props.linked.clone());
        use_memo((view, linked, props.theme, props.room_px), |(view, linked, theme, room_px)| {
            let Some(Ok(scenario)) = &**linked else {
                return Vec::new();
            };
            let figures = figures(view).unwrap_or(&[Figure::Zones, Figure::Absent]);
            let evaluated = scenario.evaluate();
            let draw = |figure: &Figure| {
                let style = figure.within(*room_px, *theme);
                let chart = figure.draw(scenario, &evaluated, &Focus::default(), style);
                (*figure, chart.map(Rc::new))
            };
            figures.iter().map(draw).collect()
        })
    };
    let figure = |(figure, chart): &(Figure, Result<Rc<Chart>, String>)| match chart {
        Ok(chart) => {
            html! { <Figured chart={chart.clone()} label={figure.title()} narrow={figure.is_narrow()} /> }
        }
        Err(why) => html! { <p class="warning">{ format!("Not drawn: {why}.") }</p> },
    };
    let title = match &*props.linked {
        Some(Ok(scenario)) if !scenario.title.is_empty() => visible(&scenario.title),
        _ => "Zones, variant by variant".to_owned(),
    };
    html! {
        <>
            if let Some(word) = word_on(&props.view) {
                <p class="warning">{ word }</p>
            }
            <h1>{ title }</h1>
            { for drawn.first().map(figure) }
            if let Some(Ok(scenario)) = &*props.linked {
                <details>
                    <summary>{ "What the variants are" }</summary>
                    <ul>
                        { for scenario.variants.iter().map(|named| html! {
                            <li><b>{ visible(&named.name) }</b>{ ": " }{ variant_meaning(named.variant) }{ " " }{ variant_releases(named.variant) }</li>
                        }) }
                    </ul>
                </details>
            }
            { for drawn.iter().skip(1).map(|drawn| html! {
                <details>
                    <summary>{ drawn.0.title() }</summary>
                    { figure(drawn) }
                </details>
            }) }
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
    if figures(view).is_some() {
        return None;
    }
    Some(match View::from_name(view) {
        Some(view) => format!(
            "The view “{view}” needs a log to check against, which no link holds: these are the zones."
        ),
        None => format!("There is no view “{view}”: these are the zones."),
    })
}
