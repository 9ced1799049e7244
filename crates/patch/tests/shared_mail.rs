//! The thread's mail: four patches of its own, and the one it answers.

mod common;

use std::path::Path;

#[test]
fn the_mail_holds_five_patches() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/mail");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    for entry in entries {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let changes = zonescope_patch::read(&text);
        assert_eq!(
            common::words(&changes),
            "outer-loop-check node-extent-span clip-normal plain-absent no-overlap-check"
        );
        let depths: Vec<usize> = changes.iter().map(|change| change.depth).collect();
        assert_eq!(depths, [3, 0, 0, 0, 0]);
        // Quoted once more, as an answer to it would be.
        let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
        assert_eq!(common::words(&zonescope_patch::read(&quoted)), common::words(&changes));
    }
}
