//! The fuzzer's inputs, replayed without it: see crates/fuzz.

#[path = "../../fuzz/checks/open.rs"]
mod open;
#[path = "../../fuzz/checks/replay.rs"]
mod replay;

#[test]
fn inputs_of_open() {
    replay::replay("open", open::check);
}

/// What is a log to the reader, and a file to the scenario, is something to the door too.
#[test]
fn inputs_of_dump_and_scenario_json() {
    replay::replay("dump", open::check);
    replay::replay("scenario_json", open::check);
}
