//! The scenario: everything of a session that can be shared, and nothing else. Everything on
//! screen is computed from it.

mod compare;
mod scenario;

pub use compare::{distinct, Evaluated};
pub use scenario::{NamedVariant, Scenario};
