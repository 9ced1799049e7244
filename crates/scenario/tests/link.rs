//! Links hold every scenario, shortly.

mod support;

use proptest::prelude::*;
use support::{
    four_nodes, huge_pages, on_machine, on_map, random_regions, scenario, worst, Random,
};
use zonescope_mirror::{Percent, Setting};
use zonescope_model::Arch;
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
    fn the_normal_form_is_its_own(scenario in scenario()) {
        let normal = scenario.normalised();
        prop_assert_eq!(normal.normalised(), normal);
    }

    #[test]
    fn any_text_opens_or_is_refused(text in prop_oneof![
        any::<String>(),
        "[A-Za-z0-9_-]{0,80}",
        "1[A-Za-z0-9_-]{0,80}",
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
        let regions = case.memory().unwrap().regions().len();
        let most = if regions <= 8 { 46 } else { 128 };
        assert!(link.len() <= most, "{}: {} characters", case.id, link.len());
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
}

#[test]
fn what_a_link_cannot_hold_is_said() {
    let many = random_regions(&mut Random(3), 4097, 4096, 1 << 50, 1, |_| 0);
    let many = on_map(many);
    let error = LinkError::TooManyRegions { count: 4097 };
    assert_eq!(many.to_link(), Err(error.clone()));
    assert!(error.to_string().contains("scenario file"));

    let mut scenario = CASES[0].scenario().unwrap();
    let variant = scenario.variants[1].clone();
    scenario.variants = vec![variant; 65];
    let error = LinkError::TooManyVariants { count: 65 };
    assert_eq!(scenario.to_link(), Err(error.clone()));

    let mut scenario = CASES[0].scenario().unwrap();
    scenario.setup.arch = Arch { page_shift: 16, ..Arch::X86_64 };
    assert_eq!(scenario.to_link(), Err(LinkError::Arch("x86_64")));
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
    foreign_letter: "#1hKXsJäNr" => "`ä` at character 7";
}
