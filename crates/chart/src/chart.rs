//! What a chart is to those who show it.

use zonescope_mirror::Percent;
use zonescope_model::{Nid, PatchSet, Pfn, PfnRange, Zone};

use crate::axis::Axis;
use crate::scene::Area;

/// A picture, what to point at in it, and the same in words and as a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chart {
    /// The whole `<svg>` element: the tag that opens it, each element in it and the tag that closes
    /// it on a line of its own.
    pub svg: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What can be pointed at and focused, in reading order.
    pub marks: Vec<Mark>,
    /// The picture in one sentence, for those who do not see it.
    pub sentence: String,
    /// The picture's numbers.
    pub table: Table,
    /// What the marks in the picture mean; only those that occur.
    pub legend: Vec<LegendItem>,
    /// Where pfns are, if the picture places anything by pfn.
    pub axis: Option<Axis>,
    /// Where mirrored memory meets unmirrored memory of the same node; what can be dragged.
    pub boundaries: Vec<Boundary>,
}

/// A boundary between mirrored and unmirrored memory of one node, on the row of memory. In tenths
/// of a pixel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Boundary {
    /// Where it is.
    pub x: i32,
    /// Upper edge of the row.
    pub y: i32,
    /// Height of the row.
    pub h: i32,
    /// The first pfn above it.
    pub pfn: Pfn,
    /// The node of both sides.
    pub nid: Nid,
    /// Whether the mirrored memory is the lower side.
    pub mirrored_below: bool,
}

/// An area of the picture that stands for something, in tenths of a pixel.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
    /// All there is to say about it.
    pub label: String,
    /// The variants it is about, by place in the slice the chart was made of; none for memory.
    pub variants: Vec<usize>,
    /// The node it is about.
    pub nid: Option<Nid>,
    /// The zone it is about.
    pub zone: Option<Zone>,
    /// Where it is; empty where it is about no pfns.
    pub range: PfnRange,
    /// The setting it is about: the first percentage of a run.
    pub percent: Option<Percent>,
    /// The patch set it is about.
    pub patches: Option<PatchSet>,
}

impl Mark {
    /// A mark over `area`, about nothing yet.
    pub(crate) fn over(area: Area, label: String) -> Mark {
        let (w, h) = (area.width(), area.height());
        Mark { x: area.x0, y: area.y0, w, h, label, ..Mark::default() }
    }
}

/// A table of text, ready to show.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The column heads.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// One entry of a legend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LegendItem {
    /// The classes of the shapes it explains.
    pub class: String,
    /// What they mean.
    pub label: String,
    /// An `<svg>` of 22 by 12 pixels that shows one. Its patterns are those of the chart's own SVG,
    /// which must be in the same page.
    pub swatch: String,
}
