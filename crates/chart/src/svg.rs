//! A plotters backend that writes SVG.
//!
//! Coordinates are tenths of a pixel; the viewBox scales them. Colours are places in the list of
//! roles (see [`Role`]): each shape gets the role's class and the theme's presentation attributes.
//! Text is never measured here, only placed.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle,
};
use zonescope_report::html;

use crate::role::{zone_class, Role};
use crate::theme::{Fill, Theme};

/// The face of all text but the mono one.
const SANS: &str = "system-ui, Inter, 'DejaVu Sans', sans-serif";
const MONO: &str = "ui-monospace, 'DejaVu Sans Mono', monospace";

/// What an SVG document says beside its shapes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document<'a> {
    /// In pixels.
    pub(crate) width: i32,
    /// In pixels.
    pub(crate) height: i32,
    pub(crate) theme: Theme,
    /// Starts every id, so that several figures can stand in one page.
    pub(crate) id_prefix: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
}

/// The backend: shapes in, SVG out.
pub(crate) struct Svg<'a> {
    document: Document<'a>,
    body: String,
    patterned: Vec<Role>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> Svg<'a> {
    pub(crate) fn new(document: Document<'a>) -> Svg<'a> {
        Svg { document, body: String::new(), patterned: Vec::new() }
    }

    /// The document, patterns first.
    pub(crate) fn finish(&self) -> String {
        let Document { width, height, .. } = self.document;
        let p = self.document.id_prefix;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"zs-chart\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-labelledby=\"{p}-title {p}-desc\" font-family=\"{SANS}\">\n<title id=\"{p}-title\">{}</title>\n\
             <desc id=\"{p}-desc\">{}</desc>\n",
            width * 10,
            height * 10,
            html(self.document.title),
            html(self.document.description),
        );
        if !self.patterned.is_empty() {
            svg.push_str("<defs>");
            for role in &self.patterned {
                self.write_pattern(&mut svg, *role);
            }
            svg.push_str("</defs>\n");
        }
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        svg
    }

    /// The shapes alone, for decoration beside text.
    pub(crate) fn finish_swatch(&self) -> String {
        let Document { width, height, .. } = self.document;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"zs-swatch\" aria-hidden=\"true\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\">{}</svg>",
            width * 10,
            height * 10,
            self.body.trim_end(),
        )
    }

    fn pattern_id(&self, role: Role) -> String {
        let (prefix, class) = (self.document.id_prefix, role.class());
        match role.zone() {
            Some(zone) => format!("{prefix}-{class}-{}", zone_class(zone)),
            None => format!("{prefix}-{class}"),
        }
    }

    fn write_pattern(&self, svg: &mut String, role: Role) {
        let Fill::Pattern { base, line, motif } = self.document.theme.paint(role).fill else {
            return;
        };
        let (id, class) = (self.pattern_id(role), role.class());
        let zone = role.zone().map_or("", zone_class);
        let (tile, path, width) = (motif.tile, motif.path, motif.width);
        push(
            svg,
            format_args!(
                "<pattern id=\"{id}\" width=\"{tile}\" height=\"{tile}\" \
                 patternUnits=\"userSpaceOnUse\"><rect class=\"{class}-base {zone}\" \
                 width=\"{tile}\" height=\"{tile}\" fill=\"{base}\"/><path class=\"{class}-motif \
                 {zone}\" d=\"{path}\" fill=\"none\" stroke=\"{line}\" \
                 stroke-width=\"{width}\"/></pattern>"
            ),
        );
    }

    /// Class and presentation attributes of a shape; an open one is never filled.
    fn attributes(&mut self, role: Role, closed: bool) -> String {
        let paint = self.document.theme.paint(role);
        let mut text = format!("class=\"{}\"", classes(role));
        match paint.fill {
            _ if !closed => text.push_str(" fill=\"none\""),
            Fill::None => text.push_str(" fill=\"none\""),
            Fill::Flat(color) => push(&mut text, format_args!(" fill=\"{color}\"")),
            Fill::Pattern { .. } => {
                if !self.patterned.contains(&role) {
                    self.patterned.push(role);
                }
                let id = self.pattern_id(role);
                push(&mut text, format_args!(" fill=\"url(#{id})\""));
            }
        }
        if let Some(stroke) = paint.stroke {
            let (color, width) = (stroke.color, stroke.width);
            push(&mut text, format_args!(" stroke=\"{color}\" stroke-width=\"{width}\""));
            if !stroke.dash.is_empty() {
                push(&mut text, format_args!(" stroke-dasharray=\"{}\"", stroke.dash));
            }
        }
        text
    }

    fn write_path(&mut self, points: impl Iterator<Item = BackendCoord>, role: Role, closed: bool) {
        let mut d = String::new();
        for (place, (x, y)) in points.enumerate() {
            let command = if place == 0 { 'M' } else { 'L' };
            push(&mut d, format_args!("{command}{x} {y}"));
        }
        if closed {
            d.push('Z');
        }
        let attributes = self.attributes(role, closed);
        push(&mut self.body, format_args!("<path {attributes} d=\"{d}\"/>\n"));
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let tenths = |pixels: i32| u32::try_from(pixels * 10).unwrap_or(0);
        (tenths(self.document.width), tenths(self.document.height))
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let role = Role::of_color(style.color());
        let attributes = self.attributes(role, fill);
        let (width, height) = (x1 - x0, y1 - y0);
        let corner = match self.document.theme.paint(role).corner.min(width / 3) {
            0 => String::new(),
            radius => format!(" rx=\"{radius}\""),
        };
        push(
            &mut self.body,
            format_args!(
                "<rect {attributes} x=\"{x0}\" y=\"{y0}\" width=\"{width}\" \
                 height=\"{height}\"{corner}/>\n"
            ),
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.write_path(path.into_iter(), Role::of_color(style.color()), false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Drawn {
        self.write_path(vertices.into_iter(), Role::of_color(style.color()), true);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let attributes = self.attributes(Role::of_color(style.color()), fill);
        push(
            &mut self.body,
            format_args!("<circle {attributes} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>\n"),
        );
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let size = style.size() as i32;
        // Half the height of capitals below the middle, and so on, in the faces we ask for.
        let baseline = y + match style.anchor().v_pos {
            VPos::Top => size * 76 / 100,
            VPos::Center => size * 36 / 100,
            VPos::Bottom => 0,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let family = match style.family() {
            FontFamily::Monospace => format!(" font-family=\"{MONO}\""),
            _ => String::new(),
        };
        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"600\"",
            _ => "",
        };
        let attributes = self.attributes(Role::of_color(style.color()), true);
        push(
            &mut self.body,
            format_args!(
                "<text {attributes} x=\"{x}\" y=\"{baseline}\"{anchor}{family} \
                 font-size=\"{size}\"{weight}>{}</text>\n",
                html(text)
            ),
        );
        Ok(())
    }
}

/// `zs-own zs-normal`.
fn classes(role: Role) -> String {
    match role.zone() {
        Some(zone) => format!("{} {}", role.class(), zone_class(zone)),
        None => role.class().to_owned(),
    }
}

/// Writing to a string never fails.
fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}
