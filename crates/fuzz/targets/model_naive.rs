//! The model against the slow one.

#![no_main]

#[path = "../checks/model_naive.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
