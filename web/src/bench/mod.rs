//! The bench: the state of the page and every way to change it, undo, and what is kept of it.
//! It knows nothing of what is drawn from it: neither of the controls nor of the answer.

mod action;
mod edit;
mod history;
mod kept;
mod line_index;
mod look;
mod machine;
mod naming;
mod opening;
mod paste;
mod read_on;
mod reading;
mod reducer;
mod sheet;
mod state;
mod stored;
mod undo;
mod workbench;

pub use action::Action;
pub use edit::regions;
pub use history::{History, Moment, Replaced};
pub use kept::{begin, use_work};
pub use look::{Asked, Hinted, Look, Pointed};
pub use machine::{use_machine, Known};
pub use naming::is_named;
pub use opening::Work;
pub use paste::{file_button, in_box, input, paste, use_file_drop, use_texts};
pub use read_on::ReadOn;
pub use reading::{Brought, Reading, BOX_LIMIT};
pub use sheet::Sheet;
pub use state::State;
pub use stored::{Entry, Stored, TEXT_LIMIT};
pub use undo::{asked, Undo};
pub use workbench::Workbench;
