//! What a figure is drawn on, and what turns it into a chart.

use crate::chart::{Chart, Mark, Table};
use crate::draw::draw;
use crate::legend;
use crate::scene::{Area, Scene, SIDE};
use crate::style::Style;
use crate::svg::Document;

/// A figure being drawn.
pub(crate) struct Sheet {
    style: Style,
    pub(crate) scene: Scene,
    pub(crate) marks: Vec<Mark>,
    /// The lowest y.
    pub(crate) bottom: i32,
}

/// What a figure says beside what it draws.
pub(crate) struct Said {
    pub(crate) title: &'static str,
    pub(crate) sentence: String,
    pub(crate) table: Table,
}

impl Sheet {
    pub(crate) fn new(style: Style) -> Sheet {
        Sheet { style, scene: Scene::default(), marks: Vec::new(), bottom: 0 }
    }

    /// Where the figure ends at the right.
    pub(crate) fn right(&self) -> i32 {
        self.style.width() - SIDE
    }

    /// In a file of its own, the legend from `left`, so far below everything.
    pub(crate) fn draw_legend(&mut self, left: i32, below: i32) {
        if self.style.standalone {
            let entries = legend::entries(&self.scene);
            let (ends, top) = ((left, self.right()), self.bottom + below);
            self.bottom = top + legend::draw_lines(&mut self.scene, &entries, ends, top);
        }
    }

    /// The chart; `word` is the figure's, and starts every id in the SVG.
    pub(crate) fn finish(mut self, word: &str, said: Said) -> Chart {
        let (width, height) = (self.style.width() / 10, self.bottom / 10 + 2);
        let entries = legend::entries(&self.scene);
        if self.style.standalone {
            self.scene.put_behind(Area::new(0, 0, width * 10, height * 10));
        }
        let document = Document {
            width,
            height,
            theme: self.style.theme,
            id_prefix: word,
            title: said.title,
            description: &said.sentence,
        };
        Chart {
            svg: draw(&self.scene, document),
            width: width.unsigned_abs(),
            height: height.unsigned_abs(),
            marks: self.marks,
            legend: legend::items(&entries, document),
            axis: None,
            boundaries: Vec::new(),
            table: said.table,
            sentence: said.sentence,
        }
    }
}
