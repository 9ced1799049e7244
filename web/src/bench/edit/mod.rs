//! What the user's edits make of the state, by what they edit.

mod boot;
mod memory;
pub mod regions;
mod steps;
mod variants;
