//! The report for documents: Markdown and reStructuredText.

use zonescope_scenario::{Evaluated, Scenario};

use crate::outline::{Group, Outline};
use crate::table::ZONE_COLUMNS;

/// GitHub's Markdown.
pub fn markdown(scenario: &Scenario, evaluated: &[Evaluated], link: Option<&str>) -> String {
    let outline = Outline::new(scenario, evaluated);
    let mut text = String::new();
    if !outline.title.is_empty() {
        text += &format!("## {}\n\n", markdown_escaped(&outline.title));
    }
    text += &format!("{}\n\n{}\n", outline.lede, markdown_escaped(&outline.boot));
    for group in &outline.groups {
        text += &format!(
            "\n### {}\n\n{}\n\n",
            markdown_escaped(&group.heading),
            group.verdict
        );
        for warning in &group.warnings {
            text += &format!("> {warning}\n\n");
        }
        text += &format!(
            "| {} |\n|{}|\n",
            ZONE_COLUMNS.join(" | "),
            "---:|:---|".to_owned() + &["---:"; 5].join("|")
        );
        for row in &group.zones {
            text += &format!("| {} |\n", row.0.join(" | "));
        }
        text.push('\n');
        for line in group.totals.iter().chain(&group.findings) {
            text += &format!("- {}\n", markdown_escaped(line));
        }
    }
    if let Some(link) = link {
        text += &format!("\n[Open in zonescope]({link})\n");
    }
    text
}

/// reStructuredText, as the kernel's documentation is written in.
pub fn rst(scenario: &Scenario, evaluated: &[Evaluated], link: Option<&str>) -> String {
    let outline = Outline::new(scenario, evaluated);
    let mut text = String::new();
    if !outline.title.is_empty() {
        text += &rst_heading(&outline.title, '=');
    }
    text += &format!("{}\n\n{}\n", outline.lede, rst_escaped(&outline.boot));
    for group in &outline.groups {
        text += "\n";
        text += &rst_heading(&group.heading, '-');
        text += &format!("{}\n\n", group.verdict);
        for warning in &group.warnings {
            text += &format!(".. warning:: {warning}\n\n");
        }
        text += &rst_table(group);
        text.push('\n');
        for line in group.totals.iter().chain(&group.findings) {
            text += &format!("- {}\n", rst_escaped(line));
        }
    }
    if let Some(link) = link {
        text += &format!("\n`Open in zonescope <{link}>`__\n");
    }
    text
}

/// A simple table: columns as wide as their widest cell.
fn rst_table(group: &Group) -> String {
    let mut widths = ZONE_COLUMNS.map(str::len);
    for row in &group.zones {
        for (width, cell) in widths.iter_mut().zip(&row.0) {
            *width = cell.len().max(*width);
        }
    }
    let line = |cells: Vec<&str>| {
        let cells: Vec<String> = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    let rule = widths.map(|width| "=".repeat(width)).join("  ") + "\n";
    let mut table = rule.clone() + &line(ZONE_COLUMNS.to_vec()) + &rule;
    for row in &group.zones {
        table += &line(row.0.iter().map(String::as_str).collect());
    }
    table + &rule
}

/// A heading over a line of `mark`s at least as long as it.
fn rst_heading(text: &str, mark: char) -> String {
    let text = rst_escaped(text);
    let rule: String = std::iter::repeat_n(mark, text.chars().count()).collect();
    format!("{text}\n{rule}\n\n")
}

/// What would be markup in Markdown, or HTML, is not.
fn markdown_escaped(text: &str) -> String {
    escaped(text, &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '#'])
}

/// What would be markup in reStructuredText is not.
fn rst_escaped(text: &str) -> String {
    escaped(text, &['\\', '`', '*', '_', '|'])
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
