//! The diffs of a text of any kind are read, whole and in steps.

#![no_main]

#[path = "../checks/patch.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
