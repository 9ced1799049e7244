//! The fuzzer's inputs, replayed without it: see crates/fuzz.

#[path = "../../fuzz/checks/dump.rs"]
mod dump;
#[path = "../../fuzz/checks/replay.rs"]
mod replay;

#[test]
fn inputs_of_dump() {
    replay::replay("dump", dump::check);
}
