//! The page: a text and a few switches in, zones out. [`State`] is all it is a function of;
//! everything computed comes from the model and is drawn by [`App`].

mod app;
mod cell;
mod checked;
mod components;
mod computed;
mod edit;
mod embed;
mod export;
mod figures;
mod history;
mod hooks;
mod line_index;
mod look;
mod naming;
mod number;
mod opening;
mod reading;
mod state;
mod stored;

pub use app::{App, Props};
pub use edit::regions;
pub use embed::{Embed, Props as EmbedProps};
pub use export::{file_stem, File, Format, Subject, EMBEDS, LINK, MAIL, SCENARIO, TEXTS};
pub use figures::{Figure, Paper};
pub use history::{History, Moment};
pub use hooks::{begin, guest, tell_panics, Guest, Theme};
pub use look::{Asked, Look, Pointed};
pub use opening::{Sheet, Work};
pub use reading::{brought, Reading};
pub use state::{Action, State, Workbench};
pub use stored::{Entry, Stored, TEXT_LIMIT};
