//! What a subcommand works on: a file or standard input, a dump or a scenario.

use std::io::Read as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use zonescope_dump::{read, write, Combined, Ground, Log};
use zonescope_open::{open, scenario_file, Opened};
use zonescope_patch::Change;
use zonescope_report::Told;
use zonescope_scenario::Scenario;

/// Where the input comes from, and which dump of it to take.
#[derive(clap::Args)]
pub struct Input {
    /// A boot log, mail, memblock dump, scenario file or link; standard input if absent or `-`
    file: Option<PathBuf>,
    /// Take the Nth memory dump of the input, counted from 1 [default: the last complete one]
    #[arg(long, value_name = "N")]
    dump: Option<NonZeroUsize>,
}

/// What an input comes to.
pub struct Read {
    /// The scenario.
    pub scenario: Scenario,
    /// The log behind it, and how its sources were combined.
    pub log: Option<(Log, Combined)>,
    /// What became of the diffs in that log.
    pub changes: Vec<Change>,
    /// What the numbers rest on that the log does not say, a sentence each.
    pub reservations: Vec<String>,
}

impl Read {
    /// What a report of it is told.
    pub fn told<'a>(&'a self, link: Option<&'a str>) -> Told<'a> {
        let is_part = self.log.as_ref().is_some_and(|(_, combined)| combined.is_cut());
        Told { said: &self.reservations, is_part, link }
    }

    /// What a text comes to; of a log, with the dump at `place` if one is asked for.
    pub fn of_text(text: &str, place: Option<usize>) -> Result<Read, String> {
        let log = read(text);
        let opened = open(text, &log, place).map_err(|fault| fault.to_string())?;
        let scenario = opened.scenario();
        let (log, changes) = match opened {
            Opened::Scenario(_) => (None, Vec::new()),
            Opened::Log(combined) => (Some((log, *combined)), zonescope_patch::read(text)),
        };
        for warning in log.iter().flat_map(|(_, combined)| &combined.warnings) {
            let what = with_option(&warning.what.to_string(), warning.what.rests_on());
            crate::complain(&format!("line {}: {what}", warning.line));
        }
        Ok(Read { scenario, log, changes, reservations: Vec::new() })
    }
}

/// What is said of a log, and the option that settles it, if one does.
pub fn with_option(what: &str, ground: Option<Ground>) -> String {
    match ground {
        Some(Ground::Machine) => format!("{what} (--arch names another)"),
        Some(Ground::Words) => format!("{what} (--cmdline names others)"),
        Some(Ground::Text) | None => what.to_owned(),
    }
}

impl Input {
    /// Whether an input is named, be it standard input by `-`.
    pub fn is_named(&self) -> bool {
        self.file.is_some()
    }

    /// The input's bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, String> {
        match self.file.as_deref().filter(|file| *file != Path::new("-")) {
            Some(file) => std::fs::read(file)
                .map_err(|error| format!("can't read {}: {error}", crate::called(file))),
            None => {
                let mut bytes = Vec::new();
                std::io::stdin()
                    .read_to_end(&mut bytes)
                    .map_err(|error| format!("can't read standard input: {error}"))?;
                Ok(bytes)
            }
        }
    }

    /// The scenario in the input: a link's or a scenario file's own, or the default one for a
    /// log.
    pub fn scenario(&self) -> Result<Scenario, String> {
        Ok(self.read()?.scenario)
    }

    /// The scenario in the input, and the log it was read from, if it was one.
    pub fn read(&self) -> Result<Read, String> {
        if let Some(link) = self.link() {
            let scenario = Scenario::from_link(link).map_err(|error| error.to_string())?;
            return Ok(Read { scenario, log: None, changes: Vec::new(), reservations: Vec::new() });
        }
        let bytes = self.bytes()?;
        Read::of_text(&zonescope_open::text(&bytes), self.place())
    }

    /// What was read from the input's text; a link or scenario file counts as the dump of its
    /// memory. With `--dump` only that dump is left. And what became of the text's diffs.
    pub fn log(&self) -> Result<(Log, Vec<Change>), String> {
        let of_memory = |scenario: &Scenario| read(&write(&scenario.setup.memory));
        let mut changes = Vec::new();
        let mut log = match self.link() {
            Some(link) => of_memory(&Scenario::from_link(link).map_err(|error| error.to_string())?),
            None => {
                let bytes = self.bytes()?;
                let text = zonescope_open::text(&bytes);
                match scenario_file(&text) {
                    Some(Ok(scenario)) => of_memory(&scenario),
                    _ => {
                        changes = zonescope_patch::read(&text);
                        read(&text)
                    }
                }
            }
        };
        if let Some(index) = self.place() {
            let dump = log.dumps().get(index).map(|dump| (*dump).clone());
            let missing = || log.memory_map(index).err().map(|fault| fault.to_string());
            log.sources = vec![dump.ok_or_else(|| missing().unwrap_or_default())?];
        }
        Ok((log, changes))
    }

    /// The place of the dump asked for, from 0.
    fn place(&self) -> Option<usize> {
        self.dump.map(|number| number.get() - 1)
    }

    /// The argument itself, if it is a link: it has a `#` or `?z=` and is no file.
    fn link(&self) -> Option<&str> {
        let file = self.file.as_deref()?;
        let is_link = |text: &&str| text.contains('#') || text.contains("?z=");
        file.to_str().filter(is_link).filter(|_| !file.exists())
    }
}
