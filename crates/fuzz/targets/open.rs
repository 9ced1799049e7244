//! Bytes of any kind come in by the one door.

#![no_main]

#[path = "../checks/open.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
