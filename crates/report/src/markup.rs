//! The report for documents: Markdown and reStructuredText.

use zonescope_scenario::{Evaluated, Scenario};

use crate::escape;
use crate::outline::{Group, Outline};
use crate::part::{whole, Part, Reported};
use crate::table::{node_columns, zone_columns, Column};
use crate::told::Told;

/// GitHub's Markdown.
pub fn markdown(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    whole(scenario, evaluated, told, markdown_part)
}

/// What stands at `place` of [`markdown`]; none behind its end.
pub fn markdown_part(reported: Reported<'_>, place: usize) -> Option<String> {
    let mut text = String::new();
    match Part::at(place, reported.groups.len())? {
        Part::Head => {
            let outline = Outline::new(reported);
            if !outline.title.is_empty() {
                text += &format!("## {}\n\n", escape::markdown(&outline.title));
            }
            text += &format!("{}\n\n", escape::markdown(&outline.lede));
            for words in &outline.said {
                text += &format!("{}\n\n", escape::markdown(words));
            }
            text += &format!("{}\n", escape::markdown(&outline.boot));
        }
        Part::Item(place) => {
            if let Some(group) = Group::new(reported, place) {
                text += &format!(
                    "\n### {}\n\n{}\n\n",
                    escape::markdown(&group.heading),
                    escape::markdown(&group.verdict)
                );
                for warning in &group.warnings {
                    text += &format!("> {}\n\n", escape::markdown(warning));
                }
                text += &markdown_table(&zone_columns(), &group.zones);
                text.push('\n');
                text += &markdown_table(&node_columns(), &group.nodes);
                text.push('\n');
                for line in std::iter::once(&group.totals).chain(&group.findings) {
                    text += &format!("- {}\n", escape::markdown(line));
                }
            }
        }
        Part::Foot => {
            text.push('\n');
            for line in &Outline::new(reported).legend {
                text += &format!("- {}\n", escape::markdown(line));
            }
            if let Some(link) = reported.told.link {
                text += &format!("\n[Open in zonescope]({})\n", escape::markdown_address(link));
            }
        }
    }
    Some(text)
}

/// reStructuredText, as the kernel's documentation is written in.
pub fn rst(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    whole(scenario, evaluated, told, rst_part)
}

/// What stands at `place` of [`rst`]; none behind its end.
pub fn rst_part(reported: Reported<'_>, place: usize) -> Option<String> {
    let mut text = String::new();
    match Part::at(place, reported.groups.len())? {
        Part::Head => {
            let outline = Outline::new(reported);
            if !outline.title.is_empty() {
                text += &rst_heading(&outline.title, '=');
            }
            text += &format!("{}\n\n", escape::rst(&outline.lede));
            for words in &outline.said {
                text += &format!("{}\n\n", escape::rst(words));
            }
            text += &format!("{}\n", escape::rst(&outline.boot));
        }
        Part::Item(place) => {
            if let Some(group) = Group::new(reported, place) {
                text.push('\n');
                text += &rst_heading(&group.heading, '-');
                text += &format!("{}\n\n", escape::rst(&group.verdict));
                for warning in &group.warnings {
                    text += &format!(".. warning:: {}\n\n", escape::rst(warning));
                }
                text += &rst_table(&zone_columns(), &group.zones);
                text.push('\n');
                text += &rst_table(&node_columns(), &group.nodes);
                text.push('\n');
                for line in std::iter::once(&group.totals).chain(&group.findings) {
                    text += &format!("- {}\n", escape::rst(line));
                }
            }
        }
        Part::Foot => {
            text.push('\n');
            for line in &Outline::new(reported).legend {
                text += &format!("- {}\n", escape::rst(line));
            }
            if let Some(link) = reported.told.link {
                text += &format!("\n`Open in zonescope <{}>`__\n", escape::address(link));
            }
        }
    }
    Some(text)
}

/// A table of numbers, right-aligned; names among them too, for want of a simpler rule.
fn markdown_table(columns: &[Column], rows: &[Vec<String>]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let rule = vec!["---:"; names.len()].join("|");
    let mut table = format!("| {} |\n|{rule}|\n", names.join(" | "));
    for row in rows {
        table += &format!("| {} |\n", row.join(" | "));
    }
    table
}

/// A simple table: columns as wide as their widest cell.
fn rst_table(columns: &[Column], rows: &[Vec<String>]) -> String {
    let width = |(place, column): (usize, &Column)| {
        let cells = rows.iter().filter_map(|row| row.get(place)).map(String::len);
        cells.fold(column.name.len(), usize::max)
    };
    let widths: Vec<usize> = columns.iter().enumerate().map(width).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> =
            cells.zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    let rules: Vec<String> = widths.iter().map(|&width| "=".repeat(width)).collect();
    let rule = rules.join("  ") + "\n";
    let mut table = rule.clone() + &line(&mut columns.iter().map(|column| column.name)) + &rule;
    for row in rows {
        table += &line(&mut row.iter().map(String::as_str));
    }
    table + &rule
}

/// A heading over a line of `mark`s.
fn rst_heading(text: &str, mark: char) -> String {
    let text = escape::rst(text);
    format!("{text}\n{}\n\n", escape::rst_rule(&text, mark))
}
