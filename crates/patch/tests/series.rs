//! What the patches of a text are compared as.

mod common;

use common::*;
use zonescope_model::{Kernel, NAMED_VARIANTS};
use zonescope_patch::{read, sentences, variants};

/// The sets of a text, by name where they have one, in its order.
fn sets(text: &str, version: Option<&str>) -> Vec<String> {
    let variants = variants(&read(text), version);
    variants.iter().map(|variant| variant.patches.to_string()).collect()
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\n")).collect()
}

macro_rules! sets {
    ($($name:ident: $text:expr, $version:expr => $want:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(sets(&$text, $version), $want);
        }
    )*};
}

sets! {
    one: mm_init(&[CLIP]), None => ["base", "clip-normal"];
    one_after_the_other_and_each_alone: [mm_init(&[EXTENT]), mm_init(&[CLIP])].concat(), None
        => ["base", "node-extent-span", "node-extent-span+clip-normal", "clip-normal"];
    what_is_quoted_is_another_authors: [quoted(&mm_init(&[CALL, LOOP])), mm_init(&[CLIP])].concat(), None
        => ["base", "outer-loop-check", "clip-normal"];
    taken_back: mm_init(&[&reversed(CLIP), &reversed(ABSENT)]), None
        => ["clip-normal+plain-absent", "plain-absent", "base", "clip-normal"];
    put_on_and_taken_back: [mm_init(&[CLIP]), mm_init(&[&reversed(CLIP)])].concat(), None
        => ["base", "clip-normal"];
    on_what_its_kernel_has: mm_init(&[CLIP]), Some("6.12.117")
        => ["node-extent-span", "node-extent-span+clip-normal"];
    on_a_kernel_that_has_it: mm_init(&[EXTENT]), Some("6.12.117") => ["base", "node-extent-span"];
    none: "words", None => [""; 0];
    only_unknown: mm_init(&[FUNCTION]), None => [""; 0];
}

#[test]
fn the_kernel_is_the_texts_or_the_threads() {
    let changes = read(&mm_init(&[CLIP]));
    let kernel = |version| variants(&changes, version).first().map(|variant| variant.kernel);
    assert_eq!(kernel(None), Some(Kernel::V6_18));
    assert_eq!(kernel(Some("6.12.107 (x)")), Some(Kernel::V6_12));
    assert_eq!(kernel(Some("7.3.0-rc7")), Some(Kernel::V6_18));
}

#[test]
fn the_threads_argument_makes_the_named_variants() {
    let thread = [
        quoted(&mm_init(&[FUNCTION, CALL, LOOP])),
        mm_init(&[EXTENT]),
        mm_init(&[CLIP]),
        mm_init(&[ABSENT]),
        mm_init(&[CALL]),
    ];
    let sets: Vec<_> =
        variants(&read(&thread.concat()), None).iter().map(|variant| variant.patches).collect();
    let named: Vec<_> = NAMED_VARIANTS.iter().map(|named| named.patches).collect();
    assert_eq!(sets[..named.len()], named);
    assert_eq!(sets.len(), named.len() + 3);
    assert_eq!(
        sentences(&read(&thread.concat())),
        ["This text holds 4 patches: node-extent-span, clip-normal, plain-absent, \
          no-overlap-check; it quotes 1: outer-loop-check."]
    );
}

#[test]
fn what_is_not_known_is_said() {
    let text = [mm_init(&[CLIP]), mm_init(&[FUNCTION]), diff("mm/slab.c", &[CLIP])].concat();
    assert_eq!(
        sentences(&read(&text)),
        [
            "This text holds 1 patch: clip-normal.",
            "Lines 15 to 41: changes overlap_memmap_init() in a way the model does not know. The \
             verdicts are without it.",
            "One hunk does not matter to zones.",
        ]
    );
    assert_eq!(sentences(&read("words")), [""; 0]);
}
