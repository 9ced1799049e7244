//! Every variant's outcome as one JSON document: `zonescope eval --format json`.

use serde::Serialize;
use zonescope_model::Patch;
use zonescope_scenario::{json_document, Evaluated};

use crate::part::Part;
use crate::Expect;

#[derive(Serialize)]
struct AnswerVariant<'a> {
    name: &'a str,
    patches: Vec<&'static str>,
    kernel: &'static str,
    expect: Expect<'a>,
}

impl<'a> From<&'a Evaluated> for AnswerVariant<'a> {
    fn from(evaluated: &'a Evaluated) -> AnswerVariant<'a> {
        AnswerVariant {
            name: &evaluated.name,
            patches: evaluated.variant.patches.iter().map(Patch::slug).collect(),
            kernel: evaluated.variant.kernel.name(),
            expect: Expect::from(&evaluated.outcome),
        }
    }
}

/// The document, indented.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn json(evaluated: &[Evaluated]) -> Result<String, serde_json::Error> {
    (0..).map_while(|place| json_part(evaluated, place)).collect()
}

/// What stands at `place` of [`json`]; none behind its end.
///
/// # Errors
/// As [`json`].
pub fn json_part(
    evaluated: &[Evaluated],
    place: usize,
) -> Option<Result<String, serde_json::Error>> {
    Some(match Part::at(place, evaluated.len())? {
        Part::Head => Ok("{\n  \"version\": 1,\n  \"variants\": [".to_owned()),
        Part::Item(place) => variant(&evaluated[place], place == 0),
        Part::Foot if evaluated.is_empty() => Ok("]\n}\n".to_owned()),
        Part::Foot => Ok("\n  ]\n}\n".to_owned()),
    })
}

/// A variant as it stands among others.
fn variant(evaluated: &Evaluated, is_first: bool) -> Result<String, serde_json::Error> {
    let document = json_document(&AnswerVariant::from(evaluated))?;
    // Texts have their line ends escaped: these are the layout's.
    let lines = document.trim_end().replace('\n', "\n    ");
    let before = if is_first { "\n    " } else { ",\n    " };
    Ok(format!("{before}{lines}"))
}

#[cfg(test)]
mod tests {
    use zonescope_scenario::FIRST_CASE;

    use super::*;

    #[derive(Serialize)]
    struct Answer<'a> {
        version: u32,
        variants: Vec<AnswerVariant<'a>>,
    }

    #[test]
    fn the_parts_come_to_one_document() {
        let mut scenario = FIRST_CASE.scenario().unwrap();
        for count in [scenario.variants.len(), 1, 0] {
            scenario.variants.truncate(count);
            let evaluated = scenario.evaluate();
            let variants = evaluated.iter().map(AnswerVariant::from).collect();
            let document = json_document(&Answer { version: 1, variants }).unwrap();
            assert_eq!(json(&evaluated).unwrap(), document);
        }
    }
}
