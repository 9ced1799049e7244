//! A picture as a list of shapes, in tenths of a pixel. Everything is placed here, before anything
//! is drawn.

use crate::metrics;
use crate::role::Role;

/// Free at the right and the left of a figure.
pub(crate) const SIDE: i32 = 20;

/// A rectangle in tenths of a pixel.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Area {
    pub(crate) x0: i32,
    pub(crate) y0: i32,
    pub(crate) x1: i32,
    pub(crate) y1: i32,
}

impl Area {
    pub(crate) const fn new(x0: i32, y0: i32, x1: i32, y1: i32) -> Area {
        Area { x0, y0, x1, y1 }
    }

    pub(crate) const fn width(self) -> i32 {
        self.x1 - self.x0
    }

    pub(crate) const fn height(self) -> i32 {
        self.y1 - self.y0
    }

    /// Room for half an outline.
    pub(crate) fn inset(self) -> Area {
        let by = 6.min(self.width() / 3);
        Area::new(self.x0 + by, self.y0 + 6, self.x1 - by, self.y1 - 6)
    }

    pub(crate) const fn middle(self) -> (i32, i32) {
        ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)
    }
}

/// Which end of a text its x is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One shape.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    Rect {
        role: Role,
        area: Area,
    },
    Line {
        role: Role,
        points: Vec<(i32, i32)>,
    },
    Polygon {
        role: Role,
        points: Vec<(i32, i32)>,
    },
    Circle {
        role: Role,
        center: (i32, i32),
        radius: i32,
    },
    /// `y` is the middle of the line of text.
    Text {
        role: Role,
        anchor: Anchor,
        x: i32,
        y: i32,
        text: String,
    },
}

/// The shapes of a picture, back to front.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Scene {
    pub(crate) shapes: Vec<Shape>,
}

impl Scene {
    /// A background behind everything, for a file of its own.
    pub(crate) fn put_behind(&mut self, area: Area) {
        let role = Role::Background;
        self.shapes.insert(0, Shape::Rect { role, area });
    }

    pub(crate) fn rect(&mut self, role: Role, area: Area) {
        self.shapes.push(Shape::Rect { role, area });
    }

    pub(crate) fn line(&mut self, role: Role, points: impl Into<Vec<(i32, i32)>>) {
        let points = points.into();
        self.shapes.push(Shape::Line { role, points });
    }

    pub(crate) fn polygon(&mut self, role: Role, points: impl Into<Vec<(i32, i32)>>) {
        let points = points.into();
        self.shapes.push(Shape::Polygon { role, points });
    }

    pub(crate) fn circle(&mut self, role: Role, center: (i32, i32), radius: i32) {
        self.shapes.push(Shape::Circle { role, center, radius });
    }

    pub(crate) fn text(
        &mut self,
        role: Role,
        anchor: Anchor,
        (x, y): (i32, i32),
        text: impl Into<String>,
    ) {
        self.shapes.push(Shape::Text { role, anchor, x, y, text: text.into() });
    }

    /// The first of `candidates` that fits into `area` with a margin, in its middle. Says whether
    /// one did.
    pub(crate) fn label(&mut self, role: Role, area: Area, candidates: &[String]) -> bool {
        const MARGIN: i32 = 40;
        let room = area.width() - 2 * MARGIN;
        let fitting =
            candidates.iter().find(|text| !text.is_empty() && text_width(role, text) <= room);
        if let Some(text) = fitting {
            self.text(role, Anchor::Middle, area.middle(), text.as_str());
        }
        fitting.is_some()
    }
}

/// `text` in `role`, cut with an ellipsis where it is wider than `room`.
pub(crate) fn cut(role: Role, text: &str, room: i32) -> String {
    let (face, size) = role.font();
    metrics::cut(text, face, size, room)
}

/// How wide `text` is in `role`, in tenths of a pixel.
pub(crate) fn text_width(role: Role, text: &str) -> i32 {
    let (face, size) = role.font();
    metrics::width(text, face, size)
}
