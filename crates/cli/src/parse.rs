//! `zonescope parse`: what was read from a text, as JSON. Ranges are in bytes, half-open.
//!
//! `patches` has an entry for each patch that a diff of the text is, and for each hunk that changes
//! what is modelled in a way that is not known; `other_hunks` has those that do not matter.

use std::io::{BufWriter, ErrorKind, Write};

use serde::{Serialize, Serializer};
use zonescope_dump::{LineRun, Log, Row, Source, ZoneRow};
use zonescope_patch::Change;
use zonescope_scenario::seen;

use crate::input::Input;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
}

/// Writes the answer as it goes: that of a large log is larger still.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let (log, changes) = arguments.input.log()?;
    match write(&log, &changes, BufWriter::new(std::io::stdout().lock())) {
        // A reader that has closed the pipe has seen enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("can't write the answer: {error}"))
        }
        _ => Ok(String::new()),
    }
}

fn write(log: &Log, changes: &[Change], mut out: impl Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(Seen(&mut out), &Parsed::of(log, changes))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Escapes what is not seen, as it goes: the serialiser writes whole characters at a time.
struct Seen<W>(W);

impl<W: Write> Write for Seen<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write_all(seen(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

#[derive(Serialize)]
struct Parsed<'a> {
    version: u32,
    #[serde(serialize_with = "sources")]
    sources: &'a Log,
    cmdline: Option<&'a str>,
    kernel: Option<&'a str>,
    arch: Option<&'a str>,
    patches: Vec<ParsedPatch<'a>>,
    other_hunks: Vec<ParsedHunk<'a>>,
    #[serde(serialize_with = "lines")]
    lines: &'a Log,
}

/// A patch, or a hunk that may be one and is not known.
#[derive(Serialize)]
struct ParsedPatch<'a> {
    patch: Option<&'static str>,
    reverted: bool,
    file: Option<&'a str>,
    function: Option<&'a str>,
    first: u32,
    last: u32,
    message: String,
}

/// A hunk that does not matter to zones.
#[derive(Serialize)]
struct ParsedHunk<'a> {
    file: Option<&'a str>,
    function: Option<&'a str>,
    first: u32,
    last: u32,
    message: String,
}

#[derive(Serialize)]
struct ParsedSource<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    first_line: u32,
    last_line: u32,
    #[serde(serialize_with = "rows")]
    rows: &'a Source,
}

/// A range, or a zone of /proc/zoneinfo.
#[derive(Serialize)]
#[serde(untagged)]
enum ParsedRow<'a> {
    Range(ParsedRange<'a>),
    Zone(ParsedZone<'a>),
}

#[derive(Serialize)]
struct ParsedRange<'a> {
    base: u64,
    end: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nid: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mirrored: Option<bool>,
}

#[derive(Serialize)]
struct ParsedZone<'a> {
    nid: u64,
    name: &'a str,
    spanned: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    present: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    managed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_pfn: Option<u64>,
}

#[derive(Serialize)]
struct Lines {
    first: u32,
    last: u32,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

fn sources<S: Serializer>(log: &Log, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(log.sources.iter().map(ParsedSource::from))
}

fn rows<S: Serializer>(source: &Source, serializer: S) -> Result<S::Ok, S::Error> {
    let ranges = source.rows.iter().map(|row| ParsedRow::Range(row.into()));
    let zones = source.zones.iter().map(|zone| ParsedRow::Zone(zone.into()));
    serializer.collect_seq(ranges.chain(zones))
}

fn lines<S: Serializer>(log: &Log, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(log.lines.iter().map(Lines::from))
}

impl<'a> Parsed<'a> {
    fn of(log: &'a Log, changes: &'a [Change]) -> Parsed<'a> {
        let of = |matters: bool| changes.iter().filter(move |change| change.matters() == matters);
        Parsed {
            version: 1,
            sources: log,
            cmdline: log.command_line().map(|found| found.what.as_str()),
            kernel: log.version().map(|found| found.what.as_str()),
            arch: log.arch().map(|found| found.what),
            patches: of(true).map(ParsedPatch::from).collect(),
            other_hunks: of(false).map(ParsedHunk::from).collect(),
            lines: log,
        }
    }
}

impl<'a> From<&'a Change> for ParsedPatch<'a> {
    fn from(change: &'a Change) -> ParsedPatch<'a> {
        let patch = change.patch();
        ParsedPatch {
            patch: patch.map(|(patch, _)| patch.slug()),
            reverted: patch.is_some_and(|(_, reverted)| reverted),
            file: change.file.as_deref(),
            function: change.function.as_deref(),
            first: change.first(),
            last: change.last(),
            message: change.to_string(),
        }
    }
}

impl<'a> From<&'a Change> for ParsedHunk<'a> {
    fn from(change: &'a Change) -> ParsedHunk<'a> {
        ParsedHunk {
            file: change.file.as_deref(),
            function: change.function.as_deref(),
            first: change.first(),
            last: change.last(),
            message: change.to_string(),
        }
    }
}

impl<'a> From<&'a Source> for ParsedSource<'a> {
    fn from(source: &'a Source) -> ParsedSource<'a> {
        ParsedSource {
            kind: source.kind.name(),
            title: source.title.as_deref(),
            first_line: source.first_line,
            last_line: source.last_line,
            rows: source,
        }
    }
}

impl<'a> From<&'a Row> for ParsedRange<'a> {
    fn from(row: &'a Row) -> ParsedRange<'a> {
        ParsedRange {
            base: row.base,
            end: row.end,
            nid: row.nid,
            flags: row.flags,
            name: row.name.as_deref(),
            mirrored: row.mirrored,
        }
    }
}

impl<'a> From<&'a ZoneRow> for ParsedZone<'a> {
    fn from(zone: &'a ZoneRow) -> ParsedZone<'a> {
        ParsedZone {
            nid: zone.nid,
            name: &zone.zone,
            spanned: zone.spanned,
            present: zone.present,
            managed: zone.managed,
            start_pfn: zone.start_pfn,
        }
    }
}

impl From<LineRun> for Lines {
    fn from(run: LineRun) -> Lines {
        Lines {
            first: run.first,
            last: run.last,
            verdict: run.fate.name(),
            message: run.message.map(|note| note.to_string()),
        }
    }
}
