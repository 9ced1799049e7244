//! Scenario files: what is written is read, and what is read is what was meant.

mod support;

use proptest::prelude::*;
use support::{on_map, region, scenario};
use zonescope_mirror::{infer, Machine};
use zonescope_model::{named_patches, BootWords, Kernel};
use zonescope_scenario::{machine_from_json, machine_to_json, NamedVariant, Scenario, View, CASES};

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
    fn a_changed_file_is_read_or_refused(
        scenario in scenario(),
        place in any::<prop::sample::Index>(),
        length in 0..4_usize,
        put in "[0-9{}\\[\\],:\"a-z]{0,3}",
    ) {
        let mut file = scenario.to_json();
        if file.is_ascii() {
            let place = place.index(file.len());
            let end = file.len().min(place + length);
            file.replace_range(place..end, &put);
        }
        match Scenario::from_json(&file) {
            Ok(read) => prop_assert_eq!(Scenario::from_json(&read.to_json()), Ok(read)),
            Err(error) => prop_assert!(error.to_string().contains(' ')),
        }
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
        let scenario = Scenario { view, ..CASES[0].scenario().unwrap() };
        assert_eq!(Scenario::from_json(&scenario.to_json()), Ok(scenario));
    }
}

/// One node of 4 GiB, a quarter mirrored.
const MACHINE: &str = r#"{"machine": {"nodes": [{"nid": 0, "installed": 4294967296}], "setting": {"below_4g": true, "above_4g": "25"}}}"#;

/// A file of a machine with these fields, and a setting.
fn machine(fields: &str) -> String {
    format!(r#"{{"machine": {{{fields}, "setting": {{"below_4g": true, "above_4g": "25"}}}}}}"#)
}

/// A file of one node with this setting.
fn set(setting: &str) -> String {
    format!(
        r#"{{"machine": {{"nodes": [{{"nid": 0, "installed": 4294967296}}], "setting": {{{setting}}}}}}}"#
    )
}

#[test]
fn memory_may_be_left_out_beside_a_machine() {
    let scenario = Scenario::from_json(MACHINE).unwrap();
    let expected = on_map(vec![region(4 << 30, 5 << 30, 0, 2), region(5 << 30, 7 << 30, 0, 0)]);
    assert_eq!(scenario.setup.memory, expected.setup.memory);
    let machine = &scenario.machine.as_ref().unwrap().machine;
    assert_eq!(machine.granularity(), Machine::GRANULARITY);
    assert_eq!(Scenario::from_json(&scenario.to_json()), Ok(scenario));
}

#[test]
fn a_machine_and_a_setting_are_written_as_documented() {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/scenario.md");
    let document = std::fs::read_to_string(document).unwrap();
    let (_, rest) = document.split_once("\n  \"machine\": ").unwrap();
    let (field, _) = rest.split_once("\n```").unwrap();
    let file = format!("{{\n  \"machine\": {field}\n}}");
    let written = Scenario::from_json(&file).unwrap().to_json();
    assert!(written.contains(&format!("\n  \"machine\": {field},\n")), "{written}");
}

#[test]
fn an_architecture_of_ones_own_is_written_as_documented() {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/scenario.md");
    let document = std::fs::read_to_string(document).unwrap();
    let mut scenario = CASES[0].scenario().unwrap();
    scenario.setup.arch = "custom/12/10/27/16M/4G".parse().unwrap();
    let file = scenario.to_json();
    let line = file.lines().find(|line| line.contains("\"arch\"")).unwrap().to_owned();
    assert!(document.contains(line.trim_end_matches(',')), "{line}");
    let spelt = file.replace(&line, "  \"arch\": \"custom/12/10/27/16M/4G\",");
    for file in [file, spelt] {
        assert_eq!(Scenario::from_json(&file).as_ref(), Ok(&scenario));
    }
}

#[test]
fn null_is_as_good_as_nothing() {
    let with = r#"{"memory": [[0, 1, 0, 0]], "variants": null, "title": null, "machine": null}"#;
    let without = r#"{"memory": [[0, 1, 0, 0]]}"#;
    assert_eq!(Scenario::from_json(with), Scenario::from_json(without));
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
    unknown_field_of_a_variant: r#"{"memory": [[0, 1, 0, 0]], "variants": [{"name": "a", "patches": [], "x": 1}]}"# => "`variants[0]`: unknown field `x`";
    a_field_twice: r#"{"memory": [[0, 1, 0, 0]], "memory": []}"# => "twice the field `memory`";
    a_missing_field_of_a_variant: r#"{"memory": [[0, 1, 0, 0]], "variants": [{"name": "a"}]}"# => "`variants[0]`: missing field `patches`";
    cut_short: "{\n\"memory\": [[0, 1," => "line 2 column 17";
    a_list: "[]" => "expected an object, found a list";
    a_text_as_a_number: r#"{"memory": [[0, "1", 0, 0]]}"# => "`memory[0][1]`: expected a whole number, found a text";
    a_number_with_a_fraction: r#"{"memory": [[0, 1.5, 0, 0]]}"# => "`memory[0][1]`: expected a whole number, found a number with a fraction";
    a_number_past_64_bits: r#"{"memory": [[0, 18446744073709551616, 0, 0]]}"# => "past 64 bits";
    a_version_in_words: r#"{"version": "1", "memory": [[0, 1, 0, 0]]}"# => "`version`: expected a whole number, found a text";
    nothing_for_something: r#"{"memory": [[0, 1, 0, 0]], "variants": [null]}"# => "`variants[0]`: expected an object, found null";
    later_version: r#"{"version": 2, "memory": [[0, 1, 0, 0]]}"# => "version 2";
    later_version_with_later_fields: r#"{"version": 2, "machine": {}}"# => "version 2";
    a_row_too_short: r#"{"memory": [[0, 1, 0]]}"# => "`memory[0]`: expected 4 numbers (base, end, node, flags), found 3";
    a_negative_address: r#"{"memory": [[-1, 1, 0, 0]]}"# => "-1";
    node_too_high: r#"{"memory": [[0, 1, 1024, 0]]}"# => "1023";
    ends_too_high: r#"{"memory": [[0, 1152921504606846977, 0, 0]]}"# => "2^60";
    overlap: r#"{"memory": [[0, 2, 0, 0], [1, 3, 0, 0]]}"# => "overlaps";
    no_patch: r#"{"memory": [[0, 1, 0, 0]], "patches": ["x"]}"# => "no patch is called `x`";
    no_kernel: r#"{"memory": [[0, 1, 0, 0]], "kernel": "v5"}"# => "no kernel is called `v5`";
    no_arch: r#"{"memory": [[0, 1, 0, 0]], "arch": "vax"}"# => "no architecture is called `vax`";
    no_arch_by_constants: r#"{"memory": [[0, 1, 0, 0]], "arch": {"page_shift": 12}}"# => "`arch`: missing field `dma_end`";
    an_arch_of_other_fields: r#"{"memory": [[0, 1, 0, 0]], "arch": {"pages": 12}}"# => "`arch`: unknown field `pages`";
    an_arch_that_can_not_be: r#"{"memory": [[0, 1, 0, 0]], "arch": {"page_shift": 12, "max_page_order": 16, "section_size_bits": 27, "dma_end": 0, "dma32_end": 0}}"#
        => "the largest block has to fit a section";
    an_arch_by_number: r#"{"memory": [[0, 1, 0, 0]], "arch": 12}"# => "`arch`: expected an object, found 12";
    no_view: r#"{"memory": [[0, 1, 0, 0]], "view": "zone"}"# => "no view is called `zone`";
    patches_and_variants: r#"{"memory": [[0, 1, 0, 0]], "patches": [], "variants": []}"# => "both `patches` and `variants`";
    a_machine_without_nodes: &machine(r#""nodes": []"#) => "the machine: there is no node";
    a_machine_without_setting: r#"{"machine": {"nodes": [{"nid": 0, "installed": 1}]}}"# => "`machine`: missing field `setting`";
    unknown_field_of_a_machine: &machine(r#""nodes": [], "size": 1"#) => "`machine`: unknown field `size`";
    unknown_field_of_a_node: &machine(r#""nodes": [{"nid": 0, "installed": 1, "x": 1}]"#) => "`machine.nodes[0]`: unknown field `x`";
    a_node_without_memory: &machine(r#""nodes": [{"nid": 0}]"#) => "`machine.nodes[0]`: missing field `installed`";
    a_node_of_a_machine_too_high: &machine(r#""nodes": [{"nid": 1024, "installed": 1}]"#) => "`machine.nodes[0]`: node 1024: the highest node id is 1023";
    a_machine_range_too_short: &machine(r#""nodes": [{"nid": 0, "installed": 1}], "below_4g": [[]]"#) => "`machine.below_4g[0]`: expected 4 numbers";
    more_than_half: &set(r#""below_4g": true, "above_4g": "50.01""#) => "`machine.setting.above_4g`: more than 50 %";
    a_percentage_as_a_number: &set(r#""below_4g": true, "above_4g": 25"#) => "`machine.setting.above_4g`: expected a text, found 25";
    half_a_setting: &set(r#""above_4g": "25""#) => "`machine.setting`: missing field `below_4g`";
    no_node_id: &set(r#""below_4g": true, "above_4g": "25", "nodes": {"01": "5"}"#) => "`01` is no node id";
    a_node_twice: &set(r#""below_4g": true, "above_4g": "25", "nodes": {"0": "5", "0": "6"}"#) => "`machine.setting.nodes.0`: this node is there twice";
    a_percentage_of_a_node_that_is_not_there: &set(r#""below_4g": true, "above_4g": "25", "nodes": {"3": "5"}"#) => "the machine has no node 3";
    a_machine_too_small_for_its_mirror: &machine(r#""nodes": [{"nid": 0, "installed": 3221225472}], "below_4g": [[0, 2147483648, 0, 0]]"#) => "node 0 is too small for its mirror";
    memory_that_is_not_the_machines: &(r#"{"memory": [[4294967296, 8589934592, 0, 2]],"#.to_owned() + &MACHINE[1..])
        => "`memory` is not what `machine` gives: at row 0 that has [0x100000000-0x13fffffff] node 0";
    less_memory_than_the_machines: &(r#"{"memory": [[4294967296, 5368709120, 0, 2]],"#.to_owned() + &MACHINE[1..])
        => "at row 1 that has [0x140000000-";
    more_memory_than_the_machines: &(r#"{"memory": [[4294967296, 5368709120, 0, 2], [5368709120, 7516192768, 0, 0], [7516192768, 7516196864, 0, 0]],"#.to_owned() + &MACHINE[1..])
        => "at row 2 that has none";
}

#[test]
fn a_machine_is_read_as_it_is_written() {
    let machine = infer(&CASES[1].memory().unwrap()).unwrap().machine;
    let written = format!("{{\"machine\": {}}}", machine_to_json(&machine));
    assert_eq!(machine_from_json(&written).unwrap(), machine);
}

#[test]
fn what_is_wrong_with_the_whole_file_is_said_of_no_place() {
    let error = Scenario::from_json("[]").unwrap_err().to_string();
    assert!(!error.starts_with('`'), "{error}");
}
