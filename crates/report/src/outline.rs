//! What a report says, in order, before any format decides how it looks.

use zonescope_model::Setup;
use zonescope_scenario::{distinct, Evaluated, Scenario};

use crate::consequence::verdict_name;
use crate::lede::lede;
use crate::sentence::{finding_sentence, plain, verdict_sentence};
use crate::table::{node_rows, totals_line, zone_rows};

/// A report, ready to be written in any format. Numbers are not grouped.
pub(crate) struct Outline {
    /// The scenario's title; may be empty.
    pub title: String,
    /// The layout, and how the variants fare.
    pub lede: String,
    /// How the machine boots.
    pub boot: String,
    /// Each distinct outcome, in the order of the variants.
    pub groups: Vec<Group>,
}

/// The variants that come to one outcome.
pub(crate) struct Group {
    /// The first one's name.
    pub name: String,
    /// Their names and kernel, and the verdict in a word.
    pub heading: String,
    /// What there is to say of it.
    pub verdict: String,
    /// The kernel's own warnings.
    pub warnings: Vec<String>,
    /// All its zones.
    pub zones: Vec<Vec<String>>,
    /// Which of them differ from the first group's; all, in the first group.
    pub changed: Vec<bool>,
    /// All its nodes.
    pub nodes: Vec<Vec<String>>,
    /// The sums over its struct pages.
    pub totals: String,
    /// Every finding.
    pub findings: Vec<String>,
}

impl Outline {
    pub fn new(scenario: &Scenario, evaluated: &[Evaluated]) -> Outline {
        let arch = &scenario.setup.arch;
        let mut groups: Vec<Group> = Vec::new();
        for places in distinct(evaluated) {
            let Some(&first) = places.first() else {
                continue;
            };
            let outcome = &evaluated[first].outcome;
            let zones = zone_rows(outcome);
            let changed = match groups.first() {
                Some(before) => zones.iter().map(|row| !before.zones.contains(row)).collect(),
                None => vec![true; zones.len()],
            };
            groups.push(Group {
                name: plain(&evaluated[first].name),
                heading: plain(&heading(evaluated, &places)),
                verdict: plain(&verdict_sentence(evaluated, first, arch)),
                warnings: outcome.warnings.iter().map(ToString::to_string).collect(),
                zones,
                changed,
                nodes: node_rows(outcome),
                totals: totals_line(outcome),
                findings: outcome
                    .findings
                    .iter()
                    .map(|finding| plain(&finding_sentence(finding, outcome, arch)))
                    .collect(),
            });
        }
        Outline {
            title: plain(&scenario.title),
            lede: plain(&lede(scenario, evaluated)),
            boot: boot_line(scenario),
            groups,
        }
    }
}

/// `base, v5-1of5 (v6.12): costly`; the kernel stands by each name where they differ.
fn heading(evaluated: &[Evaluated], places: &[usize]) -> String {
    let members: Vec<&Evaluated> = places.iter().map(|&place| &evaluated[place]).collect();
    let kernel = members[0].variant.kernel;
    let verdict = verdict_name(members[0].outcome.verdict());
    if members.iter().all(|member| member.variant.kernel == kernel) {
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        format!("{} ({kernel}): {verdict}", names.join(", "))
    } else {
        let names: Vec<String> =
            members.iter().map(|m| format!("{} ({})", m.name, m.variant.kernel)).collect();
        format!("{}: {verdict}", names.join(", "))
    }
}

/// Command line, architecture and configuration.
fn boot_line(scenario: &Scenario) -> String {
    let Setup { words, arch, deferred_init, .. } = &scenario.setup;
    let words = match words.to_string() {
        words if words.is_empty() => "No boot words".to_owned(),
        words => words,
    };
    let checked = if arch.checked.is_some() { "" } else { " (not checked against a kernel)" };
    let deferred = if *deferred_init { "on" } else { "off" };
    format!("{words}; {}{checked}; deferred init {deferred}.", arch.name)
}
