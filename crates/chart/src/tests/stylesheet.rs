//! `chart.css`, the themes as a style sheet, for pages that switch themes without drawing
//! again: what the presentation attributes say, by class.

use std::fmt::Write;

use super::case_2::check_file;
use crate::role::{zone_class, Role};
use crate::theme::{Fill, Theme};

/// Selector and declarations of everything in `theme`.
fn rules(theme: Theme) -> Vec<(String, String)> {
    let mut rules = Vec::new();
    for role in Role::all() {
        let zone = role.zone().map(|zone| format!(".{}", zone_class(zone)));
        let zone = zone.unwrap_or_default();
        let class = role.class();
        let paint = theme.paint(role);
        let mut declarations = Vec::new();
        match paint.fill {
            Fill::None => {}
            Fill::Flat(color) => declarations.push(format!("fill:{color}")),
            Fill::Pattern { base, line, .. } => {
                rules.push((format!(".{class}-base{zone}"), format!("fill:{base}")));
                rules.push((format!(".{class}-motif{zone}"), format!("stroke:{line}")));
            }
        }
        if let Some(stroke) = paint.stroke {
            declarations.push(format!("stroke:{}", stroke.color));
        }
        if !declarations.is_empty() {
            rules.push((format!(".{class}{zone}"), declarations.join(";")));
        }
    }
    rules
}

fn stylesheet() -> String {
    let light = rules(Theme::Light);
    let write = |css: &mut String, scope: &str, theme: Theme| {
        for ((selector, declarations), base) in rules(theme).into_iter().zip(&light) {
            // A page printed from the dark must not keep what is the same in light and print.
            if theme != Theme::Dark || declarations != base.1 {
                writeln!(css, "{scope}{selector}{{{declarations}}}").unwrap();
            }
        }
    };
    let mut css = String::from(
        "/* Generated from src/theme.rs by UPDATE=1 cargo test -p zonescope-chart. */\n",
    );
    write(&mut css, "", Theme::Light);
    css.push_str("@media (prefers-color-scheme:dark){\n");
    write(&mut css, ":root:not([data-theme=light]) ", Theme::Dark);
    css.push_str("}\n");
    write(&mut css, "[data-theme=dark] ", Theme::Dark);
    css.push_str("@media print{\n");
    write(&mut css, ":root:root:root ", Theme::Print);
    css.push_str("}\n");
    css
}

#[test]
fn it_is_what_the_themes_say() {
    check_file("chart.css", &stylesheet());
}
