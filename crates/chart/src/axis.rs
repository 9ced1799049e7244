//! The boundary-compressed axis: from pfns to tenths of a pixel.
//!
//! Zones run from 16 MiB to TiB: a linear axis hides DMA, a logarithmic one lies about Movable.
//! Here a cell's width grows with log2 of its pages above a minimum, and holes are narrow, with a
//! break mark.

use zonescope_model::{Pfn, PfnRange};

use crate::cells::{Cell, Content};
use crate::log::{log2, DOUBLING};

/// How pfns become places on the axis.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Scale {
    /// Small zones wide enough to see; not to scale.
    #[default]
    Compressed,
    /// To scale.
    Linear,
}

/// A hole's width.
const HOLE: i64 = 160;
/// The least width of memory.
const LEAST: i64 = 100;
/// Memory of up to `1 << LEAST_BITS` pages has the least width.
const LEAST_BITS: u64 = 8;

/// Where each pfn is between two x, in tenths of a pixel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axis {
    scale: Scale,
    /// Deferral goes by sections: up to one of them a cell is drawn to scale. `None` where all are,
    /// so that a boundary moves through a fixed cell at one speed.
    section_pages: Option<u64>,
    /// What is drawn.
    cells: Vec<Cell>,
    /// What pfns are placed by: the cells, or those of a fixed axis.
    ruler: Vec<Cell>,
    /// Where each cell of the ruler starts, and where the last ends.
    edges: Vec<i32>,
}

impl Axis {
    /// The axis of `cells` from `x0` to `x1`.
    pub(crate) fn new(
        cells: Vec<Cell>,
        scale: Scale,
        section_pages: u64,
        (x0, x1): (i32, i32),
    ) -> Axis {
        let width = i64::from(x1 - x0).max(0);
        let offsets = match scale {
            Scale::Compressed => compressed(&cells, width),
            Scale::Linear => linear(&cells, width),
        };
        let edges = offsets
            .into_iter()
            .map(|offset| x0.saturating_add(i32::try_from(offset).unwrap_or(i32::MAX)))
            .collect();
        Axis { scale, section_pages: Some(section_pages), ruler: cells.clone(), cells, edges }
    }

    /// The axis on which `cells` are drawn, placed by those of a fixed one.
    pub(crate) fn fixed(cells: Vec<Cell>, ruler: &[Cell], scale: Scale, ends: (i32, i32)) -> Axis {
        Axis { section_pages: None, cells, ..Axis::new(ruler.to_vec(), scale, 1, ends) }
    }

    /// The cells and where each starts and ends.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&Cell, i32, i32)> {
        self.cells.iter().map(|cell| (cell, self.x(cell.range.start()), self.x(cell.range.end())))
    }

    /// The pfns of the whole axis.
    pub(crate) fn extent(&self) -> PfnRange {
        match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => PfnRange::new(first.range.start(), last.range.end()),
            _ => PfnRange::default(),
        }
    }

    /// The cell that holds `pfn`, with its place.
    pub(crate) fn cell_of(&self, pfn: Pfn) -> Option<(usize, &Cell)> {
        let place = self.cells.partition_point(|cell| cell.range.end() <= pfn);
        self.cells.get(place).map(|cell| (place, cell))
    }

    /// Where `pfn` is; at the near end if it is off the axis.
    pub fn x(&self, pfn: Pfn) -> i32 {
        let last = self.edges.last().copied().unwrap_or(0);
        let place = self.ruler.partition_point(|cell| cell.range.end() <= pfn);
        let Some(cell) = self.ruler.get(place) else {
            return last;
        };
        let x0 = self.edges.get(place).copied().unwrap_or(last);
        let x1 = self.edges.get(place + 1).copied().unwrap_or(last);
        let within = pfn.get().saturating_sub(cell.range.start().get());
        let (part, whole) = self.share(within, cell);
        x0 + scaled(i64::from(x1 - x0), part, whole) as i32
    }

    /// The first pfn at or right of `x`; one past the last if none is.
    pub fn pfn_at(&self, x: i32) -> Pfn {
        let ends = self.ruler.first().zip(self.ruler.last());
        let Some((first, last)) = ends else {
            return Pfn::ZERO;
        };
        let (mut low, mut high) = (first.range.start().get(), last.range.end().get());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.x(Pfn::new(middle)) < x {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Pfn::new(low)
    }

    /// How far `within` pages into `cell` are, as a fraction.
    fn share(&self, within: u64, cell: &Cell) -> (u64, u64) {
        let pages = cell.range.pages().max(1);
        let Some(unit) = self.section_pages.map(|pages| pages.max(1)) else {
            return (within, pages);
        };
        let in_sections = |n: u64| log2(n.saturating_add(unit)) - log2(unit);
        let logarithmic = self.scale == Scale::Compressed
            && matches!(cell.content, Content::Memory(_))
            && in_sections(pages) >= DOUBLING;
        if logarithmic {
            (in_sections(within), in_sections(pages))
        } else {
            (within, pages)
        }
    }
}

/// `width * part / whole`, rounded down.
fn scaled(width: i64, part: u64, whole: u64) -> i64 {
    let scaled = i128::from(width) * i128::from(part) / i128::from(whole.max(1));
    i64::try_from(scaled).unwrap_or(width)
}

/// Fixed widths first, then what is left by log2 of the pages.
fn compressed(cells: &[Cell], width: i64) -> Vec<i64> {
    let least = |cell: &Cell| match cell.content {
        Content::Hole => HOLE,
        Content::Memory(_) => LEAST,
        Content::Several { .. } => 2 * LEAST,
    };
    let weight = |cell: &Cell| match cell.content {
        Content::Hole => 0,
        _ => log2(cell.range.pages()).saturating_sub(LEAST_BITS * DOUBLING),
    };
    let wanted: i64 = cells.iter().map(least).sum();
    let weights: u64 = cells.iter().map(weight).sum();
    let fixed = match weights {
        0 => width,
        _ => wanted.min(width * 3 / 4),
    };
    let (mut fixed_before, mut weight_before) = (0, 0);
    let mut edges = vec![0];
    for cell in cells {
        fixed_before += least(cell);
        weight_before += weight(cell);
        let from_fixed = scaled(fixed, fixed_before.unsigned_abs(), wanted.unsigned_abs());
        edges.push(from_fixed + scaled(width - fixed, weight_before, weights));
    }
    edges
}

/// By pages.
fn linear(cells: &[Cell], width: i64) -> Vec<i64> {
    let total: u64 = cells.iter().map(|cell| cell.range.pages()).sum();
    let mut before = 0;
    let mut edges = vec![0];
    for cell in cells {
        before += cell.range.pages();
        edges.push(scaled(width, before, total));
    }
    edges
}

#[cfg(test)]
mod tests {
    use zonescope_model::{MemoryKind, Nid};

    use super::*;

    fn cell(start: u64, end: u64, memory: bool) -> Cell {
        Cell {
            range: PfnRange::new(start, end),
            content: match memory {
                true => Content::Memory(MemoryKind { nid: Nid::default(), mirrored: false }),
                false => Content::Hole,
            },
        }
    }

    /// Case 2's memory up to node 0's end.
    fn case_2() -> Vec<Cell> {
        vec![
            cell(0x1, 0x9d, true),
            cell(0x9d, 0x9f, false),
            cell(0x9f, 0xa0, true),
            cell(0xa0, 0x100, false),
            cell(0x100, 0x1000, true),
            cell(0x1000, 0x66417, true),
            cell(0x66417, 0x100000, false),
            cell(0x100000, 0x20c0000, true),
            cell(0x20c0000, 0x6040000, true),
        ]
    }

    #[test]
    fn edges_rise_and_fill_the_width() {
        for (x0, x1) in [(0, 10_000), (1000, 7000), (50, 400)] {
            let axis = Axis::new(case_2(), Scale::Compressed, 32_768, (x0, x1));
            assert_eq!(axis.edges.first(), Some(&x0));
            assert_eq!(axis.edges.last(), Some(&x1));
            assert!(axis.edges.windows(2).all(|w| w[0] < w[1]), "{:?}", axis.edges);
        }
    }

    #[test]
    fn every_pfn_is_at_or_after_the_one_before() {
        for scale in [Scale::Compressed, Scale::Linear] {
            let axis = Axis::new(case_2(), scale, 32_768, (0, 10_000));
            let mut last = 0;
            for pfn in (0..0x6050000).step_by(0x777) {
                let x = axis.x(Pfn::new(pfn));
                assert!(x >= last && x <= 10_000, "{scale:?} {pfn:#x}");
                last = x;
            }
            for (cell, x0, x1) in axis.cells() {
                assert_eq!(axis.x(cell.range.start()), x0);
                assert_eq!(axis.x(cell.range.end()), x1);
            }
        }
    }

    #[test]
    fn a_place_leads_back_to_the_first_pfn_there() {
        for axis in [
            Axis::new(case_2(), Scale::Compressed, 32_768, (500, 10_000)),
            Axis::new(case_2(), Scale::Linear, 32_768, (500, 10_000)),
            Axis::fixed(Vec::new(), &case_2(), Scale::Compressed, (500, 10_000)),
        ] {
            for x in (500..=10_000).step_by(7) {
                let pfn = axis.pfn_at(x);
                assert!(axis.x(pfn) >= x, "{x} {pfn}");
                let before = pfn.get().checked_sub(1).filter(|pfn| *pfn > 0);
                assert!(before.is_none_or(|pfn| axis.x(Pfn::new(pfn)) < x), "{x} {pfn}");
            }
            assert_eq!(axis.pfn_at(i32::MIN), Pfn::new(1));
            assert_eq!(axis.pfn_at(i32::MAX), Pfn::new(0x6040000));
        }
    }

    #[test]
    fn on_a_held_axis_a_boundary_moves_at_one_speed() {
        let axis = Axis::fixed(Vec::new(), &case_2(), Scale::Compressed, (0, 10_000));
        let at = |share: u64| axis.x(Pfn::new(0x20c0000 + share * (0x6040000 - 0x20c0000) / 4));
        let steps: Vec<i32> = (0..4).map(|n| at(n + 1) - at(n)).collect();
        assert!(steps.iter().all(|step| (step - steps[0]).abs() <= 1), "{steps:?}");
    }

    #[test]
    fn a_hole_is_as_wide_as_any_other_and_memory_grows_with_its_log() {
        let axis = Axis::new(case_2(), Scale::Compressed, 32_768, (0, 10_000));
        let width: Vec<i32> = axis.cells().map(|(_, x0, x1)| x1 - x0).collect();
        assert!((width[1] - width[3]).abs() <= 1 && (width[3] - width[6]).abs() <= 1);
        assert!(
            width[0] >= 99 && width[4] > width[0] && width[5] > width[4] && width[8] > width[7]
        );
    }

    #[test]
    fn linear_is_to_scale() {
        let axis = Axis::new(case_2(), Scale::Linear, 32_768, (0, 10_000));
        let middle = 0x6040000u64 / 2;
        assert!((axis.x(Pfn::new(middle)) - 5000).abs() <= 1);
    }

    #[test]
    fn one_section_into_a_large_cell_can_be_seen() {
        let axis = Axis::new(case_2(), Scale::Compressed, 32_768, (0, 10_000));
        let start = axis.x(Pfn::new(0x100000));
        assert!(axis.x(Pfn::new(0x108000)) - start > 100);
    }

    #[test]
    fn nothing_at_all_has_no_width() {
        let axis = Axis::new(Vec::new(), Scale::Compressed, 32_768, (0, 100));
        assert_eq!(axis.x(Pfn::new(5)), 0);
        assert_eq!(axis.cells().count(), 0);
    }
}
