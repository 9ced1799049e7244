//! The fuzzer's inputs, replayed without it: see crates/fuzz.

#[path = "../../fuzz/checks/replay.rs"]
mod replay;
#[path = "../../fuzz/checks/scenario_json.rs"]
mod scenario_json;

#[test]
fn inputs_of_scenario_json() {
    replay::replay("scenario_json", scenario_json::check);
}
