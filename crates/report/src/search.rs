//! For which layouts a variant holds: in text of at most 72 columns, and as JSON.

use serde::Serialize;
use zonescope_model::{Fault, Pattern, Search, Severity, Tally};
use zonescope_scenario::{json_document, NamedVariant};

use crate::consequence::{kind_name, severity_name};
use crate::sentence::plain;
use crate::text::{wrapped, wrapped_as};
use crate::{grouped, size_of_pages, visible, GROUP_SEPARATOR};

/// A layout in words: `1 node: mirrored, unmirrored; below 4 GiB mirrored`.
pub fn pattern_phrase(pattern: &Pattern) -> String {
    let nodes: Vec<String> = pattern
        .nodes
        .iter()
        .map(|node| {
            let runs: Vec<&str> = node
                .mirrored()
                .map(|mirrored| if mirrored { "mirrored" } else { "unmirrored" })
                .collect();
            runs.join(", ")
        })
        .collect();
    let nodes = match &nodes[..] {
        [one] => format!("one node: {one}"),
        many => {
            let nodes: Vec<String> =
                many.iter().enumerate().map(|(nid, runs)| format!("node {nid}: {runs}")).collect();
            nodes.join("; ")
        }
    };
    match pattern.low_mirrored {
        Some(true) => format!("{nodes}; below 4 GiB mirrored"),
        Some(false) => format!("{nodes}; below 4 GiB unmirrored"),
        None => nodes,
    }
}

/// How a variant fared, in one sentence.
pub fn tally_sentence(name: &str, tally: &Tally) -> String {
    let name = visible(name);
    let tried = tally.tried();
    let part = |layouts: usize, words: &str| {
        (layouts > 0).then(|| {
            let count = grouped(layouts as u64, GROUP_SEPARATOR);
            format!("{words} {count} ({})", percent(layouts, tried))
        })
    };
    let parts: Vec<String> = [
        part(tally.holds, "ok on"),
        part(tally.costs, "costly on"),
        part(tally.breaks, "broken on"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return format!("{name} was tried on no layout.");
    }
    let of = grouped(tried as u64, GROUP_SEPARATOR);
    let [holds, costs, breaks] = tally.of_firmware;
    let of_firmware = match holds + costs + breaks {
        0 => String::new(),
        made => format!(
            "; of the {made} that firmware can make ok on {holds}, costly on {costs}, broken on \
             {breaks}"
        ),
    };
    format!("{name}, of {of} layouts, {}{of_firmware}.", parts.join(", "))
}

/// One kind of fault, and the smallest layout that has it, in one sentence.
pub fn fault_sentence(fault: &Fault, search: &Search) -> String {
    let patterns = search.family().patterns();
    let layout = patterns.get(fault.smallest).map(pattern_phrase);
    let shift = search.family().page_shift();
    let made = match fault.of_firmware {
        0 => "none that firmware can make".to_owned(),
        some => format!("{some} that firmware can make"),
    };
    format!(
        "{} on {} layouts, {made}; the smallest is {} ({}).",
        kind_name(fault.kind),
        grouped(fault.layouts as u64, GROUP_SEPARATOR),
        layout.unwrap_or_default(),
        size_of_pages(fault.pages, shift)
    )
}

/// In hundredths of a percent, rounded down, so that only all is 100 %.
fn percent(part: usize, whole: usize) -> String {
    let hundredths = part as u64 * 10_000 / (whole as u64).max(1);
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => format!("{whole} %"),
        (whole, rest) => format!("{whole}.{rest:02} %"),
    }
}

/// The results so far; `variants` are those the search was made with.
pub fn search_text(search: &Search, variants: &[NamedVariant]) -> String {
    let mut text = wrapped(
        "Up to four nodes, each with up to four mirrored and unmirrored runs of equal size \
         above 4 GiB by turns, low memory mirrored or not, sized like this machine, under \
         kernelcore=mirror. By nodes, runs and bytes, the smallest first.",
        "",
    );
    for (named, tally) in variants.iter().zip(search.tallies()) {
        let name = format!("{} ({})", named.name, named.variant.kernel);
        text += "\n";
        text += &wrapped(&plain(&tally_sentence(&name, tally)), "");
        for fault in &tally.faults {
            let severity = severity_name(fault.kind.severity());
            let sentence = plain(&fault_sentence(fault, search));
            text += &wrapped_as(&format!("{severity}: {sentence}"), "  - ", "    ");
        }
    }
    text
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    layouts: usize,
    tried: usize,
    variants: Vec<JsonTally<'a>>,
}

#[derive(Serialize)]
struct JsonTally<'a> {
    name: &'a str,
    kernel: &'static str,
    holds: usize,
    costs: usize,
    breaks: usize,
    of_firmware: [usize; 3],
    smallest_broken: Option<usize>,
    smallest_costly: Option<usize>,
    faults: Vec<JsonFault>,
}

#[derive(Serialize)]
struct JsonFault {
    kind: &'static str,
    severity: &'static str,
    layouts: usize,
    smallest: JsonLayout,
    pages: u64,
}

/// Rows as in a scenario file: base, end, nid, flags.
#[derive(Serialize)]
struct JsonLayout {
    place: usize,
    text: String,
    memory: Vec<(u64, u64, u16, u64)>,
}

/// The results so far as one JSON document.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn search_json(
    search: &Search,
    variants: &[NamedVariant],
) -> Result<String, serde_json::Error> {
    let place = |fault: Option<&Fault>| fault.map(|fault| fault.smallest);
    let variants = variants
        .iter()
        .zip(search.tallies())
        .map(|(named, tally)| JsonTally {
            name: &named.name,
            kernel: named.variant.kernel.name(),
            holds: tally.holds,
            costs: tally.costs,
            breaks: tally.breaks,
            of_firmware: tally.of_firmware,
            smallest_broken: place(tally.smallest(Severity::Broken)),
            smallest_costly: place(tally.smallest(Severity::Costly)),
            faults: tally.faults.iter().map(|fault| json_fault(fault, search)).collect(),
        })
        .collect();
    let document = Document { version: 1, layouts: search.total(), tried: search.done(), variants };
    json_document(&document)
}

fn json_fault(fault: &Fault, search: &Search) -> JsonFault {
    let pattern = search.family().patterns().get(fault.smallest);
    let setup = pattern.and_then(|pattern| search.family().setup(pattern).ok());
    JsonFault {
        kind: fault.kind.name(),
        severity: severity_name(fault.kind.severity()),
        layouts: fault.layouts,
        smallest: JsonLayout {
            place: fault.smallest,
            text: pattern.map_or(String::new(), pattern_phrase),
            memory: setup.map_or(Vec::new(), |setup| {
                let rows = setup.memory.regions().iter();
                rows.map(|r| (r.base.get(), r.end.get(), r.nid.get(), r.flags.get())).collect()
            }),
        },
        pages: fault.pages,
    }
}
