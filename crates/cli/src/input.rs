//! What a subcommand works on: a file or standard input, a dump or a scenario.

use std::io::Read as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use zonescope_dump::{read, read_bytes, write, Combined, Log};
use zonescope_model::{cmdline_for, Arch, BootWords, Setup};
use zonescope_scenario::{Scenario, ScenarioError};

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
                .map_err(|error| format!("can't read {}: {error}", file.display())),
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
        let alone = |scenario: Scenario| Read { scenario, log: None };
        if let Some(link) = self.link() {
            let scenario = Scenario::from_link(link);
            return scenario.map(alone).map_err(|error| error.to_string());
        }
        let bytes = self.bytes()?;
        let log = read_bytes(&bytes);
        match scenario_file(&bytes) {
            Some(Ok(scenario)) => return Ok(alone(scenario)),
            // A journal in JSON begins like a scenario, but holds a log.
            Some(Err(fault)) if log.sources.is_empty() => return Err(fault.to_string()),
            _ => {}
        }
        match &log.link {
            // A report of ours, quoted back: its tables are no memory map, its link is.
            Some(link) if log.dumps().is_empty() => {
                let scenario = Scenario::from_link(link);
                scenario.map(alone).map_err(|error| error.to_string())
            }
            _ => self.read_log(log),
        }
    }

    /// What was read from the input's text; a link or scenario file counts as the dump of its
    /// memory. With `--dump` only that dump is left.
    pub fn log(&self) -> Result<Log, String> {
        let scenario = match self.link() {
            Some(link) => Some(Scenario::from_link(link).map_err(|error| error.to_string())?),
            None => None,
        };
        let mut log = match scenario {
            Some(scenario) => read(&write(&scenario.setup.memory)),
            None => {
                let bytes = self.bytes()?;
                match scenario_file(&bytes) {
                    Some(Ok(scenario)) => read(&write(&scenario.setup.memory)),
                    _ => read_bytes(&bytes),
                }
            }
        };
        if let Some(number) = self.dump {
            let index = number.get() - 1;
            let dump = log.dumps().get(index).map(|dump| (*dump).clone());
            let missing = || log.memory_map(index).err().map(|fault| fault.to_string());
            log.sources = vec![dump.ok_or_else(|| missing().unwrap_or_default())?];
        }
        Ok(log)
    }

    /// The argument itself, if it is a link: it has a `#` or `?z=` and is no file.
    fn link(&self) -> Option<&str> {
        let file = self.file.as_deref()?;
        let is_link = |text: &&str| text.contains('#') || text.contains("?z=");
        file.to_str().filter(is_link).filter(|_| !file.exists())
    }

    fn read_log(&self, log: Log) -> Result<Read, String> {
        let dump = self.dump.map(|number| number.get() - 1);
        let combined = log.combined(dump).map_err(|fault| fault.to_string())?;
        for warning in &combined.warnings {
            crate::complain(&format!("line {}: {}", warning.line, warning.what));
        }
        let words = cmdline_for(combined.cmdline.as_deref(), &combined.memory);
        let scenario = Scenario {
            title: combined.title.clone().unwrap_or_default(),
            ..Scenario::new(Setup {
                memory: combined.memory.clone(),
                words: BootWords::parse(words),
                arch: combined.arch.unwrap_or(Arch::X86_64),
                deferred_init: true,
            })
        };
        Ok(Read { scenario, log: Some((log, combined)) })
    }
}

/// The scenario in a file that begins like one.
fn scenario_file(bytes: &[u8]) -> Option<Result<Scenario, ScenarioError>> {
    let text = String::from_utf8_lossy(bytes);
    let json = text.trim_start_matches('\u{feff}').trim_start();
    json.starts_with('{').then(|| Scenario::from_json(json))
}
