//! The areas to point at, as SVG to lay over the picture.

use std::fmt::Write;

use zonescope_report::html;

use crate::chart::Chart;

impl Chart {
    /// An `<svg>` with a transparent rectangle for each mark, called `name`. Each has its place in
    /// `data-mark`; the first can be reached by the tab key. They are images, or `buttons`.
    pub fn overlay(&self, name: &str, buttons: bool) -> String {
        let (width, height) = (self.width, self.height);
        let role = if buttons { "button" } else { "img" };
        let mut svg = format!(
            r#"<svg class="marks" viewBox="0 0 {} {}" width="{width}" height="{height}" role="group" aria-label="{}">"#,
            width * 10,
            height * 10,
            html(name),
        );
        for (place, mark) in self.marks.iter().enumerate() {
            let tab = if place == 0 { "0" } else { "-1" };
            // Writing to a string can't fail.
            let _ = write!(
                svg,
                r#"<rect data-mark="{place}" role="{role}" tabindex="{tab}" x="{}" y="{}" width="{}" height="{}" aria-label="{}"/>"#,
                mark.x,
                mark.y,
                mark.w,
                mark.h,
                html(&mark.label),
            );
        }
        svg + "</svg>"
    }
}
