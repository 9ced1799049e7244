//! What leaves as text says the same to a reader of its format whatever a scenario is called, and
//! nothing more than with harmless names.

mod bytes;
#[path = "../../../web/tests/exports/readers.rs"]
pub mod readers;
mod scenario;

use bytes::Bytes;
use zonescope_report::{csv, html, mail, markdown, releases_text, rst, text, visible, Told};
use zonescope_scenario::{is_unseen, json_document, ByRelease, Evaluated, Scenario};

const LINK: &str = "https://a.example/z/#1abc";

pub fn check(data: &[u8]) {
    let mut hostile = scenario::scenario(&mut Bytes(data));
    // What groups digits is taken out of sentences, names and all.
    hostile.title.retain(|c| c != '\u{202f}');
    hostile.variants.iter_mut().for_each(|named| named.name.retain(|c| c != '\u{202f}'));
    // A title of blanks is none.
    if visible(&hostile.title).trim().is_empty() {
        hostile.title.clear();
    }
    let mut harmless = hostile.clone();
    if !hostile.title.is_empty() {
        harmless.title = name(usize::MAX);
    }
    for (place, named) in harmless.variants.iter_mut().enumerate() {
        named.name = name(place);
    }
    // A release is one by its name, and evaluated as one.
    let evaluated = hostile.evaluate();
    let mut named = evaluated.clone();
    for (place, one) in named.iter_mut().enumerate() {
        one.name = name(place);
    }
    let both = [(&hostile, &evaluated[..]), (&harmless, &named[..])];
    let same = |write: fn(&Scenario, &[Evaluated]) -> String, read: fn(&str) -> Vec<String>| {
        let [hostile_text, harmless_text] = both.map(|(scenario, all)| write(scenario, all));
        let lines = hostile_text.replace("\r\n", "\n");
        assert!(!lines.replace('\n', "").contains(is_unseen), "{lines:?}");
        let found: Vec<String> = read(&hostile_text).iter().map(|part| one_line(part)).collect();
        let expected = read(&harmless_text).into_iter();
        let expected = expected.map(|part| one_line(&called(part, &hostile)));
        assert_eq!(found, expected.collect::<Vec<_>>());
    };
    same(|scenario, all| markdown(scenario, all, Some(LINK).into()), readers::markdown);
    same(|scenario, _| format!("<a title=\"{0}\">{0}</a>", html(&scenario.title)), readers::html);
    same(
        |_, all| json_document(&all.iter().map(|one| &one.name).collect::<Vec<_>>()).unwrap(),
        strings,
    );
    let nothing = |_: &str| Vec::new();
    same(|scenario, all| text(scenario, all, Told::default()), nothing);
    same(|scenario, all| mail(scenario, all, Some(LINK).into()), nothing);
    same(
        |scenario, _| releases_text(scenario, &ByRelease::new(scenario), Some(LINK).into()),
        nothing,
    );
    cells(&evaluated, &named);
    blocks(
        &rst(&hostile, &evaluated, Some(LINK).into()),
        &rst(&harmless, &named, Some(LINK).into()),
    );
}

/// A name that is nowhere else in an export.
fn name(place: usize) -> String {
    match place {
        usize::MAX => "Ztitle".to_owned(),
        place => format!("zname{place}z"),
    }
}

/// A text with the names it would have had.
fn called(text: String, scenario: &Scenario) -> String {
    let names = scenario.variants.iter().enumerate();
    let text =
        names.fold(text, |text, (place, named)| text.replace(&name(place), &visible(&named.name)));
    text.replace("Ztitle", &visible(&scenario.title))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of a list in JSON, as they are shown.
fn strings(json: &str) -> Vec<String> {
    let texts: Vec<String> = serde_json::from_str(json).unwrap();
    texts.iter().map(|text| visible(text)).collect()
}

/// A row for each zone, with the numbers it should have and no formula for a name.
fn cells(evaluated: &[Evaluated], named: &[Evaluated]) {
    let [found, expected] = [evaluated, named].map(|all| readers::csv(&csv(all)));
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found[1..], expected[1..]);
        let first = found[0].trim_start().chars().next();
        assert!(!first.is_some_and(|c| "=+-@|%＝＋－＠".contains(c)), "{found:?}");
    }
}

/// Lines that begin the same kind of block: docutils itself is asked in the page's tests.
fn blocks(found: &str, expected: &str) {
    let begins = |text: &str| -> Vec<bool> {
        text.lines()
            .map(|line| line.trim_start_matches("- ").starts_with([':', '.', '|', '>']))
            .collect()
    };
    assert_eq!(begins(found), begins(expected), "{found}");
    let lines: Vec<&str> = found.lines().collect();
    for pair in lines.windows(2) {
        if pair[1].len() > 3 && pair[1].bytes().all(|b| b == b'-') {
            assert!(pair[1].len() >= pair[0].chars().count(), "{pair:?}");
        }
    }
}
