//! Golden data, for tests alone: layouts, and what the kernel's own code or a booted kernel made
//! of them. Tests of the model that need a scenario are here, so that the model needs none.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use zonescope_scenario::Scenario;

/// One layout under one variant, and the kernel's answer.
pub struct Line {
    /// The file and the line's number in it.
    pub place: String,
    /// The line itself.
    pub text: String,
    /// Its input side.
    pub scenario: Scenario,
    /// Its output side; what a boot could not observe is absent.
    pub expect: Value,
}

/// Where the lines are that this crate keeps.
pub fn sample_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample.jsonl")
}

/// The lines that this crate keeps.
pub fn sample() -> Vec<Line> {
    read(&sample_file())
}

/// The lines of a file that was handed over beside the repository; none where it is not at hand,
/// which is said.
pub fn shared(file: &str) -> Vec<Line> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/golden").join(file);
    if path.exists() {
        read(&path)
    } else {
        println!("skipped: {file} is not at hand, only the sample is");
        Vec::new()
    }
}

fn read(path: &Path) -> Vec<Line> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let line = |(index, text): (usize, &str)| {
        let place = format!("{}:{}", path.display(), index + 1);
        let scenario = Scenario::from_json(text).unwrap_or_else(|error| panic!("{place}: {error}"));
        let mut json: Value = serde_json::from_str(text).expect("what a scenario was read from");
        Line { place, text: text.to_owned(), scenario, expect: json["expect"].take() }
    };
    text.lines().enumerate().map(line).collect()
}
