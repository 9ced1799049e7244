//! What the browser keeps of the user's work: every moment that can be gone back to, and the
//! texts they were read from.
//!
//! An entry is a head, a line for each moment, an empty line, and the texts:
//!
//! ```text
//! 2 <milliseconds since 1970> <place of the moment on screen>
//! <text or -> TAB <dump chosen or -> TAB <text to check against or -> TAB <its dump or -> TAB
//!     <case or -> TAB <kernel> TAB <t if the title is the user's own, else -> TAB
//!     <command line> TAB <the one the text came with> TAB
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
use zonescope_scenario::{Scenario, CASES};

use super::history::Moment;
use super::naming::name_apart;
use super::reading::Reading;
use super::state::State;
use super::workbench::Workbench;

/// The most bytes of text that are kept with one work.
pub const TEXT_LIMIT: usize = 1 << 20;

/// The most moments kept before the present one, and after it.
const STEPS: usize = 40;
/// Moments whose links come to more bytes than this are not kept either: reading them back would
/// keep a page of thousands of regions from starting.
const LINKS: usize = 256 << 10;

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
            writer.push(&present, [None, None], &link);
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
        Entry { whole: Some(writer.entry(time, place)), bare }
    }
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    line_bytes: usize,
    texts: Vec<AttrValue>,
    text_bytes: usize,
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
        let has_room = self.lines.is_empty() || self.line_bytes + link.len() <= LINKS;
        if has_room {
            self.push(moment, places, &link);
        }
        has_room
    }

    fn push(&mut self, moment: &Moment, [text, against]: [Option<usize>; 2], link: &str) {
        let bench = &moment.bench;
        let other = bench.against.as_ref().and_then(|other| other.chosen);
        let one_line = |cmdline: &AttrValue| cmdline.replace(['\n', '\t'], " ");
        let fields: [&str; 10] = [
            &or_none(text),
            &or_none(bench.reading.chosen),
            &or_none(against),
            &or_none(other),
            bench.case.unwrap_or("-"),
            &bench.kernel.to_string(),
            if bench.titled { "t" } else { "-" },
            &one_line(&bench.cmdline),
            &one_line(&bench.implied),
            link,
        ];
        let line = fields.join("\t");
        self.line_bytes += line.len();
        self.lines.push(line);
    }

    /// The place of a text, if there is room for it.
    fn text(&mut self, text: AttrValue) -> Option<usize> {
        // The newest is the likeliest.
        if let Some(place) = self.texts.iter().rposition(|kept| *kept == text) {
            return Some(place);
        }
        if self.text_bytes + text.len() > TEXT_LIMIT {
            return None;
        }
        self.text_bytes += text.len();
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
            let moment = moment(line, &texts, &mut readings, moments.last())?;
            moments.push(moment);
        }
        if place >= moments.len() {
            return None;
        }
        let mut future = moments.split_off(place + 1);
        future.reverse();
        Some(Stored { time, present: moments.pop()?, past: moments, future })
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

fn moment(
    line: &str,
    texts: &[&str],
    readings: &mut [Option<Reading>],
    before: Option<&Moment>,
) -> Option<Moment> {
    let mut fields = line.split('\t');
    let mut field = || fields.next();
    let mut reading = |place: &str, chosen: &str| -> Option<Reading> {
        let place: usize = place.parse().ok()?;
        let known = readings.get_mut(place)?;
        let text = texts.get(place)?;
        let reading = known.get_or_insert_with(|| Reading::of(AttrValue::from((*text).to_owned())));
        match chosen.parse() {
            Ok(dump) if Some(dump) != reading.chosen && dump < reading.log.dumps().len() => {
                Some(reading.choose(dump))
            }
            _ => Some(reading.clone()),
        }
    };
    let own = reading(field()?, field()?);
    let against = reading(field()?, field()?);
    let case = field()?;
    let kernel = Kernel::from_name(field()?)?;
    let titled = field()? == "t";
    let cmdline = field()?;
    let implied = field()?;
    let link = field()?;
    let mut scenario = match link.strip_prefix('@') {
        Some(place) => {
            let text = texts.get(place.parse::<usize>().ok()?)?;
            Scenario::from_json(text).ok()?
        }
        None => Scenario::from_link(link).ok()?,
    };
    name_apart(&mut scenario.variants, kernel);
    let memory = &scenario.setup.memory;
    let bench = Workbench {
        reading: match (own, before) {
            (Some(own), _) => own,
            // Most steps leave the memory as it is: no need to write and read it again.
            (None, Some(before))
                if before.bench.reading.is_written && before.scenario.setup.memory == *memory =>
            {
                before.bench.reading.clone()
            }
            (None, _) => Reading::written(memory),
        },
        against,
        case: CASES.iter().map(|known| known.id).find(|known| *known == case),
        titled,
        cmdline: match BootWords::parse(cmdline) == scenario.setup.words {
            true => cmdline.to_owned().into(),
            false => scenario.setup.words.to_string().into(),
        },
        implied: implied.to_owned().into(),
        kernel,
    };
    Some(Moment { bench: Rc::new(bench), scenario: Rc::new(scenario) })
}
