//! The answer: what the scenario comes to, as verdicts, charts, tables and reasons. Each part
//! draws what was computed and says what the user asks; none knows of the controls.

mod asking;
mod boundaries;
mod cell;
mod check;
mod checked;
mod compare;
mod computed;
mod contiguous;
mod differences;
mod everything;
mod figure;
mod findings;
mod fixed_axis;
mod init;
mod matrix;
mod nearest;
mod picture;
mod releases;
mod search;
mod stages;
mod sweep;
mod verdicts;
mod view;
mod views;
mod why;
mod zone_map;

pub use check::told;
pub use checked::use_check;
pub use compare::Compare;
pub use computed::{only_node, too_many};
pub use contiguous::Contiguous;
pub use everything::Everything;
pub use figure::Figure;
pub use stages::{use_stages, Drawn, Stages};
pub use verdicts::Verdicts;
pub use view::Props as ViewProps;
pub use views::Views;
