//! What leaves the page, read back by readers that are not ours: with a hostile title and name each
//! says what it says with harmless ones, and nothing more.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../../../crates/fuzz/checks/exports.rs"]
mod check;
#[path = "../../../crates/fuzz/checks/hostile.rs"]
mod hostile;

use check::readers;
use hostile::HOSTILE;
use zonescope_chart::{Figure, Focus, Theme};
use zonescope_open::open;
use zonescope_report::{releases_text, visible, Told};
use zonescope_scenario::{distinct, is_unseen, ByRelease, Scenario, CASES};
use zonescope_web::{file_stem, Subject, Writing, EMBEDS, LINK, MAIL, SCENARIO, TEXTS};

const BASE: &str = "https://a.example/z/";
/// Harmless, and nowhere else in an export.
const TITLE: &str = "Ztitle";
const NAME: &str = "zname";

/// A scenario of two nodes with a title, and with the name of a variant that others come to the
/// same as.
fn scenario(title: &str, name: &str) -> Scenario {
    let mut scenario = CASES[1].scenario().unwrap();
    scenario.title = title.to_owned();
    scenario.variants[0].name = name.to_owned();
    scenario
}

/// A menu's format of a scenario, its link with it.
fn written(name: &str, scenario: &Scenario) -> String {
    let formats = || TEXTS.iter().chain(&EMBEDS).chain([&MAIL, &LINK, &SCENARIO]);
    let format = formats().find(|format| format.name == name).unwrap();
    let link = scenario.to_link().unwrap();
    let evaluated = scenario.evaluate();
    let subject = Subject {
        scenario,
        evaluated: &evaluated,
        groups: &distinct(&evaluated),
        base: BASE,
        link: Ok(&link),
        said: &[],
        is_part: false,
    };
    let mut writing = Writing::default();
    while writing.step(format.writer, &subject) {}
    writing.text.unwrap()
}

/// Every hostile text as title and name, beside a harmless one.
fn pairs() -> impl Iterator<Item = (&'static str, Scenario, Scenario)> {
    let harmless = scenario(TITLE, NAME);
    HOSTILE.iter().map(move |text| (*text, harmless.clone(), scenario(text, text)))
}

/// A text in one line, as readers that do not count blanks have it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader found in the harmless text, had it been written of the hostile one.
fn expected(found: Vec<String>, links: [&str; 2], shown: &str) -> Vec<String> {
    let replaced = |part: String| {
        let part = part.replace(links[0], links[1]);
        part.replace(TITLE, shown).replace(NAME, shown)
    };
    found.into_iter().map(|part| one_line(&replaced(part))).collect()
}

/// Whether a format with a hostile text says the same to its reader as with a harmless one; some
/// write the scenario's normal form.
fn says_the_same(format: &str, is_normal: bool, read: impl Fn(&str) -> Vec<String>) {
    for (text, harmless, hostile) in pairs() {
        let links = [&harmless, &hostile].map(|scenario| scenario.to_link().unwrap());
        let found = read(&written(format, &hostile));
        let found: Vec<String> = found.iter().map(|part| one_line(part)).collect();
        let links = [links[0].as_str(), links[1].as_str()];
        let shown = match is_normal {
            true => visible(&hostile.normalised().title),
            false => visible(text),
        };
        let expected = expected(read(&written(format, &harmless)), links, &shown);
        assert_eq!(found, expected, "{format} of {text:?}");
    }
}

#[test]
fn nothing_that_is_written_steers_or_hides() {
    for (text, _, hostile) in pairs() {
        let formats = TEXTS.iter().chain(&EMBEDS).chain([&MAIL, &LINK, &SCENARIO]);
        for format in formats {
            let written = written(format.name, &hostile).replace(['\n', '\t'], "");
            let written =
                written.replace('\r', if format.name.contains("CSV") { "" } else { "\r" });
            assert!(!written.contains(is_unseen), "{} of {text:?}: {written:?}", format.name);
        }
        let releases = releases_text(&hostile, &ByRelease::new(&hostile), Told::default());
        assert!(!releases.replace('\n', "").contains(is_unseen), "{releases:?}");
    }
}

#[test]
fn markdown_says_the_same_to_a_reader_of_markdown() {
    says_the_same("Markdown", false, readers::markdown);
}

#[test]
fn rst_says_the_same_to_docutils() {
    let harmless = scenario(TITLE, NAME);
    let scenarios: Vec<Scenario> =
        std::iter::once(harmless).chain(pairs().map(|(_, _, hostile)| hostile)).collect();
    let texts: Vec<String> = scenarios.iter().map(|one| written("reStructuredText", one)).collect();
    let Some(found) = readers::docutils(&texts) else {
        return;
    };
    let links: Vec<String> = scenarios.iter().map(|one| one.to_link().unwrap()).collect();
    for (place, text) in (1..).zip(HOSTILE) {
        let found_here: Vec<String> = found[place].iter().map(|part| one_line(part)).collect();
        let expected = expected(found[0].clone(), [&links[0], &links[place]], &visible(text));
        assert_eq!(found_here, expected, "{text:?}");
    }
}

#[test]
fn csv_says_the_same_to_a_reader_of_csv_and_holds_no_formula() {
    for (text, harmless, hostile) in pairs() {
        let rows = readers::csv(&written("Numbers (CSV)", &hostile));
        for (row, plain) in rows.iter().zip(readers::csv(&written("Numbers (CSV)", &harmless))) {
            let name = plain[0].replace(NAME, &visible(text));
            assert!(row[0] == name || row[0] == format!("'{name}"), "{text:?}: {row:?}");
            assert_eq!(row[1..], plain[1..], "{text:?}");
            // A spreadsheet looks past blanks, and takes signs of full width for signs.
            let first = row[0].trim_start().chars().next();
            assert!(!first.is_some_and(|c| "=+-@＝＋－＠|%".contains(c)), "{text:?}: {row:?}");
        }
    }
}

#[test]
fn json_says_exactly_the_same() {
    for (text, _, hostile) in pairs() {
        let json: serde_json::Value =
            serde_json::from_str(&written("Numbers (JSON)", &hostile)).unwrap();
        assert_eq!(json["variants"][0]["name"], text);
        assert_eq!(Scenario::from_json(&written(SCENARIO.name, &hostile)), Ok(hostile));
    }
}

#[test]
fn html_says_the_same_to_a_reader_of_html() {
    says_the_same("<iframe>", true, readers::html);
    says_the_same("<zone-scope>", true, readers::html);
    let raw = |text: &str| readers::html(text.strip_prefix(".. raw:: html\n\n").unwrap());
    says_the_same("Sphinx", true, raw);
    for (text, _, hostile) in pairs() {
        let element = written("<zone-scope>", &hostile);
        let indented = |line: &str| format!("   {line}\n");
        let sphinx: String = element.lines().map(indented).collect();
        assert_eq!(written("Sphinx", &hostile), format!(".. raw:: html\n\n{sphinx}"), "{text:?}");
        let in_markdown = readers::markdown(&written("mdBook", &hostile)).concat();
        assert_eq!(one_line(&in_markdown), one_line(&format!("html: {element}")), "{text:?}");
        assert!(!in_markdown.contains("{{"), "mdBook would fill it in: {in_markdown}");
    }
}

#[test]
fn a_mail_says_the_same_and_opens_the_same() {
    for (text, harmless, hostile) in pairs() {
        let (mail, plain) = (written(MAIL.name, &hostile), written(MAIL.name, &harmless));
        let links = [&harmless, &hostile].map(|scenario| scenario.to_link().unwrap());
        let expected = expected(vec![plain], [&links[0], &links[1]], &visible(text));
        assert_eq!([one_line(&mail)], expected[..], "{text:?}");
        let opened = open(&mail, &zonescope_dump::read(&mail), None);
        assert_eq!(opened.map(|opened| opened.scenario()), Ok(hostile.normalised()), "{text:?}");
    }
}

#[test]
fn a_script_says_it_in_comments() {
    for (text, harmless, hostile) in pairs() {
        let shown = visible(&hostile.normalised().title);
        let (harmless, hostile) =
            (written("Boot it in QEMU", &harmless), written("Boot it in QEMU", &hostile));
        let about = |script: &str| script.lines().position(|line| line.starts_with("# Ztitle"));
        let place = about(&harmless).unwrap();
        let lines = harmless.lines().zip(hostile.lines());
        assert_eq!(harmless.lines().count(), hostile.lines().count(), "{text:?}");
        for (at, (harmless, hostile)) in lines.enumerate() {
            match at.checked_sub(place) {
                Some(0) => assert_eq!(hostile, format!("# {shown}")),
                // The link.
                Some(1) => assert!(hostile.starts_with("# https://a.example/z/#1"), "{hostile}"),
                _ => assert_eq!(hostile, harmless, "{text:?}"),
            }
        }
    }
}

#[test]
fn figures_are_drawn_of_the_same_parts() {
    let harmless = scenario(TITLE, NAME);
    // A figure has room for as many as there are variants.
    for names in HOSTILE.chunks(harmless.variants.len()) {
        let mut hostile = scenario(names[0], names[0]);
        for (named, name) in hostile.variants.iter_mut().zip(names) {
            named.name = (*name).to_owned();
        }
        for figure in Figure::ALL {
            let draw = |scenario: &Scenario| {
                let (evaluated, style) = (scenario.evaluate(), figure.file(Theme::Light));
                figure
                    .draw(scenario, &evaluated, &Focus::default(), style, Told::default())
                    .unwrap()
            };
            let charts = [draw(&harmless), draw(&hostile)];
            let [known, found] = charts.each_ref().map(|chart| readers::svg(&chart.svg));
            assert!(found.parts.is_subset(&known.parts), "{figure:?} of {names:?}");
            assert!(!found.text.contains(is_unseen), "{figure:?} of {names:?}: {}", found.text);
            // What lies over the picture is written into the page as HTML.
            let tags = charts.map(|chart| {
                let parts = readers::html(&chart.overlay(names[0], false));
                parts.iter().filter(|part| part.starts_with('<')).count()
            });
            assert_eq!(tags[0], tags[1], "{figure:?} of {names:?}");
        }
    }
}

#[test]
fn a_file_is_named_in_letters_and_numbers() {
    for text in HOSTILE {
        let stem = file_stem(text);
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(!stem.is_empty() && stem.chars().all(is_plain), "{stem}");
        assert!(!stem.starts_with('-'), "{stem}");
    }
}

/// The fuzzer's inputs, through the check of its target.
#[test]
fn whatever_it_is_called() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/fuzz/corpus/exports");
    let mut inputs = 0;
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        // Printed only if the check fails.
        println!("{}", path.display());
        check::check(&std::fs::read(path).unwrap());
        inputs += 1;
    }
    assert!(inputs >= 20, "only {inputs} inputs");
}
