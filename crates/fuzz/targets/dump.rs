//! A text of any kind is read, whole and in steps, and everything asked of it.

#![no_main]

#[path = "../checks/dump.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
