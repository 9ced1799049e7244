//! The variants over the mirrored percentage.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_chart::{self as chart, sweep_chart, Theme};
use zonescope_mirror::{MachineError, Percent, Setting};
use zonescope_model::Setup;
use zonescope_report::misfit_sentence;
use zonescope_scenario::{Mirrored, NamedVariant, Sweep};

use super::figure::Figure;
use super::view::Props;
use crate::bench::{use_machine, Action};
use crate::hooks::{use_slices, Slices};

/// The sweep of the machine, if the memory is that of one.
#[function_component(SweepView)]
pub fn sweep_view(props: &Props) -> Html {
    let known = use_machine(&props.drawn.scenario);
    html! {
        <section aria-labelledby="sweep">
            <div class="title">
                <h2 id="sweep">{ "Sweep" }</h2>
                <span class="soft">{ "by the percentage mirrored above 4 GiB; press a mark to go there" }</span>
            </div>
            { match &*known {
                Ok(known) => html! {
                    <Swept mirrored={known.mirrored.clone()} setup={props.drawn.scenario.setup.clone()}
                        variants={props.drawn.scenario.variants.clone()} room_px={props.room_px}
                        theme={props.theme} on={props.on.clone()} />
                },
                Err(misfit) => html! { <p class="warning">{ misfit_sentence(misfit) }</p> },
            } }
        </section>
    }
}

/// What [`Swept`] shows.
#[derive(Properties, PartialEq)]
struct SweptProps {
    mirrored: Rc<Mirrored>,
    setup: Setup,
    variants: Vec<NamedVariant>,
    room_px: u32,
    theme: Theme,
    on: Callback<Action>,
}

/// What is swept; the percentage at hand makes no other sweep.
#[derive(Clone)]
struct Subject {
    mirrored: Mirrored,
    setup: Setup,
    variants: Vec<NamedVariant>,
}

impl PartialEq for Subject {
    fn eq(&self, other: &Subject) -> bool {
        let boots = |setup: &Setup| (setup.words, setup.arch, setup.deferred_init);
        self.mirrored == other.mirrored
            && boots(&self.setup) == boots(&other.setup)
            && self.variants == other.variants
    }
}

/// A sweep on its way, and how far it is.
struct Run {
    sweep: Result<Sweep, MachineError>,
}

impl Run {
    fn begin(subject: &Subject) -> Run {
        let Mirrored { machine, setting } = subject.mirrored.clone();
        Run { sweep: Sweep::new(machine, setting, &subject.setup, subject.variants.clone()) }
    }

    fn step(&mut self) -> bool {
        self.sweep.as_mut().is_ok_and(Sweep::step)
    }

    fn reached(&self) -> Percent {
        let groups = self.sweep.as_ref().map(Sweep::groups).unwrap_or_default();
        let last = groups.first().and_then(|group| group.runs.last());
        last.map_or(Percent::ZERO, |run| run.last)
    }
}

#[function_component(Swept)]
fn swept(props: &SweptProps) -> Html {
    let Mirrored { machine, setting } = &*props.mirrored;
    let subject = Subject {
        mirrored: Mirrored {
            machine: machine.clone(),
            setting: Setting { above_4g: Percent::ZERO, ..setting.clone() },
        },
        setup: props.setup.clone(),
        variants: props.variants.clone(),
    };
    let Slices { work, is_going, stop } = use_slices(subject, Run::begin, Run::step);
    let chart = {
        let key = (is_going, Rc::as_ptr(&work), setting.above_4g, props.room_px, props.theme);
        let work = work.clone();
        use_memo(key, move |&(is_going, _, now, room_px, theme)| {
            let run = work.borrow();
            let sweep = run.sweep.as_ref().ok().filter(|_| !is_going)?;
            let (variants, setup) = (&props.variants, &props.setup);
            let style = chart::Style::within(room_px, theme);
            Some(Rc::new(sweep_chart(&sweep.groups(), variants, setup, Some(now), style)))
        })
    };
    let run = work.borrow();
    if let Err(error) = &run.sweep {
        return html! { <p class="warning">{ error.to_string() }</p> };
    }
    let reached = run.reached();
    let Some(chart) = &*chart else {
        return html! {
            <div class="progress">
                <progress aria-label="Percentages swept" value={reached.hundredths().to_string()}
                    max={Percent::MAX.hundredths().to_string()} />
                <button type="button" onclick={stop.reform(|_| ())}>{ "Cancel" }</button>
            </div>
        };
    };
    let on_pick = {
        let (chart, mirrored, on) = (chart.clone(), props.mirrored.clone(), props.on.clone());
        Callback::from(move |place: usize| {
            if let Some(percent) = chart.marks.get(place).and_then(|mark| mark.percent) {
                let mut mirrored = Mirrored::clone(&mirrored);
                mirrored.setting.above_4g = percent;
                on.emit(Action::Mirror(Rc::new(mirrored)));
            }
        })
    };
    html! {
        <>
            if reached < Percent::MAX {
                <p class="soft" role="status">{ format!("Stopped at {reached} %.") }</p>
            }
            <Figure chart={chart.clone()} label="Sweep" {on_pick} />
        </>
    }
}
