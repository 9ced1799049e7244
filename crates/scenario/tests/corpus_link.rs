//! The fuzzer's inputs, replayed without it: see crates/fuzz.

#[path = "../../fuzz/checks/link.rs"]
mod link;
#[path = "../../fuzz/checks/replay.rs"]
mod replay;

#[test]
fn inputs_of_link() {
    replay::replay("link", link::check);
}
