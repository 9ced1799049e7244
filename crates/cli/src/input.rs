//! What a subcommand works on: a file or standard input, a dump or a scenario.

use std::io::Read as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use zonescope_dump::{read_bytes, Combined, Log};
use zonescope_model::{cmdline_for, Arch, BootWords, Setup};
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
}

impl Input {
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
        let alone = |scenario: Scenario| Read {
            scenario,
            log: None,
        };
        if let Some(link) = self.link() {
            let scenario = Scenario::from_link(link);
            return scenario.map(alone).map_err(|error| error.to_string());
        }
        let bytes = self.bytes()?;
        if bytes.trim_ascii_start().starts_with(b"{") {
            let text = String::from_utf8_lossy(&bytes);
            let scenario = Scenario::from_json(&text);
            return scenario.map(alone).map_err(|error| error.to_string());
        }
        let log = read_bytes(&bytes);
        match &log.link {
            // A report of ours, quoted back: its tables are no memory map, its link is.
            Some(link) if log.dumps().is_empty() => {
                let scenario = Scenario::from_link(link);
                scenario.map(alone).map_err(|error| error.to_string())
            }
            _ => self.read_log(log),
        }
    }

    /// The argument itself, if it is a link: it has a `#` and is no file.
    fn link(&self) -> Option<&str> {
        let file = self.file.as_deref()?;
        file.to_str()
            .filter(|text| text.contains('#') && !file.exists())
    }

    fn read_log(&self, log: Log) -> Result<Read, String> {
        let dump = self.dump.map(|number| number.get() - 1);
        let combined = log.combined(dump).map_err(|fault| fault.to_string())?;
        for warning in &combined.warnings {
            eprintln!("zonescope: line {}: {}", warning.line, warning.what);
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
        Ok(Read {
            scenario,
            log: Some((log, combined)),
        })
    }
}
