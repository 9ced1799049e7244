//! The colours of each theme. Zones are Okabe and Ito's, which colour-blind eyes tell apart.

/// The colours of one zone.
pub(crate) struct ZoneColors {
    /// Its own memory, and the texture on it.
    pub(crate) own: &'static str,
    pub(crate) texture: &'static str,
    /// Text on both.
    pub(crate) text: &'static str,
    /// A hint of the zone, and the texture on it.
    pub(crate) tint: &'static str,
    pub(crate) tint_texture: &'static str,
    /// Outlines and dots on the background.
    pub(crate) edge: &'static str,
}

/// The colours of a theme.
pub(crate) struct Colors {
    pub(crate) background: &'static str,
    pub(crate) ink: &'static str,
    pub(crate) soft: &'static str,
    pub(crate) line: &'static str,
    pub(crate) guide: &'static str,
    pub(crate) mirrored: &'static str,
    pub(crate) hatch: &'static str,
    pub(crate) outline: &'static str,
    pub(crate) lost: &'static str,
    pub(crate) lost_texture: &'static str,
    pub(crate) lost_text: &'static str,
    pub(crate) bad: &'static str,
    /// A price: text and lines, a tint, the texture on it.
    pub(crate) cost: &'static str,
    pub(crate) cost_tint: &'static str,
    pub(crate) cost_texture: &'static str,
    pub(crate) fine: &'static str,
    pub(crate) fine_tint: &'static str,
    pub(crate) zones: [ZoneColors; 4],
}

/// Dark on white.
pub(crate) const LIGHT: Colors = Colors {
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
    cost: "#8a5a00",
    cost_tint: "#fff3d1",
    cost_texture: "#f2d48a",
    fine: "#1a7a3c",
    fine_tint: "#e4f4e8",
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

/// Light on black.
pub(crate) const DARK: Colors = Colors {
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
    cost: "#e3b341",
    cost_tint: "#33290f",
    cost_texture: "#665019",
    fine: "#4cc26b",
    fine_tint: "#12301d",
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

/// Black on white, pale fills.
pub(crate) const PRINT: Colors = Colors {
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
    cost: "#6b4a00",
    cost_tint: "#ffffff",
    cost_texture: "#e6c878",
    fine: "#0b5a24",
    fine_tint: "#ffffff",
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
