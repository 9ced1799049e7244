//! `zonescope eval --jsonl`: answers to lines of golden data, so that a comparison is a diff.

use serde_json::{Map, Value};
use zonescope_report::Expect;
use zonescope_scenario::Scenario;

/// Every line with its `expect` replaced by the model's answer, in place.
///
/// # Errors
/// The first line that is not a scenario of one variant.
pub fn answer(bytes: &[u8]) -> Result<String, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut answers = String::with_capacity(text.len());
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let at = |error: String| format!("line {}: {error}", number + 1);
        let mut object: Map<String, Value> = serde_json::from_str(line)
            .map_err(|error| at(format!("expected a JSON object: {error}")))?;
        let scenario = Scenario::from_json(line).map_err(|error| at(error.to_string()))?;
        let evaluated = scenario.evaluate();
        let [only] = &evaluated[..] else {
            return Err(at(
                "expected one variant: give `patches`, not `variants`".to_owned()
            ));
        };
        let expect = serde_json::to_value(Expect::from(&only.outcome))
            .map_err(|error| at(error.to_string()))?;
        object.insert("expect".to_owned(), expect);
        answers += &Value::Object(object).to_string();
        answers.push('\n');
    }
    Ok(answers)
}
