//! The diffs of a text of any kind are read, whole and in steps.

use zonescope_patch::{read, Progress};

pub fn check(data: &[u8]) {
    // The first byte says how large the steps are.
    let Some((step, text)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    let changes = read(&text);
    let mut progress = Progress::new();
    while progress.step(&text, usize::from(*step)) {}
    assert_eq!(progress.finish(), changes, "in steps of {step}");

    let lines = 1 + text.bytes().filter(|b| matches!(b, b'\n' | b'\r')).count();
    for change in &changes {
        assert!(!change.hunks.is_empty());
        for hunk in &change.hunks {
            assert!(1 <= hunk.first && hunk.first <= hunk.last && hunk.last as usize <= lines);
        }
        assert!(change.patch().is_none() || change.matters());
        assert!(!change.to_string().is_empty());
    }
}
