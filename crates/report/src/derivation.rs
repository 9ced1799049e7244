//! How a number came about, in numbered sentences: for the page, for mails, and as JSON.

use std::mem::discriminant;

use serde::Serialize;
use zonescope_model::{Arch, Derivation, Effect, Step, Value};
use zonescope_scenario::json_document;

use crate::sentence::plain;
use crate::step::{step_clause, value};
use crate::text::{wrapped, wrapped_as};

/// How many of the steps alike in a row are shown, beside the last.
const SHOWN: usize = 2;
/// How many parts of a sum are shown: they say nothing of how the others came about.
const PARTS_SHOWN: usize = 7;

/// A line of a derivation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DerivationLine {
    /// The step's number, from 1; `None` where steps are left out.
    pub number: Option<usize>,
    /// What happens, without capital and full stop; numbers are grouped.
    pub clause: String,
    /// The step's result as the clause has it, if it does; empty where steps are left out.
    pub result: String,
    /// The kernel function it happens in; empty where steps are left out.
    pub function: &'static str,
}

/// The steps in words. Of many alike only some are shown, with a line that counts the others.
pub fn derivation_lines(derivation: &Derivation, arch: &Arch) -> Vec<DerivationLine> {
    let mut lines = Vec::new();
    let mut number = 0;
    for alike in derivation.steps.chunk_by(alike) {
        let shown = match alike {
            [Step::MachinePart { .. }, ..] => PARTS_SHOWN,
            _ => SHOWN,
        };
        let left_out = alike.len().saturating_sub(shown + 1);
        // To name a single one takes no more room than to count it.
        let left_out = if left_out > 1 { left_out } else { 0 };
        for (place, step) in alike.iter().enumerate() {
            number += 1;
            if left_out > 0 && place == shown {
                lines.push(DerivationLine {
                    number: None,
                    clause: format!("and {left_out} more of the kind"),
                    result: String::new(),
                    function: "",
                });
            }
            if left_out == 0 || place < shown || place + 1 == alike.len() {
                lines.push(DerivationLine {
                    number: Some(number),
                    clause: step_clause(step, arch),
                    result: value(step.result()),
                    function: step.function(),
                });
            }
        }
    }
    lines
}

/// Whether two steps say the same of different ranges.
fn alike(a: &Step, b: &Step) -> bool {
    match (a, b) {
        (Step::DeferAsked { answer: a, .. }, Step::DeferAsked { answer: b, .. }) => {
            discriminant(a) == discriminant(b)
        }
        (Step::Visit { action: a, .. }, Step::Visit { action: b, .. }) => {
            discriminant(a) == discriminant(b)
        }
        // Each zone's present pages and each phase's sum are their own.
        (Step::Present { .. } | Step::InitSum { .. } | Step::Relinked { .. }, _) => false,
        _ => a.rule() == b.rule(),
    }
}

/// Which patches decide the number, in a sentence.
pub fn effects_sentence(effects: &[Effect]) -> String {
    if effects.is_empty() {
        return "No single patch changes it.".to_owned();
    }
    let clauses: Vec<String> = effects
        .iter()
        .enumerate()
        .map(|(place, effect)| {
            let how = if effect.switch.was_applied { "without" } else { "with" };
            let would = if place == 0 { " it would be" } else { "" };
            format!("{how} {}{would} {}", effect.switch.patch, value(effect.value))
        })
        .collect();
    let mut sentence = clauses.join("; ");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence + "."
}

/// The derivation under the variants called `names`, at most 72 columns wide.
pub fn derivation_text(names: &str, derivation: &Derivation, arch: &Arch) -> String {
    let result = derivation.value().map_or(String::new(), |value| format!(" = {value}"));
    let head = format!("{}{result} ({names})", derivation.quantity);
    let mut text = wrapped(&head, "");
    for line in derivation_lines(derivation, arch) {
        let (number, function) = match line.number {
            Some(number) => (format!("{number:>3}. "), format!(" ({})", line.function)),
            None => ("     ".to_owned(), String::new()),
        };
        text += &wrapped_as(&(plain(&line.clause) + &function), &number, "     ");
    }
    text + &wrapped(&plain(&effects_sentence(&derivation.effects)), "     ")
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    derivations: Vec<JsonDerivation<'a>>,
}

#[derive(Serialize)]
struct JsonDerivation<'a> {
    variants: &'a [String],
    kernel: &'static str,
    node: Option<u16>,
    zone: Option<&'static str>,
    field: &'static str,
    value: Option<JsonValue>,
    steps: Vec<JsonStep>,
    effects: Vec<JsonEffect>,
}

#[derive(Serialize)]
struct JsonStep {
    rule: &'static str,
    function: &'static str,
    text: String,
    inputs: Vec<(&'static str, JsonValue)>,
    result: JsonValue,
}

#[derive(Serialize)]
struct JsonEffect {
    patch: &'static str,
    was_applied: bool,
    value: JsonValue,
}

/// A count or a pfn as a number, none as null, a range as `[start, end]`.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum JsonValue {
    Number(i128),
    Range(u64, u64),
    None,
}

impl From<Value> for JsonValue {
    fn from(value: Value) -> JsonValue {
        match value {
            Value::Pages(pages) => JsonValue::Number(pages),
            Value::Pfn(Some(pfn)) => JsonValue::Number(pfn.get().into()),
            Value::Pfn(None) => JsonValue::None,
            Value::Range(range) => JsonValue::Range(range.start().get(), range.end().get()),
        }
    }
}

/// Derivations, each with the names of its variants, as one JSON document: every step, none left
/// out.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn derivation_json(
    derivations: &[(Vec<String>, Derivation)],
    arch: &Arch,
) -> Result<String, serde_json::Error> {
    let derivations = derivations
        .iter()
        .map(|(variants, derivation)| json_derivation(variants, derivation, arch))
        .collect();
    let document = Document { version: 1, derivations };
    json_document(&document)
}

fn json_derivation<'a>(
    variants: &'a [String],
    derivation: &Derivation,
    arch: &Arch,
) -> JsonDerivation<'a> {
    JsonDerivation {
        variants,
        kernel: derivation.variant.kernel.name(),
        node: derivation.quantity.nid().map(|nid| nid.get()),
        zone: derivation.quantity.zone().map(|zone| zone.name()),
        field: derivation.quantity.name(),
        value: derivation.value().map(JsonValue::from),
        steps: derivation
            .steps
            .iter()
            .map(|step| JsonStep {
                rule: step.rule(),
                function: step.function(),
                text: plain(&step_clause(step, arch)),
                inputs: step
                    .inputs()
                    .into_iter()
                    .map(|(name, value)| (name, value.into()))
                    .collect(),
                result: step.result().into(),
            })
            .collect(),
        effects: derivation
            .effects
            .iter()
            .map(|effect| JsonEffect {
                patch: effect.switch.patch.slug(),
                was_applied: effect.switch.was_applied,
                value: effect.value.into(),
            })
            .collect(),
    }
}
