//! Plain text of at most 72 columns, as mails to the list have it. Numbers are not grouped, so
//! that they can be searched for.

use zonescope_model::{Arch, Outcome};
use zonescope_scenario::{distinct, Evaluated, Scenario};

use crate::sentence::{finding_sentence, lede, plain, verdict_sentence};

/// The most columns of a line.
const COLUMNS: usize = 72;

/// The whole comparison: the layout, then each distinct outcome with its zones and findings.
pub fn text(scenario: &Scenario, evaluated: &[Evaluated]) -> String {
    let mut text = String::new();
    if !scenario.title.is_empty() {
        text += &wrapped(&scenario.title, "");
    }
    text += &wrapped(&plain(&lede(scenario, evaluated)), "");
    for group in distinct(evaluated) {
        let Some(first) = group.first().and_then(|&place| evaluated.get(place)) else {
            continue;
        };
        let names: Vec<&str> = group
            .iter()
            .map(|&place| evaluated[place].name.as_str())
            .collect();
        let heading = format!(
            "{} ({}): {}",
            names.join(", "),
            first.variant.kernel,
            first.outcome.verdict().name()
        );
        text.push('\n');
        text += &wrapped(&heading, "");
        let arch = &scenario.setup.arch;
        text += &wrapped(&plain(&verdict_sentence(evaluated, group[0], arch)), "  ");
        text += &outcome_text(&first.outcome, arch);
    }
    text
}

/// One outcome: the kernel's warnings, zones, totals, and every finding.
fn outcome_text(outcome: &Outcome, arch: &Arch) -> String {
    let mut text = String::new();
    for warning in &outcome.warnings {
        text += &wrapped(&format!("the kernel warns: {warning}"), "  ");
    }
    text += &zone_table(outcome);
    for node in &outcome.nodes {
        let pfn = |pfn: Option<zonescope_model::Pfn>| match pfn {
            Some(pfn) => pfn.to_string(),
            None => "none".to_owned(),
        };
        text += &wrapped(
            &format!(
                "node {}: spanned {}, present {}, movable_pfn {}, first_deferred_pfn {}",
                node.nid,
                node.spanned,
                node.present,
                pfn(node.movable_pfn),
                pfn(node.first_deferred_pfn)
            ),
            "  ",
        );
    }
    let totals = format!(
        "early init {}, deferred {}, twice {}, never {}",
        outcome.init_early(),
        outcome.init_deferred(),
        outcome.memmap.double_init,
        outcome.memmap.never_init
    );
    text += &wrapped(&totals, "  ");
    for finding in &outcome.findings {
        text += &wrapped(
            &format!("- {}", plain(&finding_sentence(finding, outcome, arch))),
            "  ",
        );
    }
    text
}

/// Start and end in hexadecimal pfns, half-open; the rest in pages.
fn zone_table(outcome: &Outcome) -> String {
    let mut table = format!(
        "  {:>4} {:<7} {:>10} {:>10} {:>11} {:>11} {:>11}\n",
        "node", "zone", "start_pfn", "end_pfn", "spanned", "absent", "present"
    );
    for node in &outcome.nodes {
        for zone in &node.zones {
            table += &format!(
                "  {:>4} {:<7} {:>10} {:>10} {:>11} {:>11} {:>11}\n",
                node.nid.get(),
                zone.zone,
                zone.range.start().to_string(),
                zone.range.end().to_string(),
                zone.range.pages(),
                zone.absent,
                zone.present
            );
        }
    }
    table
}

/// `words` in lines of at most [`COLUMNS`], each indented.
fn wrapped(words: &str, indent: &str) -> String {
    let options = textwrap::Options::new(COLUMNS)
        .initial_indent(indent)
        .subsequent_indent(indent);
    textwrap::fill(words, options) + "\n"
}
