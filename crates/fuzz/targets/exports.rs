//! Titles and names of any kind leave as text.

#![no_main]
// The page's tests read more formats with these readers.
#![allow(dead_code)]

#[path = "../checks/exports.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
