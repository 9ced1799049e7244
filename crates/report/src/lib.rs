//! Every sentence and every text format the tool prints, so that page, chart and command use
//! the same words.

mod expect;
mod number;

pub use expect::Expect;
pub use number::{grouped, size_of_bytes, size_of_pages};
