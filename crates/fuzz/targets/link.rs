//! Links open or are refused, and give back what was put in.

#![no_main]

#[path = "../checks/link.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
