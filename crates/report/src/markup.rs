//! The report for documents: Markdown and reStructuredText.

use zonescope_scenario::{Evaluated, Scenario};

use crate::escape;
use crate::outline::{Group, Outline};
use crate::part::{whole, Part, Reported};
use crate::table::{node_columns, zone_columns, Column};
use crate::told::Told;

/// How one of them writes what all have.
struct Markup {
    text: fn(&str) -> String,
    title: fn(&str) -> String,
    heading: fn(&str) -> String,
    warning: &'static str,
    table: fn(&[Column], &[Vec<String>]) -> String,
    link: fn(&str) -> String,
}

const MARKDOWN: Markup = Markup {
    text: escape::markdown,
    title: |title| format!("## {}\n\n", escape::markdown(title)),
    heading: |heading| format!("### {}\n\n", escape::markdown(heading)),
    warning: "> ",
    table: markdown_table,
    link: |link| format!("[Open in zonescope]({})", escape::markdown_address(link)),
};

const RST: Markup = Markup {
    text: escape::rst,
    title: |title| rst_heading(title, '='),
    heading: |heading| rst_heading(heading, '-'),
    warning: ".. warning:: ",
    table: rst_table,
    link: |link| format!("`Open in zonescope <{}>`__", escape::address(link)),
};

/// GitHub's Markdown.
pub fn markdown(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    whole(scenario, evaluated, told, markdown_part)
}

/// What stands at `place` of [`markdown`]; none behind its end.
pub fn markdown_part(reported: Reported<'_>, place: usize) -> Option<String> {
    MARKDOWN.part(reported, place)
}

/// reStructuredText, as the kernel's documentation is written in.
pub fn rst(scenario: &Scenario, evaluated: &[Evaluated], told: Told<'_>) -> String {
    whole(scenario, evaluated, told, rst_part)
}

/// What stands at `place` of [`rst`]; none behind its end.
pub fn rst_part(reported: Reported<'_>, place: usize) -> Option<String> {
    RST.part(reported, place)
}

impl Markup {
    fn part(&self, reported: Reported<'_>, place: usize) -> Option<String> {
        Some(match Part::at(place, reported.groups.len())? {
            Part::Head => self.head(&Outline::new(reported)),
            Part::Item(place) => {
                Group::new(reported, place).map_or_else(String::new, |group| self.group(&group))
            }
            Part::Foot => self.foot(&Outline::new(reported), reported.told.link),
        })
    }

    fn head(&self, outline: &Outline) -> String {
        let mut text = String::new();
        if !outline.title.is_empty() {
            text += &(self.title)(&outline.title);
        }
        for words in std::iter::once(&outline.lede).chain(&outline.said) {
            text += &format!("{}\n\n", (self.text)(words));
        }
        text + &(self.text)(&outline.boot) + "\n"
    }

    fn group(&self, group: &Group) -> String {
        let mut text = format!("\n{}", (self.heading)(&group.heading));
        text += &format!("{}\n\n", (self.text)(&group.verdict));
        for warning in &group.warnings {
            text += &format!("{}{}\n\n", self.warning, (self.text)(warning));
        }
        for (columns, rows) in [(zone_columns(), &group.zones), (node_columns(), &group.nodes)] {
            text += &(self.table)(&columns, rows);
            text.push('\n');
        }
        text + &self.list(std::iter::once(&group.totals).chain(&group.findings))
    }

    fn foot(&self, outline: &Outline, link: Option<&str>) -> String {
        let list = self.list(outline.legend.iter());
        let link = link.map_or_else(String::new, |link| format!("\n{}\n", (self.link)(link)));
        format!("\n{list}{link}")
    }

    fn list<'a>(&self, lines: impl Iterator<Item = &'a String>) -> String {
        lines.map(|line| format!("- {}\n", (self.text)(line))).collect()
    }
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
