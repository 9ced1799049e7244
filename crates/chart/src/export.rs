//! A figure in a file of its own: what it is of stands in it, for it leaves the page alone.

use zonescope_report::{boot_line, variant_meaning, visible, Told};
use zonescope_scenario::{Evaluated, Scenario};

use crate::chart::Chart;
use crate::draw::draw;
use crate::figure::Figure;
use crate::role::Role;
use crate::scene::{cut, Anchor, Area, Scene};
use crate::style::Focus;
use crate::svg::Document;
use crate::theme::Theme;

/// Around the figure, in tenths of a pixel.
const MARGIN: i32 = 160;
const LINE: i32 = 170;

impl Figure {
    /// The figure with its title, kernel, boot words, what the variants are, and the link if there
    /// is one.
    ///
    /// # Errors
    /// As [`Figure::draw`].
    pub fn export(
        self,
        scenario: &Scenario,
        evaluated: &[Evaluated],
        focus: &Focus,
        theme: Theme,
        told: Told<'_>,
    ) -> Result<Chart, String> {
        let chart = self.draw(scenario, evaluated, focus, self.file(theme))?;
        let width = chart.width.try_into().unwrap_or(i32::MAX / 20) * 10 + 2 * MARGIN;
        let room = width - 2 * MARGIN;
        let mut scene = Scene::default();
        let mut y = MARGIN;
        let mut line = |scene: &mut Scene, role, text: &str| {
            y += LINE;
            scene.text(role, Anchor::Start, (MARGIN, y - LINE / 2), cut(role, text, room));
            y
        };
        let title = match scenario.title.as_str() {
            "" => self.title().to_owned(),
            title => format!("{}: {}", visible(title), self.title()),
        };
        line(&mut scene, Role::NameText, &title);
        let top = line(&mut scene, Role::SoftText, &boots(scenario)) + LINE / 2;
        y = top + chart.height.try_into().unwrap_or(0) * 10 + LINE / 2;
        let mut line = |scene: &mut Scene, role, text: &str| {
            y += LINE;
            scene.text(role, Anchor::Start, (MARGIN, y - LINE / 2), cut(role, text, room));
        };
        for one in evaluated {
            let verdict = told.verdict(one.outcome.verdict());
            let meaning = variant_meaning(one.variant);
            line(
                &mut scene,
                Role::SoftText,
                &format!("{} ({verdict}): {meaning}", visible(&one.name)),
            );
        }
        if told.is_part {
            line(&mut scene, Role::SoftText, Told::CAUTION);
        }
        if let Some(link) = told.link {
            line(&mut scene, Role::SoftText, link);
        }
        let height = y + MARGIN;
        scene.put_behind(Area::new(0, 0, width, height));
        let document = Document {
            width: width / 10,
            height: height / 10,
            theme,
            id_prefix: "figure",
            title: &title,
            description: &chart.sentence,
        };
        let frame = draw(&scene, document);
        let place = format!("<svg x=\"{MARGIN}\" y=\"{top}\" ");
        // The figure's own pixels are ten of the frame's units.
        let size = |name: &str, pixels: u32| {
            (format!("{name}=\"{pixels}\""), format!("{name}=\"{}\"", pixels * 10))
        };
        let (wide, wide_in_units) = size("width", chart.width);
        let (high, high_in_units) = size("height", chart.height);
        let inner = chart.svg.replacen("<svg ", &place, 1);
        let inner = inner.replacen(&wide, &wide_in_units, 1).replacen(&high, &high_in_units, 1);
        let svg = match frame.rfind("</svg>") {
            Some(end) => format!("{}{inner}{}", &frame[..end], &frame[end..]),
            None => frame,
        };
        let pixels = |tenths: i32| (tenths / 10).unsigned_abs();
        Ok(Chart { svg, width: pixels(width), height: pixels(height), ..chart })
    }
}

/// `Rules of v6.12 (6.11 to 6.17). kernelcore=mirror; x86_64; deferred init on.`
fn boots(scenario: &Scenario) -> String {
    let kernels = scenario.kernels();
    let kernels = kernels.iter().map(|kernel| format!("{kernel} ({})", kernel.entry().releases));
    let kernels: Vec<String> = kernels.collect();
    format!("Rules of {}. {}", kernels.join(", "), boot_line(scenario))
}

#[cfg(test)]
mod tests {
    use zonescope_scenario::CASES;

    use super::*;

    #[test]
    fn a_file_says_what_it_is_of() {
        let scenario = CASES[1].scenario().unwrap();
        let evaluated = scenario.evaluate();
        for figure in Figure::ALL {
            let link = "https://a.b/#1";
            let chart = figure
                .export(&scenario, &evaluated, &Focus::default(), Theme::Light, Some(link).into())
                .unwrap();
            let bare =
                figure.draw(&scenario, &evaluated, &Focus::default(), figure.file(Theme::Light));
            let bare = bare.unwrap();
            for part in ["Case 2", "v6.12 (6.11 to 6.17)", "kernelcore=mirror", link, "clip (ok)"] {
                assert!(chart.svg.contains(part), "{part} in {}", figure.word());
            }
            assert!(chart.width > bare.width && chart.height > bare.height);
            assert_eq!(chart.svg.matches("<svg").count(), bare.svg.matches("<svg").count() + 1);
            assert_eq!(chart.svg.matches("</svg>").count(), chart.svg.matches("<svg").count());
        }
    }
}
