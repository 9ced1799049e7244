//! A scenario as a JSON file (docs/scenario.md): the input object of golden data, with what the
//! page adds.

mod document;
mod error;
mod machine;
mod read;
mod value;
mod write;

pub use document::{json_document, json_line, seen};
pub use error::ScenarioError;
pub use machine::{machine_from_json, machine_to_json, setting_to_json};

/// The version written and read.
const VERSION: u64 = 1;
