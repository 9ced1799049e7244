//! How long the model takes in the browser, compiled as the page is (but for wasm-opt's pass).
//! Run by `cargo xtask bench --web`.
#![cfg(target_arch = "wasm32")]

#[path = "../../crates/model/benches/common/mod.rs"]
mod common;
#[path = "../../crates/model/benches/figures/mod.rs"]
mod figures;

use wasm_bindgen_test::{console_log, wasm_bindgen_bench, wasm_bindgen_test_configure, Criterion};

wasm_bindgen_test_configure!(run_in_browser);

// Its own statistics are left alone: the figures are taken as the native ones are.
#[wasm_bindgen_bench]
fn in_wasm(_: &mut Criterion) {
    figures::each(|line| console_log!("in wasm, {line}"));
}
