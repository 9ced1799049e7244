//! The fuzzer's inputs, replayed without it: see crates/fuzz.

use std::fs;

#[path = "../../fuzz/checks/dump.rs"]
mod dump;

/// Runs `check` on every input of a target.
fn replay(target: &str, check: impl Fn(&[u8])) {
    let corpus = format!("{}/../fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut inputs = 0;
    for entry in fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        // Printed only if the check fails.
        println!("{}", path.display());
        check(&fs::read(path).unwrap());
        inputs += 1;
    }
    assert!(inputs >= 20, "only {inputs} inputs");
}

#[test]
fn inputs_of_dump() {
    replay("dump", dump::check);
}
