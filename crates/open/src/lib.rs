//! From bytes to a scenario: the one way in, for the page and the command alike.
//!
//! A text is a scenario file, has a link to a scenario in it, or is about a machine's memory in
//! one of the formats that `zonescope_dump` reads; which, [`open`] says. What comes out is in
//! normal form, as if it had come by link.
//!
//! # Examples
//! ```
//! use zonescope_open::{open, text, Opened};
//!
//! let bytes = b"memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x2\n";
//! let text = text(bytes);
//! let opened = open(&text, &zonescope_dump::read(&text), None)?;
//! assert!(matches!(opened, Opened::Log(_)));
//! let scenario = opened.scenario();
//! assert_eq!(scenario.setup.memory.regions().len(), 1);
//! assert_eq!(scenario.setup.words.to_string(), "kernelcore=mirror");
//! # Ok::<(), zonescope_open::Fault>(())
//! ```

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use zonescope_dump::{Combined, Log, MapFault};
use zonescope_model::{cmdline_for, Arch, BootWords, Release, Running, Setup};
use zonescope_scenario::{LinkError, NamedVariant, Scenario, ScenarioError};

/// What a text comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Opened {
    /// A scenario of its own: a scenario file's, or the one that a link in the text leads to.
    Scenario(Box<Scenario>),
    /// What a log says of the machine it was written on.
    Log(Box<Combined>),
}

/// Why a text comes to nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// It begins as a scenario file does, but is none.
    File(ScenarioError),
    /// There is nothing in it but a link, which does not open.
    Link(LinkError),
    /// It has no memory map, or one that can't be.
    Map(MapFault),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::File(error) => error.fmt(f),
            Fault::Link(error) => error.fmt(f),
            Fault::Map(fault) => fault.fmt(f),
        }
    }
}

impl Error for Fault {}

/// The text that bytes are, without a byte order mark: UTF-16 if the mark says so, else UTF-8.
/// What is neither is replaced.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    zonescope_dump::decode(bytes.strip_prefix(MARK).unwrap_or(bytes))
}

/// The scenario in a text that begins as a scenario file does.
///
/// # Errors
/// Why it is none. It may yet be a log: a journal in JSON begins so too.
pub fn scenario_file(text: &str) -> Option<Result<Scenario, ScenarioError>> {
    let json = text.trim_start_matches('\u{feff}').trim_start();
    json.starts_with('{').then(|| Ok(Scenario::from_json(json)?.normalised()))
}

/// What `text` comes to, of which `log` was read. Of several dumps the one at the place `dump`
/// counts, else the one the log's reader takes to be meant.
///
/// # Errors
/// If it is neither scenario file nor link, and says nothing that could be a machine's memory.
pub fn open(text: &str, log: &Log, dump: Option<usize>) -> Result<Opened, Fault> {
    match scenario_file(text) {
        Some(Ok(scenario)) => return Ok(Opened::Scenario(Box::new(scenario))),
        Some(Err(error)) if log.sources.is_empty() => return Err(Fault::File(error)),
        _ => {}
    }
    // A report of ours, quoted back: its tables are no memory map, its link is.
    match linked(log) {
        Some(Ok(scenario)) if log.dumps().is_empty() || is_called(&scenario, is_a_map) => {
            Ok(Opened::Scenario(Box::new(scenario)))
        }
        Some(Err(error)) if log.dumps().is_empty() => Err(Fault::Link(error)),
        _ => Ok(Opened::Log(Box::new(log.combined(dump).map_err(Fault::Map)?))),
    }
}

/// What the first link leads to; or the one whose report has that link, because it is called so.
fn linked(log: &Log) -> Option<Result<Scenario, LinkError>> {
    let (first, others) = log.links.split_first()?;
    let others = others.iter().filter_map(|link| Scenario::from_link(link).ok());
    let mut called = others.filter(|other| is_called(other, |name| name.contains(first)));
    Some(called.next().map_or_else(|| Scenario::from_link(first), Ok))
}

/// Whether a scenario's title or one of its names, which a report of it has, is such a text.
fn is_called(scenario: &Scenario, is_such: impl Fn(&str) -> bool) -> bool {
    let mut names = scenario.variants.iter().map(|named| named.name.as_str());
    is_such(&scenario.title) || names.any(is_such)
}

fn is_a_map(text: &str) -> bool {
    !zonescope_dump::read(text).dumps().is_empty()
}

impl Opened {
    /// The scenario: its own, or the log's machine with the named variants.
    pub fn scenario(&self) -> Scenario {
        match self {
            Opened::Scenario(scenario) => (**scenario).clone(),
            Opened::Log(combined) => scenario_of(combined),
        }
    }
}

/// The machine that a log is of, called as the log calls it: with the release that the log was
/// written by, if it says so and that is modelled, and the named variants on its kernel.
pub fn scenario_of(combined: &Combined) -> Scenario {
    let setup = Setup {
        words: BootWords::parse(&cmdline_of(combined)),
        arch: combined.arch.unwrap_or(Arch::X86_64),
        deferred_init: combined.deferred_init,
        memory: combined.memory.clone(),
    };
    let title = combined.title.clone().unwrap_or_default();
    let mut scenario = Scenario { title, ..Scenario::new(setup) };
    if let Some(release) = release_of(combined) {
        let variants = NamedVariant::default_set(release.kernel).into_iter();
        scenario.variants =
            std::iter::once(NamedVariant::of_release(release)).chain(variants).collect();
    }
    scenario.normalised()
}

/// The release that a log was written by, as its version says. A distribution may have backported
/// more: `check` finds what explains the log.
pub fn release_of(combined: &Combined) -> Option<&'static Release> {
    Running::of_version(combined.kernel.as_deref()?).release
}

/// The command line a log's machine boots with: the log's, else the one its zones or its memory
/// imply.
pub fn cmdline_of(combined: &Combined) -> String {
    match &combined.implied {
        Some(words) => words.to_string(),
        None => cmdline_for(combined.cmdline.as_deref(), &combined.memory).to_owned(),
    }
}
