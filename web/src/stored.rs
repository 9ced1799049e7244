//! What the browser keeps of the user's work: every moment that can be gone back to, and the
//! texts they were read from.
//!
//! An entry is a head, a line for each moment, an empty line, and the texts:
//!
//! ```text
//! 2 <milliseconds since 1970> <place of the moment on screen>
//! <text or -> TAB <text to check against or -> TAB <dump chosen or -> TAB <kernel> TAB
//!     <t if the title is the user's own, else -> TAB <command line> TAB
//!     <link, or @ and the text that is its scenario file>
//!
//! <bytes>
//! <text>
//! ```
//!
//! A text is meant by its place, from 0. Without one, the text is the memory as the kernel prints
//! it.

use std::rc::Rc;

use yew::AttrValue;
use zonescope_model::{BootWords, Kernel};
use zonescope_scenario::Scenario;

use crate::edit::implied_cmdline;
use crate::history::Moment;
use crate::opening::showing;
use crate::reading::Reading;
use crate::state::State;

/// The most bytes of text that are kept with one work.
pub const TEXT_LIMIT: usize = 1 << 20;

/// The most moments kept before the present one, and after it.
const STEPS: usize = 40;

/// An entry, read back.
#[derive(Clone, PartialEq, Debug)]
pub struct Stored {
    /// When it was written, in milliseconds since 1970.
    pub time: u64,
    /// What was before, the oldest first.
    pub past: Vec<Moment>,
    /// What was on screen.
    pub present: Moment,
    /// What was undone; what comes next is last.
    pub future: Vec<Moment>,
}

/// How to keep a state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The entry with as many moments and texts as there is room for; none if not even the
    /// present text has any.
    pub whole: Option<String>,
    /// The entry with the scenario on screen alone; none if that has no link.
    pub bare: Option<String>,
}

impl Entry {
    /// What to keep of `state`.
    pub fn of(state: &State, time: u64) -> Entry {
        let present = state.moment();
        let bare = present.scenario.to_link().ok().map(|link| {
            let mut writer = Writer::default();
            writer.lines.push(fields(&present, ["-", "-"], &link));
            writer.entry(time, 0)
        });
        let mut writer = Writer::default();
        if !writer.add(&present) {
            return Entry { whole: None, bare };
        }
        let history = &state.history;
        let future = history.future.iter().rev().take(STEPS);
        for moment in future {
            if !writer.add(moment) {
                break;
            }
        }
        let mut place = 0;
        for moment in history.past.iter().rev().take(STEPS) {
            if !writer.add(moment) {
                break;
            }
            place += 1;
            writer.lines.rotate_right(1);
        }
        Entry {
            whole: Some(writer.entry(time, place)),
            bare,
        }
    }
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    texts: Vec<AttrValue>,
    bytes: usize,
}

impl Writer {
    /// Adds a moment at the end, if its texts have room.
    fn add(&mut self, moment: &Moment) -> bool {
        let reading = Some(&moment.bench.reading).filter(|reading| !reading.is_written);
        let read = [reading, moment.bench.against.as_ref()];
        let mut places = [None, None];
        for (reading, place) in read.into_iter().zip(&mut places) {
            if let Some(reading) = reading {
                match self.text(reading.text.clone()) {
                    Some(found) => *place = Some(found),
                    None => return false,
                }
            }
        }
        let link = match moment.scenario.to_link() {
            Ok(link) => link,
            Err(_) => match self.text(moment.scenario.to_json().into()) {
                Some(place) => format!("@{place}"),
                None => return false,
            },
        };
        let places = places.map(or_none);
        self.lines
            .push(fields(moment, [&places[0], &places[1]], &link));
        true
    }

    /// The place of a text, if there is room for it.
    fn text(&mut self, text: AttrValue) -> Option<usize> {
        // The newest is the likeliest.
        if let Some(place) = self.texts.iter().rposition(|kept| *kept == text) {
            return Some(place);
        }
        if self.bytes + text.len() > TEXT_LIMIT {
            return None;
        }
        self.bytes += text.len();
        self.texts.push(text);
        Some(self.texts.len() - 1)
    }

    fn entry(&self, time: u64, place: usize) -> String {
        let mut entry = format!("2 {time} {place}\n");
        for line in &self.lines {
            entry.push_str(line);
            entry.push('\n');
        }
        for text in &self.texts {
            entry.push_str(&format!("\n{}\n{text}", text.len()));
        }
        entry
    }
}

fn or_none(number: Option<usize>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| number.to_string())
}

fn fields(moment: &Moment, [text, against]: [&str; 2], link: &str) -> String {
    let bench = &moment.bench;
    let chosen = or_none(bench.reading.chosen);
    let titled = if bench.titled { "t" } else { "-" };
    let cmdline = bench.cmdline.replace(['\n', '\t'], " ");
    format!(
        "{text}\t{against}\t{chosen}\t{}\t{titled}\t{cmdline}\t{link}",
        bench.kernel
    )
}

impl Stored {
    /// Reads an entry; none if it is not one, or holds a link that no longer opens.
    pub fn read(entry: &str) -> Option<Stored> {
        let (head, rest) = entry.split_once('\n')?;
        let mut words = head.split(' ');
        if words.next() != Some("2") {
            return None;
        }
        let time = words.next()?.parse().ok()?;
        let place: usize = words.next()?.parse().ok()?;
        let end = rest.find("\n\n").map_or(rest.len(), |end| end + 1);
        let (lines, texts) = rest.split_at_checked(end)?;
        let texts = texts_of(texts)?;
        let mut moments = Vec::new();
        // A text read once serves all moments after it.
        let mut readings = vec![None; texts.len()];
        for line in lines.lines() {
            moments.push(moment(line, &texts, &mut readings)?);
        }
        if place >= moments.len() {
            return None;
        }
        let mut future = moments.split_off(place + 1);
        future.reverse();
        Some(Stored {
            time,
            present: moments.pop()?,
            past: moments,
            future,
        })
    }

    /// When an entry was written, without reading all of it.
    pub fn time_of(entry: &str) -> Option<u64> {
        entry.strip_prefix("2 ")?.split(' ').next()?.parse().ok()
    }
}

fn texts_of(mut rest: &str) -> Option<Vec<&str>> {
    let mut texts = Vec::new();
    while let Some(text) = rest.strip_prefix('\n') {
        let (bytes, text) = text.split_once('\n')?;
        let (text, after) = text.split_at_checked(bytes.parse().ok()?)?;
        texts.push(text);
        rest = after;
    }
    rest.is_empty().then_some(texts)
}

fn moment(line: &str, texts: &[&str], readings: &mut [Option<Reading>]) -> Option<Moment> {
    let mut fields = line.split('\t');
    let mut field = || fields.next();
    let mut reading = |place: &str| -> Option<Reading> {
        let place: usize = place.parse().ok()?;
        let known = readings.get_mut(place)?;
        let text = texts.get(place)?;
        Some(
            known
                .get_or_insert_with(|| Reading::of(AttrValue::from((*text).to_owned())))
                .clone(),
        )
    };
    let own = reading(field()?);
    let against = reading(field()?);
    let chosen: Option<usize> = field()?.parse().ok();
    let kernel = Kernel::from_name(field()?)?;
    let titled = field()? == "t";
    let cmdline = field()?;
    let link = field()?;
    let scenario = match link.strip_prefix('@') {
        Some(place) => {
            let text = texts.get(place.parse::<usize>().ok()?)?;
            Scenario::from_json(text).ok()?
        }
        None => Scenario::from_link(link).ok()?,
    };
    let Moment { bench, scenario } = showing(&scenario);
    let mut bench = Rc::unwrap_or_clone(bench);
    bench.kernel = kernel;
    bench.titled = titled;
    bench.against = against;
    if BootWords::parse(cmdline) == scenario.setup.words {
        bench.cmdline = cmdline.to_owned().into();
    }
    if let Some(mut reading) = own {
        if let Some(chosen) =
            chosen.filter(|&dump| Some(dump) != reading.chosen && dump < reading.log.dumps().len())
        {
            reading = reading.choose(chosen);
        }
        match &reading.combined {
            Ok(combined) => bench.implied = implied_cmdline(combined),
            Err(problem) => bench.problem = Some(problem.clone()),
        }
        bench.case = None;
        bench.reading = reading;
    }
    Some(Moment {
        bench: Rc::new(bench),
        scenario,
    })
}
