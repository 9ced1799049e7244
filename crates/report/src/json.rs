//! Every variant's outcome as one JSON document: `zonescope eval --format json`.

use serde::Serialize;
use zonescope_model::Patch;
use zonescope_scenario::{json_document, Evaluated};

use crate::Expect;

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    variants: Vec<AnswerVariant<'a>>,
}

#[derive(Serialize)]
struct AnswerVariant<'a> {
    name: &'a str,
    patches: Vec<&'static str>,
    kernel: &'static str,
    expect: Expect<'a>,
}

/// The document, indented.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn json(evaluated: &[Evaluated]) -> Result<String, serde_json::Error> {
    let variants = evaluated
        .iter()
        .map(|evaluated| AnswerVariant {
            name: &evaluated.name,
            patches: evaluated.variant.patches.iter().map(Patch::slug).collect(),
            kernel: evaluated.variant.kernel.name(),
            expect: Expect::from(&evaluated.outcome),
        })
        .collect();
    json_document(&Answer { version: 1, variants })
}
