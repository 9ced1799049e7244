//! What takes the result out of the page: copied links and texts, saved files.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;
use zonescope_chart::{Figure, Focus, Theme, Work};
use zonescope_report::Told;

use super::export::{file_stem, File, Format, Subject, Writing, EMBEDS, LINK, MAIL, TEXTS};
use crate::answer::Drawn;
use crate::bench::Look;
use crate::hooks::{base, copy, in_slices, is_local, save, save_png};
use crate::parts::{ByHand, Choice, Popup};

/// What [`Share`] shares.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawn: Rc<Drawn>,
    /// How charts are looked at.
    pub look: Look,
    /// What goes after the `#`, or why there is nothing.
    pub link: Rc<Result<String, String>>,
    /// What is to be said of the text it is from.
    pub said: Vec<String>,
    /// Whether some of its memory map is known to be missing.
    pub is_part: bool,
}

/// How long a confirmation stays, in milliseconds.
const SAID_MS: u32 = 5_000;

/// The buttons, the menu, and what became of the last press.
#[function_component(Share)]
pub fn share(props: &Props) -> Html {
    let said = use_state(String::new);
    let by_hand = use_state(|| None::<AttrValue>);
    let theme = use_state(Theme::default);
    // What is said goes away by itself, and only once.
    let silence = use_mut_ref(|| None::<Timeout>);
    let say = {
        let said = said.clone();
        Callback::from(move |words: String| {
            let quiet = said.clone();
            *silence.borrow_mut() = Some(Timeout::new(SAID_MS, move || quiet.set(String::new())));
            said.set(words);
        })
    };
    let press = Press {
        drawn: props.drawn.clone(),
        link: props.link.clone(),
        texts: props.said.clone(),
        is_part: props.is_part,
        say,
        by_hand: {
            let by_hand = by_hand.clone();
            Callback::from(move |text| by_hand.set(Some(text)))
        },
    };
    html! {
        <>
            <button type="button" class="primary" onclick={press.copies(&LINK)}>{ "Copy link" }</button>
            <button type="button" onclick={press.copies(&MAIL)}>{ "Copy for mail" }</button>
            <Popup id="export" name="Export">
                <ul>{ for TEXTS.iter().map(|format| text_row(format, &press)) }</ul>
                <div class="row">
                    <h2>{ "Figures" }</h2>
                    { colours(&theme) }
                </div>
                <ul>{ for Figure::ALL.map(|figure| figure_row(figure, &press, &props.look, *theme)) }</ul>
                <h2>{ "This view, live in a document" }</h2>
                <ul>{ for EMBEDS.iter().map(|format| text_row(format, &press)) }</ul>
            </Popup>
            <p class="said" role="status">{ (*said).clone() }</p>
            if let Some(text) = &*by_hand {
                <ByHand text={text.clone()} on_close={Callback::from({
                    let by_hand = by_hand.clone();
                    move |()| by_hand.set(None)
                })} />
            }
        </>
    }
}

/// All that a press of a button needs.
#[derive(Clone)]
struct Press {
    drawn: Rc<Drawn>,
    link: Rc<Result<String, String>>,
    texts: Vec<String>,
    is_part: bool,
    say: Callback<String>,
    by_hand: Callback<AttrValue>,
}

impl Press {
    fn subject<'a>(&'a self, base: &'a str) -> Subject<'a> {
        Subject {
            scenario: &self.drawn.scenario,
            evaluated: &self.drawn.computed.evaluated,
            groups: &self.drawn.computed.groups,
            base,
            link: (*self.link).as_ref().map(String::as_str).map_err(String::as_str),
            said: &self.texts,
            is_part: self.is_part,
        }
    }

    /// Writes it down, of a large machine in slices, and gives it to `done`.
    fn writes(
        &self,
        format: &'static Format,
        done: impl Fn(&Press, Result<String, String>) + 'static,
    ) -> Callback<MouseEvent> {
        let (press, done) = (self.clone(), Rc::new(done));
        Callback::from(move |_| {
            let (base, done) = (base(), done.clone());
            in_slices(
                (press.clone(), Writing::default()),
                move |(press, writing)| writing.step(format.writer, &press.subject(&base)),
                move |(press, writing)| done(&press, writing.text),
            );
        })
    }

    fn copies(&self, format: &'static Format) -> Callback<MouseEvent> {
        self.writes(format, |press, text| match text {
            Ok(text) => press.copy(format.name, text),
            Err(why) => press.say.emit(format!("Not copied: {why}.")),
        })
    }

    fn copy(&self, name: &'static str, text: String) {
        let (say, by_hand) = (self.say.clone(), self.by_hand.clone());
        let is_linked = self.link.as_ref().as_ref().is_ok_and(|link| text.contains(link.as_str()));
        let done = {
            let text = AttrValue::from(text.clone());
            Callback::from(move |copied| match copied {
                true if is_linked && is_local() => {
                    say.emit(format!("{name} copied. The link leads to this computer only."))
                }
                true => say.emit(format!("{name} copied.")),
                false => by_hand.emit(text.clone()),
            })
        };
        copy(text, done);
    }

    fn saves(&self, format: &'static Format, file: File) -> Callback<MouseEvent> {
        self.writes(format, move |press, text| match text {
            Ok(text) => press.save(file.ending, file.mime, &text),
            Err(why) => press.say.emit(format!("Not saved: {why}.")),
        })
    }

    fn save(&self, ending: &str, mime: &str, text: &str) {
        let name = self.file_name(ending);
        let saved = save(&name, mime, text);
        self.said_of(&name, saved);
    }

    fn file_name(&self, ending: &str) -> String {
        file_stem(&self.drawn.scenario.title) + ending
    }

    fn said_of(&self, name: &str, saved: bool) {
        self.say.emit(match saved {
            true => format!("{name} saved."),
            false => format!("The browser did not make {name}."),
        });
    }

    /// Draws a figure as the page shows it, and saves it: as it is, or as a picture.
    fn draws(
        &self,
        figure: Figure,
        look: &Look,
        theme: Theme,
        as_png: bool,
    ) -> Callback<MouseEvent> {
        let (press, focus) = (self.clone(), self.drawn.computed.focus(look));
        Callback::from(move |_| match figure.work(&press.drawn.scenario) {
            Ok(work) => {
                let (press, focus) = (press.clone(), focus.clone());
                in_slices(work, Work::step, move |work| {
                    press.drawn((figure, &work), &focus, theme, as_png);
                });
            }
            Err(why) => press.say.emit(format!("Not drawn: {why}.")),
        })
    }

    /// Saves a figure whose work is done.
    fn drawn(&self, (figure, work): (Figure, &Work), focus: &Focus, theme: Theme, as_png: bool) {
        let Drawn { scenario, computed } = &*self.drawn;
        let (evaluated, groups) = (&computed.evaluated, &computed.groups);
        let link = (*self.link).as_ref().map(|link| format!("{}#{link}", base()));
        let told = Told { is_part: self.is_part, link: link.as_deref().ok(), ..Told::default() };
        let chart =
            figure.draw_of(work, scenario, (evaluated, groups), focus, figure.file(theme), told);
        let chart = figure.framed(chart, scenario, evaluated, focus, theme, told);
        let ending = |kind: &str| format!(".{}.{}.{kind}", figure.word(), theme.name());
        if !as_png {
            return self.save(&ending("svg"), "image/svg+xml", &chart.svg);
        }
        let name = self.file_name(&ending("png"));
        let done = {
            let (press, name) = (self.clone(), name.clone());
            Callback::from(move |saved| press.said_of(&name, saved))
        };
        save_png(name, chart.svg, (chart.width, chart.height), done);
    }
}

fn text_row(format: &'static Format, press: &Press) -> Html {
    html! {
        <li>
            <span>{ format.name }</span>
            { action("Copy", format.name, press.copies(format)) }
            if let Some(file) = format.file {
                { action("Save", format.name, press.saves(format, file)) }
            }
        </li>
    }
}

fn figure_row(figure: Figure, press: &Press, look: &Look, theme: Theme) -> Html {
    html! {
        <li>
            <span>{ figure.title() }</span>
            { action("SVG", figure.title(), press.draws(figure, look, theme, false)) }
            { action("PNG", figure.title(), press.draws(figure, look, theme, true)) }
        </li>
    }
}

/// A button whose name, for those who do not see the row, says of what it is.
fn action(what: &'static str, of: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="link" {onclick}>
            { what }<span class="sr">{ " " }{ of }</span>
        </button>
    }
}

fn colours(theme: &UseStateHandle<Theme>) -> Html {
    let options = Theme::ALL.map(|one| (one.name().into(), one.name().into())).to_vec();
    let chosen = theme.name();
    let theme = theme.clone();
    let on = Callback::from(move |chosen: AttrValue| {
        if let Some(one) = Theme::from_name(&chosen) {
            theme.set(one);
        }
    });
    html! {
        <Choice label="Colours of figures" {options} {on}
            chosen={AttrValue::from(chosen)} />
    }
}
