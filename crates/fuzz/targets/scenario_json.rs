//! Scenario files are read or refused, and give back what was put in.

#![no_main]

#[path = "../checks/scenario_json.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
