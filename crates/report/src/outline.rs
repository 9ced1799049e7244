//! What a report says, in order, before any format decides how it looks.

use zonescope_model::{BootWords, Setup};
use zonescope_scenario::{Evaluated, Scenario};

use crate::evidence::booted;
use crate::lede::lede;
use crate::legend::legend;
use crate::part::Reported;
use crate::sentence::{finding_sentence, outcome_sentence, plain};
use crate::table::{node_rows, totals_line, zone_rows, zone_rows_changed};
use crate::told::Told;

/// What stands before a report's outcomes, and behind them, ready to be written in any format.
/// Numbers are not grouped.
pub(crate) struct Outline {
    /// The scenario's title; may be empty.
    pub title: String,
    /// The layout, and how the variants fare.
    pub lede: String,
    /// What the numbers rest on, a sentence each.
    pub said: Vec<String>,
    /// How the machine boots.
    pub boot: String,
    /// What each variant is.
    pub legend: Vec<String>,
}

/// The variants that come to one outcome.
pub(crate) struct Group {
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
    pub fn new(reported: Reported<'_>) -> Outline {
        let Reported { scenario, evaluated, told, .. } = reported;
        Outline {
            title: plain(&scenario.title).trim().to_owned(),
            lede: plain(&lede(scenario, evaluated, told)),
            said: told.said.iter().map(|words| plain(words)).collect(),
            boot: boot_line(scenario),
            legend: legend(evaluated).iter().map(|line| plain(line)).collect(),
        }
    }
}

impl Group {
    /// The group at this place of those reported; none if it has no member.
    pub fn new(reported: Reported<'_>, place: usize) -> Option<Group> {
        let Reported { scenario, evaluated, groups, told } = reported;
        let arch = &scenario.setup.arch;
        let places = groups.get(place)?;
        let members: Vec<&Evaluated> =
            places.iter().filter_map(|&place| evaluated.get(place)).collect();
        let outcome = &members.first()?.outcome;
        let zones = zone_rows(outcome);
        let changed = match evaluated.first().filter(|_| place > 0) {
            Some(before) => zone_rows_changed(&before.outcome, outcome),
            None => vec![true; zones.len()],
        };
        Some(Group {
            heading: plain(&heading(&members, told)),
            verdict: plain(&told.sentence(outcome.verdict(), outcome_sentence(outcome, arch))),
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
        })
    }
}

/// `base, v5-1of5 (v6.12): costly`, of variants that come to the same; the kernel stands by each
/// name where they differ.
pub(crate) fn heading(members: &[&Evaluated], told: Told<'_>) -> String {
    let Some(first) = members.first() else {
        return String::new();
    };
    let (kernel, verdict) = (first.variant.kernel, told.verdict(first.outcome.verdict()));
    let alike = members.iter().all(|member| member.variant.kernel == kernel);
    let name = |member: &&Evaluated| match alike {
        true => member.name.clone(),
        false => format!("{} ({})", member.name, member.variant.kernel),
    };
    let names: Vec<String> = members.iter().map(name).collect();
    match alike {
        true => format!("{} ({kernel}): {verdict}", names.join(", ")),
        false => format!("{}: {verdict}", names.join(", ")),
    }
}

/// Command line, architecture and configuration.
pub fn boot_line(scenario: &Scenario) -> String {
    let Setup { words, arch, deferred_init, .. } = &scenario.setup;
    let kdump = words.kdump.then(|| "crash kernel (elfcorehdr=)".to_owned());
    let words = BootWords { kdump: false, ..*words }.to_string();
    let words = [Some(words).filter(|words| !words.is_empty()), kdump];
    let words = match words.into_iter().flatten().collect::<Vec<_>>().join(", ") {
        words if words.is_empty() => "No boot words".to_owned(),
        words => words,
    };
    let is_checked = !booted(scenario.usual_kernel(), arch).is_empty();
    let checked = if is_checked { "" } else { " (not checked against a kernel)" };
    let deferred = if *deferred_init { "on" } else { "off" };
    format!("{words}; {arch}{checked}; deferred init {deferred}.")
}
