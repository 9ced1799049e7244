//! Scenario files: what is written is read, and what is read is what was meant.

mod support;

use proptest::prelude::*;
use support::{on_map, region, scenario};
use zonescope_model::{named_patches, BootWords, Kernel};
use zonescope_scenario::{NamedVariant, Scenario, View, CASES};

proptest! {
    #![proptest_config(support::config())]

    #[test]
    fn a_file_holds_a_scenario(scenario in scenario()) {
        let file = scenario.to_json();
        let read = Scenario::from_json(&file);
        prop_assert!(read.as_ref() == Ok(&scenario), "{read:?}");
        prop_assert_eq!(scenario.to_json(), file);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        if let Err(error) = Scenario::from_json(&text) {
            prop_assert!(error.to_string().contains(' '));
        }
    }
}

/// docs/scenario.md shows this.
const DOCUMENTED: &str = r#"{
  "version": 1,
  "title": "Two nodes, the first mirrored",
  "arch": "x86_64",
  "memory": [
    [4096, 654311424, 0, 0],
    [4294967296, 8589934592, 0, 2],
    [8589934592, 17179869184, 1, 0]
  ],
  "cmdline": "kernelcore=mirror",
  "kernel": "v6.12",
  "deferred_init": true,
  "variants": [
    {"name": "base", "patches": []},
    {"name": "mine", "patches": ["clip-normal", "plain-absent"], "kernel": "v6.18"}
  ],
  "view": "zones"
}
"#;

#[test]
fn the_documented_file_is_what_is_written() {
    let scenario = Scenario::from_json(DOCUMENTED).unwrap();
    assert_eq!(scenario.setup.memory.regions().len(), 3);
    assert_eq!(scenario.variants[0].variant.kernel, Kernel::V6_12);
    assert_eq!(scenario.variants[1].variant.kernel, Kernel::V6_18);
    assert_eq!(scenario.to_json(), DOCUMENTED);
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/scenario.md");
    let document = std::fs::read_to_string(document).unwrap();
    assert!(document.contains(&format!("```json\n{DOCUMENTED}```")));
}

#[test]
fn only_memory_is_needed() {
    let mut expected = on_map(vec![region(4096, 8192, 0, 2)]);
    expected.setup.words = BootWords::default();
    let read = Scenario::from_json(r#"{"memory": [[4096, 8192, 0, 2]]}"#);
    assert_eq!(read, Ok(expected));
}

#[test]
fn a_golden_line_is_a_scenario() {
    let read = Scenario::from_json(
        r#"{"id":"x","group":"g","tag":"t","memory":[[0,8192,3,0]],"cmdline":"quiet","kdump":true,
            "kernel":"v6.18","deferred_init":false,"patches":["node-extent-span"],"expect":{"a":[1]}}"#,
    )
    .unwrap();
    let patches = named_patches("node-extent").unwrap();
    assert_eq!(read.variants, [NamedVariant::of(patches, Kernel::V6_18)]);
    assert!(read.setup.words.kdump && !read.setup.words.mirror && !read.setup.deferred_init);
    assert!(read.to_json().contains("elfcorehdr=0"));
}

#[test]
fn the_view_is_kept() {
    for view in View::ALL {
        let scenario = Scenario {
            view,
            ..CASES[0].scenario().unwrap()
        };
        assert_eq!(Scenario::from_json(&scenario.to_json()), Ok(scenario));
    }
}

macro_rules! refused {
    ($($name:ident: $json:expr => $words:expr;)*) => {
        $(#[test] fn $name() {
            let error = Scenario::from_json($json).unwrap_err().to_string();
            assert!(error.contains($words), "{error}");
        })*
    };
}

refused! {
    not_json: "memory" => "line 1 column 1";
    no_memory_field: "{}" => "missing field `memory`";
    no_memory: r#"{"memory": []}"# => "at least one";
    unknown_field: r#"{"memory": [[0, 1, 0, 0]], "colour": 1}"# => "unknown field `colour`";
    unknown_field_of_a_variant: r#"{"memory": [[0, 1, 0, 0]], "variants": [{"name": "a", "patches": [], "x": 1}]}"# => "unknown field `x`";
    reserved_field: r#"{"machine": {}}"# => "unknown field `machine`";
    later_version: r#"{"version": 2, "memory": [[0, 1, 0, 0]]}"# => "version 2";
    later_version_with_later_fields: r#"{"version": 2, "machine": {}}"# => "version 2";
    a_row_too_short: r#"{"memory": [[0, 1, 0]]}"# => "length 3";
    a_negative_address: r#"{"memory": [[-1, 1, 0, 0]]}"# => "-1";
    node_too_high: r#"{"memory": [[0, 1, 1024, 0]]}"# => "1023";
    ends_too_high: r#"{"memory": [[0, 1152921504606846977, 0, 0]]}"# => "2^60";
    overlap: r#"{"memory": [[0, 2, 0, 0], [1, 3, 0, 0]]}"# => "overlaps";
    no_patch: r#"{"memory": [[0, 1, 0, 0]], "patches": ["x"]}"# => "no patch is called `x`";
    no_kernel: r#"{"memory": [[0, 1, 0, 0]], "kernel": "v5"}"# => "no kernel is called `v5`";
    no_arch: r#"{"memory": [[0, 1, 0, 0]], "arch": "vax"}"# => "no architecture is called `vax`";
    no_view: r#"{"memory": [[0, 1, 0, 0]], "view": "zone"}"# => "no view is called `zone`";
    patches_and_variants: r#"{"memory": [[0, 1, 0, 0]], "patches": [], "variants": []}"# => "both `patches` and `variants`";
}
