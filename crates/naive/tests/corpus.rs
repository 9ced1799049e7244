//! The fuzzer's inputs, replayed without it: see crates/fuzz.

#[path = "../../fuzz/checks/model_naive.rs"]
mod model_naive;
#[path = "../../fuzz/checks/replay.rs"]
mod replay;

#[test]
fn inputs_of_model_naive() {
    replay::replay("model_naive", model_naive::check);
}
