//! The bench: the state of the page and every way to change it, undo, and what is kept of it.
//! It knows nothing of what is drawn from it: neither of the controls nor of the answer.

mod bring;
mod edit;
mod history;
mod line_index;
mod look;
mod machine;
mod naming;
mod opening;
mod read_on;
mod reading;
mod state;
mod stored;
mod undo;
mod work;

pub use bring::{file_button, paste, use_file_drop};
pub use edit::regions;
pub use history::{History, Moment};
pub use look::{Asked, Look, Pointed};
pub use machine::{use_machine, Known};
pub use naming::is_named;
pub use opening::{Sheet, Work};
pub use read_on::ReadOn;
pub use reading::{brought, Brought, Reading, BOX_LIMIT};
pub use state::{Action, State, Workbench};
pub use stored::{Entry, Stored, TEXT_LIMIT};
pub use undo::{asked, Undo};
pub use work::{begin, use_work};
