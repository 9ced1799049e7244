//! The formats a comparison can leave the page in.

use zonescope_model::Kernel;
use zonescope_report::{csv, json, mail, markdown, rst, text, Told};
use zonescope_scenario::{Evaluated, NamedVariant, Scenario, CASES};

const LINK: &str = "https://example.org/#1abc";

fn case2() -> (Scenario, Vec<Evaluated>) {
    let scenario = CASES[1].scenario().unwrap();
    let evaluated = scenario.evaluate();
    (scenario, evaluated)
}

#[test]
fn mails_and_text_keep_to_72_columns_of_ascii() {
    for case in &CASES {
        let scenario = case.scenario().unwrap();
        let evaluated = scenario.evaluate();
        for text in [
            text(&scenario, &evaluated, Told::default()),
            mail(&scenario, &evaluated, Some(LINK).into()),
        ] {
            let long: Vec<&str> = text.lines().filter(|line| line.len() > 72).collect();
            assert!(long.is_empty(), "{long:#?}");
            assert!(text.is_ascii());
        }
    }
}

#[test]
fn a_mail_shows_only_what_differs_from_the_first_outcome() {
    let (scenario, evaluated) = case2();
    let mail = mail(&scenario, &evaluated, Some(LINK).into());
    assert_eq!(mail.matches(" DMA32 ").count(), 1, "{mail}");
    assert_eq!(mail.matches("   0 Normal ").count(), 2, "{mail}");
    assert_eq!(mail.matches("all zones as in base").count(), 1, "{mail}");
    assert_eq!(mail.matches("other zones as in base").count(), 1, "{mail}");
}

#[test]
fn the_link_stands_alone_on_its_line() {
    let (scenario, evaluated) = case2();
    let long = format!("https://example.org/#1{}", "x".repeat(500));
    let mail = mail(&scenario, &evaluated, Some(long.as_str()).into());
    assert_eq!(mail.lines().last(), Some(format!("<{long}>").as_str()));
}

#[test]
fn markdown_has_a_table_for_each_distinct_outcome() {
    let (mut scenario, _) = case2();
    scenario.title = "a|b *c* <d>".to_owned();
    let text = markdown(&scenario, &scenario.evaluate(), Some(LINK).into());
    assert!(text.starts_with("## a\\|b \\*c\\* \\<d\\>\n"), "{text}");
    assert_eq!(text.matches("| node | zone |").count(), 3, "{text}");
    assert!(text.contains("| 0 | Normal | 0x100000 | 0x6040000 | 99876864 | 66584576 | 33292288 |"));
    assert!(text.ends_with("[Open in zonescope](https://example.org/#1abc)\n"));
}

/// Titles and names come from others: through links.
#[test]
fn a_name_is_no_markup_and_no_escape_sequence() {
    let (mut scenario, _) = case2();
    scenario.title = "a\u{1b}[2Jb\nc".to_owned();
    scenario.variants[0].name = "<script>\u{1b}[0m\nx".to_owned();
    let evaluated = scenario.evaluate();
    let markdown = markdown(&scenario, &evaluated, Told::default());
    assert!(!markdown.replace("\\<script\\>", "").contains("<script>"), "{markdown}");
    for text in [
        text(&scenario, &evaluated, Told::default()),
        markdown,
        rst(&scenario, &evaluated, Told::default()),
    ] {
        assert!(!text.contains('\u{1b}') && !text.contains("\nx"), "{text}");
    }
}

#[test]
fn what_is_not_checked_says_so() {
    let (mut scenario, evaluated) = case2();
    assert!(!text(&scenario, &evaluated, Told::default()).contains("not checked"));
    scenario.setup.arch = zonescope_model::Arch::RISCV64;
    assert!(text(&scenario, &evaluated, Told::default())
        .contains("riscv64 (not checked against a kernel)"));
}

#[test]
fn rst_tables_are_as_wide_as_their_cells() {
    let (scenario, evaluated) = case2();
    let text = rst(&scenario, &evaluated, Told::default());
    let rules: Vec<&str> = text.lines().filter(|line| line.starts_with("====  =")).collect();
    assert_eq!(rules.len(), 18, "{text}");
    let rows = text.lines().filter(|line| line.contains("  Normal "));
    assert!(rows.clone().count() == 6 && rows.into_iter().all(|row| row.len() <= rules[0].len()));
}

#[test]
fn csv_has_a_row_for_every_zone_of_every_variant() {
    let (mut scenario, _) = case2();
    scenario.variants = NamedVariant::default_set(Kernel::V6_12);
    scenario.variants[0].name = "=a,\"b\"".to_owned();
    let text = csv(&scenario.evaluate());
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 1 + 6 * 6);
    assert!(
        rows[1].starts_with("\"'=a,\"\"b\"\"\",base,v6.12,0,DMA,1,4096,4095,97,3998,"),
        "{}",
        rows[1]
    );
}

#[test]
fn json_has_every_variant_in_the_form_of_golden_data() {
    let (_, evaluated) = case2();
    let answer: serde_json::Value = serde_json::from_str(&json(&evaluated).unwrap()).unwrap();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["variants"][2]["expect"]["memmap"]["never_init"], 66781184);
}
