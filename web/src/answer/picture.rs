//! A chart's picture, changed in place: a shape that stays keeps its element, so that the browser
//! lays out and paints again only what moved. In a drag most shapes stay where they are.

use std::iter;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;
use zonescope_chart::Chart;

use crate::parts::{placed, svg_element};

/// The picture of `chart`.
#[hook]
pub fn use_picture(chart: &Rc<Chart>) -> Html {
    // Without line ends, which would stay when the line goes.
    let svg = use_memo((), |()| svg_element(&chart.svg.lines().collect::<String>()));
    // The element is ours, so that it is changed here and needs no effect.
    let drawn = use_mut_ref(|| chart.clone());
    let before = drawn.replace(chart.clone());
    if let Some(svg) = (*svg).as_ref().filter(|_| !Rc::ptr_eq(&before, chart)) {
        update(svg, &before.svg, &chart.svg);
    }
    placed(&svg)
}

/// Makes an `<svg>` that shows `old` show `new`. Its parser takes what a chart writes, so that no
/// insertion is refused.
fn update(svg: &Element, old: &str, new: &str) {
    let ((old_root, old), (new_root, new)) = (root_and_elements(old), root_and_elements(new));
    update_element(svg, old_root, new_root);
    let (mut old, mut new) = (old.as_slice(), new.as_slice());
    let mut next = svg.first_element_child();
    while let (Some(element), [was, old_rest @ ..], [is, new_rest @ ..]) = (&next, old, new) {
        let after = element.next_element_sibling();
        let is_other = tag(was) != tag(is);
        // Of two lines with different tags, one is of a label that has no room any more, or did not
        // have it before.
        if is_other && old.len() > new.len() {
            element.remove();
            old = old_rest;
        } else if is_other && old.len() < new.len() {
            let _ = element.insert_adjacent_html("beforebegin", is);
            new = new_rest;
            continue;
        } else {
            if was != is && (is_other || !update_element(element, was, is)) {
                element.set_outer_html(is);
            }
            (old, new) = (old_rest, new_rest);
        }
        next = after;
    }
    while let Some(element) = next {
        next = element.next_element_sibling();
        element.remove();
    }
    let _ = svg.insert_adjacent_html("beforeend", &new.concat());
}

/// The line that opens the `<svg>`, and those of the elements in it.
fn root_and_elements(svg: &str) -> (&str, Vec<&str>) {
    let mut lines = svg.trim_end().trim_end_matches("</svg>").lines();
    (lines.next().unwrap_or_default(), lines.collect())
}

/// `<rect`, say.
fn tag(line: &str) -> &str {
    line.split([' ', '>']).next().unwrap_or_default()
}

/// Sets what is another in `new` than in `old`, which have the same tag. False, with nothing set,
/// if they have other attributes or hold elements.
fn update_element(element: &Element, old: &str, new: &str) -> bool {
    let (Some(old), Some(new)) = (Written::of(old), Written::of(new)) else {
        return false;
    };
    if !old.attributes().map(name).eq(new.attributes().map(name)) {
        return false;
    }
    for ((name, value), (_, before)) in iter::zip(new.attributes(), old.attributes()) {
        if value != before {
            // No name of an attribute is refused that a chart has.
            let _ = element.set_attribute(name, value);
        }
    }
    if old.text != new.text {
        match new.text.contains('&') {
            true => element.set_inner_html(new.text),
            false => element.set_text_content(Some(new.text)),
        }
    }
    true
}

fn name<'a>((name, _): (&'a str, &'a str)) -> &'a str {
    name
}

/// An element as a chart writes it, with no element in it.
struct Written<'a> {
    attributes: &'a str,
    text: &'a str,
}

impl<'a> Written<'a> {
    fn of(element: &'a str) -> Option<Written<'a>> {
        let (start, rest) = element.split_once('>')?;
        let (_, attributes) = start.split_once(' ')?;
        let (text, end) = rest.split_once("</").unwrap_or((rest, ""));
        let is_alone = !text.contains('<') && !end.contains('<');
        is_alone.then_some(Written { attributes, text })
    }

    /// Names and values. No value of a chart's needs to be escaped.
    fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut parts = self.attributes.split('"');
        iter::from_fn(move || {
            let name = parts.next()?.trim_start().strip_suffix('=')?;
            Some((name, parts.next()?))
        })
    }
}
