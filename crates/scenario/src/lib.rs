//! The scenario: everything of a session that can be shared, and nothing else. Everything on
//! screen is computed from it.

mod cases;
mod compare;
mod json;
mod scenario;

pub use cases::{Case, CASES, FIRST_CASE};
pub use compare::{distinct, Evaluated};
pub use json::ScenarioError;
pub use scenario::{NamedVariant, Scenario};
