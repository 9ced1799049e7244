//! Diffs in a text: parsed, compared, and written out in words.

mod common;

use common::zonescope;
use serde_json::{json, Value};

/// A machine, a patch of its own, an unknown change, a hunk elsewhere; and a quoted patch.
const MAIL: &str = "\
> --- a/mm/mm_init.c
> +++ b/mm/mm_init.c
> @@ -9,1 +9,1 @@ static void __init adjust_zone_range_for_zone_movable(int nid,
> -} else if (!mirrored_kernelcore && *zone_start_pfn < zone_movable_pfn[nid] && *zone_end_pfn > zone_movable_pfn[nid]) {
> +} else if (*zone_start_pfn < zone_movable_pfn[nid] && *zone_end_pfn > zone_movable_pfn[nid]) {

 memory[0x0] [0x0000000000001000-0x000000013fffffff], 0x000000013ffff000 bytes on node 0 flags: 0x2
 memory[0x1] [0x0000000140000000-0x00000002ffffffff], 0x00000001c0000000 bytes on node 0 flags: 0x0

--- a/mm/mm_init.c
+++ b/mm/mm_init.c
@@ -9,1 +9,1 @@ static void __init calculate_node_totalpages(struct pglist_data *pgdat,
-	pgdat->node_spanned_pages = totalpages;
+	pgdat->node_spanned_pages = node_end_pfn - node_start_pfn;
@@ -90,1 +90,1 @@ static void __init memmap_init(void)
-	a = 1;
+	a = 2;
--- a/mm/slab.c
+++ b/mm/slab.c
@@ -1,1 +1,1 @@ static void f(int a)
-	a;
+	b;
";

fn answer(arguments: &[&str], input: &str) -> (Value, String) {
    let output = zonescope(arguments, input);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    (serde_json::from_slice(&output.stdout).unwrap(), stderr)
}

#[test]
fn parse_has_patches_with_their_lines() {
    let (parsed, _) = answer(&["parse"], MAIL);
    let without_message = |list: &str| {
        let mut list = parsed[list].clone();
        for entry in list.as_array_mut().unwrap() {
            assert!(!entry["message"].as_str().unwrap().is_empty());
            entry.as_object_mut().unwrap().remove("message");
        }
        list
    };
    assert_eq!(
        without_message("patches"),
        json!([
            {"patch": "clip-normal", "reverted": false, "file": "mm/mm_init.c",
             "function": "adjust_zone_range_for_zone_movable", "first": 3, "last": 5},
            {"patch": "node-extent-span", "reverted": false, "file": "mm/mm_init.c",
             "function": "calculate_node_totalpages", "first": 12, "last": 14},
            {"patch": null, "reverted": false, "file": "mm/mm_init.c",
             "function": "memmap_init", "first": 15, "last": 17},
        ])
    );
    assert_eq!(
        without_message("other_hunks"),
        json!([{"file": "mm/slab.c", "function": "f", "first": 20, "last": 22}])
    );
    assert_eq!(answer(&["parse"], "words\n").0["patches"], json!([]));
}

#[test]
fn eval_compares_them_and_says_so() {
    let (evaluated, said) = answer(&["eval", "--format", "json"], MAIL);
    let names = |answer: &Value| -> Vec<String> {
        let variants = answer["variants"].as_array().unwrap().iter();
        variants.map(|v| format!("{} {}", v["name"], v["kernel"]).replace('"', "")).collect()
    };
    let wanted = ["base v6.18", "clip-normal v6.18", "node-extent v6.18"];
    assert_eq!(names(&evaluated), wanted);
    for sentence in [
        "This text holds 1 patch: node-extent-span; it quotes 1: clip-normal.",
        "Lines 15 to 17: changes memmap_init() in a way the model does not know.",
        "One hunk does not matter to zones.",
    ] {
        assert!(said.contains(sentence), "{said}");
    }
    // Asked for something else, it says nothing of them; elsewhere they are asked for.
    let asked = ["eval", "--format", "json", "--variant", "base", "--arch", "x86_64"];
    let (evaluated, said) = answer(&asked, MAIL);
    assert_eq!((names(&evaluated).len(), said.as_str()), (1, ""));
    let (reported, _) = answer(&["report", "--format", "json"], MAIL);
    assert_eq!(names(&reported).len(), 6);
    let (reported, _) = answer(&["report", "--format", "json", "--from-text"], MAIL);
    assert_eq!(names(&reported), wanted);
    let (on_older, _) = answer(&["eval", "--format", "json", "--kernel", "v6.12"], MAIL);
    assert_eq!(names(&on_older)[1], "clip-normal v6.12");
}

#[test]
fn a_text_without_patches_has_none_to_compare() {
    let map = MAIL.lines().skip(6).take(2).collect::<Vec<_>>().join("\n");
    let output = zonescope(&["eval", "--from-text"], &map);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no diff in this text"));
}

#[test]
fn a_variant_is_what_to_change() {
    let output = zonescope(&["patch", "--variant", "simplified", "--release", "6.12.y"], "");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("f042b69ebb9f"), "{text}");
}
