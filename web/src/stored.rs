//! What the browser keeps of the user's work: its link, the command line as typed, and the text
//! it was read from.
//!
//! An entry is four lines and the text:
//!
//! ```text
//! 1 <milliseconds since 1970> <number of the work kept, or -> <dump chosen, or ->
//! <what follows: text, scenario or nothing>
//! <link, or nothing>
//! <command line>
//! <the text as it stands in the box, or a scenario file where there is no link>
//! ```

use zonescope_scenario::Scenario;

use crate::state::State;

/// The most bytes of text, or of a scenario without a link, that are kept.
pub const TEXT_LIMIT: usize = 1 << 20;

/// An entry, read back.
#[derive(Clone, PartialEq, Debug)]
pub struct Stored {
    /// When it was written, in milliseconds since 1970.
    pub time: u64,
    /// The number of the work kept beside it.
    pub before: Option<u64>,
    /// Which of the text's dumps is meant.
    pub chosen: Option<usize>,
    /// What was on screen.
    pub scenario: Scenario,
    /// The command line, as it stood in its box.
    pub cmdline: String,
    /// The text in the box, unless it was the scenario's memory as the kernel prints it.
    pub text: Option<String>,
}

/// How to keep a state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The entry with the text; none if there is too much of it.
    pub whole: Option<String>,
    /// The entry with the link alone; none if the scenario has no link.
    pub bare: Option<String>,
}

impl Entry {
    /// What to keep of `state`.
    pub fn of(state: &State, time: u64) -> Entry {
        let bench = &state.bench;
        let or_none = |number: Option<String>| number.unwrap_or_else(|| "-".to_owned());
        let before = state.kept.as_ref().filter(|kept| kept.sheet.touched);
        let head = |what| {
            format!(
                "1 {time} {} {}\n{what}\n",
                or_none(before.map(|kept| format!("{:x}", kept.sheet.number))),
                or_none(bench.reading.chosen.map(|chosen| chosen.to_string())),
            )
        };
        let cmdline = bench.cmdline.replace('\n', " ");
        let Ok(link) = state.scenario.to_link() else {
            let json = state.scenario.to_json();
            return Entry {
                whole: (json.len() <= TEXT_LIMIT)
                    .then(|| format!("{}\n{cmdline}\n{json}", head("scenario"))),
                bare: None,
            };
        };
        let text = &bench.reading.text;
        let bare = format!("{}{link}\n{cmdline}\n", head("nothing"));
        let whole = if *text == zonescope_dump::write(&state.scenario.setup.memory) {
            Some(bare.clone())
        } else {
            (text.len() <= TEXT_LIMIT).then(|| format!("{}{link}\n{cmdline}\n{text}", head("text")))
        };
        Entry {
            whole,
            bare: Some(bare),
        }
    }
}

impl Stored {
    /// Reads an entry; none if it is not one, or holds a link that no longer opens.
    pub fn read(entry: &str) -> Option<Stored> {
        let mut lines = entry.splitn(5, '\n');
        let mut words = lines.next()?.split(' ');
        if words.next() != Some("1") {
            return None;
        }
        let time = words.next()?.parse().ok()?;
        let before = u64::from_str_radix(words.next()?, 16).ok();
        let chosen = words.next()?.parse().ok();
        let what = lines.next()?;
        let link = lines.next()?;
        let cmdline = lines.next()?.to_owned();
        let rest = lines.next()?;
        let scenario = match what {
            "scenario" => Scenario::from_json(rest).ok()?,
            _ => Scenario::from_link(link).ok()?,
        };
        Some(Stored {
            time,
            before,
            chosen,
            scenario,
            cmdline,
            text: (what == "text").then(|| rest.to_owned()),
        })
    }

    /// When an entry was written, without reading all of it.
    pub fn time_of(entry: &str) -> Option<u64> {
        entry.strip_prefix("1 ")?.split(' ').next()?.parse().ok()
    }
}
