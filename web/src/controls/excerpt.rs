//! A text too large for a box: only the lines in sight are on the page.

use web_sys::HtmlElement;
use yew::prelude::*;
use zonescope_dump::{LineFate, Lines};

use crate::bench::Reading;
use crate::parts::number::count;

/// How tall a line is, as the style sheet has it.
const LINE_PX: u64 = 18;
/// Taller than this browsers make nothing: of more lines each pixel stands for several.
const TALLEST_PX: u64 = 14_000_000;
/// How many lines are made: more than the tallest window has, and some beyond each edge.
const MADE: u32 = 80;
/// The lines above what was asked for that are shown with it.
const ABOVE: u32 = 2;
/// More of a line is not shown, in bytes.
const WIDEST: usize = 2000;

/// Lines of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The first of them.
    pub first: u32,
    /// The last of them.
    pub last: u32,
}

/// What [`Excerpt`] shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text.
    pub reading: Reading,
    /// The lines somebody wants to see, and how many were asked for before.
    pub asked: Option<(Place, u32)>,
}

/// The lines around a place, with their numbers and what became of them.
#[function_component(Excerpt)]
pub fn excerpt(props: &Props) -> Html {
    let frame = use_node_ref();
    let reading = &props.reading;
    let text = reading.text.as_str();
    let lines = reading.lines.count(text);
    let tall = Tall::of(lines);
    let top = use_state_eq(|| 0);
    {
        let frame = frame.clone();
        let first = used(reading);
        use_effect_with(reading.clone(), move |_| {
            scroll(&frame, tall, first);
        });
    }
    {
        let frame = frame.clone();
        use_effect_with(props.asked, move |asked| {
            if let Some((asked, _)) = asked {
                scroll(&frame, tall, asked.first);
                if let Some(frame) = frame.cast::<HtmlElement>() {
                    let _ = frame.focus();
                }
            }
        });
    }
    let onscroll = {
        let top = top.clone();
        Callback::from(move |event: Event| {
            if let Some(frame) = event.target_dyn_into::<HtmlElement>() {
                let line = tall.line_at(frame.scroll_top());
                // A few at once: not every pixel draws the lines anew.
                top.set(line - line % 8);
            }
        })
    };
    let first = top.saturating_sub(16).min(lines.saturating_sub(MADE / 2));
    let made = MADE.min(lines.saturating_sub(first));
    let above = tall.px(first);
    let below = tall.px(lines).saturating_sub(above + u64::from(made) * LINE_PX);
    let mut runs = Runs::at(&reading.log.lines, first + 1);
    let rows = reading.lines.from(text, first + 1).zip(first + 1..).take(made as usize).map(
        |(line, number)| {
            let is_asked =
                props.asked.is_some_and(|(asked, _)| (asked.first..=asked.last).contains(&number));
            row(line, number, runs.fate(number), is_asked, lines)
        },
    );
    html! {
        <div class="excerpt" ref={frame} {onscroll} tabindex="0" role="region"
            aria-label={format!("The text, {} lines", count(lines))}>
            <svg width="1" height={above.to_string()} aria-hidden="true" />
            <ol role="list">{ for rows }</ol>
            <svg width="1" height={below.to_string()} aria-hidden="true" />
        </div>
    }
}

fn row(line: &str, number: u32, fate: LineFate, is_asked: bool, lines: u32) -> Html {
    let shown = line.get(..line.floor_char_boundary(WIDEST));
    let (sign, word) = match fate {
        LineFate::Understood => ("+", "read: "),
        LineFate::Ignored => ("", ""),
        LineFate::Unreadable => ("!", "unreadable: "),
    };
    html! {
        <li key={number} role="listitem" class={classes!(fate.name(), is_asked.then_some("asked"))}
            aria-posinset={number.to_string()} aria-setsize={lines.to_string()}>
            <span class="at">{ number }</span>
            <b aria-hidden="true">{ sign }</b>
            <span class="sr">{ word }</span>
            <code>{ shown.unwrap_or_default().to_owned() }</code>
        </li>
    }
}

/// The first line of what was used.
fn used(reading: &Reading) -> u32 {
    match (reading.dump(), reading.combined()) {
        (Some(dump), _) => dump.first_line,
        (None, Some(combined)) => combined.line,
        (None, None) => 1,
    }
}

fn scroll(frame: &NodeRef, tall: Tall, line: u32) {
    if let Some(frame) = frame.cast::<HtmlElement>() {
        let px = tall.px(line.saturating_sub(1 + ABOVE));
        frame.set_scroll_top(i32::try_from(px).unwrap_or(i32::MAX));
        frame.set_scroll_left(0);
    }
}

/// A number of lines, and the pixels they take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Tall {
    lines: u64,
    px: u64,
}

impl Tall {
    fn of(lines: u32) -> Tall {
        let lines = u64::from(lines).max(1);
        Tall { lines, px: (lines * LINE_PX).min(TALLEST_PX) }
    }

    /// How far down a line begins.
    fn px(self, before: u32) -> u64 {
        u64::from(before) * self.px / self.lines
    }

    /// How many lines are above this pixel.
    fn line_at(self, px: i32) -> u32 {
        let px = u64::try_from(px).unwrap_or(0);
        u32::try_from(px * self.lines / self.px.max(1)).unwrap_or(u32::MAX)
    }
}

/// What became of one line after the other.
struct Runs<'a> {
    runs: &'a Lines,
    place: usize,
}

impl<'a> Runs<'a> {
    fn at(runs: &'a Lines, line: u32) -> Runs<'a> {
        let place = runs.place_of(line);
        Runs { runs, place }
    }

    fn fate(&mut self, line: u32) -> LineFate {
        while let Some(run) = self.runs.get(self.place) {
            if line <= run.last {
                return run.fate;
            }
            self.place += 1;
        }
        LineFate::Ignored
    }
}

#[cfg(test)]
mod tests {
    use super::Tall;

    #[test]
    fn every_line_is_where_it_is_scrolled_to() {
        for lines in [1, 100, 200_000, 777_777, 5_000_000] {
            let tall = Tall::of(lines);
            for line in [0, 1, lines / 3, lines - 1] {
                let px = i32::try_from(tall.px(line)).unwrap();
                // Where a pixel stands for several lines it is at most the line before.
                assert!(line - tall.line_at(px) <= u32::from(lines > 777_777), "{line} of {lines}");
            }
        }
    }
}
