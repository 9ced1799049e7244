//! The scenario: everything of a session that can be shared, and nothing else. Everything on
//! screen is computed from it.

mod by_release;
mod cases;
mod compare;
mod json;
mod link;
mod matrix;
mod mirrored;
mod normal;
mod scenario;
mod sweep;
mod unseen;
mod view;

pub use by_release::{ByRelease, OnRelease, Releasing};
pub use cases::{Case, CASES, FIRST_CASE};
pub use compare::{distinct, Evaluated};
pub use json::{
    json_document, json_line, machine_from_json, machine_to_json, seen, setting_to_json,
    ScenarioError,
};
pub use link::LinkError;
pub use matrix::{matrix, Group, Matrix};
pub use mirrored::Mirrored;
pub use scenario::{Evaluating, NamedVariant, Scenario};
pub use sweep::{Sweep, SweepGroup, SweepRun, SweepSums};
pub use unseen::is_unseen;
pub use view::View;
