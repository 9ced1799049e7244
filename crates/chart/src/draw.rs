//! From a scene to SVG, through plotters.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontStyle, ShapeStyle, TextStyle};
use plotters_backend::FontFamily;

use crate::metrics::Face;
use crate::role::Role;
use crate::scene::{Anchor, Scene, Shape};
use crate::svg::{Document, Svg};

type Drawn = Result<(), DrawingAreaErrorKind<std::convert::Infallible>>;

/// The SVG of `scene`.
pub(crate) fn draw(scene: &Scene, document: Document<'_>) -> String {
    let backend = drawn(scene, Svg::new(document));
    let svg = backend.borrow().finish();
    svg
}

/// An `<svg>` of `size` tenths of a pixel that borrows the patterns of `document`'s own.
pub(crate) fn draw_swatch(scene: &Scene, document: Document<'_>, size: (i32, i32)) -> String {
    let document = Document { width: size.0 / 10, height: size.1 / 10, ..document };
    let backend = drawn(scene, Svg::new(document));
    let svg = backend.borrow().finish_swatch();
    svg
}

fn drawn<'a>(scene: &Scene, svg: Svg<'a>) -> Rc<RefCell<Svg<'a>>> {
    let backend = Rc::new(RefCell::new(svg));
    let area = DrawingArea::from(&backend);
    for shape in &scene.shapes {
        // The backend never fails, and nobody else holds it while it draws.
        let drawn = draw_shape(&area, shape);
        debug_assert!(drawn.is_ok());
    }
    backend
}

fn draw_shape(area: &DrawingArea<Svg<'_>, Shift>, shape: &Shape) -> Drawn {
    match shape {
        Shape::Rect { role, area: r } => {
            area.draw(&Rectangle::new([(r.x0, r.y0), (r.x1, r.y1)], Color::filled(role)))
        }
        Shape::Line { role, points } => {
            area.draw(&PathElement::new(points.clone(), ShapeStyle::from(*role)))
        }
        Shape::Polygon { role, points } => {
            area.draw(&Polygon::new(points.clone(), Color::filled(role)))
        }
        Shape::Circle { role, center, radius } => {
            area.draw(&Circle::new(*center, *radius, Color::filled(role)))
        }
        Shape::Text { role, anchor, x, y, text } => {
            area.draw(&Text::new(text.as_str(), (*x, *y), style(*role, *anchor)))
        }
    }
}

fn style(role: Role, anchor: Anchor) -> TextStyle<'static> {
    let (face, size) = role.font();
    let (family, weight) = match face {
        Face::Sans => (FontFamily::SansSerif, FontStyle::Normal),
        Face::Bold => (FontFamily::SansSerif, FontStyle::Bold),
        Face::Mono => (FontFamily::Monospace, FontStyle::Normal),
    };
    let h_pos = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    TextStyle {
        font: FontDesc::new(family, f64::from(size), weight),
        color: role.to_backend_color(),
        pos: Pos::new(h_pos, VPos::Center),
    }
}
