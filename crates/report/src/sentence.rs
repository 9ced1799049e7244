//! Sentences about findings, variants and whole scenarios. Every number in them is the model's.

use zonescope_model::{Arch, Finding, MirrorClass, NodeOutcome, Outcome};
use zonescope_scenario::{Evaluated, Scenario};

/// One finding in one sentence.
pub fn finding_sentence(finding: &Finding, outcome: &Outcome, arch: &Arch) -> String {
    let _ = (finding, outcome, arch);
    String::new()
}

/// The variant at `place` in one sentence: its worst findings, or what it has in common with
/// one before it.
pub fn verdict_sentence(evaluated: &[Evaluated], place: usize, arch: &Arch) -> String {
    let _ = (evaluated, place, arch);
    String::new()
}

/// What a reader sees, in a sentence or two: the layout, and what the variants disagree on.
pub fn lede(scenario: &Scenario, evaluated: &[Evaluated]) -> String {
    let _ = (scenario, evaluated);
    String::new()
}

/// How a node's memory above 4 GiB is mirrored.
pub fn mirror_class_sentence(node: &NodeOutcome, class: MirrorClass) -> String {
    let _ = (node, class);
    String::new()
}
