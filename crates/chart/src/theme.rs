//! How roles look: a colour each, and a texture or an outline with it, so that no meaning hangs on
//! colour alone.

use zonescope_model::Zone;

use crate::colors::{Colors, DARK, LIGHT, PRINT};
use crate::role::Role;

/// What the presentation attributes are made for. Classes are the same in all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Theme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on black.
    Dark,
    /// Black on white with pale fills: saves ink, survives a copier.
    Print,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Print];

    /// What menus and the command line call it.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Print => "print",
        }
    }

    /// The theme called `name`.
    pub fn from_name(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The inside of a shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fill {
    None,
    Flat(&'static str),
    Pattern { base: &'static str, line: &'static str, motif: Motif },
}

/// What a pattern repeats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Motif {
    /// Side of the square tile.
    pub(crate) tile: i32,
    /// What is stroked in it.
    pub(crate) path: &'static str,
    /// How wide.
    pub(crate) width: i32,
}

/// The line around a shape, or the line itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stroke {
    pub(crate) color: &'static str,
    pub(crate) width: i32,
    /// Dashes and gaps; empty for a solid line.
    pub(crate) dash: &'static str,
}

/// How a role looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Paint {
    pub(crate) fill: Fill,
    pub(crate) stroke: Option<Stroke>,
    /// Radius of a rectangle's corners.
    pub(crate) corner: i32,
}

const RISING: Motif = Motif { tile: 60, path: "M-15 15L15 -15M0 60L60 0M45 75L75 45", width: 11 };
const FALLING: Motif = Motif { tile: 80, path: "M-15 65L15 95M0 0L80 80M65 -15L95 15", width: 10 };
const CROSSED: Motif = Motif { tile: 60, path: "M0 0L60 60M0 60L60 0", width: 8 };
const DOTTED: Motif = Motif { tile: 60, path: "M10 15H22M40 45H52", width: 12 };
const UPRIGHT: Motif = Motif { tile: 60, path: "M30 0V60", width: 9 };
const BARS: Motif = Motif { tile: 50, path: "M15 0V50", width: 20 };
const LEVEL: Motif = Motif { tile: 50, path: "M0 25H50", width: 10 };

impl Theme {
    const fn colors(self) -> &'static Colors {
        match self {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
            Theme::Print => &PRINT,
        }
    }

    /// How `role` looks.
    pub(crate) fn paint(self, role: Role) -> Paint {
        let c = self.colors();
        let of = |zone: Zone| &c.zones[zone.index()];
        let line = |color, width, dash| Stroke { color, width, dash };
        let flat = |color| (Fill::Flat(color), None, 0);
        let stroke = |color, width, dash| (Fill::None, Some(line(color, width, dash)), 0);
        let textured = |base, line, motif| Fill::Pattern { base, line, motif };

        let (fill, stroke, corner) = match role {
            Role::Background => flat(c.background),
            Role::Mirrored => {
                (textured(c.mirrored, c.hatch, RISING), Some(line(c.outline, 9, "")), 15)
            }
            Role::Plain => (Fill::Flat(c.background), Some(line(c.outline, 9, "")), 15),
            Role::Several => {
                (textured(c.background, c.mirrored, BARS), Some(line(c.outline, 9, "")), 15)
            }
            Role::Break => stroke(c.outline, 10, ""),
            Role::NodeLine => stroke(c.soft, 10, ""),
            Role::Lead => stroke(c.guide, 8, ""),
            Role::Guide => stroke(c.guide, 8, "10 25"),
            Role::Rule => stroke(c.line, 10, ""),
            Role::Span => stroke(c.soft, 12, ""),
            Role::Own(zone @ Zone::Dma) => {
                (textured(of(zone).own, of(zone).texture, DOTTED), None, 15)
            }
            Role::Own(zone @ Zone::Dma32) => {
                (textured(of(zone).own, of(zone).texture, UPRIGHT), None, 15)
            }
            Role::Own(zone @ Zone::Normal) => (Fill::Flat(of(zone).own), None, 15),
            Role::Own(zone @ Zone::Movable) => {
                (textured(of(zone).own, of(zone).texture, FALLING), None, 15)
            }
            Role::Absent(zone) => (Fill::None, Some(line(of(zone).edge, 12, "35 25")), 15),
            Role::Mixed(zone) => (
                textured(of(zone).tint, of(zone).tint_texture, BARS),
                Some(line(of(zone).edge, 12, "")),
                15,
            ),
            Role::Outside(zone) => (
                textured(of(zone).tint, of(zone).tint_texture, LEVEL),
                Some(line(c.bad, 14, "14 20")),
                15,
            ),
            Role::Dot(zone) => (Fill::Flat(of(zone).edge), None, 0),
            Role::Ring(zone) => (Fill::Flat(c.background), Some(line(of(zone).edge, 18, "")), 0),
            Role::Lost => {
                (textured(c.lost, c.lost_texture, CROSSED), Some(line(c.bad, 12, "")), 15)
            }
            Role::Early => (Fill::Flat(c.soft), None, 15),
            Role::Later => {
                (textured(c.background, c.hatch, DOTTED), Some(line(c.soft, 10, "")), 15)
            }
            Role::Twice => {
                (textured(c.cost_tint, c.cost_texture, FALLING), Some(line(c.cost, 12, "")), 15)
            }
            Role::Unavailable => (Fill::None, Some(line(c.soft, 10, "15 20")), 15),
            Role::Pending => (Fill::None, Some(line(c.guide, 8, "")), 15),
            Role::Step => stroke(c.ink, 20, ""),
            Role::Curve(Zone::Movable) => stroke(of(Zone::Movable).edge, 20, "60 25"),
            Role::Curve(zone) => stroke(of(zone).edge, 20, ""),
            Role::Setting => stroke(c.ink, 12, ""),
            Role::Fine => (Fill::Flat(c.fine_tint), Some(line(c.fine, 8, "")), 15),
            Role::Costly => (Fill::Flat(c.cost_tint), Some(line(c.cost, 8, "")), 15),
            Role::Broken => (Fill::Flat(c.lost), Some(line(c.bad, 12, "")), 15),
            Role::FineSign => flat(c.fine),
            Role::CostlySign => flat(c.cost),
            Role::BrokenSign => flat(c.bad),
            Role::EarlyText => flat(c.background),
            Role::Changed => stroke(c.ink, 26, ""),
            Role::Deferred => (Fill::Flat(c.ink), Some(line(c.ink, 12, "")), 0),
            Role::NameText | Role::Text | Role::NumberText | Role::MemoryText => flat(c.ink),
            Role::TintText(_) => flat(c.ink),
            Role::SoftText | Role::PfnText => flat(c.soft),
            Role::OwnText(zone) => flat(of(zone).text),
            Role::LostText => flat(c.lost_text),
        };
        Paint { fill, stroke, corner }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(color: &str) -> f64 {
        let channel = |from: usize| {
            let value = u8::from_str_radix(&color[from..from + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            match value <= 0.03928 {
                true => value / 12.92,
                false => ((value + 0.055) / 1.055).powf(2.4),
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn colors_of(fill: Fill, background: &'static str) -> Vec<&'static str> {
        match fill {
            Fill::None => vec![background],
            Fill::Flat(color) => vec![color],
            Fill::Pattern { base, line, .. } => vec![base, line],
        }
    }

    /// What text in each role may stand on.
    fn pairs() -> Vec<(Role, Role)> {
        let mut pairs = vec![
            (Role::MemoryText, Role::Mirrored),
            (Role::MemoryText, Role::Plain),
            (Role::MemoryText, Role::Several),
            (Role::LostText, Role::Lost),
            (Role::EarlyText, Role::Early),
            (Role::Text, Role::Later),
            (Role::Text, Role::Twice),
            (Role::NameText, Role::Fine),
            (Role::NameText, Role::Costly),
            (Role::NameText, Role::Broken),
        ];
        for text in [Role::Text, Role::SoftText, Role::NameText, Role::NumberText, Role::PfnText] {
            pairs.push((text, Role::Background));
        }
        for zone in Zone::ALL {
            pairs.push((Role::OwnText(zone), Role::Own(zone)));
            pairs.push((Role::TintText(zone), Role::Mixed(zone)));
            pairs.push((Role::TintText(zone), Role::Outside(zone)));
        }
        pairs
    }

    #[test]
    fn text_stands_out_from_what_it_is_on() {
        for theme in Theme::ALL {
            let background = theme.colors().background;
            for (text, on) in pairs() {
                let Fill::Flat(ink) = theme.paint(text).fill else {
                    panic!("text is flat");
                };
                for color in colors_of(theme.paint(on).fill, background) {
                    let ratio = contrast(ink, color);
                    assert!(ratio >= 4.5, "{theme:?} {text:?} on {on:?}: {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn outlines_stand_out_from_the_background() {
        for theme in Theme::ALL {
            let background = theme.colors().background;
            for zone in Zone::ALL {
                let ratio = contrast(theme.colors().zones[zone.index()].edge, background);
                assert!(ratio >= 3.0, "{theme:?} {zone}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn zones_differ_by_more_than_color() {
        for theme in Theme::ALL {
            let motif = |zone| match theme.paint(Role::Own(zone)).fill {
                Fill::Pattern { motif, .. } => motif.path,
                _ => "",
            };
            let mut motifs = Zone::ALL.map(motif);
            motifs.sort_unstable();
            assert!(motifs.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
