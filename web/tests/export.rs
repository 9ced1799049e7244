//! What leaves the page as text.
#![cfg(not(target_arch = "wasm32"))]

use zonescope_scenario::{distinct, Scenario, CASES};
use zonescope_web::{file_stem, Format, Subject, Writing, EMBEDS, LINK, MAIL, SCENARIO, TEXTS};

fn written(
    format: &Format,
    scenario: &Scenario,
    link: Result<&str, &str>,
) -> Result<String, String> {
    let evaluated = scenario.evaluate();
    let subject = Subject {
        scenario,
        evaluated: &evaluated,
        groups: &distinct(&evaluated),
        base: "https://a.example/z&s/index.html",
        link,
        said: &[],
        is_part: false,
    };
    let mut writing = Writing::default();
    while writing.step(format.writer, &subject) {}
    writing.text
}

fn case() -> Scenario {
    CASES[0].scenario().unwrap()
}

#[test]
fn embed_code_is_html_as_it_should_be() {
    let mut scenario = case();
    scenario.title = "A < \"B\" &\nC".to_owned();
    let [iframe, element, sphinx, mdbook] =
        EMBEDS.map(|format| written(&format, &scenario, Ok("1abc")).unwrap());
    assert_eq!(
        iframe,
        "<iframe src=\"https://a.example/z&amp;s/index.html?embed=zones&amp;theme=auto#1abc\" \
         title=\"A &lt; &quot;B&quot; &amp; C\" width=\"100%\" height=\"600\" loading=\"lazy\" \
         style=\"border: 0\"></iframe>\n"
    );
    assert_eq!(
        element,
        "<script src=\"https://a.example/z&amp;s/embed.js\" defer></script>\n\
         <zone-scope link=\"https://a.example/z&amp;s/index.html#1abc\" view=\"zones\" \
         theme=\"auto\">\n  \
         <a href=\"https://a.example/z&amp;s/index.html#1abc\">A &lt; &quot;B&quot; &amp; C</a>\n\
         </zone-scope>\n"
    );
    assert!(sphinx.starts_with(".. raw:: html\n\n   <script "));
    assert!(sphinx.lines().skip(2).all(|line| line.starts_with("   ")));
    assert_eq!(mdbook, format!("\n{element}\n"));
    assert!(!element.contains("\n\n"), "an empty line ends HTML in Markdown");
}

#[test]
fn without_a_link_all_that_needs_none_is_there() {
    let scenario = case();
    for format in TEXTS.iter().chain([&MAIL, &SCENARIO]) {
        let text = written(format, &scenario, Err("too large")).unwrap();
        assert!(!text.contains("index.html"), "{}", format.name);
    }
    for format in EMBEDS.iter().chain([&LINK]) {
        let error = written(format, &scenario, Err("too large"));
        assert_eq!(error, Err("too large".to_owned()), "{}", format.name);
    }
}

#[test]
fn file_names_are_plain() {
    for (title, stem) in [
        ("Case 2: efibootmgr -m t -M 25", "case-2-efibootmgr-m-t-m-25"),
        ("", "zonescope"),
        ("../../etc/passwd", "etc-passwd"),
        ("Größe 😀", "gr-e"),
    ] {
        assert_eq!(file_stem(title), stem);
    }
    assert!(file_stem(&"long ".repeat(30)).len() <= 60);
}

#[test]
fn a_page_that_stopped_starts_with_the_first_case() {
    let link = CASES[1].scenario().unwrap().to_link().unwrap();
    assert_eq!(CASES[1].id, zonescope_scenario::FIRST_CASE.id);
    assert!(include_str!("../start.js").contains(&format!("const FIRST = \"#{link}\";")));
}
