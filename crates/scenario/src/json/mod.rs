//! A scenario as a JSON file (docs/scenario.md): the input object of golden data, with what the
//! page adds.

mod error;
mod read;
mod write;

pub use error::ScenarioError;

/// The version written and read.
const VERSION: u32 = 1;
