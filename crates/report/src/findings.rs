//! Findings in depth: what each one means, where it is, and what would remove it.

use serde::Serialize;
use zonescope_model::{
    contiguity, Arch, Contiguity, Finding, Outcome, Remedy, Setup, Toggles, ZoneContiguity,
};
use zonescope_scenario::{distinct, json_document, Evaluated, Scenario};

use crate::consequence::{consequence, contiguity_sentence, remedies_sentence, severity_name};
use crate::outline::heading;
use crate::sentence::{finding_sentence, plain, ranges_phrase};
use crate::text::{wrapped, wrapped_as};
use crate::told::Told;

/// How many of a finding's ranges text lists.
const LISTED: usize = 4;

/// Each distinct outcome's findings at most 72 columns wide.
pub fn findings_text(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    let arch = &scenario.setup.arch;
    let parts: Vec<String> = groups(scenario, evaluated)
        .map(|group| {
            let outcome = group.outcome;
            let mut text = wrapped(&plain(&heading(&group.members, told)), "");
            if outcome.findings.is_empty() {
                text += "  Nothing to report.\n";
            }
            // What is true of all nodes is said once.
            let alike = |a: &(&Finding, Vec<Remedy>), b: &(&Finding, Vec<Remedy>)| {
                a.0.kind == b.0.kind && a.1 == b.1
            };
            for alike in group.findings.chunk_by(alike) {
                for (finding, _) in alike {
                    text += &finding_text(finding, outcome, arch);
                }
                if let Some((finding, remedies)) = alike.first() {
                    text += &wrapped(consequence(finding.kind), "    ");
                    text += &wrapped(&remedies_sentence(remedies), "    ");
                }
            }
            for zone in &group.contiguity {
                text += &wrapped(&contiguity_sentence(zone), "  ");
            }
            text
        })
        .collect();
    let said = told.said.iter().map(|words| wrapped(&plain(words), ""));
    said.chain(parts).collect::<Vec<_>>().join("\n")
}

/// What was found, and where.
fn finding_text(finding: &Finding, outcome: &Outcome, arch: &Arch) -> String {
    let severity = severity_name(finding.kind.severity());
    let what = plain(&finding_sentence(finding, outcome, arch));
    let mut text = wrapped_as(&format!("{severity}: {what}"), "  - ", "    ");
    if !finding.ranges.is_empty() {
        text += &wrapped(&plain(&ranges_phrase(&finding.ranges, LISTED)), "    ");
    }
    text
}

/// The variants that come to one outcome, and what there is to say of it.
struct Group<'a> {
    members: Vec<&'a Evaluated>,
    outcome: &'a Outcome,
    findings: Vec<(&'a Finding, Vec<Remedy>)>,
    contiguity: Vec<ZoneContiguity>,
}

fn groups<'a>(
    scenario: &'a Scenario,
    evaluated: &'a [Evaluated],
) -> impl Iterator<Item = Group<'a>> {
    distinct(evaluated).into_iter().filter_map(|places| {
        let members: Vec<&Evaluated> = places.iter().map(|&place| &evaluated[place]).collect();
        let first = *members.first()?;
        let setup: &Setup = &scenario.setup;
        let toggles = Toggles::new(setup, first.variant);
        let outcome = &first.outcome;
        Some(Group {
            members,
            outcome,
            findings: outcome
                .findings
                .iter()
                .map(|finding| (finding, toggles.remedies(finding, outcome)))
                .collect(),
            contiguity: contiguity(setup, outcome),
        })
    })
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    outcomes: Vec<JsonGroup<'a>>,
}

#[derive(Serialize)]
struct JsonGroup<'a> {
    variants: Vec<&'a str>,
    kernel: Option<&'static str>,
    verdict: &'static str,
    findings: Vec<JsonFinding>,
    contiguous: Vec<JsonContiguity>,
}

#[derive(Serialize)]
struct JsonFinding {
    kind: &'static str,
    severity: &'static str,
    node: Option<u16>,
    zone: Option<&'static str>,
    pages: u64,
    ranges: Vec<(u64, u64)>,
    text: String,
    consequence: &'static str,
    remedies: Vec<JsonRemedy>,
}

#[derive(Serialize)]
struct JsonRemedy {
    patch: &'static str,
    was_applied: bool,
    verdict: &'static str,
    brings: Vec<&'static str>,
}

#[derive(Serialize)]
struct JsonContiguity {
    node: u16,
    zone: &'static str,
    contiguous: bool,
    pageblocks: u64,
    text: String,
}

/// Each distinct outcome's findings as one JSON document; ranges are pfns, half-open.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn findings_json(
    scenario: &Scenario,
    evaluated: &[Evaluated],
) -> Result<String, serde_json::Error> {
    let arch = &scenario.setup.arch;
    let groups: Vec<Group> = groups(scenario, evaluated).collect();
    let outcomes = groups.iter().map(|group| json_group(group, arch)).collect();
    let document = Document { version: 1, outcomes };
    json_document(&document)
}

fn json_group<'a>(group: &Group<'a>, arch: &Arch) -> JsonGroup<'a> {
    let first = group.members.first();
    JsonGroup {
        variants: group.members.iter().map(|member| member.name.as_str()).collect(),
        kernel: first.map(|member| member.variant.kernel.name()),
        verdict: group.outcome.verdict().name(),
        findings: group
            .findings
            .iter()
            .map(|(finding, remedies)| JsonFinding {
                kind: finding.kind.name(),
                severity: severity_name(finding.kind.severity()),
                node: finding.nid.map(|nid| nid.get()),
                zone: finding.zone.map(|zone| zone.name()),
                pages: finding.pages,
                ranges: finding
                    .ranges
                    .iter()
                    .map(|range| (range.start().get(), range.end().get()))
                    .collect(),
                text: plain(&finding_sentence(finding, group.outcome, arch)),
                consequence: consequence(finding.kind),
                remedies: remedies.iter().map(json_remedy).collect(),
            })
            .collect(),
        contiguous: group
            .contiguity
            .iter()
            .map(|zone| JsonContiguity {
                node: zone.nid.get(),
                zone: zone.zone.name(),
                contiguous: zone.contiguity == Contiguity::Contiguous,
                pageblocks: zone.blocks,
                text: contiguity_sentence(zone),
            })
            .collect(),
    }
}

fn json_remedy(remedy: &Remedy) -> JsonRemedy {
    JsonRemedy {
        patch: remedy.switch.patch.slug(),
        was_applied: remedy.switch.was_applied,
        verdict: remedy.verdict.name(),
        brings: remedy.brings.iter().map(|kind| kind.name()).collect(),
    }
}
