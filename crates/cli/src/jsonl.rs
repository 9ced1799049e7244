//! `zonescope eval --jsonl`: answers to lines of golden data, so that a comparison is a diff.

use serde_json::{Map, Value};
use zonescope_report::Expect;
use zonescope_scenario::{json_line, Scenario};

/// Answers to lines, and what is wrong with those that could not be answered.
pub struct Answers {
    /// Every good line with its `expect` replaced by the model's answer, in place.
    pub lines: String,
    /// One message for each bad line.
    pub faults: Vec<String>,
}

/// Answers every line it can.
pub fn answer(bytes: &[u8]) -> Answers {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut answers = Answers { lines: String::with_capacity(text.len()), faults: Vec::new() };
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match answer_line(line) {
            Ok(answer) => answers.lines += &(answer + "\n"),
            Err(fault) => answers.faults.push(format!("line {number}: {fault}")),
        }
    }
    answers
}

fn answer_line(line: &str) -> Result<String, String> {
    let mut object: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| format!("expected a JSON object: {error}"))?;
    let scenario = Scenario::from_json(line).map_err(|error| error.to_string())?;
    let evaluated = scenario.evaluate();
    let [only] = &evaluated[..] else {
        return Err("expected one variant: give `patches`, not `variants`".to_owned());
    };
    let expect = serde_json::to_value(Expect::from(&only.outcome)).map_err(|e| e.to_string())?;
    object.insert("expect".to_owned(), expect);
    Ok(json_line(&Value::Object(object)))
}
