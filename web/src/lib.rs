//! The page: a text and a few switches in, zones out. [`State`] is all it is a function of;
//! everything computed comes from the model and is drawn by [`App`].
//!
//! Its four wings stand on the browser's `hooks` and a few small `parts`. `bench` holds the
//! state and what changes it; `controls` and `answer` draw on either side of it and never know of
//! each other; `out` is what leaves the page. `tests/wings.rs` holds who may use whom.

mod answer;
mod app;
mod bench;
mod controls;
mod hooks;
mod out;
mod parts;

pub use app::{App, Props};
pub use bench::{
    begin, in_box, regions, Action, Asked, Entry, Hinted, History, Look, Moment, Pointed, Reading,
    Replaced, Sheet, State, Stored, Work, Workbench, TEXT_LIMIT,
};
pub use hooks::{guest, tell_panics, Guest, Theme};
pub use out::{
    file_stem, Embed, EmbedProps, File, Format, Subject, Writer, Writing, EMBEDS, LINK, MAIL,
    SCENARIO, TEXTS,
};
