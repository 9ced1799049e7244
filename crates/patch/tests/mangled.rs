//! What mailers, archives and web pages do to a diff does not change what it is.

mod common;

use common::*;
use proptest::prelude::*;

/// Quotes each line.
fn quoted(text: &str, marks: &str) -> String {
    text.lines().map(|line| format!("{}\n", format!("{marks}{line}").trim_end())).collect()
}

/// Breaks lines at the last blank before a column, as mailers do; headers of files are too short.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut rest = line;
        // Not at the blanks a line begins with.
        let indent = 1 + line.len() - line.trim_start_matches(['+', '-', ' ', '\t']).len();
        loop {
            let at = match rest.is_char_boundary(width.min(rest.len())) && rest.len() > width {
                true => rest[..width].rfind(' ').filter(|at| *at > indent),
                false => None,
            };
            let Some(at) = at else {
                break;
            };
            out += &rest[..at];
            out.push('\n');
            rest = &rest[at + 1..];
        }
        out += rest;
        out.push('\n');
    }
    out
}

/// Quoted-printable, its lines 76 columns at most.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut width = 0;
        for c in line.chars() {
            let shown = match c {
                '=' => "=3D".to_owned(),
                '\t' => "=09".to_owned(),
                c => c.to_string(),
            };
            if width + shown.len() > 75 {
                out += "=\n";
                width = 0;
            }
            width += shown.len();
            out += &shown;
        }
        out.push('\n');
    }
    out
}

/// Runs of blanks made one, blanks at the beginning and empty lines dropped: some archives do.
fn flattened(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let (mark, rest) = line.split_at(line.len().min(1));
        let words: Vec<&str> = rest.split_whitespace().collect();
        let begins_blank = rest.starts_with([' ', '\t']) && mark != " ";
        let line = format!("{mark}{}{}", if begins_blank { " " } else { "" }, words.join(" "));
        let line = line.trim();
        if !line.is_empty() {
            out += line;
            out.push('\n');
        }
    }
    out
}

fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<html><body><pre>\n{escaped}</pre></body></html>\n")
}

/// A mail around it.
fn in_a_mail(text: &str) -> String {
    format!(
        "From: someone\nSubject: [PATCH] mm\n\nWords about it, and - signs\n+ of all sorts - too.\n---\n \
         mm/mm_init.c | 99 ++--\n\n{text}-- \n2.43.0\n\nMore words here.\n"
    )
}

/// A reader's words between its lines, quoted less.
fn answered(text: &str) -> String {
    let mut out = String::new();
    for line in quoted(text, "> ").lines() {
        out += line;
        out.push('\n');
        if line.ends_with('{') {
            out += "\nWhy is that so?\n- And this?\n\n";
        }
    }
    out
}

#[test]
fn every_way_of_mangling_leaves_every_patch() {
    type Mangle = fn(&str) -> String;
    let ways: [(&str, Mangle); 15] = [
        ("quoted", |text| quoted(text, "> ")),
        ("quoted thrice", |text| quoted(text, ">> > ")),
        ("quoted without blanks", |text| quoted(text, ">>")),
        ("quoted by bars", |text| quoted(text, "| ")),
        ("quoted and wrapped", |text| wrapped(&quoted(text, "> > "), 76)),
        ("wrapped and quoted", |text| quoted(&wrapped(text, 72), "> ")),
        ("wrapped", |text| wrapped(text, 72)),
        ("quoted-printable", quoted_printable),
        ("quoted-printable, quoted", |text| quoted(&quoted_printable(text), "> ")),
        ("flattened", flattened),
        ("flattened and quoted", |text| quoted(&flattened(text), "> ")),
        ("html", html),
        ("indented", |text| quoted(text, "    ")),
        ("carriage returns", |text| text.replace('\n', "\r\n")),
        ("answered", answered),
    ];
    for (patch, hunks) in patches() {
        let text = mm_init(&hunks);
        for (name, way) in ways {
            assert_eq!(found(&way(&text)), patch.slug(), "{name}:\n{}", way(&text));
        }
        // Its summary says more than is there, which leaves open what the call's place takes.
        if hunks != [FUNCTION, CALL] {
            assert_eq!(found(&in_a_mail(&text)), patch.slug());
        }
    }
}

#[test]
fn no_break_space_and_colours() {
    let text = mm_init(&[CLIP]);
    assert_eq!(found(&text.replace("if (", "if\u{a0}(")), "clip-normal");
    let coloured: String = text.lines().map(|line| format!("\u{1b}[32m{line}\u{1b}[m\n")).collect();
    assert_eq!(found(&coloured), "clip-normal");
}

#[test]
fn a_line_broken_before_a_sign() {
    let text = mm_init(&[EXTENT]).replace(
        "= node_end_pfn - node_start_pfn;",
        "= /* a comment, and it is rather long */ node_end_pfn\n- node_start_pfn;",
    );
    assert_eq!(found(&text), "node-extent-span");
}

#[test]
fn an_index_in_a_page_with_tags_is_no_tag() {
    assert_eq!(found(&html(&mm_init(&[CALL, LOOP]))), "outer-loop-check");
}

#[test]
fn a_mail_in_base64() {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = format!("Words.\n\n{}", mm_init(&[CLIP]));
    let mut encoded = String::new();
    for (place, three) in text.as_bytes().chunks(3).enumerate() {
        let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for digit in 0..4 {
            match digit <= three.len() {
                true => encoded.push(DIGITS[(bits >> (18 - 6 * digit)) as usize & 63].into()),
                false => encoded.push('='),
            }
        }
        if place % 19 == 18 {
            encoded.push('\n');
        }
    }
    let mail = format!(
        "Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{encoded}\n"
    );
    assert_eq!(found(&mail), "clip-normal");
}

#[test]
fn blanks_of_a_web_page() {
    let text = mm_init(&[CLIP]).replace(' ', "&nbsp;").replace('\t', "&nbsp;&nbsp;");
    assert_eq!(found(&text), "clip-normal");
}

fn any_hunks() -> impl Strategy<Value = Vec<&'static str>> {
    let all = vec![EXTENT, CLIP, ABSENT, CALL, FUNCTION, LOOP];
    proptest::sample::subsequence(all, 1..=6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn quoting_changes_only_the_depth(hunks in any_hunks(), marks in "(> ?|\\| |>> ){1,6}") {
        let text = mm_init(&hunks);
        let marks = format!("{} ", marks.trim_end());
        let (plain, quoted) = (zonescope_patch::read(&text), zonescope_patch::read(&quoted(&text, &marks)));
        prop_assert_eq!(plain.len(), quoted.len());
        let depth = marks.bytes().filter(|b| matches!(b, b'>' | b'|')).count();
        for (mut plain, quoted) in plain.into_iter().zip(quoted) {
            plain.depth = depth;
            prop_assert_eq!(plain, quoted);
        }
    }

    #[test]
    fn wrapping_changes_nothing(hunks in any_hunks(), width in 72usize..100) {
        let text = mm_init(&hunks);
        prop_assert_eq!(found(&wrapped(&text, width)), found(&text));
    }

    #[test]
    fn cutting_makes_no_other_patch(hunks in any_hunks(), cut in 0usize..90) {
        let text = mm_init(&hunks);
        let whole = found(&text);
        let cut: String = text.lines().take(cut).map(|line| format!("{line}\n")).collect();
        for word in found(&cut).split_whitespace().filter(|word| !word.starts_with('?')) {
            // Between two hunks nothing tells that more would follow.
            let open = word == "no-overlap-check" && hunks.contains(&LOOP);
            prop_assert!(whole.contains(word) || open, "{} of {}", word, whole);
        }
    }
}
