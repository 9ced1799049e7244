//! Readers of each format that leaves the page, none of them ours: what they find, part by part.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use pulldown_cmark::{Event, Options, Parser};

/// CommonMark with GitHub's tables and the rest: every tag, and the text between two of them.
pub fn markdown(text: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let mut parts = Parts::default();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) => parts.text += &text,
            Event::SoftBreak => parts.text.push(' '),
            Event::Html(html) if parts.text.is_empty() => parts.text = format!("html: {html}"),
            Event::Html(html) => parts.text += &html,
            // A block's beginning is known by what is in it.
            Event::Start(pulldown_cmark::Tag::HtmlBlock) => {}
            Event::End(pulldown_cmark::TagEnd::HtmlBlock) => {}
            other => parts.tag(format!("{other:?}")),
        }
    }
    parts.close()
}

/// Every tag with its attributes, and the text between two of them.
pub fn html(text: &str) -> Vec<String> {
    let mut parts = Parts::default();
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for token in html5gum::Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            html5gum::Token::StartTag(tag) => {
                let attributes: Vec<String> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| format!(" {}='{}'", lossy(name), lossy(value)))
                    .collect();
                parts.tag(format!("<{}{}>", lossy(&tag.name), attributes.concat()));
            }
            html5gum::Token::EndTag(tag) => parts.tag(format!("</{}>", lossy(&tag.name))),
            html5gum::Token::String(text) => parts.text += &lossy(&text),
            other => parts.tag(format!("{other:?}")),
        }
    }
    parts.close()
}

/// Every row, cell by cell.
pub fn csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    rows.collect()
}

/// What is in an SVG.
pub struct Svg {
    /// The names of its elements, each with its attributes' names.
    pub parts: BTreeSet<String>,
    /// All its text.
    pub text: String,
}

/// An SVG by a reader of XML.
pub fn svg(text: &str) -> Svg {
    let document = roxmltree::Document::parse(text).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let part = |element: roxmltree::Node| {
        let attributes: Vec<&str> = element.attributes().map(|found| found.name()).collect();
        format!("{} {}", element.tag_name().name(), attributes.join(" "))
    };
    let texts = document
        .descendants()
        .filter(|node| node.is_text() && !node.text().unwrap().trim().is_empty());
    Svg {
        parts: elements.map(part).collect(),
        text: texts.filter_map(|node| node.text()).collect(),
    }
}

/// What docutils makes of each text; none where there is no docutils, which is said. Where
/// everything is tested it has to be there.
pub fn docutils(texts: &[String]) -> Option<Vec<Vec<String>>> {
    let python = |arguments: &[&str]| {
        let mut command = Command::new("python3");
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        command
    };
    let is_there = python(&["-c", "import docutils"]).stderr(Stdio::null()).status();
    if !is_there.is_ok_and(|status| status.success()) {
        const WHY: &str = "skipped: reStructuredText was not read back, python3 has no docutils \
                           (`cargo xtask setup`)";
        assert!(std::env::var_os("CI").is_none(), "{WHY}");
        // Not by `eprintln`, whose words a test that passes keeps to itself.
        std::io::stderr().write_all(format!("{WHY}\n").as_bytes()).unwrap();
        return None;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exports/read_rst.py");
    let mut child = python(&[script]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(serde_json::to_string(texts).unwrap().as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Tags and the texts between them.
#[derive(Default)]
struct Parts {
    all: Vec<String>,
    text: String,
}

impl Parts {
    fn tag(&mut self, tag: String) {
        self.end_text();
        self.all.push(tag);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.all.push(std::mem::take(&mut self.text));
        }
    }

    fn close(mut self) -> Vec<String> {
        self.end_text();
        self.all
    }
}
