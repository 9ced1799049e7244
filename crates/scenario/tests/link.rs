//! Links hold every scenario, shortly.

mod support;

use proptest::prelude::*;
use support::{
    four_nodes, huge_pages, on_machine, on_map, random_regions, region, scenario, worst, Random,
};
use zonescope_model::{Arch, MapError, Percent, Setting};
use zonescope_scenario::{LinkError, Scenario, CASES};

proptest! {
    #![proptest_config(support::config())]

    #[test]
    fn a_link_holds_a_scenario(scenario in scenario()) {
        let link = scenario.to_link().unwrap();
        prop_assert!(link.starts_with('1'));
        prop_assert!(link.ends_with(|c: char| c.is_ascii_alphanumeric()));
        prop_assert!(link.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        let opened = Scenario::from_link(&link).unwrap();
        prop_assert_eq!(opened.to_link().unwrap(), link);
        prop_assert_eq!(opened, scenario.normalised());
    }

    #[test]
    fn the_long_form_holds_the_same(scenario in scenario()) {
        let link = scenario.to_long_link().unwrap();
        prop_assert!(link.starts_with("v1;"));
        prop_assert!(link.ends_with(|c: char| c.is_ascii_alphanumeric()));
        prop_assert!(link.bytes().all(|b| b.is_ascii_graphic()));
        prop_assert!(!link.contains(['@', '%', '#', '=', '<', '>', '"']));
        prop_assert_eq!(Scenario::from_link(&link).unwrap(), scenario.normalised());
    }

    #[test]
    fn the_normal_form_is_its_own(scenario in scenario()) {
        let normal = scenario.normalised();
        prop_assert_eq!(normal.normalised(), normal);
    }

    #[test]
    fn any_text_opens_or_is_refused(text in prop_oneof![
        any::<String>(),
        "[A-Za-z0-9_-]{0,80}",
        "1[A-Za-z0-9_-]{0,80}",
        "#v1;[a-z0-9:;,+/.~]{0,60}",
        "v1;[0-9a-f]{1,2}[m:][0-9a-f.]{1,4}[+][0-9a-fGMK]{1,4}",
        "[?&]z=[ -~]{0,60}#[ -~]{0,60}",
        "(=[0-9A-F]{2}|%[0-9A-F]{2}|=\n|[a-z1;#]){0,40}",
    ]) {
        match Scenario::from_link(&text) {
            Ok(scenario) => prop_assert!(scenario.to_link().is_ok()),
            Err(error) => prop_assert!(error.to_string().contains(' ')),
        }
    }
}

#[test]
fn the_cases_have_short_links() {
    for case in &CASES {
        let link = case.scenario().unwrap().to_link().unwrap();
        println!("{}: {} characters, {link}", case.id, link.len());
        assert!(link.len() <= 46, "{}: {} characters", case.id, link.len());
        // Short, yet it says which case it is.
        assert_eq!(Scenario::from_link(&link).unwrap().title, case.title);
    }
}

#[test]
fn machines_have_short_links() {
    for case in 1..=3 {
        let link = on_machine(case).to_link().unwrap();
        println!("machine of case {case}: {} characters, {link}", link.len());
        assert!(link.len() <= 46, "case {case}: {} characters", link.len());
    }
    let link = four_nodes().to_link().unwrap();
    println!("four nodes: {} characters, {link}", link.len());
}

/// The percentage of a page is dragged, and each step becomes a link.
#[test]
fn every_setting_of_a_machine_has_its_link() {
    let mut scenario = on_machine(2);
    scenario.title.clear();
    for below_4g in [false, true] {
        for hundredths in 0..=5000 {
            let mut mirrored = scenario.machine.clone().unwrap();
            let percent = Percent::from_hundredths(hundredths).unwrap();
            mirrored.setting = Setting::new(below_4g, percent);
            scenario.mirror(mirrored).unwrap();
            let link = scenario.to_link().unwrap();
            assert!(link.len() <= 46, "{} characters", link.len());
            assert_eq!(Scenario::from_link(&link).as_ref(), Ok(&scenario));
        }
    }
}

#[test]
fn a_machine_out_of_step_travels_as_its_map() {
    let mut scenario = on_machine(2);
    scenario.setup.memory = CASES[0].memory().unwrap();
    let opened = Scenario::from_link(&scenario.to_link().unwrap()).unwrap();
    assert_eq!(opened.machine, None);
    assert_eq!(opened.setup.memory, scenario.setup.memory);
}

#[test]
fn a_hundred_odd_regions_have_a_link_for_a_mail() {
    let mut random = Random(1);
    let mut lengths: Vec<usize> = (0..50)
        .map(|_| {
            let scenario = huge_pages(&mut random);
            let link = scenario.to_link().unwrap();
            assert_eq!(Scenario::from_link(&link), Ok(scenario));
            link.len()
        })
        .collect();
    lengths.sort_unstable();
    println!("128 regions: {} to {} characters", lengths[0], lengths[49]);
    assert!(lengths[49] < 1100, "{} characters", lengths[49]);
}

#[test]
fn the_longest_link_opens() {
    let mut scenario = worst(&mut Random(2));
    scenario.title = "\u{1f600}".repeat(120);
    let mut variant = scenario.variants[1].clone();
    variant.name.clone_from(&scenario.title);
    scenario.variants = vec![variant; 64];
    let link = scenario.to_link().unwrap();
    println!("4,096 regions, 64 variants: {} characters", link.len());
    let text = format!("<https://zonescope.example/app/#{link}>");
    assert!(Scenario::from_link(&text) == Ok(scenario.clone()));
    // Nobody writes that one by hand.
    assert!(matches!(scenario.to_long_link(), Err(LinkError::TooLong { .. })));
}

#[test]
fn what_a_link_cannot_hold_is_said() {
    let many = random_regions(&mut Random(3), 4097, 4096, 1 << 50, 1, |_| 0);
    let many = on_map(many);
    let error = LinkError::TooManyRegions { count: 4097 };
    assert_eq!(many.to_link(), Err(error.clone()));
    assert_eq!(many.to_long_link(), Err(error.clone()));
    assert!(error.to_string().contains("scenario file"));

    let mut scenario = CASES[0].scenario().unwrap();
    let variant = scenario.variants[1].clone();
    scenario.variants = vec![variant; 65];
    let error = LinkError::TooManyVariants { count: 65 };
    assert_eq!(scenario.to_link(), Err(error.clone()));
    assert_eq!(scenario.to_long_link(), Err(error));

    let mut scenario = CASES[0].scenario().unwrap();
    scenario.setup.arch = Arch { page_shift: 16, ..Arch::X86_64 };
    assert_eq!(scenario.to_link(), Err(LinkError::Arch("x86_64")));
    assert_eq!(scenario.to_long_link(), Err(LinkError::Arch("x86_64")));
}

/// The machine of link.md in the long form.
#[test]
fn the_long_form_of_a_machine_reads_as_it_is_documented() {
    let opened = Scenario::from_link(
        "#v1;mirror;machine:t/25;below:0:1+9d,0:9f+1,0:100+66317,0:777ff+1;0:+512G,1:+512G",
    )
    .unwrap();
    let mut expected = on_machine(2);
    expected.title.clear();
    assert_eq!(opened, expected);
}

/// The long form by hand: the example of link.md, and what it says beside it.
#[test]
fn the_long_form_reads_as_it_is_documented() {
    const GIB: u64 = 1 << 30;
    let opened = Scenario::from_link(
        "#v1;mirror;title:Two_nodes;0:1+9f,0:100+7ff00,0m4G+4G,1m8G+512M,1:8704M+7680M",
    )
    .unwrap();
    let mut expected = on_map(vec![
        region(0x1000, 0xa0000, 0, 0),
        region(0x10_0000, 0x8000_0000, 0, 0),
        region(4 * GIB, 8 * GIB, 0, 2),
        region(8 * GIB, 8 * GIB + GIB / 2, 1, 2),
        region(8 * GIB + GIB / 2, 16 * GIB, 1, 0),
    ]);
    expected.title = "Two nodes".to_owned();
    assert_eq!(opened, expected);
}

macro_rules! long_forms {
    ($($name:ident: $link:expr => $long:expr;)*) => {
        $(#[test] fn $name() {
            let long = Scenario::from_link($link).and_then(|scenario| scenario.to_long_link());
            assert_eq!(long.as_deref(), Ok($long));
        })*
    };
}

long_forms! {
    least: "v1;0:0+1" => "v1;0:0+1";
    capital_version: "#v1;0M1+9D" => "v1;0m1+9d";
    words: "v1;kdump;movable_node;movablecore:1024K;kernelcore:25%;mirror;0:1+1"
        => "v1;mirror;kernelcore:25pct;movablecore:1M;movable_node;kdump;0:1+1";
    flags_by_letter: "v1;0nhm1+1" => "v1;0mhn1+1";
    flags_by_number: "v1;0/8a/1+1" => "v1;0/8a/1+1";
    flags_that_have_letters: "v1;0/2/1+1,0/0/2+1" => "v1;0m1+1,0:2+1";
    bytes: "v1;0:0.8+1.001" => "v1;0:0.8+1.001";
    defaults_are_left_out: "v1;arch:x86_64;kernel:v6.12;view:zones;title:;0:1+1" => "v1;0:1+1";
    six_by_name: "v1;variants:base,v5-1of5,node-extent,clip,clip-absent,simplified;0:1+1"
        => "v1;0:1+1";
    another_kernel: "v1;kernel:v6.18;0:1+1" => "v1;kernel:v6.18;0:1+1";
    no_variant: "v1;variants:;0:1+1" => "v1;variants:;0:1+1";
    variants_of_ones_own: "v1;variants:clip/v6.18,plain-absent+clip-normal,base//My_own;0:1+1"
        => "v1;kernel:v6.18;variants:clip,clip-normal+plain-absent/v6.12,base/v6.12/My_own;0:1+1";
    arch_by_name: "v1;arch:arm64-64k;0:1+1" => "v1;arch:arm64-64k;0:1+1";
    arch_of_ones_own: "v1;arch:custom/16/8/25/16384K/4096M;0:1+1"
        => "v1;arch:custom/16/8/25/16M/4G;0:1+1";
    least_machine: "v1;machine:f/0;0:+1G" => "v1;machine:f/0;0:+1G";
    machine: "v1;below:0:0+1;granularity:2048K;machine:T/12.50;1h+2048M/0.5,0:+1000001"
        => "v1;machine:t/12.5;granularity:2M;below:0:0+1;1h+2G/0.5,0:+1000001";
    usual_granularity: "v1;machine:f/5;granularity:1G;0:+1G" => "v1;machine:f/5;0:+1G";
    texts: "v1;title:50~25_of_~c3~a4;view:init;0:1+1" => "v1;view:init;title:50~25_of_~c3~a4;0:1+1";
    texts_in_an_address: "v1;title:50~25%20of_%C3%A4;0:1+1" => "v1;title:50~25of_~c3~a4;0:1+1";
}

macro_rules! refused {
    ($($name:ident: $link:expr => $words:expr;)*) => {
        $(#[test] fn $name() {
            let error = Scenario::from_link($link).unwrap_err().to_string();
            assert!(error.contains($words), "{error}");
        })*
    };
}

refused! {
    nothing: "" => "no link";
    only_a_hash: "https://zonescope.example/#" => "no link";
    only_an_address: "https://zonescope.example/" => "no link";
    a_word: "hello" => "`h`";
    later_version: "#2hKXsJmNr" => "newer";
    later_long_version: "#v2;0:1+1" => "`v1`, the version";
    foreign_letter: "#1hKXsJäNr" => "`ä` at character 7";
    unknown_field: "v1;mirrored;0:1+1" => "`mirrored`";
    field_twice: "v1;mirror;mirror;0:1+1" => "each field once";
    field_without_value: "v1;title;0:1+1" => "`title`";
    word_with_value: "v1;mirror:1;0:1+1" => "`mirror:1`";
    no_amount: "v1;kernelcore:lots;0:1+1" => "25pct";
    no_kernel: "v1;kernel:v6.13;0:1+1" => "v6.18";
    no_view: "v1;view:zone;0:1+1" => "zones, init";
    no_arch: "v1;arch:m68k;0:1+1" => "x86_64";
    no_arch_by_constants: "v1;arch:custom/16/8/25;0:1+1" => "custom/12/10/27/16M/4G";
    impossible_arch: "v1;arch:custom/16/12/27/0/0;0:1+1" => "the largest block has to fit a section";
    no_patch: "v1;variants:clip-norma;0:1+1" => "slugs";
    no_flags: "v1;01+1" => "node, flags";
    no_size: "v1;0:1" => "node, flags";
    no_node: "v1;:1+1" => "node, flags";
    node_too_high: "v1;1024:1+1" => "node, flags";
    no_region: "v1;mirror" => "`mirror`";
    past_the_end_of_numbers: "v1;0:fffffffffffff+1" => "node, flags";
    above_the_limit: "v1;0:10000000000000+1" => "node, flags";
    ends_too_high: "v1;0:1000000000000+1" => "2^60";
    overlap: "v1;0:1+9,0:2+1" => "overlaps";
    empty_region: "v1;0:1+0" => "empty";
    no_setting: "v1;machine:25;0:+1G" => "a mirror setting, as in t/25";
    more_than_half: "v1;machine:t/50.01;0:+1G" => "a mirror setting";
    machine_of_regions: "v1;machine:t/25;0:1+9d" => "a node of the machine";
    regions_of_a_machine: "v1;0:+1G" => "node, flags";
    below_without_machine: "v1;below:0:0+1;0:1+1" => "`machine:` among the fields";
    granularity_without_machine: "v1;granularity:2M;0:1+1" => "`machine:` among the fields";
    odd_granularity: "v1;machine:t/25;granularity:3M;0:+1G" => "a power of two";
    a_node_twice: "v1;machine:t/25;0:+1G,0:+1G" => "node 0 is there twice";
    a_node_too_small: "v1;machine:t/25;below:0:0+2G;0:+3G" => "node 0 is too small for its mirror";
    a_machine_of_nothing: "v1;machine:t/25;0:+0" => "node 0 has no memory installed";
    long_parts_are_shortened: "v1;title_title_title_title_title_title_title_title;0:1+1" => "...`";
}

#[test]
fn an_impossible_map_says_which_region() {
    let error = Scenario::from_link("v1;0:9+1,0:1+1").unwrap_err();
    assert!(matches!(error, LinkError::Map(MapError::OutOfOrder { index: 1, .. })));
}
