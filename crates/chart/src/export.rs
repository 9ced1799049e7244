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
use crate::words;

/// Around the figure, in tenths of a pixel.
const MARGIN: i32 = 160;
const LINE: i32 = 170;

impl Figure {
    /// `chart`, this figure as [`Figure::file`] has it, with its title, kernel, boot words, what
    /// the variants are, and the link if there is one.
    pub fn framed(
        self,
        chart: Chart,
        scenario: &Scenario,
        evaluated: &[Evaluated],
        focus: &Focus,
        theme: Theme,
        told: Told<'_>,
    ) -> Chart {
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
        let only = only_node(self, evaluated, focus).unwrap_or_default();
        let boots = format!("{only}{}", boots(scenario));
        let top = line(&mut scene, Role::SoftText, &boots) + LINE / 2;
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
        Chart { svg, width: pixels(width), height: pixels(height), ..chart }
    }
}

/// `Node 3 of 1,024. `, where one of several is drawn.
fn only_node(figure: Figure, evaluated: &[Evaluated], focus: &Focus) -> Option<String> {
    let nodes = &evaluated.first()?.outcome.nodes;
    let is_of_nodes = matches!(figure, Figure::Zones | Figure::Absent | Figure::Init);
    let only = focus.node.filter(|_| is_of_nodes && nodes.len() > 1)?;
    Some(format!("Node {only} of {}. ", words::count(nodes.len() as u64)))
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
    use zonescope_model::Nid;
    use zonescope_scenario::CASES;

    use super::*;

    #[test]
    fn a_file_says_what_it_is_of() {
        let scenario = CASES[1].scenario().unwrap();
        let evaluated = scenario.evaluate();
        for figure in Figure::ALL {
            let link = "https://a.b/#1";
            let (all, theme) = (Focus::default(), Theme::Light);
            let told: Told = Some(link).into();
            let bare = figure.draw(&scenario, &evaluated, &all, figure.file(theme), told).unwrap();
            let chart = figure.framed(bare.clone(), &scenario, &evaluated, &all, theme, told);
            assert!(!chart.svg.contains("Node "));
            let one = Focus { node: Nid::new(1), ..Focus::default() };
            let of_one = figure.framed(bare.clone(), &scenario, &evaluated, &one, theme, told);
            let is_of_nodes = matches!(figure, Figure::Zones | Figure::Absent | Figure::Init);
            assert_eq!(of_one.svg.contains(">Node 1 of 2. "), is_of_nodes);
            for part in ["Case 2", "v6.12 (6.11 to 6.17)", "kernelcore=mirror", link, "clip (ok)"] {
                assert!(chart.svg.contains(part), "{part} in {}", figure.word());
            }
            assert!(chart.width > bare.width && chart.height > bare.height);
            assert_eq!(chart.svg.matches("<svg").count(), bare.svg.matches("<svg").count() + 1);
            assert_eq!(chart.svg.matches("</svg>").count(), chart.svg.matches("<svg").count());
        }
    }
}
