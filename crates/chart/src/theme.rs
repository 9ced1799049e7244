//! How roles look: Okabe and Ito's colours for the zones, greys for memory, and a texture or
//! an outline with each, so that no meaning hangs on colour alone.

use zonescope_model::Zone;

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
}

/// The inside of a shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fill {
    None,
    Flat(&'static str),
    Pattern {
        base: &'static str,
        line: &'static str,
        motif: Motif,
    },
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

/// The colours of one zone.
struct ZoneColors {
    /// Its own memory, and the texture on it.
    own: &'static str,
    texture: &'static str,
    /// Text on both.
    text: &'static str,
    /// A hint of the zone, and the texture on it.
    tint: &'static str,
    tint_texture: &'static str,
    /// Outlines and dots on the background.
    edge: &'static str,
}

/// The colours of a theme.
struct Colors {
    background: &'static str,
    ink: &'static str,
    soft: &'static str,
    line: &'static str,
    guide: &'static str,
    mirrored: &'static str,
    hatch: &'static str,
    outline: &'static str,
    lost: &'static str,
    lost_texture: &'static str,
    lost_text: &'static str,
    bad: &'static str,
    zones: [ZoneColors; 4],
}

const RISING: Motif = Motif {
    tile: 60,
    path: "M-15 15L15 -15M0 60L60 0M45 75L75 45",
    width: 11,
};
const FALLING: Motif = Motif {
    tile: 80,
    path: "M-15 65L15 95M0 0L80 80M65 -15L95 15",
    width: 10,
};
const CROSSED: Motif = Motif {
    tile: 60,
    path: "M0 0L60 60M0 60L60 0",
    width: 8,
};
const DOTTED: Motif = Motif {
    tile: 60,
    path: "M10 15H22M40 45H52",
    width: 12,
};
const UPRIGHT: Motif = Motif {
    tile: 60,
    path: "M30 0V60",
    width: 9,
};
const BARS: Motif = Motif {
    tile: 50,
    path: "M15 0V50",
    width: 20,
};
const LEVEL: Motif = Motif {
    tile: 50,
    path: "M0 25H50",
    width: 10,
};

const LIGHT: Colors = Colors {
    background: "#ffffff",
    ink: "#1c2024",
    soft: "#5b6067",
    line: "#e3e4e6",
    guide: "#c4c8cd",
    mirrored: "#e4e7ea",
    hatch: "#bfc4ca",
    outline: "#7a8088",
    lost: "#fdf0ee",
    lost_texture: "#f3c6c1",
    lost_text: "#8c1d18",
    bad: "#b3261e",
    zones: [
        ZoneColors {
            own: "#cc79a7",
            texture: "#dda3c3",
            text: "#101214",
            tint: "#f7e8f0",
            tint_texture: "#ebcbdc",
            edge: "#a8518a",
        },
        ZoneColors {
            own: "#e69f00",
            texture: "#f0b93d",
            text: "#101214",
            tint: "#fdf2d9",
            tint_texture: "#f6dca0",
            edge: "#a66f00",
        },
        ZoneColors {
            own: "#0072b2",
            texture: "#0072b2",
            text: "#ffffff",
            tint: "#e3eff7",
            tint_texture: "#bcd9ea",
            edge: "#0072b2",
        },
        ZoneColors {
            own: "#009e73",
            texture: "#22b38a",
            text: "#101214",
            tint: "#e0f3ed",
            tint_texture: "#b5e0d2",
            edge: "#00805d",
        },
    ],
};

const DARK: Colors = Colors {
    background: "#14171a",
    ink: "#e6e8ea",
    soft: "#9aa1a9",
    line: "#2d3339",
    guide: "#454d55",
    mirrored: "#363d44",
    hatch: "#555e67",
    outline: "#a7adb5",
    lost: "#2b1817",
    lost_texture: "#5c2a27",
    lost_text: "#ffc9c4",
    bad: "#ff7b72",
    zones: [
        ZoneColors {
            own: "#d78fb6",
            texture: "#c273a0",
            text: "#101214",
            tint: "#33232c",
            tint_texture: "#553a4a",
            edge: "#d78fb6",
        },
        ZoneColors {
            own: "#f0b429",
            texture: "#d79b12",
            text: "#101214",
            tint: "#352a10",
            tint_texture: "#574519",
            edge: "#f0b429",
        },
        ZoneColors {
            own: "#3b9ae0",
            texture: "#3b9ae0",
            text: "#101214",
            tint: "#15293a",
            tint_texture: "#244560",
            edge: "#5aaeea",
        },
        ZoneColors {
            own: "#2fbf8f",
            texture: "#22a378",
            text: "#101214",
            tint: "#11302a",
            tint_texture: "#1c5244",
            edge: "#2fbf8f",
        },
    ],
};

const PRINT: Colors = Colors {
    background: "#ffffff",
    ink: "#000000",
    soft: "#404040",
    line: "#d0d0d0",
    guide: "#a0a0a0",
    mirrored: "#ffffff",
    hatch: "#b8b8b8",
    outline: "#505050",
    lost: "#ffffff",
    lost_texture: "#d8a09a",
    lost_text: "#000000",
    bad: "#8c1d18",
    zones: [
        ZoneColors {
            own: "#f3d9e7",
            texture: "#cc79a7",
            text: "#000000",
            tint: "#ffffff",
            tint_texture: "#e6bcd3",
            edge: "#8a3f70",
        },
        ZoneColors {
            own: "#fbe3b0",
            texture: "#e6b347",
            text: "#000000",
            tint: "#ffffff",
            tint_texture: "#f2cf85",
            edge: "#805500",
        },
        ZoneColors {
            own: "#b9d7ee",
            texture: "#b9d7ee",
            text: "#000000",
            tint: "#ffffff",
            tint_texture: "#b9d7ee",
            edge: "#005a8c",
        },
        ZoneColors {
            own: "#c9ebdf",
            texture: "#7cc9af",
            text: "#000000",
            tint: "#ffffff",
            tint_texture: "#b4e2d1",
            edge: "#006b4e",
        },
    ],
};

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
            Role::Mirrored => (
                textured(c.mirrored, c.hatch, RISING),
                Some(line(c.outline, 9, "")),
                15,
            ),
            Role::Plain => (Fill::Flat(c.background), Some(line(c.outline, 9, "")), 15),
            Role::Several => (
                textured(c.background, c.mirrored, BARS),
                Some(line(c.outline, 9, "")),
                15,
            ),
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
            Role::Dot(zone) => (
                Fill::Flat(of(zone).edge),
                Some(line(c.background, 10, "")),
                0,
            ),
            Role::Lost => (
                textured(c.lost, c.lost_texture, CROSSED),
                Some(line(c.bad, 12, "")),
                15,
            ),
            Role::Changed => stroke(c.ink, 26, ""),
            Role::Deferred => (Fill::Flat(c.ink), Some(line(c.ink, 12, "")), 0),
            Role::NameText | Role::Text | Role::NumberText | Role::MemoryText => flat(c.ink),
            Role::TintText(_) => flat(c.ink),
            Role::SoftText | Role::PfnText => flat(c.soft),
            Role::OwnText(zone) => flat(of(zone).text),
            Role::LostText => flat(c.lost_text),
        };
        Paint {
            fill,
            stroke,
            corner,
        }
    }
}
