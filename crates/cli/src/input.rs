//! What a subcommand works on: a file or standard input, a dump or a scenario.

use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use zonescope_dump::{read_bytes, Log};
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
    /// dump.
    pub fn scenario(&self) -> Result<Scenario, String> {
        if let Some(link) = self.link() {
            return Scenario::from_link(link).map_err(|error| error.to_string());
        }
        let bytes = self.bytes()?;
        if bytes.trim_ascii_start().starts_with(b"{") {
            let text = String::from_utf8_lossy(&bytes);
            return Scenario::from_json(&text).map_err(|error| error.to_string());
        }
        let log = read_bytes(&bytes);
        match &log.link {
            // A report of ours, quoted back: its tables are no memory map, its link is.
            Some(link) if log.dumps().is_empty() => {
                Scenario::from_link(link).map_err(|error| error.to_string())
            }
            _ => self.scenario_of_log(&log),
        }
    }

    /// The argument itself, if it is a link: it has a `#` and is no file.
    fn link(&self) -> Option<&str> {
        let file = self.file.as_deref()?;
        file.to_str()
            .filter(|text| text.contains('#') && !file.exists())
    }

    fn scenario_of_log(&self, log: &Log) -> Result<Scenario, String> {
        // Without any dump there is none to ask for, and the fault says what is missing.
        let asked = self.dump.map(|number| number.get() - 1);
        let index = asked.or(log.default_dump()).unwrap_or(0);
        let (memory, warnings) = log.memory_map(index).map_err(|fault| fault.to_string())?;
        for warning in warnings {
            eprintln!("zonescope: line {}: {}", warning.line, warning.what);
        }
        let dumps = log.dumps();
        let source = dumps[index];
        let logged = log
            .command_line_at(source.first_line)
            .map(|line| line.what.as_str());
        let words = BootWords::parse(cmdline_for(logged, &memory));
        Ok(Scenario {
            title: source.title.clone().unwrap_or_default(),
            ..Scenario::new(Setup {
                memory,
                words,
                arch: Arch::X86_64,
                deferred_init: true,
            })
        })
    }
}
