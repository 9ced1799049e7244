//! Plain text of at most 72 columns, as mails to the list have it. Numbers are not grouped, so that
//! they can be searched for.

use zonescope_scenario::{Evaluated, Scenario};

use crate::escape::address;
use crate::outline::{Group, Outline};
use crate::part::{whole, Part, Reported};
use crate::sentence::plain;
use crate::table::{node_columns, zone_columns, Column};
use crate::told::Told;

/// How the columns are to be read.
const ENDS: &str = "Starts and ends are pfns; an end is the first pfn behind.";

/// The most columns of a line.
const COLUMNS: usize = 72;

/// What stands before a table's lines.
const INDENT: &str = "  ";

/// The whole comparison: the layout, then each distinct outcome with its zones and findings.
pub fn text(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    whole(scenario, evaluated, told, |reported, place| {
        Some(match Part::at(place, reported.groups.len())? {
            Part::Head => head(&Outline::new(reported)),
            Part::Item(place) => Group::new(reported, place).map_or_else(String::new, |group| {
                let mut text = group_head(&group);
                text += &table(&zone_columns(), group.zones.iter());
                text += &totals(&group);
                for finding in &group.findings {
                    text += &wrapped_as(&format!("- {finding}"), "  ", "    ");
                }
                text
            }),
            Part::Foot => with_link(String::new(), reported.told.link),
        })
    })
}

/// For a reply on the list: of every outcome after the first only what differs, and the link alone
/// on its line, if there is one.
pub fn mail(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    whole(scenario, evaluated, told, mail_part)
}

/// What stands at `place` of [`mail`]; none behind its end.
pub fn mail_part(reported: Reported<'_>, place: usize) -> Option<String> {
    Some(match Part::at(place, reported.groups.len())? {
        Part::Head => head(&Outline::new(reported)),
        Part::Item(place) => {
            let first = reported.groups.first().and_then(|group| group.first());
            let first = first.and_then(|&place| reported.evaluated.get(place));
            let first = first.map_or_else(String::new, |first| plain(&first.name));
            Group::new(reported, place).map_or_else(String::new, |group| changes(&group, &first))
        }
        Part::Foot => {
            let mut text = "\n".to_owned();
            for line in &Outline::new(reported).legend {
                text += &wrapped_as(line, "", "  ");
            }
            text += &wrapped(ENDS, "");
            with_link(text, reported.told.link)
        }
    })
}

/// What differs in a group from the one called `first`.
fn changes(group: &Group, first: &str) -> String {
    let mut text = group_head(group);
    let rows = || group.zones.iter().zip(&group.changed).filter(|(_, changed)| **changed);
    if rows().count() > 0 {
        text += &table(&zone_columns(), rows().map(|(row, _)| row));
    }
    let same = group.zones.len() - rows().count();
    if same > 0 {
        let which = if same == group.zones.len() { "all" } else { "other" };
        text += &wrapped(&format!("{which} zones as in {first}"), "  ");
    }
    text + &totals(group)
}

/// A text with the link alone on its last line, if there is one, so that no mailer breaks it.
pub fn with_link(text: String, link: Option<&str>) -> String {
    match link {
        Some(link) => text + "\n<" + &address(link) + ">\n",
        None => text,
    }
}

/// Words that stood behind a colon, as a sentence that stands alone.
pub fn as_sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

/// Title, layout, what the numbers rest on, so that no guess is read as a fact, and boot.
fn head(outline: &Outline) -> String {
    let mut text = String::new();
    let before = [&outline.title, &outline.lede].into_iter();
    for paragraph in before.chain(&outline.said).chain([&outline.boot]) {
        if !paragraph.is_empty() {
            text += &wrapped(paragraph, "");
        }
    }
    text
}

/// The names of a group, its verdict, and what the kernel prints.
fn group_head(group: &Group) -> String {
    let mut text = "\n".to_owned() + &wrapped(&group.heading, "");
    text += &wrapped(&group.verdict, "  ");
    for warning in &group.warnings {
        text += &wrapped(&format!("the kernel warns: {warning}"), "  ");
    }
    text
}

/// Nodes in columns, and the machine's struct pages.
fn totals(group: &Group) -> String {
    table(&node_columns(), group.nodes.iter()) + &wrapped(&group.totals, "  ")
}

/// Rows under their columns' names.
fn table<'a>(columns: &[Column], rows: impl Iterator<Item = &'a Vec<String>>) -> String {
    let rows: Vec<&Vec<String>> = rows.collect();
    let widths = widths(columns, &rows);
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells =
            cells.zip(columns).zip(&widths).map(|((cell, column), &width)| match column.is_word {
                true => format!("{cell:<width$}"),
                false => format!("{cell:>width$}"),
            });
        format!("{INDENT}{}\n", cells.collect::<Vec<_>>().join(" "))
    };
    let head = line(&mut columns.iter().map(|column| column.name));
    rows.iter().fold(head, |table, row| table + &line(&mut row.iter().map(String::as_str)))
}

/// The usual widths, so that the tables of one text stand under each other, or more where a cell
/// needs it; only what each column needs where a line would be too long: pfns above 64 TiB have a
/// digit more.
fn widths(columns: &[Column], rows: &[&Vec<String>]) -> Vec<usize> {
    let needed = |place: usize, column: &Column| {
        let cells = rows.iter().filter_map(|row| row.get(place));
        cells.map(String::len).fold(column.name.len(), usize::max)
    };
    let needed: Vec<usize> =
        columns.iter().enumerate().map(|(place, column)| needed(place, column)).collect();
    let usual: Vec<usize> =
        columns.iter().zip(&needed).map(|(column, &needed)| column.width.max(needed)).collect();
    let line = INDENT.len() + usual.iter().sum::<usize>() + usual.len().saturating_sub(1);
    if line <= COLUMNS {
        usual
    } else {
        needed
    }
}

/// `words` in lines of at most [`COLUMNS`], each indented.
pub(crate) fn wrapped(words: &str, indent: &str) -> String {
    wrapped_as(words, indent, indent)
}

/// As [`wrapped`], with another indent for the first line. Names with hyphens stay whole.
pub(crate) fn wrapped_as(words: &str, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(COLUMNS)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(words, options) + "\n"
}
