//! The fuzzer's inputs, replayed by a test of the crate they are for.

use std::fs;

/// Runs `check` on every input of a target.
pub fn replay(target: &str, check: impl Fn(&[u8])) {
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
