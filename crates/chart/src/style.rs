//! What all figures share, and what the charts by pfn do.

use zonescope_model::{Nid, NodeOutcome, Outcome};

use crate::axis::Scale;
use crate::cells::FixedAxis;
use crate::theme::Theme;

/// What all figures share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Width in pixels; less than 320 is drawn 320 wide.
    pub width_px: u32,
    /// What the presentation attributes are for.
    pub theme: Theme,
    /// For a file of its own: with a background and the legend.
    pub standalone: bool,
}

impl Default for Style {
    fn default() -> Style {
        Style { width_px: 1100, theme: Theme::Light, standalone: false }
    }
}

impl Style {
    /// How every figure is drawn where there are `room_px` pixels: all can be read in the least
    /// width, on a phone.
    pub const fn within(room_px: u32, theme: Theme) -> Style {
        Style { width_px: room_px, theme, standalone: false }
    }

    /// The least and the most width a figure is drawn in, in pixels.
    const WIDTHS: (u32, u32) = (320, 10_000);

    /// The width drawn, in tenths of a pixel.
    pub(crate) fn width(self) -> i32 {
        let (least, most) = Style::WIDTHS;
        self.width_px.clamp(least, most) as i32 * 10
    }
}

/// What of the machine is shown, and on which axis.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Focus {
    /// Only this node's memory and zones.
    pub node: Option<Nid>,
    /// How the zone map makes places of pfns.
    pub scale: Scale,
    /// The zone map's axis stands still while the map changes; `None` fits it to the map.
    pub fixed: Option<FixedAxis>,
}

impl Focus {
    /// The nodes of `outcome` that are shown.
    pub(crate) fn nodes<'a>(&self, outcome: &'a Outcome) -> impl Iterator<Item = &'a NodeOutcome> {
        let wanted = self.node;
        outcome.nodes.iter().filter(move |node| wanted.is_none_or(|nid| nid == node.nid))
    }
}
