//! The page as a guest in a document: one view of what its link holds, read-only; or, where
//! nobody asked for a view, only the way to the page itself. Neither keeps anything.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{Chart, Figure, Focus, Style, Work};
use zonescope_report::{variant_meaning, variant_releases, visible, Told};
use zonescope_scenario::{Evaluating, Scenario, View};

use crate::answer::{only_node, too_many, Figure as Figured};
use crate::hooks::{
    base, use_fold, use_height, use_linked, use_palette, use_room, use_slices, use_title, Guest,
    Slices, Theme,
};

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

/// The work for a view, and the scenario it is done on.
struct Run {
    scenario: Option<Rc<Scenario>>,
    /// The variants, where it is their outcomes that are drawn.
    evaluating: Option<Evaluating>,
    /// What else there is to do, or why there is nothing to draw.
    work: Result<Work, String>,
}

impl Run {
    fn begin((view, linked): &(AttrValue, Rc<Option<Result<Scenario, String>>>)) -> Run {
        let Some(Ok(scenario)) = &**linked else {
            let work = Err("there is no scenario".to_owned());
            return Run { scenario: None, evaluating: None, work };
        };
        let figure = figures(view).and_then(<[Figure]>::first).unwrap_or(&Figure::Zones);
        let work = figure.work(scenario);
        let evaluating = matches!(work, Ok(Work::None)).then(|| Evaluating::new(scenario));
        Run { scenario: Some(Rc::new(scenario.clone())), evaluating, work }
    }

    fn step(&mut self) -> bool {
        match (&mut self.evaluating, &self.scenario, &mut self.work) {
            (Some(evaluating), Some(scenario), _) => evaluating.step(scenario),
            (_, _, Ok(work)) => work.step(),
            _ => false,
        }
    }

    /// What came of it as `figure`.
    fn draw(&self, figure: Figure, style: Style) -> Result<Chart, String> {
        let work = self.work.as_ref().map_err(Clone::clone)?;
        let scenario = self.scenario.as_ref().ok_or_else(String::new)?;
        let (evaluated, groups) = match &self.evaluating {
            Some(Evaluating { evaluated, groups, .. }) => (&evaluated[..], &groups[..]),
            None => Default::default(),
        };
        let focus = Focus { node: only_node(evaluated), ..Focus::default() };
        Ok(figure.draw_of(work, scenario, (evaluated, groups), &focus, style, Told::default()))
    }

    /// What there is to say if not all nodes are drawn.
    fn word(&self) -> Option<String> {
        let evaluated = &self.evaluating.as_ref()?.evaluated;
        only_node(evaluated)?;
        Some(too_many(evaluated.first()?.outcome.nodes.len()))
    }
}

/// The view's charts.
#[function_component(Shown)]
fn shown(props: &ShownProps) -> Html {
    let key = (props.view.clone(), props.linked.clone());
    let Slices { work, is_going, .. } = use_slices(key, Run::begin, Run::step);
    // The first is in sight; the others are drawn when they are wanted.
    let (open, ontoggle) = use_fold();
    let drawn = {
        let key = (is_going, Rc::as_ptr(&work), open, props.theme, props.room_px);
        let (work, view) = (work.clone(), props.view.clone());
        use_memo(key, move |&(is_going, _, open, theme, room_px)| {
            let figures = figures(&view).unwrap_or(&[Figure::Zones, Figure::Absent]);
            let wanted = figures.iter().take(if open { figures.len() } else { 1 });
            let draw = |figure: &Figure| {
                let chart = work.borrow().draw(*figure, Style::within(room_px, theme));
                (*figure, chart.map(Rc::new))
            };
            match is_going {
                true => Vec::new(),
                false => wanted.map(draw).collect(),
            }
        })
    };
    let figure = |(figure, chart): &(Figure, Result<Rc<Chart>, String>)| match chart {
        Ok(chart) => {
            html! { <Figured chart={chart.clone()} label={figure.title()} /> }
        }
        Err(why) => html! { <p class="warning">{ format!("Not drawn: {why}.") }</p> },
    };
    let title = match &*props.linked {
        Some(Ok(scenario)) if !scenario.title.is_empty() => visible(&scenario.title),
        _ => "Zones, variant by variant".to_owned(),
    };
    let others = figures(&props.view).unwrap_or(&[Figure::Zones, Figure::Absent]).iter().skip(1);
    html! {
        <>
            if let Some(word) = word_on(&props.view) {
                <p class="warning">{ word }</p>
            }
            <h1>{ title }</h1>
            if is_going {
                <progress aria-label="Evaluated" />
            } else if let Some(word) = work.borrow().word() {
                <p class="soft">{ word }</p>
            }
            <>{ for drawn.first().map(figure) }</>
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
            <>{ for others.enumerate().map(|(place, other)| html! {
                <details ontoggle={ontoggle.clone()}>
                    <summary>{ other.title() }</summary>
                    <>{ for drawn.get(place + 1).map(figure) }</>
                </details>
            }) }</>
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
