//! Any text is read, whole and in steps.

#[path = "../../fuzz/checks/patch.rs"]
mod check;
mod common;
#[path = "../../fuzz/checks/replay.rs"]
mod replay;

use common::*;
use proptest::prelude::*;

/// What diffs are made of.
fn line() -> impl Strategy<Value = String> {
    let whole: Vec<String> = [EXTENT, CLIP, ABSENT, CALL, FUNCTION, LOOP]
        .iter()
        .flat_map(|hunk| mm_init(&[hunk]).lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    prop_oneof![
        6 => proptest::sample::select(whole),
        1 => "[ +-]?[a-z_(){};&|!=<>*, \"/#\\[\\]-]{0,60}",
        1 => "@@ -[0-9]{1,3},[0-9]{1,3} \\+[0-9]{1,3},[0-9]{1,3} @@[ a-z(]{0,9}",
        1 => "(---|\\+\\+\\+) [ab]/mm/(mm_init|page_alloc|memblock|x)\\.c",
        1 => ".{0,40}",
    ]
}

proptest! {
    #[test]
    fn bytes(data in proptest::collection::vec(any::<u8>(), 0..400)) {
        check::check(&data);
    }

    #[test]
    fn lines(step in any::<u8>(), lines in proptest::collection::vec(("(> ){0,2}", line()), 0..60)) {
        let mut data = vec![step];
        for (quoting, line) in lines {
            data.extend(format!("{quoting}{line}\n").bytes());
        }
        check::check(&data);
    }
}

#[test]
fn inputs_of_the_fuzzer() {
    replay::replay("patch", check::check);
}
