//! What the browser keeps of the user's work: the moment on screen with its text, and the work
//! that a link took the place of, which is one step of undo. All other steps last as long as the
//! page.
//!
//! An entry is a head, a line for each of the two moments, an empty line, and the texts:
//!
//! ```text
//! 3 <milliseconds since 1970> <l if what is on screen is the link's still, else ->
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

use super::history::{Moment, Replaced};
use super::naming::name_apart;
use super::reading::Reading;
use super::state::State;
use super::workbench::Workbench;

/// The most bytes of text that are kept with one work.
pub const TEXT_LIMIT: usize = 1 << 20;

/// An entry, read back.
#[derive(Clone, PartialEq, Debug)]
pub struct Stored {
    /// When it was written, in milliseconds since 1970.
    pub time: u64,
    /// What was on screen.
    pub present: Moment,
    /// The work that a link took the place of.
    pub replaced: Option<Replaced>,
}

/// How to keep a state: what there is room for, and the rest by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The entry; none if what is on screen has neither a link nor room for its scenario file.
    pub text: Option<String>,
    /// What is not in it.
    pub missing: Vec<&'static str>,
}

impl Entry {
    /// What to keep of `state` in texts of `limit` bytes: what is on screen comes first, its
    /// scenario before its texts.
    pub fn of(state: &State, time: u64, limit: usize) -> Entry {
        let present = state.moment();
        let mut writer = Writer { limit, ..Writer::default() };
        if !writer.add(&present, ["the text", "the text to check against"]) {
            return Entry::none();
        }
        let replaced = state.history.replaced.as_ref();
        let is_linked = replaced.is_some_and(|replaced| replaced.is_by(&present.scenario));
        // Gone back to, it is what is on screen.
        if let Some(Replaced { work, .. }) = replaced.filter(|replaced| replaced.work != present) {
            let texts = [
                "the text of the work before the link",
                "what the work before the link was checked against",
            ];
            if !writer.add(work, texts) {
                writer.missing.push("the work before the link");
            }
        }
        Entry { text: Some(writer.entry(time, is_linked)), missing: writer.missing }
    }

    /// Nothing at all.
    pub fn none() -> Entry {
        Entry { text: None, missing: vec!["what is on screen"] }
    }

    /// What to tell of what is not kept, and why: for want of room here, or in the browser.
    pub fn word(&self, is_full: bool) -> Option<String> {
        let missing = match &self.missing[..] {
            [] => return None,
            [one] => (*one).to_owned(),
            [most @ .., last] => format!("{} and {last}", most.join(", ")),
        };
        let why = match is_full {
            true => "the browser's storage for this page is full",
            false => "the texts of a work are kept up to 1 MiB",
        };
        let remedy = match self.text {
            Some(_) => "",
            None => " Save the scenario file.",
        };
        Some(format!("A reload will not bring back {missing}: {why}.{remedy}"))
    }
}

#[derive(Default)]
struct Writer {
    limit: usize,
    lines: Vec<String>,
    texts: Vec<AttrValue>,
    text_bytes: usize,
    missing: Vec<&'static str>,
}

impl Writer {
    /// Adds a moment at the end, and those of its texts that there is room for; the others are
    /// called by their `names`. False if there is no room for its scenario.
    fn add(&mut self, moment: &Moment, names: [&'static str; 2]) -> bool {
        let link = match moment.scenario.to_link() {
            Ok(link) => link,
            Err(_) => match self.text(moment.scenario.to_json().into()) {
                Some(place) => format!("@{place}"),
                None => return false,
            },
        };
        let reading = Some(&moment.bench.reading).filter(|reading| !reading.is_written);
        let read = [reading, moment.bench.against.as_ref()];
        let mut places = [None, None];
        for ((reading, place), name) in read.into_iter().zip(&mut places).zip(names) {
            if let Some(reading) = reading {
                *place = self.text(reading.text.clone());
                if place.is_none() {
                    self.missing.push(name);
                }
            }
        }
        self.push(moment, places, &link);
        true
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
        self.lines.push(fields.join("\t"));
    }

    /// The place of a text, if there is room for it.
    fn text(&mut self, text: AttrValue) -> Option<usize> {
        // The newest is the likeliest.
        if let Some(place) = self.texts.iter().rposition(|kept| *kept == text) {
            return Some(place);
        }
        if self.text_bytes + text.len() > self.limit {
            return None;
        }
        self.text_bytes += text.len();
        self.texts.push(text);
        Some(self.texts.len() - 1)
    }

    fn entry(&self, time: u64, is_linked: bool) -> String {
        let mut entry = format!("3 {time} {}\n", if is_linked { "l" } else { "-" });
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
        if words.next() != Some("3") {
            return None;
        }
        let time = words.next()?.parse().ok()?;
        let is_linked = words.next()? == "l";
        let end = rest.find("\n\n").map_or(rest.len(), |end| end + 1);
        let (lines, texts) = rest.split_at_checked(end)?;
        let texts = texts_of(texts)?;
        // A text read once serves both moments.
        let mut readings = vec![None; texts.len()];
        let mut lines = lines.lines();
        let present = moment(lines.next()?, &texts, &mut readings)?;
        let replaced = match lines.next() {
            Some(line) => {
                let work = moment(line, &texts, &mut readings)?;
                let by = if is_linked { &present } else { &work }.scenario.clone();
                Some(Replaced { work, by })
            }
            None => None,
        };
        Some(Stored { time, present, replaced })
    }

    /// An entry without what only says when it was written.
    pub fn work_of(entry: &str) -> &str {
        entry.split_once('\n').map_or(entry, |(_, work)| work)
    }

    /// When an entry was written, without reading all of it.
    pub fn time_of(entry: &str) -> Option<u64> {
        entry.strip_prefix("3 ")?.split(' ').next()?.parse().ok()
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
        reading: own.unwrap_or_else(|| Reading::written(memory)),
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
